"""The data types that the stages hand to one another: frozen, stored as data, importing only `problems`.

A *note* is a file as it was read. A *record* is what the models let through:
it is born whole, and its `digest` stands for its content. A *card* is what
others may show of a record. A *page* is an address, a view and its inputs.
"""

from __future__ import annotations

from chronicle.model.base import Value, sealed
from chronicle.model.cards import (
    ActorCard,
    Card,
    EventCard,
    MeasureCard,
    OperationCard,
    PeriodCard,
    PlaceCard,
    PlaceName,
    SourceCard,
    TextCard,
)
from chronicle.model.entries import Entry, Facts, Mention, Reference, Silence, Spot
from chronicle.model.history import NoteHistory
from chronicle.model.linked import Chronicle
from chronicle.model.notes import Note, Path
from chronicle.model.pages import Crumb, Later, Neighbours, Page, PageData, View
from chronicle.model.prose import Citation, Cited, Prose, StoredProse, WikiLink
from chronicle.model.records import (
    Actor,
    ControlEntry,
    Correction,
    Event,
    Figure,
    Measure,
    Operation,
    Period,
    Place,
    Record,
    Source,
    TextPage,
    Withdrawal,
)
from chronicle.model.site import Licence, MapSettings, Question, Site, TurningPoint

__all__ = [
    "Actor",
    "ActorCard",
    "Card",
    "Chronicle",
    "Citation",
    "Cited",
    "ControlEntry",
    "Correction",
    "Crumb",
    "Entry",
    "Event",
    "EventCard",
    "Facts",
    "Figure",
    "Later",
    "Licence",
    "MapSettings",
    "Measure",
    "MeasureCard",
    "Mention",
    "Neighbours",
    "Note",
    "NoteHistory",
    "Operation",
    "OperationCard",
    "Page",
    "PageData",
    "Path",
    "Period",
    "PeriodCard",
    "Place",
    "PlaceCard",
    "PlaceName",
    "Prose",
    "Question",
    "Record",
    "Reference",
    "Silence",
    "Site",
    "Source",
    "SourceCard",
    "Spot",
    "StoredProse",
    "TextCard",
    "TextPage",
    "TurningPoint",
    "Value",
    "View",
    "WikiLink",
    "Withdrawal",
    "sealed",
]
