from __future__ import annotations

import json
import re
from typing import Any

import pytest

from chronicle.geography.basemap import INSET, WHOLE, BaseMap, base_map
from chronicle.geography.frames import inset, whole
from chronicle.geography.ground import Ground, ground
from chronicle.geography.topojson import UnreadableTopology
from chronicle.model import MapSettings

SETTINGS = MapSettings(
    west=2,
    east=8,
    south=2,
    north=6,
    parallels=(3, 5),
    meridian=5,
    origin=4,
    base="map/base.topo.json",
    day="2000-01-01",
    land=("nearland",),
)


def line(geometry: str, *arcs: int, **properties: Any) -> dict[str, Any]:
    joined = [list(arcs)] if geometry == "Polygon" else list(arcs)
    return {"type": geometry, "arcs": joined, "properties": properties}


def layer(*geometries: dict[str, Any]) -> dict[str, Any]:
    return {"type": "GeometryCollection", "geometries": list(geometries)}


def topology(arcs: list[list[list[float]]], **layers: Any) -> bytes:
    return json.dumps({"type": "Topology", "arcs": arcs, "objects": layers}).encode()


def two_countries() -> bytes:
    """Nearland to the west of 5°, Farland to its east, a river through both, a small one, a lake."""
    arcs: list[list[list[float]]] = [
        [[5, 0], [5, 10]],
        [[5, 10], [0, 10], [0, 0], [5, 0]],
        [[5, 10], [10, 10], [10, 0], [5, 0]],
        [[0, 4], [10, 4]],
        [[3, 0], [3, 4]],
        [[6, 3], [7, 3], [7, 5], [6, 3]],
    ]
    return topology(
        arcs,
        countries=layer(
            line("Polygon", 0, 1, slug="nearland", name="Nearland", name_ar="القريبة"),
            line("Polygon", 0, 2, slug="farland", name="Farland"),
        ),
        boundaries=layer(line("LineString", 0, kind="disputed")),
        rivers=layer(
            line("LineString", 3, slug="great", name="Great River", rank=3),
            line("LineString", 4, slug="little", name="Little River", rank=8),
        ),
        lakes=layer(line("Polygon", 5, slug="lake", name="Lake")),
    )


@pytest.fixture(scope="module")
def country() -> Ground:
    return ground(SETTINGS, [two_countries()])


@pytest.fixture(scope="module")
def drawn(country: Ground) -> BaseMap:
    return base_map(country, whole(SETTINGS))


def numbers(data: str) -> list[tuple[int, int]]:
    """The points that a path goes through."""
    found: list[tuple[int, int]] = []
    for piece in re.findall(r"M[^M]*", data):
        values = [int(value) for value in re.findall(r"-?\d+", piece)]
        x, y = values[:2]
        found.append((x, y))
        for across, along in zip(values[2::2], values[3::2], strict=True):
            x, y = x + across, y + along
            found.append((x, y))
    return found


def test_the_drawing_has_the_aspect_of_its_frame(drawn: BaseMap) -> None:
    assert drawn.height == WHOLE.height
    assert drawn.width == round(1000 * whole(SETTINGS).aspect)


def test_countries_of_the_focus_are_a_layer_of_their_own(drawn: BaseMap) -> None:
    middle = drawn.width / 2
    assert max(x for x, _ in numbers(drawn.land)) <= middle + 1
    assert min(x for x, _ in numbers(drawn.land_around)) >= middle - 1


def test_rivers_lakes_and_boundaries_are_told_apart(drawn: BaseMap) -> None:
    assert len(numbers(drawn.rivers)) >= 2
    assert numbers(drawn.streams) != numbers(drawn.rivers)
    assert drawn.water.endswith("z")
    assert drawn.disputed
    assert drawn.borders == ""


def test_nothing_is_drawn_far_beyond_the_frame(drawn: BaseMap) -> None:
    for data in (drawn.land, drawn.land_around, drawn.rivers, drawn.streams, drawn.disputed):
        assert all(-20 <= x <= drawn.width + 20 and -20 <= y <= drawn.height + 20 for x, y in numbers(data))


def test_a_point_lies_where_its_percentages_say(country: Ground, drawn: BaseMap) -> None:
    """Otherwise every town slides off its river."""
    x, y = whole(SETTINGS).position(6, 3)
    assert (round(x * drawn.width / 100), round(y * drawn.height / 100)) in numbers(drawn.water)


def test_names_know_where_they_could_stand(drawn: BaseMap) -> None:
    names = {name.text: name for name in drawn.names}
    assert [name.kind for name in drawn.names] == ["country", "country", "river", "stream"]
    assert all(spot.x < 50 for spot in names["Nearland"].spots)
    assert names["Nearland"].spots[0].room == pytest.approx(50, abs=1)


def test_names_are_in_the_language_of_the_site_where_they_can() -> None:
    arabic = base_map(ground(SETTINGS, [two_countries()], language="ar"), whole(SETTINGS))
    assert {name.text for name in arabic.names if name.kind == "country"} == {"القريبة", "Farland"}


def test_the_same_ground_gives_the_same_map(country: Ground, drawn: BaseMap) -> None:
    again = base_map(ground(SETTINGS, [two_countries()]), whole(SETTINGS))
    assert again.digest == drawn.digest != b""
    assert base_map(country, whole(SETTINGS), INSET).digest != drawn.digest


def test_without_a_world_map_far_places_are_drawn_on_the_sea(country: Ground) -> None:
    far = base_map(country, inset(SETTINGS, country.extent, [(100, 50)]), INSET)
    assert (far.land, far.land_around, far.names) == ("", "", ())


def test_a_world_map_is_cut_half_a_turn_from_the_place() -> None:
    """The map around Fiji shows land on both sides of 180°."""
    arcs: list[list[list[float]]] = [
        [[170, -20], [170, -10], [180, -10], [180, -20], [170, -20]],
        [[-180, -20], [-180, -10], [-170, -10], [-170, -20], [-180, -20]],
    ]
    world = topology(arcs, countries=layer(line("Polygon", 0, name="West"), line("Polygon", 1, name="East")))
    pacific = ground(SETTINGS, [two_countries()], world)
    drawn = base_map(pacific, inset(SETTINGS, pacific.extent, [(179, -15)]), INSET)
    assert drawn.outlined
    assert {name.text for name in drawn.names} == {"West", "East"}


def test_a_broken_file_is_refused_before_anything_is_drawn() -> None:
    with pytest.raises(UnreadableTopology):
        ground(SETTINGS, [two_countries()], b"{}")
