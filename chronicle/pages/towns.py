"""The places of a map on one day, as the geometry wants them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from chronicle.addresses import address_of
from chronicle.control_history import State
from chronicle.derive import Derived
from chronicle.geography.drawing import Town
from chronicle.model import Actor, Chronicle, Place

MANY = 3
"""A place with so many events of importance 3 is named on every map."""


class Towns:
    """The places of a chronicle as towns; the weight of a place is that of its events."""

    def __init__(self, chronicle: Chronicle, derived: Derived) -> None:
        self.chronicle = chronicle
        self.control = derived.control
        major = Counter(
            place for event in chronicle.events if event.importance == MANY for place in event.places
        )
        self.importance = {slug: 3 if count >= MANY else 2 for slug, count in major.items()}

    def followed_on(self, day: date) -> tuple[Town, ...]:
        """The followed places with their state on that day; the weightiest first."""
        states = self.control.on(day)
        towns = [self.town(slug, states.get(slug)) for slug in self.control.followed]
        return tuple(sorted(towns, key=lambda town: (-town.importance, town.id)))

    def around(self, day: date, slugs: Iterable[str], certainty: str = "") -> tuple[Town, ...]:
        """The same, with these places in bold, and marked by an event of that certainty."""
        chosen = tuple(dict.fromkeys(slugs))
        others = [town for town in self.followed_on(day) if town.id.removeprefix("places/") not in chosen]
        states = self.control.on(day)
        return (*self._chosen(chosen, states, certainty), *others)

    def _chosen(self, slugs: Iterable[str], states: Mapping[str, State], certainty: str) -> Iterator[Town]:
        for slug in slugs:
            state = states.get(slug)
            town = self.town(slug, state)
            if state is None and not self.control.history(slug):
                town = msgspec.structs.replace(town, state="plain", event=certainty or "confirmed")
            yield msgspec.structs.replace(town, bold=True)

    def town(self, slug: str, state: State | None) -> Town:
        """One place in its state; without one nothing is known of its holder."""
        place = self.chronicle.places[slug]
        plain = _plain(place, self.importance.get(slug, 1))
        if state is None:
            return plain
        if state.certain:
            actor = self.chronicle.actors[state.holder]
            return msgspec.structs.replace(
                plain, state=state.status, colour=actor.colour, code=actor.abbreviation or actor.name
            )
        holders = list(dict.fromkeys(holder for holder, _ in state.possible))
        colours = [self._colour(holder) for holder in holders]
        return msgspec.structs.replace(
            plain,
            state="uncertain",
            colour=colours[0],
            earlier_colour=colours[0] if len(holders) > 1 else None,
            later_colour=colours[-1] if len(holders) > 1 else None,
        )

    def _colour(self, actor: str) -> str | None:
        return self.chronicle.actors[actor].colour


def _plain(place: Place, importance: int) -> Town:
    identity = f"places/{place.slug}"
    return Town(
        id=identity,
        name=place.name,
        address=address_of(identity),
        longitude=float(place.longitude),
        latitude=float(place.latitude),
        precision_km=float(place.precision_km),
        importance=importance,
        state="unknown",
    )


def code_of(actor: Actor) -> str:
    """What stands for a holder on maps and in bars."""
    return actor.abbreviation or actor.name
