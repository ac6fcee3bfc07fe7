"""The events of a place, an actor or an operation: all on its page, or by year, or a page for each year."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chronicle.derive import Derived
from chronicle.model import Card, Chronicle, Crumb, Event, EventCard, Neighbours, Page, PageData, Value, View
from chronicle.pages.groups import Group, majors, month_groups, year_groups
from chronicle.pages.once import once

PLAIN = 100
"""Up to so many events stand in one list."""
BY_YEAR = 200
"""Up to so many stand on one page, under the headings of their years; more have a page for each year."""


class YearLink(Value, frozen=True, kw_only=True):
    year: int
    address: str
    events: int


class EventList(Value, frozen=True, kw_only=True):
    """What the page of a thing shows of its events. Make one with `event_list`."""

    total: int
    cards: tuple[EventCard, ...] = ()
    """All of them, where they are few."""
    groups: tuple[Group, ...] = ()
    """All of them by year, where they are more."""
    years: tuple[YearLink, ...] = ()
    """Pages of years, where they are many."""
    majors: tuple[EventCard, ...] = ()
    """The major ones, where the others have pages of their own."""


@dataclass(frozen=True, kw_only=True)
class YearPage(PageData):
    name: str
    address: str
    year: int
    total: int
    groups: tuple[Group, ...]
    years: tuple[YearLink, ...]


def are_many(events: int) -> bool:
    """Whether so many have a page for each year."""
    return events > BY_YEAR


def event_list(address: str, cards: Sequence[EventCard]) -> EventList:
    """The events of the thing at `address`, as its page shows them."""
    if len(cards) <= PLAIN:
        return EventList(total=len(cards), cards=tuple(cards))
    groups = year_groups(cards)
    if len(cards) <= BY_YEAR:
        return EventList(total=len(cards), groups=groups)
    chosen = majors(cards)
    return EventList(
        total=len(cards), years=_links(address, groups), majors=chosen if len(chosen) <= BY_YEAR else ()
    )


def year_view(
    section: str,
    name: str,
    address: str,
    year: int,
    cards: tuple[EventCard, ...],
    years: tuple[YearLink, ...],
) -> YearPage:
    """The events of one thing in one year."""
    at = next(number for number, link in enumerate(years) if link.year == year)
    return YearPage(
        section=section,
        crumbs=(
            Crumb(section, f"/{section}/", "section"),
            Crumb(name, address),
            Crumb(str(year), None, "year"),
        ),
        neighbours=Neighbours(
            _crumb(years[at - 1]) if at else None, _crumb(years[at + 1]) if at + 1 < len(years) else None
        ),
        name=name,
        address=address,
        year=year,
        total=len(cards),
        groups=month_groups(cards),
        years=years,
    )


YEAR = View(year_view, "events_of_year.html")


def year_pages(section: str, name: str, address: str, cards: Sequence[EventCard]) -> Iterator[Page]:
    """A page for each year, where `event_list` leaves the events to such pages."""
    if not are_many(len(cards)):
        return
    groups = year_groups(cards)
    links = _links(address, groups)
    for group, link in zip(groups, links, strict=True):
        yield Page(link.address, YEAR, (section, name, address, group.year, group.cards, links))


def events_of_places(chronicle: Chronicle, derived: Derived) -> dict[str, tuple[EventCard, ...]]:
    """Place to the events that happened there or changed who holds it, in order of time."""
    changed = changed_places(derived)
    return _gathered(chronicle, lambda event: places_of(event, changed))


def events_of_actors(chronicle: Chronicle) -> dict[str, tuple[EventCard, ...]]:
    """Actor to the events in which it took part, or won, lost or threatened a place, in order of time."""
    return _gathered(chronicle, actors_of)


def events_of_operations(chronicle: Chronicle) -> dict[str, tuple[EventCard, ...]]:
    """Operation to its events in order of time."""
    return _gathered(chronicle, lambda event: {event.operation} if event.operation else set())


@once
def changed_places(derived: Derived) -> dict[str, set[str]]:
    """Event to the places whose holder it changed."""
    changed: dict[str, set[str]] = {}
    for place, history in derived.control.histories.items():
        for change in history:
            changed.setdefault(change.event_slug, set()).add(place)
    return changed


def places_of(event: Event, changed: Mapping[str, Collection[str]]) -> set[str]:
    """Where it happened, and what changed hands by it; `changed` is from `changed_places`."""
    return {*event.places, *changed.get(event.slug, ())}


def actors_of(event: Event) -> set[str]:
    """Who took part, or won, lost or threatened a place."""
    return {*event.actors, *_of_control(event)}


def _of_control(event: Event) -> Iterator[str]:
    for entry in event.control:
        yield entry.holder
        yield from entry.against
        yield from filter(None, (entry.taken_from, entry.all_held_by))


def _gathered(chronicle: Chronicle, things: Callable[[Event], set[str]]) -> dict[str, tuple[EventCard, ...]]:
    found: dict[str, list[EventCard]] = {}
    for event in chronicle.events:
        card = event_card(chronicle.cards, event.slug)
        for thing in things(event):
            found.setdefault(thing, []).append(card)
    return {thing: tuple(cards) for thing, cards in found.items()}


def event_card(cards: Mapping[str, Card], slug: str) -> EventCard:
    """The card of an event."""
    card = cards[f"events/{slug}"]
    assert isinstance(card, EventCard), "events have cards of their own"
    return card


def _links(address: str, groups: Sequence[Group]) -> tuple[YearLink, ...]:
    return tuple(
        YearLink(year=it.year, address=f"{address}{it.year:04}/", events=len(it.cards)) for it in groups
    )


def _crumb(link: YearLink) -> Crumb:
    return Crumb(str(link.year), link.address, "year")
