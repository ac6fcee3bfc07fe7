"""/kinds/ and /kinds/<kind>/: the events of each kind, as the pages of places and actors have theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.derive import Derived
from chronicle.model import Chronicle, Crumb, EventCard, Page, PageData, View
from chronicle.pages.calendar import all_event_cards
from chronicle.pages.dates import TIMELINE
from chronicle.pages.event_lists import EventList, event_list, year_pages
from chronicle.pages.groups import Tally, kinds_of

KINDS = Crumb("kinds", "/kinds/", "section")


@dataclass(frozen=True)
class KindLink:
    word: str
    address: str
    events: int


@dataclass(frozen=True, kw_only=True)
class KindsPage(PageData):
    kinds: tuple[KindLink, ...]


@dataclass(frozen=True, kw_only=True)
class KindPage(PageData):
    name: str
    events: EventList


def kinds_view(kinds: tuple[Tally, ...]) -> KindsPage:
    """`kinds` are those with events, the most frequent first."""
    return KindsPage(
        section="timeline",
        crumbs=(TIMELINE, Crumb("kinds", None, "section")),
        kinds=tuple(KindLink(tally.word, address_of_kind(tally.word), tally.events) for tally in kinds),
    )


def kind_view(name: str, events: EventList) -> KindPage:
    return KindPage(section="timeline", crumbs=(TIMELINE, KINDS, Crumb(name, None)), name=name, events=events)


INDEX = View(kinds_view, "kinds.html")
KIND = View(kind_view, "kind.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The list of kinds, a page for each that has events, and one for each of its years where it has many."""
    cards = all_event_cards(chronicle)
    by_kind: dict[str, list[EventCard]] = {}
    for card in cards:
        by_kind.setdefault(card.kind, []).append(card)
    yield Page("/kinds/", INDEX, (kinds_of(cards),))
    for kind, found in by_kind.items():
        address, name = address_of_kind(kind), chronicle.site.event_kinds[kind]
        yield Page(address, KIND, (name, event_list(address, found)))
        yield from year_pages("kinds", name, address, found)


def address_of_kind(kind: str) -> str:
    return f"/kinds/{kind}/"
