"""Our notes as Hugo reads them: front matter as it is, citations and links as links, terms to group by."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from benchmarks.builders import Hugo, files_of, hugo_program
from benchmarks.generate import write
from benchmarks.hugo_site import NOT_MADE, HugoSite
from chronicle import build as engine
from tests.world import TODAY, event, write_world

PROGRAM = Path(__file__).parent.parent.parent / "benchmarks/.hugo"
BOUNDS = {
    "chronicle.pages.event_lists.BY_YEAR": 8,
    "chronicle.pages.measures.MOST": 6,
    "chronicle.pages.publishers.LONG": 12,
    "benchmarks.hugo_terms.BY_YEAR": 8,
    "benchmarks.hugo_terms.MOST": 6,
    "benchmarks.hugo_terms.LONG": 12,
}
"""From which on lists have pages by year, or parts."""


def test_a_note_keeps_its_front_matter_and_gets_what_hugo_cannot_know(tmp_path: Path) -> None:
    notes = {
        "events/1900/1900-06-first.md": event(title="The first", date="1900-06", source="one"),
        "events/1900/1900-07-01-second.md": event(
            title="The second",
            date="1900-07-01",
            fields="places:\n  - upton\n",
            body="After [[first]] the river fell\n[@two, p. 4].",
            source="two",
        ),
    }
    content = write_world(tmp_path, notes)
    site = HugoSite(content, tmp_path / "hugo")
    terms = site.convert(content / "events/1900/1900-07-01-second.md")
    text = (tmp_path / "hugo/content/events/1900/1900-07-01-second.md").read_text("utf-8")
    assert "title: The second\ndate: 1900-07-01\nedtf: '1900-07-01'\n" in text
    assert "url: /events/second/" in text
    assert text.endswith("After [The first](/events/first/) the river fell\n[1](#two).\n")
    assert terms["places_seen"] == ["upton"]
    assert terms["days"] == ["d07-01"]


def test_a_date_that_is_no_day_stands_under_its_first_one(tmp_path: Path) -> None:
    content = write_world(tmp_path, {"events/1900/1900-06-first.md": event(date="1900-06")})
    site = HugoSite(content, tmp_path / "hugo")
    terms = site.convert(content / "events/1900/1900-06-first.md")
    text = (tmp_path / "hugo/content/events/1900/1900-06-first.md").read_text("utf-8")
    assert "date: 1900-06-01\nedtf: '1900-06'\n" in text
    assert terms["months"] == ["m1900-06"]
    assert terms["days"] == []


def test_hugo_has_a_note_for_each_of_ours(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write(40, content)
    HugoSite(content, tmp_path / "hugo").write()
    ours = {path.stem for path in (content / "events").rglob("*.md")}
    theirs = {path.stem for path in (tmp_path / "hugo/content/events").rglob("*.md")}
    assert ours == theirs - {"_index"}


@pytest.mark.parametrize("number", [1, 2, 120])
def test_hugo_has_a_page_for_each_of_ours_and_no_other(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With low bounds, so that a small chronicle has all kinds of pages that a large one has."""
    for name, bound in BOUNDS.items():
        monkeypatch.setattr(name, bound)
    content = tmp_path / "content"
    write(number, content)
    HugoSite(content, tmp_path / "hugo").write()
    ours = {page.address for page in engine.check(content, TODAY).pages}
    made = {address for address in ours if not address.startswith(NOT_MADE)}
    theirs = set(_addresses(tmp_path / "hugo/content"))
    assert (made - theirs, theirs - made) == (set(), set())
    if number > 100:
        forms = {re.sub(r"[a-z]+-?\d+|\d+", "*", address) for address in ours}
        assert {"/kinds/taking/*/", "/figures/*/*/", "/operations/*/*/"} <= forms
        assert any(address.startswith("/sources/by-publisher/") and "-2/" in address for address in ours)


@pytest.mark.slow
@pytest.mark.skipif(not PROGRAM.is_dir(), reason="Hugo is fetched by the first benchmark")
def test_hugo_makes_a_file_for_each_of_ours(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write(60, content)
    hugo = Hugo(hugo_program(PROGRAM), content, tmp_path)
    subprocess.run(hugo.command, check=True)
    ours = {page.address for page in engine.check(content, TODAY).pages}
    theirs = {"/" + name.removesuffix("index.html") for name in files_of(hugo.output)}
    assert {it for it in ours - theirs if not it.startswith(NOT_MADE)} == set()
    assert {it for it in theirs - ours if not it.startswith("/assets/")} == set()


def _addresses(content: Path) -> Iterator[str]:
    """What Hugo makes of these notes, and of itself."""
    yield from ("/", "/404.html", "/robots.txt", "/sitemap.xml", "/map/", "/periods/")
    for path in content.rglob("*.md"):
        fields = yaml.safe_load(path.read_text("utf-8").split("---\n", 2)[1])
        yield from fields.get("aliases", ())
        if "url" in fields:
            yield fields["url"]
            yield from [f"/embed{fields['url']}"] if "embed" in fields.get("outputs", ()) else []
