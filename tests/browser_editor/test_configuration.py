"""The configuration of the browser editor has every field of every note, as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chronicle import edtf
from chronicle.browser_editor.configuration import configuration
from chronicle.browser_editor.widgets import DATE
from chronicle.canonical_form import fields_in_order
from chronicle.front_matter import FIELDS
from chronicle.reading import read
from tests.world import ROOT, SITE, write_world


def configured(folder: Path, site: str = SITE) -> dict[str, Any]:
    """The configuration for a small world with these settings."""
    found = read(write_world(folder, {}, site), "content", 0, None, None, jobs=1).site
    assert found is not None
    told: dict[str, Any] = yaml.safe_load(configuration(found, ["en", "nb"]))
    return told


def collection(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(it for it in told["collections"] if it["name"] == name)
    return found


def fields(widget: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """All fields below a collection or a field."""
    for inner in [*widget.get("fields", ()), *([widget["field"]] if "field" in widget else [])]:
        yield inner
        yield from fields(inner)


@pytest.mark.parametrize("folder", FIELDS)
def test_every_field_stands_in_the_form_in_its_place(folder: str, tmp_path: Path) -> None:
    names = [field["name"] for field in collection(configured(tmp_path), folder)["fields"]]
    assert names == [*fields_in_order(FIELDS[folder]), "body"]


def test_every_value_is_text(tmp_path: Path) -> None:
    """A widget that knows dates shifts days, one that knows numbers writes others."""
    told = configured(tmp_path)
    widgets = {field["widget"] for it in told["collections"] for field in fields(it)}
    assert widgets == {"string", "text", "select", "relation", "list", "object"}
    options = [
        it["value"] for each in told["collections"] for f in fields(each) for it in f.get("options", ())
    ]
    assert {type(it) for it in options} == {str}


def test_words_are_chosen_and_notes_are_found_by_name(tmp_path: Path) -> None:
    event = {field["name"]: field for field in collection(configured(tmp_path), "events")["fields"]}
    assert event["kind"]["options"][0] == {"label": "Flood", "value": "flood"}
    assert event["importance"]["options"][0] == {"label": "major", "value": "3"}
    assert (event["places"]["collection"], event["places"]["multiple"]) == ("places", True)
    assert event["sources"]["fields"][0]["name"] == "id"


def test_a_choice_of_nothing_is_no_field(tmp_path: Path) -> None:
    """Of rivers and scopes there may be none; editors refuse an empty list."""
    told = configured(tmp_path, re.sub(r"(rivers|scopes):\n  .*\n", "", SITE))
    assert "river" not in {field["name"] for field in collection(told, "places")["fields"]}
    assert "scopes" not in {field["name"] for field in collection(told, "measures")["fields"]}


@pytest.mark.parametrize(
    ("repository", "backend"),
    [
        ("https://github.com/river/notes", {"name": "github", "repo": "river/notes", "branch": "main"}),
        ("https://gitlab.com/river/notes.git", {"name": "gitlab", "repo": "river/notes", "branch": "main"}),
        (
            "https://codeberg.org/river/notes",
            {
                "name": "gitea",
                "repo": "river/notes",
                "branch": "main",
                "base_url": "https://codeberg.org",
                "api_root": "https://codeberg.org/api/v1",
            },
        ),
        ("https://git.example.org/river", {"name": "test-repo"}),
    ],
)
def test_the_repository_says_where_changes_go(
    repository: str, backend: dict[str, str], tmp_path: Path
) -> None:
    site = SITE.replace("https://git.example.org/river", repository)
    assert configured(tmp_path, site)["backend"] == backend


@given(st.from_regex(r"\A[0-9X./~?%-]{1,22}\Z") | st.from_regex(DATE))
def test_the_pattern_lets_every_date_through(text: str) -> None:
    """It is only the shape; that there is no 31 June, the check says."""
    try:
        edtf.parse(text)
    except edtf.EdtfError:
        return
    assert re.fullmatch(DATE.strip("^$"), text)


def test_the_dates_of_the_real_notes_have_that_shape() -> None:
    texts = (path.read_text("utf-8") for path in sorted((ROOT / "content" / "events").rglob("*.md")))
    dates = {found[1] for text in texts if (found := re.search(r"^date: '?([^'\n]+)", text, re.MULTILINE))}
    assert [date for date in dates if not re.search(DATE, date)] == []
