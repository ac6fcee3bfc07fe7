"""The script that reads and writes notes for the browser editor does what `format` does. Needs Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronicle.canonical_form import canonical_body, canonical_head
from chronicle.content_folder import KINDS
from chronicle.editing.editor_scripts import editor_scripts
from tests.world import ROOT

SCRIPT = """
import { fieldsOf, folderAndName, textOf, withOwnSlugs, withSlugsAsWritten } from "./note-format.js";
import { readFileSync } from "node:fs";
const { call, given } = JSON.parse(readFileSync(0, "utf-8"));
const calls = {
  again: ({ text, widgets }) => textOf(fieldsOf(text), widgets),
  text: ({ fields, widgets }) => textOf(fields, widgets),
  own: ({ text, widgets, own }) => JSON.stringify(withOwnSlugs(fieldsOf(text), widgets, own)),
  edited: ({ text, widgets, own, put }) => {
    const shown = withOwnSlugs(fieldsOf(text), widgets, own);
    return textOf(withSlugsAsWritten({ ...shown, ...put }, widgets), widgets);
  },
  name: ({ kind, fields }) => folderAndName(kind, fields).join("/"),
};
process.stdout.write(JSON.stringify(given.map(calls[call])));
"""
EVENT = [{"name": "title"}, {"name": "actors"}, {"name": "control", "fields": [{"name": "place"}]}]


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("node") is None:
        pytest.fail("These tests need Node.js: `make test` gets it as root on Debian, else install it.")
    folder = tmp_path_factory.mktemp("scripts")
    for name, content in editor_scripts(ROOT / "templates", ROOT / ".editor" / "packages").items():
        (folder / name).write_bytes(content)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "asked.js").write_text(SCRIPT)
    return folder


def asked(scripts: Path, call: str, given: list[dict[str, Any]]) -> list[str]:
    """What the script says to each of what is given."""
    question = json.dumps({"call": call, "given": given})
    done = subprocess.run(
        ["node", str(scripts / "asked.js")], input=question.encode(), capture_output=True, check=True
    )
    answers: list[str] = json.loads(done.stdout)
    return answers


def test_notes_that_are_not_edited_stay_as_they_are(scripts: Path) -> None:
    """All of the real ones: what is read and written again has not one other byte."""
    notes = [path for kind in KINDS for path in sorted((ROOT / "content" / kind).rglob("*.md"))]
    texts = [path.read_text("utf-8") for path in notes]
    given = [{"text": text, "widgets": []} for text in texts]
    assert asked(scripts, "again", given) == texts


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=12), min_size=200, max_size=300), st.lists(st.text("ab \t\n-", max_size=30)))
def test_any_text_is_written_as_format_writes_it(scripts: Path, texts: list[str], bodies: list[str]) -> None:
    values = [{"title": " ".join(text.split()) or "x"} for text in texts]
    given: list[dict[str, Any]] = [{"fields": {"body": "", **it}, "widgets": EVENT} for it in values]
    assert asked(scripts, "text", given) == [canonical_head("events", it) for it in values]
    given = [{"fields": {"body": body}, "widgets": EVENT} for body in bodies]
    assert asked(scripts, "text", given) == ["---\n---\n" + canonical_body(body) for body in bodies]


def test_what_is_written_is_read_again(scripts: Path) -> None:
    words = [
        "no",
        "1984",
        "0300",
        "- x",
        "a: b",
        "a #b",
        "'",
        '"',
        "it's",
        "x:",
        "?",
        "---",
        "~",
        "@x",
        "ق",
        "a\tb",
    ]
    given = [{"fields": {"title": word, "body": ""}, "widgets": EVENT} for word in words]
    heads = [text.split("---\n")[1] for text in asked(scripts, "text", given)]
    assert [yaml.load(head, yaml.BaseLoader)["title"] for head in heads] == words


def test_fields_stand_in_their_order_and_empty_ones_nowhere(scripts: Path) -> None:
    fields = {
        "control": [{"holder": "", "place": "x"}, {"place": None}],
        "other": {"a": ""},
        "actors": [],
        "title": "A title",
        "body": "\nText.  \n\n",
    }
    (text,) = asked(scripts, "text", [{"fields": fields, "widgets": EVENT}])
    assert text == "---\ntitle: A title\ncontrol:\n  - place: x\n---\nText.  \n"


@pytest.mark.parametrize(
    ("kind", "fields", "name"),
    [
        (
            "events",
            {"date": "1911-02-17~", "title": "Scott's men, again"},
            "1911/1911-02-17-scotts-men-again",
        ),
        ("events", {"date": "1911-02/1911-04", "title": "96 miles north"}, "1911/1911-02-miles-north"),
        ("events", {"date": "1911-XX-XX", "title": "Übung"}, "1911/1911-ubung"),
        ("sources", {"published": "1911-02", "title": "A log"}, "1911/a-log"),
        ("sources", {"title": "A log"}, "undated/a-log"),
    ],
)
def test_a_new_note_is_named_by_its_date_and_title(
    kind: str, fields: dict[str, str], name: str, scripts: Path
) -> None:
    assert asked(scripts, "name", [{"kind": kind, "fields": fields}]) == [name]


PLACES = {"widget": "relation", "collection": "places"}
NAMING_PLACES = [
    {"name": "title", "widget": "string"},
    {"name": "places", **PLACES},
    {"name": "within", **PLACES},
    {"name": "actors", "widget": "relation", "collection": "actors"},
    {"name": "control", "widget": "list", "fields": [{"name": "place", **PLACES}, {"name": "holder"}]},
]
OTHERWISE = (
    "---\ntitle: raqa\nplaces:\n  - raqa\n  - mosul\nwithin: raqa\nactors:\n  - raqa\n"
    "control:\n  - place: raqa\n    holder: raqa\n  - place: mosul\n---\nIn [[places/raqa]].\n"
)


def test_place_by_another_slug_is_shown_by_its_own_and_kept_as_written(scripts: Path) -> None:
    """In what names places only; an actor, a title or the text may have the same word."""
    given = {"text": OTHERWISE, "widgets": NAMING_PLACES, "own": {"raqa": "raqqa"}}
    shown = json.loads(asked(scripts, "own", [given])[0])
    assert (shown["title"], shown["places"], shown["within"]) == ("raqa", ["raqqa", "mosul"], "raqqa")
    assert (shown["actors"], shown["control"][0]) == (["raqa"], {"place": "raqqa", "holder": "raqa"})
    puts: list[dict[str, Any]] = [{}, {"places": ["mosul", "raqqa", "sinjar"]}, {"within": "mosul"}]
    assert asked(scripts, "edited", [{**given, "put": put} for put in puts]) == [
        OTHERWISE,
        OTHERWISE.replace("  - raqa\n  - mosul\nwithin", "  - mosul\n  - raqa\n  - sinjar\nwithin"),
        OTHERWISE.replace("within: raqa", "within: mosul"),
    ]


def test_notes_without_other_slugs_have_nothing_beside_their_fields(scripts: Path) -> None:
    given = {"text": OTHERWISE, "widgets": NAMING_PLACES, "own": {"x": "y"}}
    shown = json.loads(asked(scripts, "own", [given])[0])
    assert sorted(shown) == ["actors", "body", "control", "places", "title", "within"]
