"""/random/: a script leads on to any event; without one the page is a list of some, drawn by lot.

The lot is drawn by each event's slug, so the list is the same in every build, and hardly
changes when events are added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from zlib import crc32

from chronicle.derive import Derived
from chronicle.model import Chronicle, Crumb, EventCard, Later, Page, PageData, View
from chronicle.pages.calendar import event_cards

DRAWN = 30


@dataclass(frozen=True, kw_only=True)
class RandomPage(PageData):
    cards: tuple[EventCard, ...]


def random_view(cards: tuple[EventCard, ...]) -> RandomPage:
    return RandomPage(section="random", crumbs=(Crumb("random", None, "section"),), cards=cards)


RANDOM = View(random_view, "random.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    yield Page("/random/", RANDOM, Later(_inputs, chronicle))


def _inputs(chronicle: Chronicle) -> tuple[tuple[EventCard, ...]]:
    drawn = nsmallest(DRAWN, chronicle.events, key=lambda event: (crc32(event.slug.encode()), event.slug))
    return (event_cards(chronicle, drawn),)
