"""A place lies near its country, as the outlines of the map have it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chronicle.build import check
from chronicle.rules.places import CountryBox, country_boxes
from tests.world import BASE_MAP, SITE, TODAY, news, town, write_world


def topology(**countries: tuple[int, int, int, int]) -> bytes:
    """Countries as boxes: west, south, east, north."""
    arcs = [[[w, s], [e, s], [e, n], [w, n], [w, s]] for w, s, e, n in countries.values()]
    shapes = [
        {
            "type": "Polygon",
            "arcs": [[number]],
            "properties": {"slug": code.lower(), "name": code, "iso": code},
        }
        for number, code in enumerate(countries)
    ]
    layer = {"type": "GeometryCollection", "geometries": shapes}
    return json.dumps({"type": "Topology", "arcs": arcs, "objects": {"countries": layer}}).encode()


WORLD = topology(AA=(-180, -90, -170, 90), FR=(-5, 42, 8, 51), ZZ=(170, -90, 180, 90))


def write_place(
    folder: Path, latitude: str, longitude: str, country: str = "FR", precision: str = "1"
) -> Path:
    """A chronicle with a place there and a map of the world; its content folder."""
    base = "  base: map/base.topo.json\n"
    site = SITE.replace(base, f"{base}  world: map/world.topo.json\n")
    mill = town("Mill", longitude, latitude, more=f"country: {country}\n")
    mill = mill.replace("precision_km: 1", f"precision_km: {precision}")
    rain = news("Rain", "1900", fields="places:\n  - mill\n")
    notes = {"places/mill.md": mill, "events/rain.md": rain, "map/world.topo.json": WORLD.decode()}
    return write_world(folder, notes, site)


def found(folder: Path, latitude: str, longitude: str, **more: str) -> list[str]:
    problems = check(write_place(folder, latitude, longitude, **more), TODAY).problems
    found = (problem for problem in problems if problem.code == "outside-country")
    return [str(problem).removeprefix("content/") for problem in found]


def test_place_in_its_country_is_right(tmp_path: Path) -> None:
    assert found(tmp_path, "48.5", "2.5") == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "where"),
    [("2.5", "48.5", "6:12"), ("48.5", "-12.5", "6:12"), ("-48.5", "2.5", "5:11"), ("58", "2.5", "5:11")],
)
def test_place_far_outside_its_country_is_named_at_the_degree_that_is_wrong(
    tmp_path: Path, latitude: str, longitude: str, where: str
) -> None:
    assert found(tmp_path, latitude, longitude) == [
        f"places/mill.md:{where}: warning[outside-country]: {latitude}, {longitude} lies outside FR; "
        "correct the sign, exchange latitude and longitude, or correct the country"
    ]


def test_place_off_the_coast_or_known_only_roughly_is_right(tmp_path: Path) -> None:
    assert found(tmp_path, "48.5", "-5.4") == []
    assert found(tmp_path, "48.5", "-8", precision="300") == []


def test_country_that_the_map_has_not_is_not_judged(tmp_path: Path) -> None:
    assert found(tmp_path, "48.5", "2.5", country="NO") == []


def test_country_at_the_edge_of_a_map_may_go_on_beyond_it() -> None:
    boxes = country_boxes([topology(AA=(0, 0, 5, 5), BB=(3, 2, 10, 10), CC=(4, 4, 6, 6))])
    endless = float("inf")
    assert boxes["AA"] == CountryBox(-endless, 5, -endless, 5)
    assert boxes["BB"] == CountryBox(3, endless, 2, endless)
    assert boxes["CC"] == CountryBox(4, 6, 4, 6)


def test_first_map_that_has_a_country_counts() -> None:
    boxes = country_boxes([WORLD, BASE_MAP.encode()])
    assert boxes["FR"] == CountryBox(-5, 8, 42, 51)
