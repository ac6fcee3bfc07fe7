"""From degrees to kilometres in a plane: Lambert's conformal conic for a region, Equal Earth for the world.

Both take the earth for a sphere; x runs to the east, y to the north.
"""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, log, pi, radians, sin, sqrt, tan

import msgspec

from chronicle.geography.shapes import Point

EARTH_RADIUS_KM = 6371.0088
NEARLY = 1e-9
"""How near to the pole on the far side numbers still stay finite, in radians."""


def turned(longitude: float, meridian: float) -> float:
    """The same longitude, at most half a turn from a meridian.

    >>> turned(-163.6, 180), turned(196.4, 0)
    (196.4, -163.6)
    """
    beyond = longitude - meridian
    return longitude if abs(beyond) <= 180 else longitude - 360 * round(beyond / 360)


class Conic(msgspec.Struct, frozen=True):
    """Lambert's conformal conic: J. P. Snyder, Map Projections, USGS Professional Paper 1395, page 107.

    With standard parallels at 33° and 45° and the origin at 96° W, 23° N, his
    example of page 295, the point at 75° W, 35° N lies 0.2966785 radii to the
    east and 0.2462112 to the north:

    >>> x, y = Conic(parallels=(33, 45), meridian=-96, origin=23).project(-75, 35)
    >>> round(x / EARTH_RADIUS_KM, 7), round(y / EARTH_RADIUS_KM, 7)
    (0.2966785, 0.2462112)
    """

    parallels: tuple[float, float]
    """The two parallels along which lengths are true."""
    meridian: float
    """The one meridian that points straight up."""
    origin: float
    """The latitude at which it crosses y = 0."""

    def project(self, longitude: float, latitude: float) -> Point:
        narrowing, scale, origin_radius = _cone(self.parallels, self.origin)
        radius = scale / _stretch(latitude) ** narrowing
        turn = narrowing * radians(longitude - self.meridian)
        return radius * sin(turn), origin_radius - radius * cos(turn)


@lru_cache(maxsize=32)
def _cone(parallels: tuple[float, float], origin: float) -> tuple[float, float, float]:
    """Snyder's n, RF and ρ₀ (15-1 to 15-3)."""
    first, second = parallels
    if abs(first + second) < 0.001:  # the equator in their middle would make the cone a cylinder
        second = 0.001 - first
    if abs(first - second) < 1e-9:
        narrowing = sin(radians(first))
    else:
        narrowing = log(cos(radians(first)) / cos(radians(second))) / log(_stretch(second) / _stretch(first))
    scale = EARTH_RADIUS_KM * cos(radians(first)) * _stretch(first) ** narrowing / narrowing
    return narrowing, scale, scale / _stretch(origin) ** narrowing


def _stretch(latitude: float) -> float:
    """Never quite zero, so that a pole lies at the cone's tip or very far away."""
    return max(tan(pi / 4 + radians(latitude) / 2), NEARLY)


class EqualEarth(msgspec.Struct, frozen=True):
    """The whole world, no part enlarged: B. Šavrič and others, The Equal Earth map projection, 2018.

    Half the equator is 2.7066 radii long, the way to a pole 1.3174:

    >>> world = EqualEarth(meridian=0)
    >>> round(world.project(180, 0)[0] / EARTH_RADIUS_KM, 4)
    2.7066
    >>> round(world.project(0, 90)[1] / EARTH_RADIUS_KM, 4)
    1.3174
    """

    meridian: float

    def project(self, longitude: float, latitude: float) -> Point:
        """Longitudes may run past 180°, as far as half a turn from the meridian on either side."""
        slope = asin(sqrt(3) / 2 * sin(radians(latitude)))
        square = slope * slope
        sixth = square**3
        spread = 1.340264 - 3 * 0.081106 * square + sixth * (7 * 0.000893 + 9 * 0.003796 * square)
        across = 2 * sqrt(3) / 3 * radians(longitude - self.meridian) * cos(slope) / spread
        along = slope * (1.340264 - 0.081106 * square + sixth * (0.000893 + 0.003796 * square))
        return EARTH_RADIUS_KM * across, EARTH_RADIUS_KM * along


Projection = Conic | EqualEarth
