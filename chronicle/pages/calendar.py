"""All events in the calendar: which stand in which year and month, and which pages that makes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chronicle.model import Chronicle, Event, EventCard
from chronicle.pages.dates import Standing, going_on, standing
from chronicle.pages.once import once


@dataclass(frozen=True)
class Calendar:
    """Years and months that have a page, and the cards of the events that stand in each, in order of time.

    A year or month in which nothing stands but what was withdrawn keeps its
    page: the address was published, and the withdrawn page leads to it.
    """

    years: dict[int, tuple[EventCard, ...]]
    months: dict[str, tuple[EventCard, ...]]
    """By ``2017-11``."""
    going_on: Mapping[str, Sequence[EventCard]]
    """By the first day of each year and month with a page: what began before it and goes on until then."""

    def under_way(self, year: int, month: int = 1) -> tuple[EventCard, ...]:
        """What began before this month, or year, and surely goes on in it."""
        return tuple(self.going_on[f"{year:04}-{month:02}-01"])


@once
def calendar(chronicle: Chronicle) -> Calendar:
    """The calendar of all events."""
    cards = all_event_cards(chronicle)
    places = [standing(event.date) for event in (*chronicle.events, *chronicle.withdrawn)]
    years: dict[int, list[EventCard]] = {year: [] for year in sorted({place.year for place in places})}
    months: dict[str, list[EventCard]] = {month: [] for month in sorted(filter(None, map(_month, places)))}
    for card in cards:
        place = standing(card.date)
        years[place.year].append(card)
        if place.month_text:
            months[place.month_text].append(card)
    return Calendar(
        {year: tuple(found) for year, found in years.items()},
        {month: tuple(found) for month, found in months.items()},
        _going_on(cards, sorted({*(f"{year:04}-01-01" for year in years), *(f"{it}-01" for it in months)})),
    )


def _going_on(cards: Iterable[EventCard], firsts: Sequence[str]) -> dict[str, list[EventCard]]:
    """First day of a year or month (they come in order) to what surely goes on from before it."""
    found: dict[str, list[EventCard]] = {first: [] for first in firsts}
    for card in cards:
        span = going_on(card.date) if "/" in card.date else None
        if span is not None:
            begun, ends = span
            for first in firsts[bisect_right(firsts, begun) : bisect_right(firsts, ends)]:
                found[first].append(card)
    return found


@once
def all_event_cards(chronicle: Chronicle) -> tuple[EventCard, ...]:
    """In order of time; those of withdrawn events are not among them."""
    return event_cards(chronicle, chronicle.events)


def event_cards(chronicle: Chronicle, events: Iterable[Event]) -> tuple[EventCard, ...]:
    cards = (chronicle.cards[f"events/{event.slug}"] for event in events)
    return tuple(card for card in cards if isinstance(card, EventCard))


def _month(place: Standing) -> str | None:
    return place.month_text
