"""A chronicle of something else altogether, built by the same engine and templates.

`tests/chronicles/south-pole/expected/` holds what it should give: what the
command prints, every address, and some files byte for byte. After a change that
is meant to alter them, write them anew and read the difference in review::

    UPDATE_GOLDEN=1 make tests TESTS="-k other_chronicle"
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from html import escape
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from chronicle import build as engine
from chronicle import front_matter
from chronicle.front_matter import FIELDS, Fields, SiteFields
from tests.commands import run, run_alone
from tests.test_build import tree
from tests.test_site import Facts
from tests.world import ROOT, SITE, TODAY, event, write_world

FOLDER = Path(__file__).with_name("chronicles") / "south-pole"
EXPECTED = FOLDER / "expected"
UPDATE = "UPDATE_GOLDEN"
KEPT = (
    "index.html",
    "events/fram-reaches-the-bay-of-whales/index.html",
    "events/fram-arrives/index.html",
    "events/amundsen-reaches-the-pole/index.html",
    "timeline/index.html",
    "periods/to-the-pole-and-back/index.html",
    "places/south-pole/index.html",
    "figures/miles-from-the-depot/index.html",
    "control/index.html",
    "map/1911-12-14/index.html",
    "data/events.json",
    "data/control.json",
    "feed.xml",
    "404.html",
)
"""What is compared byte for byte."""


@dataclass(frozen=True)
class Printed:
    site: Path
    text: str
    """What the command printed, seconds left out, and its exit code."""


@pytest.fixture(scope="module")
def pole(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("pole")
    site = folder / "site"
    # Away from our repository, whose history is no part of what is expected
    copytree(FOLDER / "content", folder / "content")
    done = run_alone(folder, "--output", str(site), "--today", TODAY)
    text = re.sub(r"\d+\.\d s\b", "… s", done.stdout + done.stderr)
    return Printed(site, f"{text}exit code {done.returncode}\n")


# --- what it gives ------------------------------------------------------------


def test_the_other_chronicle_is_built_as_it_was_when_last_reviewed(pole: Printed) -> None:
    found = {"printed.txt": pole.text, "addresses.txt": "".join(f"{it}\n" for it in addresses(pole.site))}
    for name in KEPT:
        found[f"files/{name}"] = (pole.site / name).read_bytes().decode()
    if os.environ.get(UPDATE):
        rewrite(found)
    expected = {name: content.decode() for name, content in tree(EXPECTED).items()}
    assert sorted(expected) == sorted(found)
    changed = [name for name in found if found[name] != expected[name]]
    assert not changed, "\n".join(report(changed, expected, found))


def addresses(site: Path) -> list[str]:
    return sorted("/" + name.removesuffix("index.html") for name in tree(site))


def rewrite(found: dict[str, str]) -> None:
    for name in tree(EXPECTED):
        (EXPECTED / name).unlink()
    for name, text in found.items():
        path = EXPECTED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def report(changed: list[str], expected: dict[str, str], found: dict[str, str]) -> Iterator[str]:
    """Of each file the lines that differ, a tag a line, the first ones only."""
    yield f"{len(changed)} files differ; {UPDATE}=1 writes them anew"
    for name in changed:
        lines = list(unified_diff(tags(expected[name]), tags(found[name]), name, name, lineterm="", n=1))
        yield from (line[:200] for line in lines[:30])
        if len(lines) > 30:
            yield f"… and {len(lines) - 30} more lines"


def tags(text: str) -> list[str]:
    return text.replace("><", ">\n<").splitlines()


def test_its_pages_are_whole_and_lead_to_one_another(pole: Printed) -> None:
    assert broken_links(pole.site) == {}


def broken_links(site: Path) -> dict[str, str]:
    """Where a link leads to nothing: its target to a page that has it. The 404 page is served anywhere."""
    there = set(addresses(site))
    pages = {
        address: Facts((site / address[1:] / "index.html").read_text("utf-8"))
        for address in there
        if address.endswith("/")
    }
    broken = {}
    for address, facts in pages.items():
        for href in {*facts.links, *facts.resources}:
            target = urlsplit(urljoin(f"https://site.invalid{address}", href))
            path, anchor = unquote(target.path), unquote(target.fragment)
            if target.netloc != "site.invalid":
                continue
            if path not in there or (anchor and anchor not in pages[path].ids):
                broken[href] = address
    return broken


# --- whose words stand on its pages ---------------------------------------------


LABELS = ("event_kinds", "place_kinds", "actor_kinds", "sides", "rivers", "units", "scopes", "source_types")
NAMES = ("Islamic State", "ISIS", "Iraq", "Syria", "Kurd", "Mosul", "Raqqa", "Euphrates", "Coalition")


def settings(content: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((content / "site.yaml").read_text("utf-8"))
    return found


def words_of(site: dict[str, Any]) -> set[str]:
    """What only `site.yaml` can have put on a page; words of everyday life are left out."""
    labels = {words for name in LABELS for words in site[name].values() if len(words) > 12}
    texts = {site[name] for name in ("title", "heading", "description", "base_url", "copyright_holder")}
    points = {point["words"] for point in site["turning_points"]}
    return labels | texts | points | {*site["certainty_reasons"].values(), site["focus_heading"]}


def test_no_word_of_the_campaign_stands_on_any_page_of_another_chronicle(pole: Printed) -> None:
    campaign = words_of(settings(ROOT / "content"))
    files = {name: content.decode("utf-8", "ignore") for name, content in tree(pole.site).items()}
    found = {
        (words, name)
        for name, text in files.items()
        for words in {*campaign, *NAMES}
        if words in text or escape(words) in text
    }
    assert found == set()


def text_of(site: Path, address: str) -> str:
    return (site / address[1:] / "index.html").read_text("utf-8")


def records(site: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / f"data/{name}.json").read_text("utf-8"))[name]
    return found


def test_its_own_kinds_and_grades_stand_on_its_events(pole: Printed) -> None:
    own = settings(FOLDER / "content")
    for it in records(pole.site, "events"):
        page = text_of(pole.site, f"/events/{it['id']}/")
        assert own["event_kinds"][it["kind"]] in page
        assert own["certainty"][it["certainty"]] in page
        assert own["certainty_reasons"][it["certainty"]] in page


def test_its_own_importance_is_read_aloud_in_its_lists(pole: Printed) -> None:
    year = text_of(pole.site, "/1911/")
    assert "(decisive)" in year
    assert "(telling)" in year


def test_its_own_kinds_of_place_and_actor_stand_on_their_pages(pole: Printed) -> None:
    own = settings(FOLDER / "content")
    for it in records(pole.site, "places"):
        assert own["place_kinds"][it["kind"]] in text_of(pole.site, f"/places/{it['id']}/").lower()
    for it in records(pole.site, "actors"):
        page = text_of(pole.site, f"/actors/{it['id']}/")
        assert own["actor_kinds"][it["kind"]] in page.lower()
        assert own["sides"][it["side"]] in page


def test_its_own_units_and_scopes_stand_with_its_figures(pole: Printed) -> None:
    own = settings(FOLDER / "content")
    figures = records(pole.site, "figures")
    assert {it["measure"] for it in figures} == {"dogs", "distance-travelled", "miles-from-the-depot"}
    for it in figures:
        page = text_of(pole.site, f"/figures/{it['measure']}/")
        assert own["units"][it["unit"]] in page
        assert own["scopes"][it["scope"]] in page


def test_its_own_colours_are_those_of_its_map(pole: Printed) -> None:
    page = text_of(pole.site, "/map/1911-12-14/")
    assert "fill-teal" in page
    assert "fill-violet" in page


def test_what_is_told_across_the_date_line_and_at_the_pole_is_followed(pole: Printed) -> None:
    home = text_of(pole.site, "/")
    assert "Of 4 places" in home


def test_a_draft_and_what_was_withdrawn_are_where_they_should_be(pole: Printed) -> None:
    assert not (pole.site / "events/news-reaches-oamaru").exists()
    assert "Withdrawn on 22 November 2026" in text_of(pole.site, "/events/motor-sledge-lost/")
    assert "motor-sledge-lost" not in {it["id"] for it in records(pole.site, "events")}


# --- a chronicle with next to nothing -------------------------------------------


PAGES = {
    "pages/about.md": "---\ntitle: About\nnav: 1\n---\nWhat this is.\n",
    "pages/methods.md": "---\ntitle: Methods\nnav: 2\n---\nHow it is made.\n",
}
WITHDRAWN = {
    "pages/old.md": """\
