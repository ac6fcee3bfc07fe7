"""Where an event stands among others: in time, at its places, in its operation."""

from __future__ import annotations

from pathlib import Path

from chronicle.pages.order import Beside
from tests.world import PlannedWorld, news, plan_world

UPTON, LOWTON = "places:\n  - upton\n", "places:\n  - lowton\n"
DAM = {"operations/dam.md": "---\nname: Dam\ndate: 1900\n---\n"}


def beside(world: PlannedWorld, slug: str) -> list[tuple[str, str | None, str | None]]:
    """The order and what is told of it, the event before and the event after."""
    found: tuple[Beside, ...] = world.data(f"/events/{slug}/").beside
    return [
        (
            it.of.name if it.of else it.order,
            it.previous.title if it.previous else None,
            it.next.title if it.next else None,
        )
        for it in found
    ]


def test_time_comes_first_then_each_place_in_the_order_of_the_note_then_the_operation(tmp_path: Path) -> None:
    both = "places:\n  - lowton\n  - upton\noperation: dam\n"
    notes = {
        **DAM,
        "events/a.md": news("A", "1900-01", UPTON),
        "events/b.md": news("B", "1900-02", LOWTON),
        "events/c.md": news("C", "1900-03", "operation: dam\n"),
        "events/d.md": news("D", "1900-04"),
        "events/x.md": news("X", "1900-05", both),
    }
    assert beside(plan_world(tmp_path, notes), "x") == [
        ("time", "D", None),
        ("Lowton", "B", None),
        ("Upton", "A", None),
        ("Dam", "C", None),
    ]


def test_where_no_other_event_stands_nothing_is_told(tmp_path: Path) -> None:
    notes = {**DAM, "events/x.md": news("X", "1900-05", UPTON + "operation: dam\n")}
    assert beside(plan_world(tmp_path, notes), "x") == [("time", None, None)]


def test_an_order_that_says_what_another_has_said_is_left_out(tmp_path: Path) -> None:
    """The same two events thrice would be no news."""
    notes = {
        **DAM,
        "events/a.md": news("A", "1900-01", UPTON + "operation: dam\n"),
        "events/b.md": news("B", "1900-02", UPTON + "operation: dam\n"),
        "events/c.md": news("C", "1900-03", UPTON + "operation: dam\n"),
    }
    assert beside(plan_world(tmp_path, notes), "b") == [("time", "A", "C")]


def test_neighbours_are_the_nearest_of_their_order(tmp_path: Path) -> None:
    notes = {
        f"events/{slug}.md": news(slug.upper(), f"1900-0{month}", fields)
        for month, (slug, fields) in enumerate(
            [("a", UPTON), ("b", UPTON), ("c", ""), ("x", UPTON), ("d", ""), ("e", UPTON), ("f", UPTON)], 1
        )
    }
    assert beside(plan_world(tmp_path, notes), "x") == [("time", "C", "D"), ("Upton", "B", "E")]


def test_who_comes_next_comes_before_the_other_way_round(tmp_path: Path) -> None:
    notes = {f"events/{slug}.md": news(slug.upper(), "1900-06-01", UPTON) for slug in ("a", "b", "c")}
    world = plan_world(tmp_path, notes)
    orders = {slug: beside(world, slug)[0] for slug in ("a", "b", "c")}
    assert orders == {"a": ("time", None, "B"), "b": ("time", "A", "C"), "c": ("time", "B", None)}


def test_what_was_withdrawn_stands_in_no_order(tmp_path: Path) -> None:
    withdrawn = "withdrawn:\n  date: 1901-01-01\n  why: It did not.\n"
    notes = {
        "events/a.md": news("A", "1900-01", UPTON),
        "events/x.md": news("X", "1900-02", UPTON + withdrawn),
        "events/b.md": news("B", "1900-03", UPTON),
    }
    world = plan_world(tmp_path, notes)
    assert beside(world, "x") == [("time", None, None)]
    assert beside(world, "a") == [("time", None, "B")]
