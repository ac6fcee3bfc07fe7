"""A number over time as one shape: steps by day, with numbered turning points above it. Geometry only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chronicle.control import Tally
from chronicle.pages.axes import axis_over, ticks

HEADROOM = 1.3
"""The scale reaches so far above the highest step, for the turning points' circles."""
APART = 7.5
"""Percent of the width: circles nearer than that, 23 px on a phone, are stacked."""
STEPS = (1, 2, 5, *(size * 10**power for power in range(8) for size in (10, 20, 25, 50)))
"""Distances of the numbers that are named."""
UNITS = 1000
"""Units of the shape's own drawing, both ways."""


@dataclass(frozen=True)
class Tick:
    words: str
    at: float
    """Percent of the width or, downwards, of the height."""


@dataclass(frozen=True)
class NumberedPoint:
    number: int
    x: float
    foot: float
    """Percent, as all of them; the top of the step on that day."""
    y: float
    """From where circles are stacked: the same, or above a neighbour's step."""
    level: int
    """How many circles stand below it at the same place."""


@dataclass(frozen=True)
class StepChart:
    shape: str
    """Path data of the area in a drawing of 1000 by 1000 units."""
    years: tuple[Tick, ...]
    counts: tuple[Tick, ...]
    points: tuple[NumberedPoint, ...]
    highest: int


def step_chart(tally: Tally, days: Sequence[date]) -> StepChart | None:
    """The chart of a tally (number from each day on which it changes), with a circle for each of the days.

    The axis runs over whole years, from that of the first change or circle to
    that of the last. A tally of 0, then 3 from 1 July 2014, then 0 again from 1
    January 2015 has its step between 0 and 100 % of 2014 and 2015, half-way up
    to the right of a quarter of the width. None without a change.
    """
    axis = axis_over((*days, *(day for day, _ in tally)))
    if not tally or axis is None:
        return None
    highest = max(count for _, count in tally)
    top = HEADROOM * highest

    def down(count: float) -> float:
        return round(100 - 100 * count / top, 2)

    return StepChart(
        shape=_shape([(axis.at(day), down(count)) for day, count in tally]),
        years=tuple(Tick(tick.year, tick.x) for tick in ticks(axis)),
        counts=tuple(Tick(str(count), down(count)) for count in _counts(highest)),
        points=tuple(_stacked((axis.at(day), down(_count_on(tally, day))) for day in days)),
        highest=highest,
    )


def _shape(steps: Sequence[tuple[float, float]]) -> str:
    """From the ground up, along the steps and down to the ground at the end of the axis."""
    scale = UNITS / 100
    parts = [f"M{round(steps[0][0] * scale)} {UNITS}"]
    parts += [f"H{round(x * scale)}V{round(y * scale)}" for x, y in steps]
    return "".join(parts) + f"H{UNITS}V{UNITS}z"


def _counts(highest: int) -> Iterable[int]:
    """Three to five round numbers up to the highest: 10, 20, 30 for 33."""
    step = next(size for size in STEPS if highest / size < 6)
    return range(step, highest + 1, step)


def _count_on(tally: Tally, day: date) -> int:
    return next((count for start, count in reversed(tally) if start <= day), 0)


def _stacked(points: Iterable[tuple[float, float]]) -> Iterable[NumberedPoint]:
    """Circles in order; one that would touch the one before stands above it."""
    before: NumberedPoint | None = None
    for number, (x, foot) in enumerate(points, 1):
        y, level = foot, 0
        if before is not None and x - before.x < APART:
            y, level = min(y, before.y), before.level + 1
        before = NumberedPoint(number, x, foot, y, level)
        yield before
