"""The few types of plane geometry that the modules of this package hand to one another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

Point = tuple[float, float]
"""Longitude and latitude in degrees, or x to the right and y (up in kilometres, down on paper)."""
Line = tuple[Point, ...]
"""At least two points; a ring's last point is its first."""


Sides = tuple[float, float, float, float]
"""Left, low, right and high of a `Box`, where very many are made and looked at once."""


class Box(NamedTuple):
    """A rectangle along the axes; `low` and `high` are about y, whichever way it points."""

    left: float
    low: float
    right: float
    high: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.high - self.low

    def touches(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )

    def contains(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.low <= other.low
            and other.high <= self.high
        )

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.low - by, self.right + by, self.high + by)

    def shifted(self, across: float, along: float) -> Box:
        return Box(self.left + across, self.low + along, self.right + across, self.high + along)


def box_around(points: Iterable[Point]) -> Box:
    """The smallest box that holds the points, of which there is at least one."""
    across, along = zip(*points, strict=True)
    return Box(min(across), min(along), max(across), max(along))
