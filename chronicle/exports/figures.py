"""Figures as data: every claim, in the order of events, with the unit of what it counts.

All in one file, and those of each measure in one of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from msgspec import UNSET, Meta

from chronicle.derive import Derived
from chronicle.exports.documents import Table, document, given, optional_number, schema, table
from chronicle.exports.events import qualifier_of
from chronicle.exports.files import json_file, measure_files, schema_address, table_file
from chronicle.exports.meanings import FigureHigh, FigureLow, FigureValue, OneOrTwoNumbers, Qualifier, Version
from chronicle.exports.spreadsheets import spreadsheet
from chronicle.figures import Claim
from chronicle.model import Chronicle, Later, Page, Value, View
from chronicle.pages.once import once

NAME = "figures.json"
FILES = (json_file(NAME), table_file("figures.csv"))


class FigureRow(Value, frozen=True, kw_only=True):
    """A claim: a number, who gave it, as of when, and what it counts. Nothing is averaged."""

    event: Annotated[str, Meta(description="Id of the event that tells it.")]
    measure: Annotated[str, Meta(description="Id of what is counted, in measures.json.")]
    value: FigureValue = UNSET
    low: FigureLow = UNSET
    high: FigureHigh = UNSET
    unit: Annotated[str, Meta(description="The unit of the measure.")]
    qualifier: Annotated[
        Qualifier | None, Meta(description="How the value was qualified; null with a range.")
    ]
    scope: Annotated[
        str | None,
        Meta(
            description="What it counts: only figures of one scope can be compared; null: within its event."
        ),
    ]
    period: Annotated[str | None, Meta(description="EDTF: the time that it covers.")]
    of: Annotated[str | None, Meta(description="Id of the actor whose people are counted.")]
    as_of: Annotated[str, Meta(description="EDTF: the day for which it was given.")]
    claimant: Annotated[str, Meta(description="Id of the actor who says so.")]
    source: Annotated[str, Meta(description="Id of the source that carries it.")]
    note: Annotated[str | None, Meta(description="What else must be known to read it.")]


class FiguresDocument(Value, frozen=True, kw_only=True):
    """Every figure, in the order of events, and in each as its note has them."""

    version: Version
    figures: tuple[Annotated[FigureRow, OneOrTwoNumbers], ...]


def figures_json(rows: Table) -> bytes:
    return document("figures", [rows])


def figures_csv(rows: Table) -> bytes:
    return spreadsheet(FigureRow, [rows])


def figures_schema(base_url: str) -> bytes:
    return schema(FiguresDocument, NAME, "Figures", base_url)


FIGURES_JSON, FIGURES_CSV, FIGURES_SCHEMA = (
    View(figures_json, None),
    View(figures_csv, None),
    View(figures_schema, None),
)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The figures as JSON, with its schema, and as CSV; then both for each measure that has figures."""
    claims = derived.figures.claims
    yield from _files(FILES[0].address, FILES[1].address, claims)
    yield Page(schema_address(NAME), FIGURES_SCHEMA, (chronicle.site.base_url,))
    of_measure: dict[str, list[Claim]] = {}
    for claim in claims:
        of_measure.setdefault(claim.figure.measure, []).append(claim)
    for measure, found in sorted(of_measure.items()):
        yield from _files(*measure_files(measure), found)


def _files(json: str, csv: str, claims: Iterable[Claim]) -> Iterator[Page]:
    rows = Later(_rows, claims)
    yield Page(json, FIGURES_JSON, rows, like=json)
    yield Page(csv, FIGURES_CSV, rows, like=json)


@once
def _rows(claims: Iterable[Claim]) -> tuple[Table]:
    return (table(map(figure_row, claims)),)


def figure_row(claim: Claim) -> FigureRow:
    """What the files tell of a claim."""
    figure = claim.figure
    return FigureRow(
        event=claim.event_slug,
        measure=figure.measure,
        value=given(optional_number(figure.value)),
        low=given(optional_number(figure.low)),
        high=given(optional_number(figure.high)),
        unit=claim.unit,
        qualifier=qualifier_of(figure),
        scope=figure.scope,
        period=figure.period,
        of=figure.of,
        as_of=figure.as_of,
        claimant=figure.claimant,
        source=figure.source,
        note=figure.note,
    )
