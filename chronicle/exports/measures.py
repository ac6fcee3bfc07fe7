"""Measures as data: `data/measures.json`, what the figures count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from chronicle.derive import Derived
from chronicle.exports.documents import Table, document, schema, table, url_of
from chronicle.exports.files import json_file, schema_address
from chronicle.exports.meanings import Id, Name, Names, Summary, Url, Version
from chronicle.model import Chronicle, Later, Measure, Page, Value, View

NAME = "measures.json"
FILES = (json_file(NAME),)

Kind = Annotated[
    str,
    Meta(
        description="`stock`: a number on a day; `flow`: a number over a time.",
        extra_json_schema={"enum": ["stock", "flow"]},
    ),
]


class MeasureRow(Value, frozen=True, kw_only=True):
    """Something that is counted."""

    id: Id
    url: Url
    name: Name
    names: Names
    unit: Annotated[str, Meta(description="The unit in which it is counted.")]
    kind: Kind
    scopes: Annotated[tuple[str, ...], Meta(description="What can be counted under this name.")]
    summary: Summary


class MeasuresDocument(Value, frozen=True, kw_only=True):
    """Every measure, by id."""

    version: Version
    measures: tuple[MeasureRow, ...]


def measures_json(rows: Table) -> bytes:
    return document("measures", [rows])


def measures_schema(base_url: str) -> bytes:
    return schema(MeasuresDocument, NAME, "Measures", base_url)


MEASURES_JSON, MEASURES_SCHEMA = View(measures_json, None), View(measures_schema, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The measures as JSON, with its schema."""
    base_url = chronicle.site.base_url
    yield Page(FILES[0].address, MEASURES_JSON, Later(_rows, chronicle))
    yield Page(schema_address(NAME), MEASURES_SCHEMA, (base_url,))


def _rows(chronicle: Chronicle) -> tuple[Table]:
    base_url = chronicle.site.base_url
    rows = (
        measure_row(measure, url_of(base_url, f"measures/{slug}"))
        for slug, measure in chronicle.measures.items()
    )
    return (table(rows),)


def measure_row(measure: Measure, url: str) -> MeasureRow:
    """What the file tells of a measure."""
    return MeasureRow(
        id=measure.slug,
        url=url,
        name=measure.name,
        names=measure.names,
        unit=measure.unit,
        kind=measure.kind,
        scopes=measure.scopes,
        summary=measure.summary,
    )
