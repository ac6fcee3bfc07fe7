"""Cards: what others may show of a record, so that a change of prose touches no list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chronicle.addresses import address_of
from chronicle.model import (
    Actor,
    ActorCard,
    Card,
    Event,
    EventCard,
    Measure,
    MeasureCard,
    Operation,
    OperationCard,
    Period,
    PeriodCard,
    Place,
    PlaceCard,
    PlaceName,
    Record,
    Source,
    SourceCard,
    TextCard,
    TextPage,
    sealed,
)

MOST = 200_000
"""Cards that are remembered; then all are forgotten."""

_made: dict[tuple[str, bytes, tuple[str, ...]], Card] = {}
"""By all that a card is made from: a process that links again has most of them already."""


class Cards(Mapping[str, Card]):
    """The cards of records by id, each made when somebody looks at it: an edit needs few of them."""

    def __init__(self, records: Mapping[str, Record], places: Mapping[str, Place]) -> None:
        self._records = records
        self._places = places
        self._cards: dict[str, Card] = {}

    def __getitem__(self, identity: str) -> Card:
        card = self._cards.get(identity)
        if card is None:
            card = self._cards[identity] = card_of(identity, self._records[identity], self._places)
        return card

    def __contains__(self, identity: object) -> bool:
        return identity in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def card_of(identity: str, record: Record, places: Mapping[str, Place]) -> Card:
    """The card of a record; `places` gives an event's card the names that lists print."""
    names = (
        tuple(places[slug].name for slug in record.places if slug in places)
        if isinstance(record, Event)
        else ()
    )
    key = (identity, record.digest, names)
    card = _made.get(key) if record.digest else None
    if card is None:
        if len(_made) >= MOST:
            _made.clear()
        card = _made[key] = sealed(_card(identity, record, places))
    return card


def _card(identity: str, record: Record, places: Mapping[str, Place]) -> Card:
    base: dict[str, Any] = {"id": identity, "address": address_of(identity)}
    match record:
        case Event():
            return EventCard(
                **base,
                title=record.title,
                date=record.date,
                kind=record.kind,
                importance=record.importance,
                certainty=record.certainty,
                withdrawn=record.withdrawn is not None,
                places=tuple(
                    PlaceName(name=places[slug].name, address=address_of(f"places/{slug}"))
                    for slug in record.places
                    if slug in places
                ),
            )
        case Place():
            return PlaceCard(
                **base, name=record.name, names=record.names, kind=record.kind, country=record.country
            )
        case Actor():
            return ActorCard(
                **base,
                name=record.name,
                names=record.names,
                code=record.abbreviation or record.name,
                colour=record.colour,
                kind=record.kind,
                side=record.side,
            )
        case Operation():
            return OperationCard(**base, name=record.name, date=record.date)
        case Period():
            return PeriodCard(**base, title=record.title, date=record.date, order=record.order)
        case Measure():
            return MeasureCard(**base, name=record.name, unit=record.unit, kind=record.kind)
        case Source():
            return _source_card(base, record)
        case TextPage():
            return TextCard(**base, title=record.title)
    raise TypeError(f"no card for {type(record).__name__}")


def address_of_source(source: Source) -> str:
    """Of its page; a source in place has that of its anchor."""
    if source.home is None:
        return address_of(f"sources/{source.slug}")
    return f"{address_of(source.home)}#{source.slug}"


def _source_card(base: dict[str, Any], source: Source) -> SourceCard:
    return SourceCard(
        **{**base, "address": address_of_source(source)},
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
        language=source.language,
    )