---
title: An old page
sources:
  - id: almanac
    title: Almanac
    publisher: The printers
    type: news
withdrawn:
  date: 2026-11-20
  why: Nobody reads it.
---
It was read once [@almanac].
"""
}
EVENTS = {
    "events/1900/1900-06-01-the-flood.md": event(),
    "events/1900/1900-07-the-meeting.md": event(
        "Everybody meets", "1900-07", kind="meeting", source="gazette-july"
    ),
}


def without(site: str, *fields: str) -> str:
    """The settings without some of their fields."""
    blocks = re.findall(r"^\w+:.*\n(?:[ ]+.*\n)*", site, re.MULTILINE)
    return "".join(block for block in blocks if block.partition(":")[0] not in fields)


BARE = without(SITE, "map", "focus", "focus_heading", "rivers", "scopes", "areas")


def test_a_chronicle_without_map_places_or_control_is_built(tmp_path: Path) -> None:
    content = write_world(tmp_path, {**EVENTS, **PAGES, **WITHDRAWN}, BARE, with_defaults=False)
    (content / "map/base.topo.json").unlink()
    done = run(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    site = tmp_path / "site"
    assert not (site / "map").exists()
    assert "Everybody meets" in text_of(site, "/1900/")
    assert broken_links(site) == {}


def test_a_chronicle_of_nothing_but_its_settings_is_built(tmp_path: Path) -> None:
    """The first build of a new one, before its first note; the two pages that every page names are there."""
    content = write_world(tmp_path, PAGES, BARE, with_defaults=False)
    (content / "map/base.topo.json").unlink()
    done = run(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert broken_links(tmp_path / "site") == {}


# --- the guides -------------------------------------------------------------------


def guide(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def fields_in(model: type[Fields]) -> Iterator[str]:
    """The names of a model's fields, and of those within them."""
    for name, field in model.model_fields.items():
        yield name
        for inner in re.findall(r"\w+Fields\b", str(field.annotation)):
            yield from fields_in(getattr(front_matter, inner))


