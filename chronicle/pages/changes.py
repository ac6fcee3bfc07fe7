"""Changes of control, as rows that a template makes sentences of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chronicle.addresses import address_of
from chronicle.control_history import Change
from chronicle.model import ActorCard, Card, PlaceCard


@dataclass(frozen=True)
class Holding:
    """A holder and how it held a place."""

    holder: ActorCard
    status: str
    against: tuple[ActorCard, ...]
    date: str
    """EDTF; empty where it is not known since when."""
    event: str
    """Address of the event that tells it."""


@dataclass(frozen=True)
class ChangeRow:
    place: PlaceCard
    before: Holding | None
    """None where nothing is known of before."""
    after: Holding


def change_row(change: Change, before: Change | None, cards: Mapping[str, Card]) -> ChangeRow:
    """A change at a place and what was there before it."""
    place = cards[f"places/{change.place}"]
    assert isinstance(place, PlaceCard), "places have cards of their own"
    return ChangeRow(place, holding(before, cards) if before is not None else None, holding(change, cards))


def holding(change: Change, cards: Mapping[str, Card]) -> Holding:
    """What a change brought."""
    return Holding(
        holder=_actor(change.holder, cards),
        status=change.status,
        against=tuple(_actor(slug, cards) for slug in change.against),
        date=change.date_text,
        event=address_of(f"events/{change.event_slug}"),
    )


def _actor(slug: str, cards: Mapping[str, Card]) -> ActorCard:
    card = cards[f"actors/{slug}"]
    assert isinstance(card, ActorCard), "holders are actors"
    return card
