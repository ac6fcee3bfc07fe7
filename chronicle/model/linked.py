"""The Chronicle: what `link` gives to `derive` and `plan`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chronicle.model.cards import Card
from chronicle.model.history import NoteHistory
from chronicle.model.prose import Prose, StoredProse
from chronicle.model.records import Actor, Event, Measure, Operation, Period, Place, Source, TextPage
from chronicle.model.site import Site


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
    history: Mapping[str, NoteHistory] = field(default_factory=dict)
    """By id, of the notes that git has; empty where there is no git, or where it does not know."""
