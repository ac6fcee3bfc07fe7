"""Places as maps draw them: their state on a day, their weight, how far they are known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chronicle.geography.town_marks import Mark
from chronicle.pages.towns import TownHistory, town_on
from tests.world import PlannedWorld, control, news, plan_world, town


def towns(world: PlannedWorld) -> dict[str, TownHistory]:
    """The towns among the inputs of the map."""
    return {it.town.id.removeprefix("places/"): it for it in world.planned("/map/").inputs[2]}


def marks(world: PlannedWorld) -> dict[str, Mark]:
    return {mark.place_id.removeprefix("places/"): mark for mark in world.data("/map/").map.marks}


WAR = {
    "events/a.md": news("Millers come", "1900-06-01", control("upton: millers, taken_from weavers")),
    "events/b.md": news("Weavers inside", "1901-03", control("upton: millers, contested, against weavers")),
    "events/c.md": news("Weavers win", "1902-01/1902-02", control("upton: weavers, taken_from millers")),
}


@pytest.mark.parametrize(
    ("day", "state", "colour", "code"),
    [
        ("1900-05-31", "uncertain", "amber", ""),
        ("1900-06-01", "held", "blue", "Mill"),
        ("1901-03-15", "uncertain", "blue", ""),
        ("1901-03-31", "contested", "blue", "Mill"),
        ("1902-01-15", "uncertain", "blue", ""),
        ("1902-02-28", "held", "amber", "Weav"),
    ],
)
def test_a_town_is_drawn_in_its_state_on_the_day(
    tmp_path: Path, day: str, state: str, colour: str, code: str
) -> None:
    drawn = town_on(towns(plan_world(tmp_path, WAR))["upton"], date.fromisoformat(day))
    assert (drawn.state, drawn.colour, drawn.code) == (state, colour, code)


def test_two_colours_stand_for_two_holders_and_not_for_two_states(tmp_path: Path) -> None:
    upton = towns(plan_world(tmp_path, WAR))["upton"]
    between, inside = town_on(upton, date(1902, 1, 15)), town_on(upton, date(1901, 3, 15))
    assert (between.earlier_colour, between.later_colour) == ("blue", "amber")
    assert (inside.earlier_colour, inside.later_colour) == (None, None)


def test_before_all_that_is_known_a_town_is_unknown(tmp_path: Path) -> None:
    world = plan_world(tmp_path, {"events/a.md": news("Taken", "1900", control("lowton: millers"))})
    drawn = town_on(towns(world)["lowton"], date(1899, 1, 1))
    assert (drawn.state, drawn.colour, drawn.code) == ("unknown", None, "")


def test_a_town_where_much_of_weight_happened_is_named_on_every_map(tmp_path: Path) -> None:
    """One event of weight has it named on broad maps, three on every map."""
    taken = news("Both taken", "1900", control("upton: millers", "lowton: millers", "hill: millers"))
    notes = {"events/z.md": taken, "places/hill.md": town("Hill", "4")}
    for name in ("one", "two", "three"):
        places = "places:\n  - upton\n" + ("  - lowton\n" if name == "one" else "")
        notes[f"events/{name}.md"] = news(name, "1900", places).replace("importance: 2", "importance: 3")
    found = towns(plan_world(tmp_path, notes))
    assert {slug: it.town.importance for slug, it in found.items()} == {
        "upton": 3,
        "lowton": 2,
        "hill": 1,
    }
    assert list(found) == ["upton", "lowton", "hill"]


def test_a_mark_stands_where_the_place_is(tmp_path: Path) -> None:
    """North-west of the other one, in percent of the map."""
    notes = {"events/a.md": news("Taken", "1900", control("upton: millers", "lowton: millers"))}
    found = marks(plan_world(tmp_path, notes))
    assert found["upton"].x < found["lowton"].x
    assert found["upton"].y < found["lowton"].y
    assert all(0 < it.x < 100 and 0 < it.y < 100 for it in found.values())


def test_a_place_that_is_known_roughly_has_a_ring_as_wide_as_the_doubt(tmp_path: Path) -> None:
    """Where exactness could endanger people, points are rounded, and the map says so."""
    rough = town("Hill", "4").replace("precision_km: 1", "precision_km: 60")
    taken = news("Both taken", "1900", control("upton: millers", "hill: millers"))
    found = marks(plan_world(tmp_path, {"places/hill.md": rough, "events/a.md": taken}))
    assert found["upton"].ring_percent is None
    assert found["hill"].ring_percent is not None
    assert 5 < found["hill"].ring_percent < 20


def test_an_actor_without_abbreviation_is_named_whole(tmp_path: Path) -> None:
    potters = "---\nname: Potters\nkind: guild\nside: south\ncolour: red\n---\n"
    notes = {"actors/potters.md": potters, "events/a.md": news("Taken", "1900", control("upton: potters"))}
    assert marks(plan_world(tmp_path, notes))["upton"].code == "Potters"


def test_the_settings_of_the_map_bound_what_is_drawn(tmp_path: Path) -> None:
    taken = news("Both taken", "1900", control("upton: millers", "far: millers"))
    world = plan_world(tmp_path, {"places/far.md": town("Far", "40"), "events/a.md": taken})
    assert list(marks(world)) == ["upton"]
