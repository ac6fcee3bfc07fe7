"""Where the names of countries and rivers could stand on a map, best places first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from chronicle.geography.shapes import Line, Point

ROWS = 24
"""Heights at which a country's name is tried."""
STEPS = 30
"""Places tried along a river as long as the map is wide."""
SHORTEST = 0.12
"""A river with less of the map's width in it goes unnamed."""


class Spot(msgspec.Struct, frozen=True):
    """A place for the middle of a name."""

    x: float
    """Percent of the width, as `y` is of the height."""
    y: float
    room: float = 100.0
    """How wide the name may be, in percent of the width."""


class GroundName(msgspec.Struct, frozen=True, kw_only=True):
    kind: str
    """``country``, ``river`` or ``stream``."""
    text: str
    spots: tuple[Spot, ...]


Size = tuple[int, int]
Interval = tuple[float, float]


def country_name(text: str, rings: Sequence[Line], size: Size) -> Iterator[GroundName]:
    """The name with the middles and quarters of the country's broad stretches, the broadest first."""
    spots = sorted(_broad_spots(rings, size), key=lambda spot: (-spot.room, spot.y, spot.x))
    if spots:
        yield GroundName(kind="country", text=text, spots=tuple(spots))


def _broad_spots(rings: Sequence[Line], size: Size) -> Iterator[Spot]:
    width, height = size
    rows = [_intervals(rings, height * row / ROWS, width) for row in range(ROWS + 1)]
    for row in range(1, ROWS):
        for start, end in _common(_common(rows[row - 1], rows[row]), rows[row + 1]):
            for part in (0.5, 0.25, 0.75):
                room = (end - start) * 2 * min(part, 1 - part)
                point = (start + (end - start) * part, height * row / ROWS)
                yield _spot(point, size, round(100 * room / width, 2))


def _intervals(rings: Iterable[Line], y: float, width: int) -> list[Interval]:
    """Where the horizontal at that height runs inside the rings and on the map."""
    crossings = sorted(
        start[0] + (end[0] - start[0]) * (y - start[1]) / (end[1] - start[1])
        for ring in rings
        for start, end in pairwise(ring)
        if (start[1] <= y) != (end[1] <= y)
    )
    pairs = zip(crossings[::2], crossings[1::2], strict=False)
    return [(max(0, start), min(width, end)) for start, end in pairs if end > 0 and start < width]


def _common(some: Iterable[Interval], others: Sequence[Interval]) -> list[Interval]:
    both = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return [(start, end) for start, end in both if start < end]


def river_name(text: str, lines: Sequence[Line], size: Size, *, is_large: bool) -> Iterator[GroundName]:
    """The name with points along the river, from the middle of its longest stretch outwards."""
    longest = max(lines, key=_length, default=())
    if longest and _length(longest) >= SHORTEST * size[0]:
        points = [point for point in _along(longest, size[0] / STEPS) if _is_on(point, size)]
        middle = len(points) // 2
        order = sorted(range(len(points)), key=lambda number: abs(number - middle))
        spots = tuple(_spot(points[number], size) for number in order)
        yield GroundName(kind="river" if is_large else "stream", text=text, spots=spots)


def _length(line: Line) -> float:
    return sum(_distance(start, end) for start, end in pairwise(line))


def _distance(start: Point, end: Point) -> float:
    return float(((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5)


def _along(line: Line, step: float) -> Iterator[Point]:
    """Points of the line, a step apart."""
    ahead = step
    for start, end in pairwise(line):
        length = _distance(start, end)
        while ahead <= length:
            part = ahead / length
            yield start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
            ahead += step
        ahead -= length


def _is_on(point: Point, size: Size) -> bool:
    return 0 < point[0] < size[0] and 0 < point[1] < size[1]


def _spot(point: Point, size: Size, room: float = 100.0) -> Spot:
    return Spot(round(100 * point[0] / size[0], 2), round(100 * point[1] / size[1], 2), room)
