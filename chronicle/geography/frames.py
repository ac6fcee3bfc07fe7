"""What part of the plane a map shows, and where on it a point lies in percent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, hypot, log

import msgspec

from chronicle.geography.projection import Conic, EqualEarth, Projection, turned
from chronicle.geography.shapes import Box, Point, box_around
from chronicle.model import MapSettings

MARGIN = 0.3
"""What an inset leaves free around its points, as a part of the span between them."""
SCALE = 1.25
"""Insets are as wide as the smallest, or so much wider, or so much wider than that …"""
GRID = 16
"""In so many parts of an inset's width its middle may be shifted."""
TOLERANCE = 1e-9
WORLD_MINIMUM_KM = 4200.0
WORLD_SOUTH, WORLD_NORTH = -56.0, 84.0
"""Beyond these latitudes nobody is drawn."""


class Frame(msgspec.Struct, frozen=True):
    """A rectangle of the projected plane, in kilometres; y points north.

    Positions are percentages of its width and height, x to the right and y
    downwards. They fit a drawing as long as that has exactly the frame's
    `aspect`.
    """

    projection: Projection
    area: Box

    @property
    def aspect(self) -> float:
        """Width by height."""
        return self.area.width / self.area.height

    def position(self, longitude: float, latitude: float) -> Point:
        """Percentages with two decimals: a tenth of a pixel on the widest map."""
        x, y = self.projection.project(turned(longitude, self.projection.meridian), latitude)
        across = 100 * (x - self.area.left) / self.area.width
        down = 100 * (self.area.high - y) / self.area.height
        return round(across, 2), round(down, 2)

    def holds(self, longitude: float, latitude: float) -> bool:
        x, y = self.position(longitude, latitude)
        return 0 <= x <= 100 and 0 <= y <= 100

    def percent_of_diagonal(self, kilometres: float) -> float:
        """A radius as SVG counts it: in percent of the diagonal divided by √2."""
        return round(100 * kilometres * 2**0.5 / hypot(self.area.width, self.area.height), 2)


def lies_in(box: MapSettings, longitude: float, latitude: float) -> bool:
    """Whether a point lies in the box of degrees, which may count on beyond 180° across the date line."""
    across = (longitude + turn for turn in (-360, 0, 360))
    return box.south <= latitude <= box.north and any(box.west <= x <= box.east for x in across)


def conic(settings: MapSettings) -> Conic:
    return Conic(settings.parallels, settings.meridian, settings.origin)


def whole(settings: MapSettings) -> Frame:
    """The main map. In a conic projection a box of degrees is no rectangle: this one goes through the middles
    of its four sides, so that the sides bulge out of it and the corners lie outside.

    For 35.6–46.4° E, 31.9–37.75° N, parallels 31° and 37°, meridian 42°,
    origin 34° it is 984 km wide, and 1.514 times as wide as high.
    """
    projection = conic(settings)
    middle = ((settings.west + settings.east) / 2, (settings.south + settings.north) / 2)
    left, _ = projection.project(settings.west, middle[1])
    right, _ = projection.project(settings.east, middle[1])
    _, low = projection.project(middle[0], settings.south)
    _, high = projection.project(middle[0], settings.north)
    return Frame(projection, Box(left, low, right, high))


@lru_cache(maxsize=16)
def inside(projection: Conic, degrees: Box) -> Box:
    """The largest upright rectangle that shows nothing from beyond the box of degrees."""
    corners = [
        [projection.project(longitude, latitude) for latitude in (degrees.low, degrees.high)]
        for longitude in (degrees.left, degrees.right)
    ]
    (southwest, northwest), (southeast, northeast) = corners
    middle = min(max(projection.meridian, degrees.left), degrees.right)
    _, low = projection.project(middle, degrees.low)  # south of the equator, parallels bulge to the north
    _, high = projection.project(middle, degrees.high)
    return Box(
        max(southwest[0], northwest[0]),
        max(low, southwest[1], southeast[1]),
        min(southeast[0], northeast[0]),
        min(high, northwest[1], northeast[1]),
    )


def inset(
    settings: MapSettings,
    extent: Box,
    points: Sequence[Point],
    *,
    ratio: float = 1.16,
    minimum_km: float = 260.0,
    has_world: bool = True,
) -> Frame:
    """A small map around some points (longitude, latitude), of which there is at least one.

    `extent` is what the regional base map covers, in degrees. The inset stays
    inside it; where a point lies outside, it is cut out of the world map, if there is one.
    """
    projection = conic(settings)
    limits = inside(projection, extent)
    near = [(turned(longitude, projection.meridian), latitude) for longitude, latitude in points]
    around = box_around([projection.project(*point) for point in near])
    wanted = _with_margin(around, ratio, minimum_km)
    if limits.contains(around):
        return Frame(projection, _held_within(limits, _on_grid(wanted, minimum_km)))
    return _world_inset(points, ratio) if has_world else Frame(projection, wanted)


def _world_inset(points: Sequence[Point], ratio: float) -> Frame:
    longitudes, latitudes = zip(*points, strict=True)
    projection = EqualEarth(10.0 * round((min(longitudes) + max(longitudes)) / 20))
    around = box_around([projection.project(*point) for point in points])
    height = projection.project(0, WORLD_SOUTH)[1], projection.project(0, WORLD_NORTH)[1]
    width = projection.project(projection.meridian + 180, 0)[0]
    limits = Box(-width, height[0], width, height[1])
    assert latitudes
    return Frame(projection, _held_within(limits, _with_margin(around, ratio, WORLD_MINIMUM_KM)))


def _with_margin(around: Box, ratio: float, minimum: float) -> Box:
    """A box of that ratio about the same middle, wide enough for both sides."""
    width = max(minimum, around.width * (1 + MARGIN), around.height * (1 + MARGIN) * ratio)
    x, y = (around.left + around.right) / 2, (around.low + around.high) / 2
    return Box(x - width / 2, y - width / ratio / 2, x + width / 2, y + width / ratio / 2)


def _on_grid(wanted: Box, minimum: float) -> Box:
    """A box of the same ratio on a grid, as wide as a step of a scale: few boxes serve all events.

    It holds the middle of the wanted one, and the margin around its points is wider than the steps.
    """
    steps = max(0, ceil(log(wanted.width / minimum) / log(SCALE) - TOLERANCE))
    width, height = minimum * SCALE**steps, minimum * SCALE**steps * wanted.height / wanted.width
    step = width / GRID
    left = step * round((wanted.left + wanted.right - width) / 2 / step)
    low = step * round((wanted.low + wanted.high - height) / 2 / step)
    return Box(left, low, left + width, low + height)


def _held_within(limits: Box, wanted: Box) -> Box:
    """The wanted box moved inside the limits; a side that is longer than they are is cut to them."""
    left, right = _moved(wanted.left, wanted.right, limits.left, limits.right)
    low, high = _moved(wanted.low, wanted.high, limits.low, limits.high)
    return Box(left, low, right, high)


def _moved(start: float, end: float, first: float, last: float) -> tuple[float, float]:
    if end - start >= last - first:
        return first, last
    shift = max(first - start, 0) + min(last - end, 0)
    return start + shift, end + shift
