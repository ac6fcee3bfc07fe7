"""The data types that the stages hand to one another: frozen, stored as data, importing only `problems`.

A *note* is a file as it was read. A *record* is what the models let through:
it is born whole, and its `digest` stands for its content. A *card* is what
others may show of a record. A *page* is an address, a view and its inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, TypeVar

import msgspec

from chronicle.problems import Location

Path = tuple[str | int, ...]
"""Where a value stands in front matter: ``("figures", 0, "value")``."""


# --- notes: what `load` gives to `validate` -------------------------------


@dataclass(frozen=True)
class Note:
    """One file of the content folder, read but not yet judged."""

    path: str
    """POSIX path from the content folder's parent: ``content/events/2017/2017-11-03-x.md``."""
    folder: str
    """The kind of note: ``events``, ``places`` … (the first folder)."""
    slug: str
    """The file name without its date and extension."""
    values: Mapping[str, Any]
    """Front matter: dicts and lists whose scalars are all text (``None`` where empty)."""
    locations: Mapping[Path, Location]
    """Where each value begins; ``()`` is the whole mapping."""
    keys: Mapping[Path, Location]
    """Where each key begins, under the path of its value."""
    body: str
    """The Markdown, line ends as ``\\n``, nothing stripped."""
    body_line: int
    """The line of the file on which `body` begins, from 1."""
    digest: bytes = b""
    """BLAKE2b of the file, 16 bytes."""


# --- records: what `validate` gives to `link` ------------------------------


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a record."""


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


# --- prose: a pure function of a note's body -------------------------------


class Cited(Value, frozen=True, kw_only=True):
    """One work of a citation."""

    source: str
    locator: str | None = None


class Citation(Value, frozen=True, kw_only=True, tag=True):
    """``[@one, p. 4; @other]``."""

    works: tuple[Cited, ...]


class WikiLink(Value, frozen=True, kw_only=True, tag=True):
    """``[[slug]]`` or ``[[places/slug|words]]``."""

    target: str
    """Id of a record: ``events/slug``."""
    words: str | None = None


class Prose(msgspec.Struct, frozen=True, kw_only=True, tag="prose", tag_field="is"):
    """Sanitised HTML with holes, which a page's view fills from its inputs."""

    parts: tuple[str | Citation | WikiLink, ...] = ()
    """HTML text between holes, and the holes, in order."""
    addresses: tuple[str, ...] = ()
    """Own addresses (``/…/``) that its links go to."""
    summary: str = ""
    digest: bytes = b""


class StoredProse(msgspec.Struct, frozen=True, kw_only=True, tag="stored", tag_field="is"):
    """Where a note's prose lies in the file of the cache; stands for it until a page needs it."""

    digest: bytes
    """The prose's own."""
    offset: int
    size: int


@dataclass(frozen=True)
class Reference:
    """Where something is referred to. Kept beside the record, outside its digest."""

    target: str
    """Id of a record: ``places/x``; of an ``address`` the address itself."""
    location: Location
    field: str
    """The field of the front matter; ``citation``, ``link`` or ``address`` in prose."""


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """A text of a note with its place in the file."""

    text: str
    line: int
    column: int


class Mention(msgspec.Struct, frozen=True, array_like=True):
    """A reference as an entry keeps it: the file is the entry's."""

    target: str
    field: str
    line: int
    column: int


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """What others must know of a note, right or wrong. See `facts`."""

    status: str | None = None
    embargo: str | None = None
    aliases: tuple[Spot, ...] = ()
    other_slugs: tuple[Spot, ...] = ()
    above: Spot | None = None
    """What it is a part of: `parent` or `within`."""
    written: tuple[Spot, ...] = ()
    """Ids of the sources that are written in the note itself."""
    scopes: tuple[str, ...] = ()
    """Of a measure."""
    scoped: tuple[tuple[str, Spot], ...] = ()
    """Measure and scope of each figure that has one."""
    has_colour: bool = False
    holders: tuple[Spot, ...] = ()
    control: tuple[dict[str, tuple[int, int]], ...] = ()
    """Line and column of the fields of each control entry; under the empty name those of the entry."""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """All that one note gives: what `validate` hands to `link`, as data that can be stored.

    Where its references stand is kept beside the record, outside its digest.
    """

    id: str
    path: str
    record: Event | Period | Place | Actor | Operation | Source | Measure | TextPage | None
    """None where the note is wrong."""
    prose: Prose | StoredProse
    in_place: tuple[Source, ...] = ()
    """The sources that are written in the note itself."""
    references: tuple[Mention, ...] = ()
    facts: Facts = Facts()
    digest: bytes = b""
    """Of the file that it was read from."""

    @property
    def folder(self) -> str:
        """Its kind: ``events``."""
        return self.id.split("/", 1)[0]

    @property
    def slug(self) -> str:
        return self.id.split("/", 1)[1]

    def at(self, place: Spot | Mention) -> Location:
        """Where something of it stands."""
        return Location(self.path, place.line, place.column)


# --- cards: what others may show of a record -------------------------------


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


# --- the site's own settings -----------------------------------------------


class Licence(Value, frozen=True, kw_only=True):
    name: str
    url: str


