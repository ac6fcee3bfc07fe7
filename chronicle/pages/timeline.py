"""/timeline/: the whole at a glance, year by year, with its major events; all others are in the years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chronicle.derive import Derived
from chronicle.model import Chronicle, Crumb, EventCard, Later, Page, PageData, PeriodCard, Value, View
from chronicle.pages.calendar import Calendar, all_event_cards, calendar
from chronicle.pages.dates import standing, year_address
from chronicle.pages.groups import Counts, Month, counts, majors, months

MOST_EVENTS = 600
"""So many events the page names at most, whatever there is, so that it opens at once."""


class Year(Value, frozen=True, kw_only=True):
    """What the timeline tells of one year."""

    year: int
    address: str
    events: int
    major: int
    months: tuple[Month, ...]
    cards: tuple[EventCard, ...]
    """Its major events, or of each month the first ones."""
    first_of_month: int | None
    """How many of each month `cards` has where it has not all; else None."""


@dataclass(frozen=True, kw_only=True)
class TimelinePage(PageData):
    counts: Counts
    years: tuple[Year, ...]
    first_year: int | None
    last_year: int | None
    first_day: str
    """Of the first year; empty where there is none."""
    periods: tuple[PeriodCard, ...]


def timeline_view(total: Counts, years: tuple[Year, ...], periods: tuple[PeriodCard, ...]) -> TimelinePage:
    return TimelinePage(
        section="timeline",
        crumbs=(Crumb("timeline", None, "section"),),
        counts=total,
        years=years,
        first_year=years[0].year if years else None,
        last_year=years[-1].year if years else None,
        first_day=f"{years[0].year:04}-01-01" if years else "",
        periods=periods,
    )


TIMELINE = View(timeline_view, "timeline.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    yield Page("/timeline/", TIMELINE, Later(_inputs, chronicle))


def _inputs(chronicle: Chronicle) -> tuple[object, ...]:
    cards = all_event_cards(chronicle)
    return counts(cards), _years(calendar(chronicle)), period_cards(chronicle)


def period_cards(chronicle: Chronicle) -> tuple[PeriodCard, ...]:
    cards = (chronicle.cards[f"periods/{period.slug}"] for period in chronicle.periods)
    return tuple(card for card in cards if isinstance(card, PeriodCard))


def _years(calendar: Calendar) -> tuple[Year, ...]:
    """The years in which something stands; withdrawn events have their own pages and are named nowhere."""
    years = {year: cards for year, cards in calendar.years.items() if cards}
    return tuple(_year(year, cards, MOST_EVENTS // len(years)) for year, cards in years.items())


def _year(year: int, cards: Sequence[EventCard], most: int) -> Year:
    major = majors(cards)
    shown, first_of_month = select(major, most)
    return Year(
        year=year,
        address=year_address(year),
        events=len(cards),
        major=len(major),
        months=months(cards),
        cards=shown,
        first_of_month=first_of_month,
    )


def select(cards: tuple[EventCard, ...], most: int) -> tuple[tuple[EventCard, ...], int | None]:
    """All cards where they are few enough, else the first of each month: as many of each as `most` allows."""
    if len(cards) <= most:
        return cards, None
    months: dict[int | None, int] = {}
    ranks: list[int] = []
    for card in cards:
        month = standing(card.date).month
        months[month] = months.get(month, 0) + 1
        ranks.append(months[month])
    allowed = max(
        (limit for limit in range(most + 1) if sum(rank <= limit for rank in ranks) <= most), default=0
    )
    return tuple(card for card, rank in zip(cards, ranks, strict=True) if rank <= allowed), allowed
