"""Control as data: for each place, who held it from when, as it follows from the events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Annotated

import msgspec
from msgspec import Meta

from chronicle.control import control_rows
from chronicle.derive import Derived
from chronicle.exports.documents import Table, keyed_document, schema, table
from chronicle.exports.files import json_file, schema_address, table_file
from chronicle.exports.meanings import Holder, HolderStatus, Version
from chronicle.exports.spreadsheets import spreadsheet
from chronicle.model import Chronicle, Later, Page, Value, View
from chronicle.pages.once import once

NAME = "control.json"
FILES = (json_file(NAME), table_file("control.csv"))


From = Annotated[
    date | None,
    Meta(description="The first day on which it can have been so; null where it was so from an unknown day."),
]
FromLatest = Annotated[
    date | None,
    Meta(
        description="The day from which it was so for certain; before, back to the first day, one cannot say."
    ),
]
Teller = Annotated[str, Meta(description="Id of the event that tells it.")]


class ControlRow(Value, frozen=True, kw_only=True):
    """A place comes under a holder, or its status changes; it lasts until the next entry of the place."""

    earliest: From = msgspec.field(name="from")
    latest: FromLatest = msgspec.field(name="from_latest")
    holder: Holder
    status: HolderStatus
    event: Teller


class PlaceControlRow(Value, frozen=True, kw_only=True):
    """The same with its place, as a line of a table."""

    place: Annotated[str, Meta(description="Id of the place.")]
    earliest: From = msgspec.field(name="from")
    latest: FromLatest = msgspec.field(name="from_latest")
    holder: Holder
    status: HolderStatus
    event: Teller


class ControlDocument(Value, frozen=True, kw_only=True):
    """Who held each place, in order of time: on any day, the last entry up to it counts."""

    version: Version
    places: Annotated[dict[str, tuple[ControlRow, ...]], Meta(description="Entries by id of the place.")]


def control_json(rows: Table) -> bytes:
    places = groupby(rows.rows, lambda row: row.place)
    return keyed_document(
        "places", {place: [_without_place(row) for row in history] for place, history in places}
    )


def control_csv(rows: Table) -> bytes:
    return spreadsheet(PlaceControlRow, [rows])


def control_schema(base_url: str) -> bytes:
    return schema(ControlDocument, NAME, "Control of places", base_url)


CONTROL_JSON, CONTROL_CSV, CONTROL_SCHEMA = (
    View(control_json, None),
    View(control_csv, None),
    View(control_schema, None),
)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The state of places as JSON, with its schema, and as CSV."""
    rows = Later(_rows, derived)
    for file, view in zip(FILES, (CONTROL_JSON, CONTROL_CSV), strict=True):
        yield Page(file.address, view, rows, like=NAME)
    yield Page(schema_address(NAME), CONTROL_SCHEMA, (chronicle.site.base_url,))


@once
def _rows(derived: Derived) -> tuple[Table]:
    rows = (
        msgspec.convert({"place": place, **row}, PlaceControlRow)
        for place, history in control_rows(derived.control).items()
        for row in history
    )
    return (table(rows),)


def _without_place(row: PlaceControlRow) -> ControlRow:
    return ControlRow(
        earliest=row.earliest, latest=row.latest, holder=row.holder, status=row.status, event=row.event
    )
