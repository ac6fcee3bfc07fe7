"""The small map of an event: its places in bold, and who held the towns around them that day."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronicle.geography.drawing import MapDrawing
from tests.world import SITE, control, news, plan_world, town, with_class, words

UPTON = "places:\n  - upton\n"


def shown(folder: Path, text: str, **notes: str) -> MapDrawing:
    found = drawing(folder, text, **notes)
    assert found is not None
    return found


def drawing(folder: Path, text: str, site: str = SITE, **notes: str) -> MapDrawing | None:
    others = {f"{name.replace('_', '/', 1)}.md": note for name, note in notes.items()}
    found: MapDrawing | None = (
        plan_world(folder, {"events/rain.md": text, **others}, site).data("/events/rain/").map
    )
    return found


def marks(found: MapDrawing) -> dict[str, tuple[str, bool, str]]:
    """Place to its state, whether it is in bold, and how sure the event is that is marked there."""
    return {it.place_id.removeprefix("places/"): (it.state, it.bold, it.event) for it in found.marks}


def test_the_places_of_the_event_are_in_bold_among_the_towns_around_them(tmp_path: Path) -> None:
    around = news("Before", "1899", control("upton: millers", "hill: weavers"))
    found = shown(tmp_path, news("Rain", "1900", UPTON), events_before=around, places_hill=town("Hill", "3"))
    assert marks(found) == {"upton": ("held", True, ""), "hill": ("held", False, "")}


def test_the_towns_are_as_they_were_on_the_last_day_of_the_event(tmp_path: Path) -> None:
    """So that its map is the one that it brought about."""
    taken = news("Taken", "1900-06-01/1900-06-20", UPTON + control("upton: weavers, taken_from millers"))
    world = plan_world(tmp_path, {"events/rain.md": taken})
    (mark,) = world.data("/events/rain/").map.marks
    assert (mark.state, mark.colour) == ("held", "amber")
    assert world.data("/events/rain/").map_day == "1900-06-20"
    assert "20 June 1900." in words(with_class(world.page("/events/rain/"), "change")[0])


def test_an_event_without_an_end_has_the_map_of_its_first_day(tmp_path: Path) -> None:
    world = plan_world(tmp_path, {"events/rain.md": news("Rain", "1900-06-01/..", UPTON)})
    assert world.data("/events/rain/").map_day == "1900-06-01"


@pytest.mark.parametrize("certainty", ["confirmed", "claimed", "disputed"])
def test_a_place_whose_holder_nobody_tells_bears_the_mark_of_the_event_by_its_certainty(
    tmp_path: Path, certainty: str
) -> None:
    text = news("Rain", "1900", UPTON).replace("certainty: claimed", f"certainty: {certainty}")
    assert marks(shown(tmp_path, text)) == {"upton": ("plain", True, certainty)}


def test_areas_are_left_out(tmp_path: Path) -> None:
    """Where in a country it was, a point would only pretend to say."""
    text = news("Rain", "1900", UPTON + "  - land\n")
    assert list(marks(shown(tmp_path, text, places_land=town("Land", "5", kind="country")))) == ["upton"]


def test_an_event_of_areas_alone_has_no_map(tmp_path: Path) -> None:
    text = news("Rain", "1900", "places:\n  - land\n")
    assert drawing(tmp_path, text, places_land=town("Land", "5", kind="country")) is None


def test_a_place_that_the_event_names_by_two_slugs_is_drawn_once(tmp_path: Path) -> None:
    twice = town("Hill", "3", more="other_slugs:\n  - mount\n")
    text = news("Rain", "1900", "places:\n  - hill\n  - mount\n")
    assert list(marks(shown(tmp_path, text, places_hill=twice))) == ["hill"]


def test_beyond_the_regional_map_and_without_one_of_the_world_there_is_no_inset(tmp_path: Path) -> None:
    text = news("Rain", "1900", "places:\n  - far\n")
    assert drawing(tmp_path, text, places_far=town("Far", "100")) is None


def test_the_map_reaches_over_all_places_of_the_event(tmp_path: Path) -> None:
    text = news("Rain", "1900", UPTON + "  - lowton\n")
    found = shown(tmp_path, text)
    assert set(marks(found)) == {"upton", "lowton"}
    assert all(0 < mark.x < 100 and 0 < mark.y < 100 for mark in found.marks)


def test_without_a_map_in_the_settings_there_is_none(tmp_path: Path) -> None:
    assert drawing(tmp_path, news("Rain", "1900", UPTON), SITE.split("map:\n")[0]) is None


def test_pages_of_events_at_the_same_places_are_made_in_one_process(tmp_path: Path) -> None:
    """Their small maps have the same names at the same spots, which are found once in a process."""
    upton, both = "places:\n  - upton\n", "places:\n  - upton\n  - lowton\n"
    notes = {
        "events/a.md": news("A", "1900-01", upton),
        "events/b.md": news("B", "1900-02", both),
        "events/c.md": news("C", "1900-03", upton),
    }
    world = plan_world(tmp_path, notes)
    first, second, third = (world.planned(f"/events/{slug}/").like for slug in "abc")
    assert first == third != second
