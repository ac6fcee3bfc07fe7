"""SVG path data in whole numbers, as short as it gets."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise

from chronicle.geography.shapes import Line

WholePoint = tuple[int, int]


def path(lines: Iterable[Line], *, closed: bool = False) -> str:
    """The `d` of all lines together. Points are rounded to whole units; what then has no length is left out.

    >>> path([((0, 0), (10.2, 0), (10.3, 0.1), (10, 5))])
    'M0 0l10 0 0 5'
    >>> path([((0, 0), (10, 0), (10, -5), (0, 0))], closed=True)
    'M0 0l10 0 0-5z'
    """
    piece, shortest = (_ring, 4) if closed else (_stroke, 2)
    return "".join(piece(points) for points in map(_rounded, lines) if len(points) >= shortest)


def _rounded(line: Line) -> list[WholePoint]:
    points: list[WholePoint] = []
    for x, y in line:
        point = (round(x), round(y))
        if not points or points[-1] != point:
            points.append(point)
    return points


def _ring(points: list[WholePoint]) -> str:
    return _stroke(points[:-1]) + "z"


def _stroke(points: list[WholePoint]) -> str:
    steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(points)]
    return f"M{_packed(points[0])}l{_packed(chain.from_iterable(steps))}"


def _packed(numbers: Iterable[int]) -> str:
    """A minus sign is separator enough."""
    return " ".join(map(str, numbers)).replace(" -", "-")
