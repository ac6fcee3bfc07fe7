"""Dates as they are known: EDTF (ISO 8601-2) of levels 0 and 1, read from text and never written back.

A date is a span with an earliest and a latest day. `~`, `?` and `%` say how
well it is known and never widen it. Seasons are the northern ones: spring from
March to May, summer to August, autumn to November, winter to February of the
next year. What level 1 leaves out (level 2, and of level 1 the years outside
0001 to 9999; of level 0 times of day) is an `EdtfError` with a hint that works.
"""

from __future__ import annotations

import calendar
from datetime import date as Day  # noqa: N812 - our own Date stands beside it
from functools import lru_cache
from typing import Literal

import msgspec

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]


class EdtfError(ValueError):
    """Not a date: `message` says what is wrong in an editor's words, `hint` names what would work."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class Date(msgspec.Struct, frozen=True):
    """What `parse` makes of a text; equal texts make equal dates."""

    text: str
    earliest: Day | None
    """The first day that it may be; None where an interval's beginning is open or unknown."""
    latest: Day | None
    """The last day that it may be; None where an interval's end is open or unknown."""
    precision: Precision
    """How much is known: ``2017-10-XX`` is known to the month."""
    approximate: bool = False
    """``~`` or ``%``; of an interval, at either end."""
    uncertain: bool = False
    """``?`` or ``%``; of an interval, at either end."""
    unspecified: Literal["", "day", "month", "month and day"] = ""
    """What is written as ``XX``."""
    start: Date | None = None
    """Of an interval; None where it is open or unknown, as is `end`."""
    end: Date | None = None

    @property
    def is_interval(self) -> bool:
        return self.precision == "interval"

    @property
    def day(self) -> Day | None:
        """The day, where it is one day, known as such: neither about nor uncertain."""
        exact = self.precision == "day" and not (self.approximate or self.uncertain)
        return self.earliest if exact else None

    @property
    def has_open_start(self) -> bool:
        """``../1985``: it has always been so, or nobody needs to know since when."""
        return self.text.startswith("../")

    @property
    def has_open_end(self) -> bool:
        """``1985/..``: it goes on."""
        return self.text.endswith("/..")

    @property
    def has_unknown_start(self) -> bool:
        """``/1985``: it began some day, and that day is not known."""
        return self.text.startswith("/")

    @property
    def has_unknown_end(self) -> bool:
        """``1985/``: it ended some day, and that day is not known."""
        return self.text.endswith("/")


@lru_cache(maxsize=2**18)
def parse(text: str) -> Date:
    """The date that a text means. Raises nothing but `EdtfError`."""
    try:
        return _read(text)
    except EdtfError as error:
        raise EdtfError(error.message, error.hint or _hint(text)) from None


def sort_key(date: Date) -> tuple[int, int, int]:
    """Chronological order: the earliest day; then the shorter span; then the better known.

    A date whose beginning is open or unknown stands at its latest day, the one
    day of it that is known, after all others of that day.
    """
    span = _UNBOUNDED if date.earliest is None or date.latest is None else (date.latest - date.earliest).days
    position = date.earliest or date.latest
    assert position is not None, "an interval has at least one end"
    return position.toordinal(), span, date.approximate + date.uncertain


def overlaps(one: Date, other: Date) -> bool:
    """Whether some day may belong to both; an open or unknown end reaches for ever."""
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def contains(outer: Date, inner: Date) -> bool:
    """Whether every day that `inner` may be is one that `outer` may be."""
    return _first(outer) <= _first(inner) and _last(inner) <= _last(outer)


def _first(date: Date) -> Day:
    return date.earliest or Day.min


def _last(date: Date) -> Day:
    return date.latest or Day.max


# --- reading -----------------------------------------------------------------

_UNBOUNDED = (Day.max - Day.min).days + 1
_ZEROS = str.maketrans("123456789", "000000000")
_SHAPES: dict[str, tuple[Precision, Literal["", "day", "month", "month and day"]]] = {
    "0000-00-00": ("day", ""),
    "0000-00": ("month", ""),
    "0000": ("year", ""),
    "000X": ("decade", ""),
    "00XX": ("century", ""),
    "0000-00-XX": ("month", "day"),
    "0000-XX": ("year", "month"),
    "0000-XX-XX": ("year", "month and day"),
}
"""What a text may look like once every digit is a zero, and what is known then."""

_SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12}
"""A season's number in the month's place, and the month in which it begins."""


def _read(text: str) -> Date:
    return _interval(text) if "/" in text else _single(text)


