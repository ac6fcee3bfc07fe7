"""All events in the calendar: which stand in which year and month, and which pages that makes."""

from __future__ import annotations

from collections.abc import Iterable
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
    intervals: tuple[tuple[str, str, EventCard], ...]
    """What has a beginning and surely goes on until a later day: both days, and the event."""

    def under_way(self, year: int, month: int = 1) -> tuple[EventCard, ...]:
        """What began before this month, or year, and surely goes on in it."""
        first = f"{year:04}-{month:02}-01"
        return tuple(card for begun, ends, card in self.intervals if begun < first <= ends)


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
        tuple((*span, card) for card in cards if "/" in card.date and (span := going_on(card.date))),
    )


@once
def all_event_cards(chronicle: Chronicle) -> tuple[EventCard, ...]:
    """In order of time; those of withdrawn events are not among them."""
    return event_cards(chronicle, chronicle.events)


def event_cards(chronicle: Chronicle, events: Iterable[Event]) -> tuple[EventCard, ...]:
    cards = (chronicle.cards[f"events/{event.slug}"] for event in events)
    return tuple(card for card in cards if isinstance(card, EventCard))


def _month(place: Standing) -> str | None:
    return place.month_text
