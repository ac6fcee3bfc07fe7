"""Operations as data: `data/operations.json`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from chronicle.derive import Derived
from chronicle.exports.documents import Table, days, document, schema, table, url_of
from chronicle.exports.files import json_file, schema_address
from chronicle.exports.meanings import Earliest, Edtf, Id, Latest, Name, Names, Sources, Summary, Url, Version
from chronicle.model import Chronicle, Later, Operation, Page, Value, View

NAME = "operations.json"
FILES = (json_file(NAME),)


class OperationRow(Value, frozen=True, kw_only=True):
    """A named operation, of which events are a part."""

    id: Id
    url: Url
    name: Name
    names: Names
    date: Edtf
    earliest: Earliest
    latest: Latest
    places: Annotated[tuple[str, ...], Meta(description="Ids of the places.")]
    actors: Annotated[tuple[str, ...], Meta(description="Ids of the actors.")]
    parent: Annotated[str | None, Meta(description="Id of the operation of which it is a part.")]
    summary: Summary
    sources: Sources


class OperationsDocument(Value, frozen=True, kw_only=True):
    """Every operation, by id."""

    version: Version
    operations: tuple[OperationRow, ...]


def operations_json(rows: Table) -> bytes:
    return document("operations", [rows])


def operations_schema(base_url: str) -> bytes:
    return schema(OperationsDocument, NAME, "Operations", base_url)


OPERATIONS_JSON, OPERATIONS_SCHEMA = View(operations_json, None), View(operations_schema, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The operations as JSON, with its schema."""
    base_url = chronicle.site.base_url
    yield Page(FILES[0].address, OPERATIONS_JSON, Later(_rows, chronicle))
    yield Page(schema_address(NAME), OPERATIONS_SCHEMA, (base_url,))


def _rows(chronicle: Chronicle) -> tuple[Table]:
    base_url = chronicle.site.base_url
    rows = (
        operation_row(operation, url_of(base_url, f"operations/{slug}"))
        for slug, operation in chronicle.operations.items()
    )
    return (table(rows),)


def operation_row(operation: Operation, url: str) -> OperationRow:
    """What the file tells of an operation."""
    earliest, latest = days(operation.date)
    return OperationRow(
        id=operation.slug,
        url=url,
        name=operation.name,
        names=operation.names,
        date=operation.date,
        earliest=earliest,
        latest=latest,
        places=operation.places,
        actors=operation.actors,
        parent=operation.parent,
        summary=operation.summary,
        sources=operation.sources,
    )
