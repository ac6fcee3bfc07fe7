"""/2017/ and /2017/11/: every event of a year under its months, every event of a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from chronicle import edtf
from chronicle.derive import Derived
from chronicle.model import (
    Chronicle,
    Crumb,
    EventCard,
    Later,
    Neighbours,
    Page,
    PageData,
    PeriodCard,
    Value,
    View,
)
from chronicle.pages.calendar import Calendar, calendar
from chronicle.pages.dates import (
    TIMELINE,
    month_address,
    month_crumb,
    standing,
    year_address,
    year_crumb,
)
from chronicle.pages.event_index import INDEX_ADDRESS, index_address
from chronicle.pages.groups import Counts, Group, Month, counts, month_groups, months
from chronicle.pages.timeline import period_cards

Item = TypeVar("Item")


class YearLink(Value, frozen=True, kw_only=True):
    year: int
    address: str | None
    """None for the year of the page."""


class DayRow(Value, frozen=True, kw_only=True):
    card: EventCard
    date: str | None
    """Where it tells more or less than the day over the row: ``2017-11-03~``, an interval."""


class DayGroup(Value, frozen=True, kw_only=True):
    """The events that stand on one day, or those of the month whose day is not known."""

    date: str
    """``2017-11-03``, or ``2017-11``; also its anchor."""
    day: int | None
    rows: tuple[DayRow, ...]


@dataclass(frozen=True, kw_only=True)
class YearPage(PageData):
    year: int
    counts: Counts
    years: tuple[YearLink, ...]
    months: tuple[Month, ...]
    groups: tuple[Group, ...]
    under_way: tuple[EventCard, ...]
    """What began in an earlier year and goes on."""
    periods: tuple[PeriodCard, ...]
    first_day: str
    last_day: str
    index_address: str
    """Of the compact index of its events."""


@dataclass(frozen=True, kw_only=True)
class MonthPage(PageData):
    month: str
    year: int
    year_address: str
    counts: Counts
    months: tuple[Month, ...]
    """The months of its year, itself among them."""
    days: tuple[DayGroup, ...]
    under_way: tuple[EventCard, ...]
    periods: tuple[PeriodCard, ...]


def year_view(
    year: int,
    cards: tuple[EventCard, ...],
    years: tuple[int, ...],
    beside: tuple[int | None, int | None],
    under_way: tuple[EventCard, ...],
    periods: tuple[PeriodCard, ...],
) -> YearPage:
    """`years` are those with events; `beside` the ones before and after that have a page."""
    previous, following = (year_crumb(other) if other is not None else None for other in beside)
    return YearPage(
        section="timeline",
        crumbs=(TIMELINE, Crumb(str(year), None, "year")),
        neighbours=Neighbours(previous, following),
        year=year,
        counts=counts(cards),
        years=tuple(
            YearLink(year=other, address=year_address(other) if other != year else None) for other in years
        ),
        months=months(cards),
        groups=month_groups(cards),
        under_way=under_way,
        periods=periods,
        first_day=f"{year:04}-01-01",
        last_day=f"{year:04}-12-31",
        index_address=index_address(year) if cards else INDEX_ADDRESS,
    )


def month_view(
    month: str,
    cards: tuple[EventCard, ...],
    months_of_year: tuple[Month, ...],
    beside: tuple[str | None, str | None],
    under_way: tuple[EventCard, ...],
    periods: tuple[PeriodCard, ...],
) -> MonthPage:
    """`months_of_year` has it among them; `beside` are the ones before and after, of whatever year."""
    previous, following = (month_crumb(other) if other is not None else None for other in beside)
    year = int(month[:4])
    return MonthPage(
        section="timeline",
        crumbs=(TIMELINE, year_crumb(year), Crumb(month, None, "month")),
        neighbours=Neighbours(previous, following),
        month=month,
        year=year,
        year_address=year_address(year),
        counts=counts(cards),
        months=months_of_year,
        days=_day_groups(month, cards),
        under_way=under_way,
        periods=periods,
    )


YEAR = View(year_view, "year.html")
MONTH = View(month_view, "month.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """A page for each year and each month in which an event stands, withdrawn ones among them."""
    found, periods = calendar(chronicle), period_cards(chronicle)
    yield from _year_pages(found, periods)
    yield from _month_pages(found, periods)


def _year_pages(found: Calendar, periods: Sequence[PeriodCard]) -> Iterator[Page]:
    years = tuple(year for year, cards in found.years.items() if cards)
    for before, year, after in _with_both_sides(tuple(found.years)):
        yield Page(year_address(year), YEAR, Later(_of_year, found, periods, year, years, (before, after)))


def _of_year(
    found: Calendar,
    periods: Sequence[PeriodCard],
    year: int,
    years: tuple[int, ...],
    beside: tuple[int | None, int | None],
) -> tuple[object, ...]:
    of_the_time = _overlapping(periods, f"{year:04}")
    return year, found.years[year], years, beside, found.under_way(year), of_the_time


def _month_pages(found: Calendar, periods: Sequence[PeriodCard]) -> Iterator[Page]:
    months_of = {year: months(cards) for year, cards in found.years.items()}
    for before, month, after in _with_both_sides(tuple(found.months)):
        of_its_year = months_of[int(month[:4])]
        yield Page(
            month_address(month), MONTH, Later(_of_month, found, periods, month, of_its_year, (before, after))
        )


def _of_month(
    found: Calendar,
    periods: Sequence[PeriodCard],
    month: str,
    of_its_year: tuple[Month, ...],
    beside: tuple[str | None, str | None],
) -> tuple[object, ...]:
    under_way = found.under_way(int(month[:4]), int(month[5:]))
    return month, found.months[month], of_its_year, beside, under_way, _overlapping(periods, month)


def _day_groups(month: str, cards: Sequence[EventCard]) -> tuple[DayGroup, ...]:
    """Events by day, in their order; before them those whose day is not known."""
    days: dict[int, list[EventCard]] = {}
    for card in cards:
        days.setdefault(standing(card.date).day or 0, []).append(card)
    return tuple(_day_group(f"{month}-{day:02}" if day else month, day, days[day]) for day in sorted(days))


def _day_group(date: str, day: int, cards: Sequence[EventCard]) -> DayGroup:
    rows = (DayRow(card=card, date=card.date if card.date != date else None) for card in cards)
    return DayGroup(date=date, day=day or None, rows=tuple(rows))


def _overlapping(periods: Sequence[PeriodCard], date: str) -> tuple[PeriodCard, ...]:
    time = edtf.parse(date)
    return tuple(period for period in periods if edtf.overlaps(edtf.parse(period.date), time))


def _with_both_sides(items: Sequence[Item]) -> Iterator[tuple[Item | None, Item, Item | None]]:
    """Each item between the one before and the one after."""
    return zip([None, *items], items, [*items[1:], None])  # noqa: B905  # the first is longer by one