class MapSettings(Value, frozen=True, kw_only=True):
    """The map's box in degrees, its projection and the days drawn as pages."""

    west: float
    east: float
    south: float
    north: float
    parallels: tuple[float, float]
    meridian: float
    origin: float
    base: str
    """File of the base map, from the content folder."""
    tributaries: str | None = None
    world: str | None = None
    """For what lies outside the box."""
    land: tuple[str, ...] = ()
    """Slugs of the base map's countries that the chronicle is about."""
    day: str
    """The day of the home page's map."""
    days: tuple[str, ...] = ()
    """Days that have a map of their own."""
    credits: str = ""


class TurningPoint(Value, frozen=True, kw_only=True):
    event: str
    words: str


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """`site.yaml`: all words and vocabularies that are this chronicle's and not the engine's."""

    title: str
    heading: str
    """The home page's h1."""
    description: str
    base_url: str
    """Absolute, with a slash at the end."""
    languages: tuple[str, ...]
    """The first is the language of the prose."""
    repository: str
    contact: str
    copyright_holder: str
    licence: Licence
    event_kinds: dict[str, str]
    importance: dict[str, str]
    certainty: dict[str, str]
    certainty_reasons: dict[str, str]
    """What each grade means, in one sentence."""
    place_kinds: dict[str, str]
    areas: tuple[str, ...] = ()
    """Kinds of place that are areas: never followed."""
    actor_kinds: dict[str, str]
    sides: dict[str, str]
    colours: tuple[str, ...]
    rivers: dict[str, str]
    """River to the heading over its towns."""
    units: dict[str, str]
    """Unit to the words after a number."""
    scopes: dict[str, str]
    source_types: dict[str, str]
    focus: str | None = None
    """The actor whose held towns the home page counts; None leaves the count out."""
    focus_heading: str | None = None
    turning_points: tuple[TurningPoint, ...] = ()
    map: MapSettings | None = None
    """None leaves the maps out."""
    methods: str | None = None
    """Slug of the page that says how things are counted and what states and grades mean."""
    pages: tuple[TextCard, ...] = ()
    """Of the ordinary pages those that stand in the navigation, in order; `link` adds them."""
    digest: bytes = b""


Sealed = TypeVar("Sealed", Record, Prose, Card, Site)


def sealed(value: Any) -> Any:
    """The same record, prose, card or site with its digest: 16 bytes of BLAKE2b over its msgpack."""
    content = msgspec.msgpack.encode(msgspec.structs.replace(value, digest=b""), order="deterministic")
    return msgspec.structs.replace(value, digest=blake2b(content, digest_size=16).digest())


# --- the Chronicle: what `link` gives to `derive` and `plan` -----------------


@dataclass(frozen=True)
class Chronicle:
    """Everything published, linked: every reference leads somewhere."""

    site: Site
    events: tuple[Event, ...]
    """In order of time; withdrawn ones are not among them."""
    withdrawn: tuple[Event, ...]
    """Withdrawn events: their pages stay, they count nowhere."""
    periods: tuple[Period, ...]
    places: Mapping[str, Place]
    """By slug, in order of slug, as are the next five."""
    actors: Mapping[str, Actor]
    operations: Mapping[str, Operation]
    sources: Mapping[str, Source]
    measures: Mapping[str, Measure]
    pages: Mapping[str, TextPage]
    prose: Mapping[str, Prose | StoredProse]
    """By id: ``events/x``. Where it is stored, the page gets the prose itself when it is rendered."""
    cards: Mapping[str, Card]
    """By id; the cards of everything with an address."""
    users: Mapping[str, tuple[str, ...]]
    """Id to the ids of the notes that refer to it: events in order of time, then the others by id."""
    files: Mapping[str, bytes]
    """Data files of the content folder by path: ``map/basemap.topo.json``."""


# --- pages ------------------------------------------------------------------


@dataclass(frozen=True)
class View:
    """How inputs become a page: a pure function, and the one template that prints what it returns."""

    make: Callable[..., Any]
    template: str | None
    """None where `make` returns the file's bytes itself, as exports do."""


@dataclass(frozen=True)
class Page:
    address: str
    """``/events/x/`` for a page, ``/data/events.json`` for a file."""
    view: View
    inputs: tuple[Any, ...] = field(default=())
    """Frozen records, cards, tuples of them, text and numbers: all that the page can see."""


@dataclass(frozen=True)
class Crumb:
    """Words that lead to an address, or stand for where one is (None)."""

    words: str
    address: str | None
    form: str = "text"
    """What `words` are: ``text`` or ``year``; or what the template puts into words: ``section``, ``month``
    (``2017-11``), ``day`` (``2017-11-03``), ``day-of-year`` (``11-03``)."""


@dataclass(frozen=True)
class Neighbours:
    """The page before and the page after."""

    previous: Crumb | None = None
    next: Crumb | None = None


@dataclass(frozen=True, kw_only=True)
class PageData:
    """What every page's data has for the frame around it. Views return data classes made from this one."""

    section: str
    """The part of the site to which it belongs: ``timeline``, ``map``, ``places`` …"""
    crumbs: tuple[Crumb, ...] = ()
    """The way down to the page, itself last; words are from notes or a year or a month as ``2017-11``."""
    neighbours: Neighbours = Neighbours()
    source_file: str | None = None
    """The note behind the page, for "edit this page"."""
    json_ld: Mapping[str, Any] | None = None