def test_the_guide_to_a_new_chronicle_names_every_setting() -> None:
    text = guide("new-chronicle.md")
    assert [name for name in fields_in(SiteFields) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("folder", FIELDS)
def test_the_guide_for_editors_names_every_field(folder: str) -> None:
    """Under the heading of its kind, or of what every note has."""
    text = guide("content-model.md")
    assert f"| `{folder}/" in text
    sections = dict(re.findall(r"^### ([^\n]+)\n(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL))
    told = "".join(sections[title] for title in ("Every note", "Sources", folder.capitalize()))
    assert [name for name in fields_in(FIELDS[folder]) if f"`{name}`" not in told] == []


@pytest.mark.parametrize("name", ["new-chronicle.md", "content-model.md"])
def test_the_guides_name_no_setting_or_field_that_is_not_there(name: str) -> None:
    """In tables, whose first column is the name of a field."""
    models: list[type[Fields]] = [*FIELDS.values(), SiteFields]
    known = {field for model in models for field in fields_in(model)}
    named = re.findall(r"^\| `([a-z_]+)`", guide(name), re.MULTILINE)
    named += re.findall(r"^\| (?:`[a-z_]+`, )+`([a-z_]+)`", guide(name), re.MULTILINE)
    assert named
    assert set(named) <= known


def blocks_of(name: str) -> dict[str, str]:
    """The files that a guide shows: a line with the path, then a fenced block."""
    shown = r"^`content/([^`\n]+)`:\n\n```\w+\n(.*?)^```$"
    return dict(re.findall(shown, guide(name), re.MULTILINE | re.DOTALL))


def test_what_the_guide_to_a_new_chronicle_shows_is_a_chronicle(tmp_path: Path) -> None:
    """Its files alone, as a beginner would copy them."""
    for path, text in blocks_of("new-chronicle.md").items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text, "utf-8")
    done = run(tmp_path, "--strict", "--today", TODAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert broken_links(tmp_path / "site") == {}


def test_the_example_event_of_the_guide_for_editors_passes_the_check(tmp_path: Path) -> None:
    blocks = blocks_of("content-model.md")
    assert "control:" in "".join(blocks.values())
    assert "figures:" in "".join(blocks.values())
    content = write_world(tmp_path, blocks)
    assert [str(problem) for problem in engine.check(content, TODAY).problems] == []
