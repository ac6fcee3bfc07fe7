"""Time from left to right in whole years, for the bars of holders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chronicle.control_history import Change
from chronicle.model import Value


class Axis(Value, frozen=True, kw_only=True):
    """Whole years from left to right."""

    first: date
    """A first day of a year."""
    end: date
    """The day after the last one."""

    def at(self, day: date) -> float:
        """Where a day begins, in percent; days outside stand at the ends."""
        part = (day - self.first).days / (self.end - self.first).days
        return round(100 * min(max(part, 0.0), 1.0), 2)


@dataclass(frozen=True)
class Tick:
    """The first day of a year on an axis."""

    year: str
    x: float
    every_second: bool
    """Without its number where there is little room."""


def axis_of(histories: Iterable[Sequence[Change]]) -> Axis | None:
    """The whole years that contain a change; None where no day of one is known."""
    changes = (change for history in histories for change in history)
    return axis_over(day for change in changes for day in (change.earliest, change.latest) if day)


def axis_over(days: Iterable[date]) -> Axis | None:
    """The whole years that contain these days; None without a day."""
    years = [day.year for day in days]
    if not years:
        return None
    last = max(years)
    end = date(last + 1, 1, 1) if last < date.max.year else date.max
    return Axis(first=date(min(years), 1, 1), end=end)


def ticks(axis: Axis) -> tuple[Tick, ...]:
    """The years of an axis, or every fifth, tenth … of them where they are many."""
    years = range(axis.first.year, (axis.end - timedelta(days=1)).year + 1)
    step = next((step for step in (1, 5, 10, 50, 100, 500) if len(years) / step <= 15), 1000)
    shown = [year for year in years if year % step == 0] if step > 1 else list(years)
    return tuple(
        Tick(str(year), axis.at(date(year, 1, 1)), len(shown) > 6 and number % 2 == 1)
        for number, year in enumerate(shown)
    )
