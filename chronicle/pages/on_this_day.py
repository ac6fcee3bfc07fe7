"""/on-this-day/ and /on-this-day/11-03/: what happened on each day of the year, in any year.

Only days that are known as such count: an event of about 3 November, or of
November, is not of that day. Of an interval the two ends count, each on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in edtf
from datetime import timedelta
from functools import cached_property

from chronicle import edtf
from chronicle.derive import Derived
from chronicle.model import Chronicle, Crumb, EventCard, Later, Neighbours, Page, PageData, Value, View
from chronicle.pages.calendar import all_event_cards

_LEAP_YEAR = Day(2000, 1, 1)
DAYS = tuple(f"{_LEAP_YEAR + timedelta(days=number):%m-%d}" for number in range(366))
"""``01-01`` to ``12-31``, 29 February among them."""


class Row(Value, frozen=True, kw_only=True):
    year: int
    card: EventCard
    part: str
    """``begins`` or ``ends`` where the day is an end of an interval; else ``""``."""


class DayCount(Value, frozen=True, kw_only=True):
    day: str
    """``11-03``."""
    number: int
    address: str
    events: int


@dataclass(frozen=True)
class MonthOfDays:
    month: int
    anchor: str
    days: tuple[DayCount, ...]


@dataclass(frozen=True)
class MonthLink:
    month: int
    address: str
    is_own: bool
    """Whether it is the month of the page's day."""


@dataclass(frozen=True, kw_only=True)
class IndexPage(PageData):
    events: int
    days_with_events: int
    months: tuple[MonthOfDays, ...]


@dataclass(frozen=True, kw_only=True)
class DayPage(PageData):
    day: str
    rows: tuple[Row, ...]
    first_year: int | None
    last_year: int | None
    nearest: Crumb | None
    """The nearest day of the year that has events; None where this one has, or where none has."""
    months: tuple[MonthLink, ...]


def index_view(days: tuple[DayCount, ...], events: int) -> IndexPage:
    """`days` are all of the year; `events` is how many events there are on them."""
    return IndexPage(
        section="on-this-day",
        crumbs=(Crumb("on-this-day", None, "section"),),
        events=events,
        days_with_events=sum(1 for day in days if day.events),
        months=tuple(
            MonthOfDays(month, _anchor(month), tuple(day for day in days if int(day.day[:2]) == month))
            for month in range(1, 13)
        ),
    )


def day_view(day: str, rows: tuple[Row, ...], nearest: str | None) -> DayPage:
    """`nearest` is where to go from a day without events."""
    at = DAYS.index(day)
    return DayPage(
        section="on-this-day",
        crumbs=(Crumb("on-this-day", "/on-this-day/", "section"), Crumb(day, None, "day-of-year")),
        neighbours=Neighbours(_crumb(DAYS[at - 1]), _crumb(DAYS[(at + 1) % len(DAYS)])),
        day=day,
        rows=rows,
        first_year=rows[0].year if rows else None,
        last_year=rows[-1].year if rows else None,
        nearest=_crumb(nearest) if nearest else None,
        months=tuple(
            MonthLink(month, f"/on-this-day/#{_anchor(month)}", month == int(day[:2]))
            for month in range(1, 13)
        ),
    )


INDEX = View(index_view, "on_this_day.html")
DAY = View(day_view, "day.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The index, and a page for each of the 366 days."""
    inputs = _Inputs(chronicle)
    yield Page("/on-this-day/", INDEX, Later(inputs.of_index))
    for day in DAYS:
        yield Page(address_of_day(day), DAY, Later(inputs.of, day))


class _Inputs:
    """What these pages are made from."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle

    @cached_property
    def _rows(self) -> Mapping[str, tuple[Row, ...]]:
        return rows_by_day(all_event_cards(self._chronicle))

    def of_index(self) -> tuple[object, ...]:
        """How many events each day has, and how many there are."""
        counts = tuple(
            DayCount(day=day, number=int(day[3:]), address=address_of_day(day), events=len(self._rows[day]))
            for day in DAYS
        )
        return counts, len({row.card.id for rows in self._rows.values() for row in rows})

    def of(self, day: str) -> tuple[object, ...]:
        """Those of one day."""
        return day, self._rows[day], nearest_day(day, self._rows)


def address_of_day(day: str) -> str:
    return f"/on-this-day/{day}/"


def rows_by_day(cards: Sequence[EventCard]) -> dict[str, tuple[Row, ...]]:
    """The rows of each day of the year, oldest first; every day has an entry."""
    found: dict[str, list[Row]] = {day: [] for day in DAYS}
    for card in cards:
        for day, part in _known_days(edtf.parse(card.date)):
            found[f"{day:%m-%d}"].append(Row(year=day.year, card=card, part=part))
    return {day: tuple(sorted(rows, key=lambda row: row.year)) for day, rows in found.items()}


def nearest_day(day: str, rows: Mapping[str, Sequence[Row]]) -> str | None:
    """The day with events that is nearest to one without, the earlier one of two; the year is a ring."""
    if rows[day]:
        return None
    at = DAYS.index(day)
    around = (at + offset * side for offset in range(1, len(DAYS) // 2 + 1) for side in (-1, 1))
    return next((near for index in around if rows[near := DAYS[index % len(DAYS)]]), None)


def _known_days(date: edtf.Date) -> Iterator[tuple[Day, str]]:
    """The days of a date that are known as such, and which part of it each is."""
    if date.day:
        yield date.day, ""
    if date.start and date.start.day:
        yield date.start.day, "begins"
    if date.end and date.end.day and date.start != date.end:
        yield date.end.day, "ends"


def _anchor(month: int) -> str:
    return f"month-{month}"


def _crumb(day: str) -> Crumb:
    return Crumb(day, address_of_day(day), "day-of-year")
