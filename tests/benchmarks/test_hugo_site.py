"""Our notes as Hugo reads them: front matter as it is, citations and links as links, terms to group by."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generate import write
from benchmarks.hugo_site import HugoSite
from tests.world import event, write_world


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