def _single(text: str) -> Date:
    """A date that is not an interval; errors have a hint only where `guesses` cannot know better."""
    mark = text[-1] if text.endswith(("~", "?", "%")) else ""
    bare = text.removesuffix(mark)
    shape = _SHAPES.get(bare.translate(_ZEROS))
    if shape is None:
        raise EdtfError(f'"{_shortened(text)}" {_reason(text)}')
    precision, unspecified = shape
    if len(bare) == len("2017-21") and bare[5:] in _SEASONS:
        precision = "season"
    earliest, latest = _days(bare, precision)
    return Date(text, earliest, latest, precision, mark in ("~", "%"), mark in ("?", "%"), unspecified)


def _days(bare: str, precision: Precision) -> tuple[Day, Day]:
    """The earliest and the latest day of a text of one of the `_SHAPES`."""
    first, last = int(bare[:4].replace("X", "0")), int(bare[:4].replace("X", "9"))
    if first == 0:
        raise EdtfError(f'"{bare}" is no year that we can show: years go from 0001 to 9999')
    if precision == "day":
        day = _day(bare, first)
        return day, day
    if precision == "month":
        month = _month(bare)
        return Day(first, month, 1), Day(first, month, _length(first, month))
    if precision == "season":
        return _season(bare, first)
    return Day(first, 1, 1), Day(last, 12, 31)


def _day(bare: str, year: int) -> Day:
    month, day, length = _month(bare), int(bare[8:]), _length(year, _month(bare))
    if not 1 <= day <= length:
        raise EdtfError(
            f'there is no day "{bare}": its month has {length} days',
            f'correct the day, or write "{bare[:7]}" where only the month is known',
        )
    return Day(year, month, day)


def _month(bare: str) -> int:
    month = int(bare[5:7])
    if not 1 <= month <= 12:
        what = "a season, quarter or half of level 2 of EDTF" if 25 <= month <= 41 else "no month"
        what = "a season, and a season has no days" if 21 <= month <= 24 else what
        raise EdtfError(f'"{bare}" cannot be read: {bare[5:7]} is {what}')
    return month


def _season(bare: str, year: int) -> tuple[Day, Day]:
    first = _SEASONS[bare[5:]]
    ends_in, last = (year + 1, 2) if first == 12 else (year, first + 2)
    if ends_in > Day.max.year:
        raise EdtfError(f'"{bare}" ends after the year 9999, the last one that we can show')
    return Day(year, first, 1), Day(ends_in, last, _length(ends_in, last))


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _interval(text: str) -> Date:
    first, _, second = text.partition("/")
    if "/" in second:
        raise EdtfError(f'"{_shortened(text)}" is not a date that we can read')
    start, end = _end(first), _end(second)
    if start is None and end is None:
        raise EdtfError(f'"{text}" names no day at all')
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if earliest and latest and latest < earliest:
        raise EdtfError(f'"{text}" ends before it begins')
    ends = [known for known in (start, end) if known]
    approximate, uncertain = any(end.approximate for end in ends), any(end.uncertain for end in ends)
    return Date(text, earliest, latest, "interval", approximate, uncertain, "", start, end)


def _end(text: str) -> Date | None:
    """One end of an interval; None where it is open or unknown."""
    if text in ("", ".."):
        return None
    date = _single(text)
    if "X" in text:
        raise EdtfError(f'"{text}" cannot be the end of an interval: X there is level 2 of EDTF')
    return date


# --- what is wrong -----------------------------------------------------------


def _reason(text: str) -> str:
    """What to say of a text that has none of the `_SHAPES`."""
    bare = text.strip()
    if "T" in bare and ":" in bare:
        return "has a time of day, and dates here are whole days"
    if bare[:1] in ("-", "Y") and bare[1:].lstrip("-").isdecimal():
        return "is a year that we cannot show: years go from 0001 to 9999"
    if bare[:1] in ("[", "{"):
        return "is a set of dates, which is level 2 of EDTF"
    if "X" in bare and bare.strip("0123456789X-~?%") == "":
        return "has an X where level 1 of EDTF has none: unknown is what stands at the right"
    if any(mark in bare for mark in "~?%"):
        return "has a mark that cannot be read: one of ~ ? % stands at the very end, for the whole date"
    return "is not a date that we can read"


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _hint(text: str) -> str:
    """The nearest texts that are dates, else the forms that most dates have."""
    from chronicle.edtf_guesses import guesses  # its patterns cost 4 ms, which a build without errors saves

    near = dict.fromkeys(f'"{guess}"' for guess in guesses(text) if _is_date(guess))
    if near:
        return f"did you mean {' or '.join(list(near)[:2])}?"
    return 'write a day like "2017-11-03", a month "2017-11", a year "2017", days "2016-10-17/2017-07-10"'


def _is_date(text: str) -> bool:
    try:
        _read(text)
    except EdtfError:
        return False
    return True
