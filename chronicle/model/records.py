"""Records: what the models let through, each born whole."""

from __future__ import annotations

import msgspec

from chronicle.model.base import Value


class Record(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="record"):
    """What every note has, whatever its kind. Make one with `sealed`."""

    slug: str
    path: str
    """The file that it was read from."""
    sources: tuple[str, ...] = ()
    """Ids of its sources, in the order of the note."""
    status: str = "published"
    """``draft``, ``review`` or ``published``."""
    embargo: str | None = None
    """Not built before this day (``YYYY-MM-DD``)."""
    aliases: tuple[str, ...] = ()
    """Old addresses, each ``/…/``."""
    added: str | None = None
    """The day on which it first stood here (``YYYY-MM-DD``)."""
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    needs: tuple[str, ...] = ()
    """Sorted ids of all that it refers to: ``places/x``, ``sources/y``, ``events/z``."""
    summary: str = ""
    """The first sentence of its prose as plain text."""
    digest: bytes = b""
    """BLAKE2b of everything above and below, 16 bytes."""


class Correction(Value, frozen=True, kw_only=True):
    date: str
    said: str
    says: str
    why: str
    trivial: bool = False


class Withdrawal(Value, frozen=True, kw_only=True):
    date: str
    why: str


class ControlEntry(Value, frozen=True, kw_only=True):
    """A change, or a state, of who holds a place."""

    holder: str
    status: str
    """``held``, ``contested`` or ``besieged``."""
    place: str | None = None
    all_held_by: str | None = None
    """In place of `place`: everything that this actor holds for certain that day."""
    taken_from: str | None = None
    against: tuple[str, ...] = ()
    date: str | None = None
    """EDTF; where it is None the event's own date counts."""


class Figure(Value, frozen=True, kw_only=True):
    """A claim: a number, who gave it, where it stands and what it counts."""

    measure: str
    qualifier: str
    """``exact``, ``about``, ``at-least``, ``at-most``; ``range`` where `low` and `high` stand."""
    as_of: str
    claimant: str
    source: str
    value: str | None = None
    """Decimal text, as are `low` and `high`."""
    low: str | None = None
    high: str | None = None
    scope: str | None = None
    period: str | None = None
    of: str | None = None
    note: str | None = None


class Event(Record, frozen=True, kw_only=True):
    title: str
    date: str
    kind: str
    importance: int
    certainty: str
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    operation: str | None = None
    control: tuple[ControlEntry, ...] = ()
    figures: tuple[Figure, ...] = ()
    image: str | None = None


class Period(Record, frozen=True, kw_only=True):
    title: str
    date: str
    order: int


class Place(Record, frozen=True, kw_only=True):
    name: str
    kind: str
    names: dict[str, str] = {}
    """Language to name."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    latitude: str
    longitude: str
    precision_km: str
    coordinate_source: str
    geonames_id: int | None = None
    governorate: str | None = None
    river: str | None = None
    river_order: int | None = None
    river_km: str | None = None
    river_bank: str | None = None
    within: str | None = None
    other_names: tuple[str, ...] = ()
    other_slugs: tuple[str, ...] = ()


class Actor(Record, frozen=True, kw_only=True):
    name: str
    kind: str
    side: str
    names: dict[str, str] = {}
    abbreviation: str | None = None
    country: str | None = None
    parent: str | None = None
    colour: str | None = None
    """A name of the palette; every holder of a place has one."""
    other_names: tuple[str, ...] = ()


class Operation(Record, frozen=True, kw_only=True):
    name: str
    date: str
    names: dict[str, str] = {}
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    parent: str | None = None


class Source(Record, frozen=True, kw_only=True):
    """A publication. In place (`home` set) it lives at the note that uses it."""

    title: str
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    archive_url: str | None = None
    accessed: str | None = None
    language: str | None = None
    type: str
    title_seen: bool = True
    agency: str | None = None
    voice: str | None = None
    reliability: str | None = None
    note: str | None = None
    home: str | None = None
    """``events/<slug>`` where the source is written in place."""


class Measure(Record, frozen=True, kw_only=True):
    name: str
    unit: str
    kind: str
    """``stock`` or ``flow``."""
    names: dict[str, str] = {}
    scopes: tuple[str, ...] = ()


class TextPage(Record, frozen=True, kw_only=True):
    title: str
    nav: int | None = None
    """Its place in the navigation; None leaves it out."""
