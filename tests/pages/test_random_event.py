"""The list behind "A random event", for readers without a script."""

from __future__ import annotations

from pathlib import Path

from chronicle.pages.random_event import DRAWN
from tests.world import event, plan_world, with_class


def many(number: int) -> dict[str, str]:
    return {f"events/1900/e{at}.md": event(f"Flood {at}", source=f"e{at}") for at in range(number)}


def test_some_events_are_drawn_the_same_ones_each_time(tmp_path: Path) -> None:
    drawn = [
        [card.id for card in plan_world(tmp_path / name, many(DRAWN * 2)).data("/random/").cards]
        for name in ("one", "other")
    ]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == DRAWN
    assert drawn[0] != sorted(drawn[0])


def test_a_new_event_changes_at_most_one_of_those_drawn(tmp_path: Path) -> None:
    before = plan_world(tmp_path / "before", many(DRAWN * 2)).data("/random/").cards
    after = plan_world(tmp_path / "after", many(DRAWN * 2 + 1)).data("/random/").cards
    assert len({card.id for card in before} & {card.id for card in after}) >= DRAWN - 1


def test_where_nothing_is_recorded_nothing_is_drawn(tmp_path: Path) -> None:
    page = plan_world(tmp_path, {}).page("/random/")
    assert with_class(page, "event-row") == []
