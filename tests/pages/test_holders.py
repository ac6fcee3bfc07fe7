"""Who held which of the followed places on one day: each place stands once, where it belongs."""

from __future__ import annotations

from pathlib import Path

from chronicle.pages.holders import DayOfControl
from tests.world import NOTES, SITE, control, news, plan_world

TOWN = NOTES["places/upton.md"].replace("river: long-river\nriver_order: 1\nriver_km: 0\n", "")


def town(name: str, more: str = "") -> dict[str, str]:
    return {f"places/{name}.md": TOWN.replace("name: Upton\n", f"name: {name.title()}\n{more}")}


def on_day(folder: Path, notes: dict[str, str], day: str = "1901-12-31") -> DayOfControl:
    site = SITE.replace("day: 1900-06-01", f"day: {day}")
    found = plan_world(folder, notes, site).data("/").control
    assert isinstance(found, DayOfControl)
    return found


def rows(found: DayOfControl) -> list[tuple[str, int, list[str]]]:
    return [(row.holder.code, row.count, [held.place.name for held in row.places]) for row in found.held]


def test_the_holder_with_most_places_stands_first_and_equals_by_name(tmp_path: Path) -> None:
    notes = {
        **town("ford"),
        "actors/potters.md": NOTES["actors/weavers.md"].replace("Weav", "Pott").replace("amber", "red"),
        "events/a.md": news(
            "All is shared", "1900", control("upton: weavers", "ford: weavers", "lowton: potters")
        ),
        "events/b.md": news("A hill is taken", "1900-06", control("hill: millers")),
        **town("hill"),
    }
    assert rows(on_day(tmp_path, notes)) == [
        ("Weav", 2, ["Ford", "Upton"]),
        ("Mill", 1, ["Hill"]),
        ("Pott", 1, ["Lowton"]),
    ]


def test_followed_places_are_those_of_which_control_is_told_in_the_box_and_no_areas(tmp_path: Path) -> None:
    """What lies within another such place counts with it."""
    notes = {
        **town("mill", "within: upton\n"),
        "places/far.md": TOWN.replace("longitude: 2.5", "longitude: 25"),
        "places/land.md": TOWN.replace("kind: town", "kind: country"),
        **town("ford"),
        "events/a.md": news(
            "All is taken",
            "1900",
            control("upton: weavers", "mill: weavers", "far: weavers", "land: weavers"),
        ),
    }
    found = on_day(tmp_path, notes)
    assert (found.followed, rows(found)) == (1, [("Weav", 1, ["Upton"])])


def test_every_followed_place_is_held_uncertain_or_unknown(tmp_path: Path) -> None:
    notes = {
        **town("ford"),
        "events/a.md": news("One", "1900", control("upton: weavers", "lowton: weavers")),
        "events/b.md": news("Two", "1901/1902", control("lowton: millers, taken_from weavers")),
        "events/c.md": news("Three", "1903", control("ford: millers")),
    }
    found = on_day(tmp_path, notes)
    assert rows(found) == [("Weav", 1, ["Upton"])]
    assert [(it.place.name, [holder.code for holder in it.holders]) for it in found.uncertain] == [
        ("Lowton", ["Weav", "Mill"])
    ]
    assert [place.name for place in found.unknown] == ["Ford"]
    assert found.followed == 3


def test_a_place_held_since_an_unknown_day_is_uncertain_until_it_is_lost(tmp_path: Path) -> None:
    """It may have been held by another on that day."""
    notes = {"events/a.md": news("Lost", "1902-06-01", control("upton: weavers, taken_from millers"))}
    found = on_day(tmp_path, notes)
    assert found.held == ()
    assert [[holder.code for holder in it.holders] for it in found.uncertain] == [["Mill"]]


def test_contested_and_besieged_places_are_still_held(tmp_path: Path) -> None:
    entries = ("upton: weavers, contested, against millers", "lowton: weavers, besieged, against millers")
    found = on_day(tmp_path, {"events/a.md": news("War", "1900", control(*entries))})
    assert [(it.place.name, it.status) for it in found.held[0].places] == [
        ("Lowton", "besieged"),
        ("Upton", "contested"),
    ]
    assert (found.count_of("weavers"), found.count_of("millers")) == (2, 0)


def test_the_counts_are_those_of_the_chart_of_the_first_page(tmp_path: Path) -> None:
    """One number for one thing: the map, its list and the arc come from the same histories."""
    notes = {
        "events/a.md": news("One", "1900", control("upton: millers", "lowton: millers")),
        "events/b.md": news("Two", "1901", control("lowton: weavers, taken_from millers")),
    }
    for day, count in (("1899-12-31", 0), ("1900-12-31", 2), ("1901-06-01", 1), ("1901-12-31", 1)):
        world = plan_world(tmp_path / day, notes, SITE.replace("day: 1900-06-01", f"day: {day}"))
        data = world.data("/")
        steps = [number for start, number in data.table if start <= day]
        assert data.control.count_of("millers") == (steps[-1] if steps else 0) == count
