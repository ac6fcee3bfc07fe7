"""The rule about where a place lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from chronicle.geography.topojson import Feature, features, read_topology
from chronicle.model import Place
from chronicle.problems import Finding

MARGIN = 0.5
"""Degrees by which outlines drawn for small maps may be off."""

KILOMETRES = 111
"""To a degree of latitude."""


class CountryBox(NamedTuple):
    """Between which degrees a country lies; infinite where the map is cut off there."""

    west: float
    east: float
    south: float
    north: float


def place_lies_in_its_country(place: Place, box: CountryBox | None) -> Iterator[Finding]:
    """`outside-country`: the position of a place is not even near its country."""
    if box is None:
        return
    longitude, latitude = float(place.longitude), float(place.latitude)
    margin = MARGIN + float(place.precision_km) / KILOMETRES
    outside_across = not box.west - margin <= longitude <= box.east + margin
    outside_up = not box.south - margin <= latitude <= box.north + margin
    if outside_across or outside_up:
        yield Finding(
            f"places/{place.slug}",
            ("longitude" if outside_across else "latitude",),
            "outside-country",
            f"{place.latitude}, {place.longitude} lies outside {place.country}",
            "correct the sign, exchange latitude and longitude, or correct the country",
            place.country or "",
        )


def country_boxes(maps: Iterable[bytes]) -> Mapping[str, CountryBox]:
    """The boxes of all countries by their ISO code, from base maps; the first that has a country counts."""
    boxes: dict[str, CountryBox] = {}
    for data in maps:
        boxes = {**dict(_boxes(features(read_topology(data), "countries"))), **boxes}
    return boxes


def _boxes(countries: Iterable[Feature]) -> Iterator[tuple[str, CountryBox]]:
    """What reaches the edge of the map may go on beyond it."""
    corners: dict[str, list[tuple[float, float]]] = {}
    for feature in countries:
        code = feature.properties.get("iso")
        points = corners.setdefault(str(code or ""), [])
        points += (point for polygon in feature.polygons for line in polygon for point in line)
    every = _box([point for points in corners.values() for point in points])
    for code, points in corners.items():
        box = _box(points)
        if code and box is not None and every is not None:
            yield (
                code,
                CountryBox(
                    box.west if box.west > every.west else float("-inf"),
                    box.east if box.east < every.east else float("inf"),
                    box.south if box.south > every.south else float("-inf"),
                    box.north if box.north < every.north else float("inf"),
                ),
            )


def _box(points: list[tuple[float, float]]) -> CountryBox | None:
    if not points:
        return None
    across, up = [point[0] for point in points], [point[1] for point in points]
    return CountryBox(min(across), max(across), min(up), max(up))
