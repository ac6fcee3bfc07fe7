"""Where a date stands: in which year, and in which month where that is known; what leads there."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812  # a date here is a text
from functools import lru_cache

from chronicle import edtf
from chronicle.model import Crumb, Value

TIMELINE = Crumb("timeline", "/timeline/", "section")


class Standing(Value, frozen=True, kw_only=True):
    """The one place in the calendar at which an event is listed."""

    year: int
    month: int | None
    """None where it is not known: ``2014``, ``2014-XX``, spring 2015."""
    day: int | None

    @property
    def month_text(self) -> str | None:
        """``2017-11``."""
        return month_text(self.year, self.month) if self.month is not None else None


@lru_cache(maxsize=2**18)
def standing(date: str) -> Standing:
    """Where a date stands: at its beginning, as far as that is known.

    An interval whose beginning is open or unknown stands at its end, which is
    the day of it that is known; so does it in the order of events.
    """
    parsed = edtf.parse(date)
    known = parsed.start or parsed.end or parsed
    day = known.earliest if parsed.start or not parsed.end else known.latest
    assert day is not None, "a date that is no interval has days"
    month = day.month if known.precision in ("day", "month") else None
    return Standing(year=day.year, month=month, day=day.day if known.precision == "day" else None)


def going_on(date: str) -> tuple[str, str] | None:
    """The latest day on which an interval may have begun and the day until which it surely went on.

    ``("2016-10-17", "2017-07-10")``; one without an end goes on until "9999-12-31". None where it has no
    beginning, or where its end is not known, for it may have ended any day.
    """
    parsed = edtf.parse(date)
    begun = parsed.start.latest if parsed.start else None
    ends = parsed.end.earliest if parsed.end else None
    if begun is None or not (ends or parsed.has_open_end):
        return None
    return begun.isoformat(), ends.isoformat() if ends is not None else "9999-12-31"


def last_day(date: str) -> Day | None:
    """The last day that a date may be, else its first one: the day of whose state its map tells."""
    parsed = edtf.parse(date)
    return parsed.latest or parsed.earliest


def year_address(year: int) -> str:
    return f"/{year:04}/"


def month_text(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"


def month_address(month: str) -> str:
    """``/2017/11/`` of ``2017-11``."""
    return f"/{month[:4]}/{month[5:]}/"


def year_crumb(year: int) -> Crumb:
    return Crumb(str(year), year_address(year), "year")


def month_crumb(month: str) -> Crumb:
    return Crumb(month, month_address(month), "month")


def date_crumbs(date: str) -> tuple[Crumb, ...]:
    """The way down to a date, as far as it is known: timeline, year, month.

    Each has a page, for that is where the date stands. One whose month is not known stands in its year.
    """
    place = standing(date)
    month = place.month_text
    return (TIMELINE, year_crumb(place.year), *([month_crumb(month)] if month else ()))
