"""The lists of events by kind."""

from __future__ import annotations

from pathlib import Path

from chronicle.pages.event_lists import BY_YEAR
from tests.world import event, plan_world, with_class, words


def test_each_kind_that_events_have_has_a_list_of_them(tmp_path: Path) -> None:
    notes = {
        "events/1900/a.md": event("The river rises"),
        "events/1900/b.md": event("The river falls", source="b"),
    }
    world = plan_world(tmp_path, notes)
    rows = with_class(world.page("/kinds/flood/"), "event-row")
    assert [words(with_class(row, "title")[0].find("a")) for row in rows] == [
        "The river rises",
        "The river falls",
    ]
    assert "/kinds/meeting/" not in world.addresses()


def test_kinds_are_listed_by_how_many_events_they_have(tmp_path: Path) -> None:
    notes = {
        "events/1900/a.md": event(kind="meeting", source="a"),
        "events/1900/b.md": event(kind="flood", source="b"),
        "events/1900/c.md": event(kind="flood", source="c"),
    }
    page = plan_world(tmp_path, notes).page("/kinds/")
    assert [words(item) for item in with_class(page, "index")[0].findall("li")] == [
        "Flood 2 events",
        "Meeting 1 event",
    ]


def test_a_kind_with_very_many_events_has_a_page_for_each_year(tmp_path: Path) -> None:
    notes = {
        f"events/{1900 + at % 2}/e{at}.md": event(f"Flood {at}", str(1900 + at % 2), source=f"e{at}")
        for at in range(BY_YEAR + 1)
    }
    world = plan_world(tmp_path, notes)
    assert {"/kinds/flood/1900/", "/kinds/flood/1901/"} <= world.addresses()
    assert words(world.page("/kinds/flood/1901/").find(".//h1")) == "Flood, 1901"
