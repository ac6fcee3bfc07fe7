"""Entries: all that one note gives, what `validate` hands to `link`."""

from __future__ import annotations

import msgspec

from chronicle.model.prose import Prose, StoredProse
from chronicle.model.records import Actor, Event, Measure, Operation, Period, Place, Source, TextPage
from chronicle.problems import Location


class Reference(msgspec.Struct, frozen=True):
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


class Silence(msgspec.Struct, frozen=True, array_like=True):
    """A warning that a note silences, and why."""

    rule: str
    about: str | None
    """What the finding is about; None silences all of the rule in the note."""
    why: str
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
    silences: tuple[Silence, ...] = ()


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
