"""Rules between notes are run again only where something changed, and find what a first run would."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import process_time

import msgspec
import pytest

from chronicle.build import check_with
from chronicle.judged import Judged, Placed
from chronicle.model import Event
from chronicle.problems import Finding
from chronicle.rules.likeness import same_event
from tests.world import TODAY, control, event, news, town, write_world


def upton(title: str, day: str, *entries: str) -> str:
    return news(title, day, fields="places:\n  - upton\n" + (control(*entries) if entries else ""))


A_SOURCE = "    type: news\n"
A_VOICE = "    type: news\n    voice: millers\n"
AN_AGENCY = "    type: news\n    agency: gazette\n"
EXTRA = "---\ntitle: A report\npublisher: The Herald\npublished: 1902-01-02\ntype: news\n---\n"
NOTES = {
    "events/a.md": upton("Millers come", "1900-01-01", "upton: millers"),
    "events/b.md": upton("Weavers come", "1901-01-01", "upton: weavers, taken_from millers"),
    "events/c.md": upton("Weavers come again", "1901-01-02"),
    "events/d.md": upton("Millers are back", "1902-01-01", "lowton: millers").replace(
        "certainty: claimed", "certainty: confirmed"
    ),
    "sources/1902/extra.md": EXTRA,
    "operations/ebb.md": "---\nname: The ebb\ndate: 1900\n---\n",
}


def judged(content: Path, before: Judged | None) -> tuple[Judged, list[str]]:
    checked, _ = check_with(content, TODAY, drafts=False, judged=before)
    assert checked.judged is not None, "\n".join(map(str, checked.problems))
    return checked.judged, [str(problem) for problem in checked.problems]


EDITS: dict[str, Sequence[tuple[str, str, str]]] = {
    "the holder of an earlier event": [("events/a.md", "holder: millers", "holder: weavers")],
    "the date of an earlier event": [("events/a.md", "date: 1900-01-01", "date: 1900-01-03")],
    "a line above": [("events/b.md", "title: Weavers come", "title: Weavers come\nactors:\n  - weavers")],
    "a title that is like another no more": [("events/c.md", "title: Weavers come again", "title: It hails")],
    "a day further away": [("events/c.md", "date: 1901-01-02", "date: 1901-01-20")],
    "a source that speaks for a side": [("events/d.md", A_SOURCE, A_VOICE)],
    "the date of an operation": [
        ("events/b.md", "importance: 2", "operation: ebb\nimportance: 2"),
        ("operations/ebb.md", "date: 1900", "date: 1901"),
    ],
    "a source note that others use": [
        ("events/d.md", "sources:\n", "sources:\n  - id: extra\n"),
        ("sources/1902/extra.md", "type: news", "type: news\nvoice: millers"),
        ("actors/millers.md", "side: north", "side: south"),
    ],
    "the side of an actor": [
        ("events/d.md", A_SOURCE, A_VOICE),
        ("actors/millers.md", "side: north", "side: south"),
    ],
    "who is an agency": [
        ("events/d.md", A_SOURCE, AN_AGENCY),
        ("events/a.md", A_SOURCE, AN_AGENCY),
    ],
    "a settled place": [("places/upton.md", "latitude: 48.5", "latitude: -48.5")],
}


@pytest.mark.parametrize("edits", list(EDITS.values()), ids=list(EDITS))
def test_after_each_edit_the_findings_are_those_of_a_first_run(
    tmp_path: Path, edits: Sequence[tuple[str, str, str]]
) -> None:
    content = write_world(tmp_path, NOTES)
    kept, _ = judged(content, None)
    for name, old, new in edits:
        path = content / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        kept, again = judged(content, kept)
        assert again == judged(content, None)[1]


def test_after_notes_come_and_go_the_findings_are_those_of_a_first_run(tmp_path: Path) -> None:
    content = write_world(tmp_path, NOTES)
    kept, _ = judged(content, None)
    seen = set()
    for name in ("events/b.md", "events/c.md", "events/a.md"):
        text = (content / name).read_text("utf-8")
        (content / name).unlink()
        kept, without = judged(content, kept)
        assert without == judged(content, None)[1]
        (content / name).write_text(text, "utf-8")
        kept, again = judged(content, kept)
        assert again == judged(content, None)[1]
        seen |= {*without, *again}
    assert {line.partition("[")[2].partition("]")[0] for line in seen} >= {"same-event"}


def test_draft_that_comes_out_is_judged_with_what_it_concerns(tmp_path: Path) -> None:
    content = write_world(tmp_path, {**NOTES, "places/mill.md": town("Mill")})
    late = event("It ends", "1903-01-01", fields="embargo: 2027-01-01\nplaces:\n  - mill\n", source="late")
    late = late.replace("published: 1903-01-01", "published: 1900-01-01")
    (content / "events/e.md").write_text(late, "utf-8")
    kept, before = judged(content, None)
    assert not any("no-late-source" in line for line in before)
    checked, _ = check_with(content, "2027-01-01", drafts=False, judged=kept)
    assert any("events/e.md:3:7: error[no-late-source]" in str(problem) for problem in checked.problems)


def test_what_nothing_touched_is_not_judged_again(tmp_path: Path) -> None:
    """An edit costs what it touches: what was found elsewhere is believed."""
    content = write_world(tmp_path, NOTES)
    kept, _ = judged(content, None)
    planted = Placed(Finding("events/a", ("title",), "one-source", "believed", "x"), 2, 8)
    kept = msgspec.structs.replace(kept, findings={**kept.findings, "events/a": (planted,)})
    add_a_line(content / "events/b.md")
    kept, told = judged(content, kept)
    assert any("believed" in line for line in told)
    add_a_line(content / "events/a.md")
    assert not any("believed" in line for line in judged(content, kept)[1])


def add_a_line(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "It rained.\n", "utf-8")


def test_a_crowd_at_one_place_is_judged_in_time() -> None:
    """Four thousand events of one kind, place and day would be eight million pairs."""
    crowd = [
        Event(
            slug=f"e-{number}",
            path="",
            title=f"title {number}",
            date="1900-01-01",
            kind="flood",
            importance=1,
            certainty="claimed",
            places=("upton",),
        )
        for number in range(4000)
    ]
    start = process_time()
    assert len(list(same_event(crowd, {event.slug for event in crowd}))) <= 4000 * 50
    assert process_time() - start < 10
