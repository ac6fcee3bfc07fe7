"""Events as data: `data/events.json` with all that their notes tell but the prose, `data/events.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from chronicle.derive import Derived
from chronicle.exports.documents import (
    Table,
    days,
    document,
    given,
    optional_number,
    schema,
    tables_by_year,
    url_of,
)
from chronicle.exports.files import json_file, schema_address, table_file
from chronicle.exports.meanings import (
    Certainty,
    Earliest,
    Edtf,
    FigureHigh,
    FigureLow,
    FigureValue,
    Holder,
    HolderStatus,
    Id,
    Importance,
    Latest,
    OneOrTwoNumbers,
    Qualifier,
    Sources,
    Summary,
    Title,
    Url,
    Version,
)
from chronicle.exports.spreadsheets import spreadsheet
from chronicle.model import Chronicle, ControlEntry, Event, Figure, Later, Page, Value, View
from chronicle.pages.once import once

NAME = "events.json"
FILES = (json_file(NAME), table_file("events.csv"))


class ControlItem(Value, frozen=True, kw_only=True):
    """A change, or a state, of who holds a place, as the event's note has it."""

    place: Annotated[str | UnsetType, Meta(description="Id of the place.")] = UNSET
    all_held_by: Annotated[
        str | UnsetType,
        Meta(description="In place of `place`: everything that this actor holds for certain that day."),
    ] = UNSET
    holder: Holder
    status: HolderStatus
    taken_from: Annotated[str | UnsetType, Meta(description="Id of the actor who held it until then.")] = (
        UNSET
    )
    against: Annotated[
        tuple[str, ...] | UnsetType, Meta(description="Ids of the actors who are inside, or around it.")
    ] = UNSET
    date: Annotated[
        str | UnsetType, Meta(description="EDTF; where it is absent the event's own date counts.")
    ] = UNSET


class FigureItem(Value, frozen=True, kw_only=True):
    """A claim, as the event's note has it: a number, who gave it, as of when, and what it counts."""

    measure: Annotated[str, Meta(description="Id of what is counted.")]
    value: FigureValue = UNSET
    low: FigureLow = UNSET
    high: FigureHigh = UNSET
    qualifier: Annotated[
        Qualifier | UnsetType, Meta(description="How it was qualified; absent with a range.")
    ] = UNSET
    scope: Annotated[
        str | UnsetType, Meta(description="What it counts; absent where it counts within its event.")
    ] = UNSET
    period: Annotated[str | UnsetType, Meta(description="EDTF: the time that it covers.")] = UNSET
    of: Annotated[str | UnsetType, Meta(description="Id of the actor whose people are counted.")] = UNSET
    as_of: Annotated[str, Meta(description="EDTF: the day for which it was given.")]
    claimant: Annotated[str, Meta(description="Id of the actor who says so.")]
    source: Annotated[str, Meta(description="Id of the source that carries it.")]
    note: Annotated[str | UnsetType, Meta(description="What else must be known to read it.")] = UNSET


class EventRow(Value, frozen=True, kw_only=True):
    """Something that happened."""

    id: Id
    url: Url
    title: Title
    date: Edtf
    earliest: Earliest
    latest: Latest
    kind: Annotated[str, Meta(description="What kind of event it is.")]
    places: Annotated[tuple[str, ...], Meta(description="Ids of the places.")]
    actors: Annotated[tuple[str, ...], Meta(description="Ids of the actors.")]
    operation: Annotated[str | None, Meta(description="Id of the operation that it was part of.")]
    importance: Importance
    certainty: Certainty
    summary: Summary
    control: Annotated[tuple[ControlItem, ...], Meta(description="What it tells of who held places.")]
    figures: Annotated[
        tuple[Annotated[FigureItem, OneOrTwoNumbers], ...], Meta(description="The figures that were given.")
    ]
    sources: Sources


class EventsDocument(Value, frozen=True, kw_only=True):
    """Every event in chronological order: earliest day, more exact first, more important first, id."""

    version: Version
    events: tuple[EventRow, ...]


def events_json(*tables: Table) -> bytes:
    return document("events", tables)


def events_csv(*tables: Table) -> bytes:
    return spreadsheet(EventRow, tables)


def events_schema(base_url: str) -> bytes:
    return schema(EventsDocument, NAME, "Events", base_url)


EVENTS_JSON, EVENTS_CSV, EVENTS_SCHEMA = (
    View(events_json, None),
    View(events_csv, None),
    View(events_schema, None),
)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The events as JSON, with its schema, and as CSV."""
    base_url = chronicle.site.base_url
    tables = Later(_tables, chronicle)
    for file, view in zip(FILES, (EVENTS_JSON, EVENTS_CSV), strict=True):
        yield Page(file.address, view, tables, like=NAME)
    yield Page(schema_address(NAME), EVENTS_SCHEMA, (base_url,))


@once
def _tables(chronicle: Chronicle) -> tuple[Table, ...]:
    return tables_by_year([event_row(event, chronicle.site.base_url) for event in chronicle.events])


def event_row(event: Event, base_url: str) -> EventRow:
    """What the files tell of an event."""
    earliest, latest = days(event.date)
    return EventRow(
        id=event.slug,
        url=url_of(base_url, f"events/{event.slug}"),
        title=event.title,
        date=event.date,
        earliest=earliest,
        latest=latest,
        kind=event.kind,
        places=event.places,
        actors=event.actors,
        operation=event.operation,
        importance=event.importance,
        certainty=event.certainty,
        summary=event.summary,
        control=tuple(map(_control_item, event.control)),
        figures=tuple(map(_figure_item, event.figures)),
        sources=event.sources,
    )


def _control_item(entry: ControlEntry) -> ControlItem:
    return ControlItem(
        place=given(entry.place),
        all_held_by=given(entry.all_held_by),
        holder=entry.holder,
        status=entry.status,
        taken_from=given(entry.taken_from),
        against=given(entry.against or None),
        date=given(entry.date),
    )


def _figure_item(figure: Figure) -> FigureItem:
    return FigureItem(
        measure=figure.measure,
        value=given(optional_number(figure.value)),
        low=given(optional_number(figure.low)),
        high=given(optional_number(figure.high)),
        qualifier=given(qualifier_of(figure)),
        scope=given(figure.scope),
        period=given(figure.period),
        of=given(figure.of),
        as_of=figure.as_of,
        claimant=figure.claimant,
        source=figure.source,
        note=given(figure.note),
    )


def qualifier_of(figure: Figure) -> Qualifier | None:
    """How a figure's value was qualified; a range needs no such word."""
    match figure.qualifier:
        case "exact" | "about" | "at-least" | "at-most" as qualifier:
            return qualifier
    return None
