from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from chronicle.geography.drawing import MapDrawing, inset_drawing, inset_plan, map_drawing
from chronicle.geography.frames import Frame, inset, whole
from chronicle.geography.ground import Ground, ground
from chronicle.geography.town_marks import Town
from tests.geography.test_basemap import SETTINGS, two_countries


@pytest.fixture(scope="module")
def country() -> Ground:
    return ground(SETTINGS, [two_countries()])


def inset_on_day(ground: Ground, frame: Frame, towns: list[Town]) -> MapDrawing:
    """The small map of towns that are as they are on the day."""
    return inset_drawing(inset_plan(ground, frame, towns), towns)


def town(slug: str, longitude: float = 4, latitude: float = 4, **fields: Any) -> Town:
    held: dict[str, Any] = {"state": "held", "colour": "blue", "code": "ABC"}
    return Town(
        id=f"places/{slug}",
        name=slug.title(),
        address=f"/places/{slug}/",
        longitude=longitude,
        latitude=latitude,
        **(held | fields),
    )


def drawn(country: Ground, *towns: Town) -> MapDrawing:
    return map_drawing(country, whole(SETTINGS), towns)


def test_a_town_stands_at_its_percentages(country: Ground) -> None:
    (mark,) = drawn(country, town("here")).marks
    assert (mark.x, mark.y) == whole(SETTINGS).position(4, 4)
    assert mark.place_id == "places/here"


def test_towns_beyond_the_frame_are_left_out(country: Ground) -> None:
    drawing = drawn(country, town("far", 50, 4, importance=3))
    assert drawing.marks == ()
    assert not [label for label in drawing.labels_desk if label.kind == "town"]


def test_importance_says_at_which_width_a_town_is_named(country: Ground) -> None:
    drawing = drawn(country, *(town(f"n{grade}", 2 + grade, 3, importance=grade) for grade in (1, 2, 3)))
    desk = {label.text: label.code for label in drawing.labels_desk if label.kind == "town"}
    phone = {label.text: label.code for label in drawing.labels_phone if label.kind == "town"}
    assert desk == {"N3": "ABC", "N2": "ABC"}
    assert phone == {"N3": ""}


def test_an_uncertain_town_bears_no_code_for_its_holder_is_not_known(country: Ground) -> None:
    drawing = drawn(country, town("here", importance=3, state="uncertain"))
    assert [label.code for label in drawing.labels_desk if label.kind == "town"] == [""]


def test_small_marks_lie_on_large_ones_and_the_pages_own_on_all(country: Ground) -> None:
    towns = (town("own", bold=True), town("large", importance=3), town("small"))
    assert [mark.name for mark in drawn(country, *towns).marks] == ["Large", "Small", "Own"]


def test_a_ring_is_drawn_where_the_place_is_known_only_roughly(country: Ground) -> None:
    sharp, rough = town("sharp", precision_km=1), town("rough", precision_km=40)
    rings = {mark.name: mark.ring_percent for mark in drawn(country, sharp, rough).marks}
    assert rings["Sharp"] is None
    assert rings["Rough"] == whole(SETTINGS).percent_of_diagonal(40)


def test_an_inset_names_small_towns_too_and_has_one_set_of_names(country: Ground) -> None:
    frame = inset(SETTINGS, country.extent, [(4, 4)])
    drawing = inset_on_day(country, frame, [town("here", bold=True), town("near", 4.3, 4.3)])
    assert drawing.labels_phone == drawing.labels_desk
    assert {label.text for label in drawing.labels_desk if label.kind == "town"} == {"Here", "Near"}


def test_a_world_map_leaves_the_towns_of_the_region_to_the_regional_one(country: Ground) -> None:
    frame = inset(SETTINGS, country.extent, [(14, 14)])
    there, region = town("there", 14, 14, bold=True), town("region", 5, 5)
    assert [mark.name for mark in inset_on_day(country, frame, [there, region]).marks] == ["There"]
    with_event = replace(region, event="confirmed")
    assert len(inset_on_day(country, frame, [there, with_event]).marks) == 2


def test_the_order_of_towns_of_one_importance_is_who_chooses_first(country: Ground) -> None:
    one, other = town("one", 4, 4, importance=3), town("other", 4.01, 4, importance=3)
    first = {drawn(country, *towns).labels_desk[0].text for towns in ((one, other), (other, one))}
    assert first == {"One", "Other"}


def test_names_stand_where_they_stand_on_any_day(country: Ground) -> None:
    """Room is kept for the longest code that comes, and for the ring of a siege."""
    around = [town(f"n{number}", 3 + number, 3.5 + number / 10, importance=2) for number in range(3)]
    fields: dict[str, Any] = {"importance": 3, "longest_code": "Kurds", "ever_besieged": True}
    days = [
        drawn(country, town("here", **fields, state=state, code=code), *around).labels_desk
        for state, code in (("held", "A"), ("besieged", "Kurds"), ("uncertain", ""), ("unknown", ""))
    ]
    places = [[(label.id, label.dx, label.dy, label.anchor) for label in labels] for labels in days]
    assert all(place == places[0] for place in places)
    assert [next(label.code for label in labels if label.text == "Here") for labels in days] == [
        "A",
        "Kurds",
        "",
        "",
    ]


def test_insets_of_one_frame_name_the_same_towns_at_the_same_places(country: Ground) -> None:
    frame = inset(SETTINGS, country.extent, [(4, 4)])
    slugs = {"here": (4.0, 4.0), "near": (4.6, 4.3), "south": (3.6, 3.5)}

    def places_of_names(own: str) -> set[tuple[str, float, float, str]]:
        towns = [town(slug, *at, bold=slug == own) for slug, at in slugs.items()]
        return {
            (label.text, label.dx, label.dy, label.anchor)
            for label in inset_on_day(country, frame, towns).labels_desk
            if label.kind == "town"
        }

    assert places_of_names("here") == places_of_names("near") == places_of_names("south")


def test_what_an_inset_is_about_is_named_however_many_towns_lie_around(country: Ground) -> None:
    frame = inset(SETTINGS, country.extent, [(4, 4)])
    crowd = [
        town(f"n{number:02}", 4 + number / 90, 4 + number % 3 / 40, importance=3) for number in range(40)
    ]
    for own in (crowd[0], crowd[20], crowd[39]):
        towns = [replace(it, bold=it.id == own.id, importance=1 if it.id == own.id else 3) for it in crowd]
        drawing = inset_on_day(country, frame, towns)
        assert [label.id for label in drawing.labels_desk if label.bold] == [own.id]
        assert drawing.marks[-1].place_id == own.id
