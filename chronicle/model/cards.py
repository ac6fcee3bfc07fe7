"""Cards: what others may show of a record."""

from __future__ import annotations

import msgspec

from chronicle.model.base import Value


class Card(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    """``events/slug``."""
    address: str
    """``/events/slug/``."""
    digest: bytes = b""


class EventCard(Card, frozen=True, kw_only=True):
    title: str
    date: str
    kind: str
    importance: int
    certainty: str
    places: tuple[PlaceName, ...] = ()
    """The places of the event with a page, as printed in lists."""
    withdrawn: bool = False


class PlaceName(Value, frozen=True, kw_only=True):
    name: str
    address: str


class PlaceCard(Card, frozen=True, kw_only=True):
    name: str
    names: dict[str, str] = {}
    kind: str
    country: str | None = None


class ActorCard(Card, frozen=True, kw_only=True):
    name: str
    names: dict[str, str] = {}
    code: str
    """The abbreviation, else the name."""
    colour: str | None = None
    kind: str
    side: str


class OperationCard(Card, frozen=True, kw_only=True):
    name: str
    date: str


class PeriodCard(Card, frozen=True, kw_only=True):
    title: str
    date: str
    order: int


class SourceCard(Card, frozen=True, kw_only=True):
    title: str
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


class MeasureCard(Card, frozen=True, kw_only=True):
    name: str
    unit: str
    kind: str


class TextCard(Card, frozen=True, kw_only=True):
    title: str
