"""Places with what is known of their holders, and the same on one day, as the geometry of maps wants it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from heapq import merge
from itertools import islice
from math import floor

import msgspec

from chronicle.addresses import address_of
from chronicle.control_history import Change, State, first_day, last_day, state_among
from chronicle.derive import Derived
from chronicle.geography.frames import Frame, conic
from chronicle.geography.labels import text_width
from chronicle.geography.projection import Conic, turned
from chronicle.geography.shapes import Point
from chronicle.geography.town_marks import Town
from chronicle.model import Chronicle, Place, Value, sealed
from chronicle.pages.once import once

MANY = 3
"""A place with so many events of importance 3 is named on every map."""


class Banner(Value, frozen=True, kw_only=True):
    """How a holder is shown on maps."""

    holder: str
    colour: str | None
    code: str


class TownHistory(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A place and all that is known of who held it: an input of every page that shows it on a map."""

    town: Town
    """Where it is and how weighty; its state is that of a place of which nothing is known."""
    history: tuple[Change, ...]
    banners: tuple[Banner, ...]
    """How each holder of its history is shown."""
    digest: bytes = b""


def town_on(place: TownHistory, day: date) -> Town:
    """The place in its state on a day; one and the same town until something changes."""
    return _course(place).town_on(day)


@lru_cache(maxsize=2**15)
def _course(place: TownHistory) -> _Course:
    return _Course(place)


class _Course:
    """The place through time: there are few states of it, and many pages ask for them."""

    def __init__(self, place: TownHistory) -> None:
        self._place = place
        self._last_days = list(map(last_day, place.history))
        self._first_days = list(map(first_day, place.history))
        self._towns: dict[tuple[int, int], Town] = {}

    def town_on(self, day: date) -> Town:
        """Its state depends on nothing but how many changes were over, and how many begun."""
        key = bisect_right(self._last_days, day), bisect_right(self._first_days, day)
        town = self._towns.get(key)
        if town is None:
            state = state_among(self._place.history, *key)
            town = self._towns[key] = self._place.town if state is None else _in_state(self._place, state)
        return town


def _in_state(place: TownHistory, state: State) -> Town:
    """For certain under one holder; else with the colours of the first and the last who may have held it."""
    if state.certain:
        banner = _banner(place, state.holder)
        return msgspec.structs.replace(place.town, state=state.status, colour=banner.colour, code=banner.code)
    holders = list(dict.fromkeys(holder for holder, _ in state.possible))
    first, last = _banner(place, holders[0]).colour, _banner(place, holders[-1]).colour
    changes_hands = len(holders) > 1
    return msgspec.structs.replace(
        place.town,
        state="uncertain",
        colour=first,
        earlier_colour=first if changes_hands else None,
        later_colour=last if changes_hands else None,
    )


def _banner(place: TownHistory, holder: str) -> Banner:
    return next(banner for banner in place.banners if banner.holder == holder)


@once
def towns_of(chronicle: Chronicle, derived: Derived) -> Towns:
    """The places of a chronicle as towns."""
    return Towns(chronicle, derived)


class Towns:
    """The places of a chronicle as towns; the weight of a place is that of its events."""

    def __init__(self, chronicle: Chronicle, derived: Derived) -> None:
        self._chronicle = chronicle
        self._control = derived.control
        self._made: dict[str, TownHistory] = {}
        major = Counter(
            place for event in chronicle.events if event.importance == MANY for place in event.places
        )
        self._importance = {slug: 3 if count >= MANY else 2 for slug, count in major.items()}
        followed = (self.of(slug) for slug in derived.control.followed)
        self.followed = tuple(sorted(followed, key=lambda it: (-it.town.importance, it.town.id)))
        """The weightiest first."""
        self._plane = _Plane(self.followed, chronicle)

    def of(self, slug: str) -> TownHistory:
        """One place; made once."""
        if slug not in self._made:
            self._made[slug] = self._make(self._chronicle.places[slug])
        return self._made[slug]

    def within(self, frame: Frame, besides: Iterable[str], most: int) -> tuple[TownHistory, ...]:
        """Of the followed places in a frame of the regional map, but for some slugs, the weightiest."""
        left_out = {f"places/{slug}" for slug in besides}
        others = (place for place in self._plane.within(frame) if place.town.id not in left_out)
        return tuple(islice(others, most))

    def _make(self, place: Place) -> TownHistory:
        identity = f"places/{place.slug}"
        history = self._control.history(place.slug)
        banners = tuple(map(self._banner, dict.fromkeys(change.holder for change in history)))
        made: TownHistory = sealed(
            TownHistory(
                town=Town(
                    id=identity,
                    name=place.name,
                    address=address_of(identity),
                    longitude=float(place.longitude),
                    latitude=float(place.latitude),
                    precision_km=float(place.precision_km),
                    importance=self._importance.get(place.slug, 1),
                    state="unknown",
                    longest_code=max((banner.code for banner in banners), key=text_width, default=""),
                    ever_besieged=any(change.status == "besieged" for change in history),
                ),
                history=history,
                banners=banners,
            )
        )
        return made

    def _banner(self, holder: str) -> Banner:
        actor = self._chronicle.actors[holder]
        return Banner(holder=holder, colour=actor.colour, code=actor.abbreviation or actor.name)


CELL = 100.0
"""Kilometres: a small map covers a few cells."""


class _Plane:
    """The followed places in the projected plane, by cells: the weightiest of a frame are soon found."""

    def __init__(self, places: Iterable[TownHistory], chronicle: Chronicle) -> None:
        settings = chronicle.site.map
        self._cells: dict[tuple[int, int], list[tuple[int, Point, TownHistory]]] = {}
        if settings is not None:
            projection = conic(settings)
            for number, place in enumerate(places):
                x, y = _point(place.town, projection)
                cell = self._cells.setdefault((floor(x / CELL), floor(y / CELL)), [])
                cell.append((number, (x, y), place))

    def within(self, frame: Frame) -> Iterator[TownHistory]:
        """The weightiest first, one after another: who wants few does not ask for all."""
        area = frame.area
        columns = range(floor(area.left / CELL), floor(area.right / CELL) + 1)
        rows = range(floor(area.low / CELL), floor(area.high / CELL) + 1)
        cells = (self._cells.get((column, row), ()) for column in columns for row in rows)
        for _, (x, y), place in merge(*cells):
            if area.left <= x <= area.right and area.low <= y <= area.high:
                yield place


def _point(town: Town, projection: Conic) -> Point:
    return projection.project(turned(town.longitude, projection.meridian), town.latitude)
