"""Who held which of the followed places on one day: the list beside every map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from chronicle.control import Control
from chronicle.control_history import State
from chronicle.model import ActorCard, Chronicle, PlaceCard


class HeldPlace(msgspec.Struct, frozen=True, kw_only=True):
    place: PlaceCard
    status: str


class HolderRow(msgspec.Struct, frozen=True, kw_only=True):
    """A holder and its places."""

    holder: ActorCard
    places: tuple[HeldPlace, ...]
    count: int


class UncertainPlace(msgspec.Struct, frozen=True, kw_only=True):
    place: PlaceCard
    holders: tuple[ActorCard, ...]
    """Who may have held it."""


class DayOfControl(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the map on a day: an input of the pages that show it."""

    day: str
    followed: int
    held: tuple[HolderRow, ...]
    """Known holders, the one with most places first."""
    uncertain: tuple[UncertainPlace, ...]
    unknown: tuple[PlaceCard, ...]

    def count_of(self, holder: str) -> int:
        """How many places an actor (its slug) held for certain."""
        return next((row.count for row in self.held if row.holder.id == f"actors/{holder}"), 0)


def day_of_control(chronicle: Chronicle, control: Control, day: date) -> DayOfControl:
    """Every followed place under who held it that day, or among the uncertain, or the unknown."""
    states = control.on(day)
    known = {slug: states[slug] for slug in control.followed if slug in states}
    sure = {slug: state for slug, state in known.items() if state.sure_holder}
    return DayOfControl(
        day=day.isoformat(),
        followed=len(control.followed),
        held=_rows(sure, chronicle),
        uncertain=tuple(
            UncertainPlace(place=_place(chronicle, slug), holders=_holders(state, chronicle))
            for slug, state in known.items()
            if slug not in sure
        ),
        unknown=tuple(_place(chronicle, slug) for slug in control.followed if slug not in known),
    )


def _rows(states: Mapping[str, State], chronicle: Chronicle) -> tuple[HolderRow, ...]:
    by_holder: dict[str, list[HeldPlace]] = {}
    for slug, state in states.items():
        held = HeldPlace(place=_place(chronicle, slug), status=state.status if state.certain else "uncertain")
        by_holder.setdefault(state.sure_holder or "", []).append(held)
    rows = [
        HolderRow(holder=_actor(chronicle, holder), places=tuple(places), count=len(places))
        for holder, places in by_holder.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.holder.id)))


def _holders(state: State, chronicle: Chronicle) -> tuple[ActorCard, ...]:
    return tuple(_actor(chronicle, holder) for holder in _unique(holder for holder, _ in state.possible))


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _place(chronicle: Chronicle, slug: str) -> PlaceCard:
    card = chronicle.cards[f"places/{slug}"]
    assert isinstance(card, PlaceCard), "places have cards of their own"
    return card


def _actor(chronicle: Chronicle, slug: str) -> ActorCard:
    card = chronicle.cards[f"actors/{slug}"]
    assert isinstance(card, ActorCard), "actors have cards of their own"
    return card
