"""The site's own settings."""

from __future__ import annotations

import msgspec

from chronicle.model.base import Value
from chronicle.model.cards import TextCard


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


class Question(Value, frozen=True, kw_only=True):
    """What readers come to ask, and the pages (slugs) that answer it."""

    words: str
    measures: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


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
    neutral_sides: tuple[str, ...] = ()
    """Those on which one is on nobody's side: not a party to what is told."""
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
    questions: tuple[Question, ...] = ()
    map: MapSettings | None = None
    """None leaves the maps out."""
    methods: str | None = None
    """Slug of the page that says how things are counted and what states and grades mean."""
    cards: bool = False
    """Whether events and periods have social cards; a build says it, not the file."""
    pages: tuple[TextCard, ...] = ()
    """Of the ordinary pages those that stand in the navigation, in order; `link` adds them."""
    digest: bytes = b""
