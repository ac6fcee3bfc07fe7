"""/timeline/index.json: by what every event can be chosen, in columns; /timeline/2017.json: those of a year.

A script chooses with them and shows the rows of the pages of years, so they hold no title. Events
stand in order of time. A cell is a number, a list of numbers where there are several (places,
actors), or null; a number is a position in the words of its column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

import msgspec

from chronicle import edtf
from chronicle.derive import Derived
from chronicle.model import Chronicle, Event, Later, Page, Value, View, sealed
from chronicle.pages.dates import standing
from chronicle.pages.event_lists import actors_of, changed_places, places_of
from chronicle.pages.groups import GRADES
from chronicle.pages.once import once

INDEX_ADDRESS = "/timeline/index.json"
EPOCH = date(1970, 1, 1).toordinal()

Cell = int | tuple[int, ...] | None
Row = tuple[int, str, int, tuple[tuple[str, ...], ...]]
"""What is told of an event: its day, how far its date is known, its importance, its words for each column."""


class Events(msgspec.Struct, frozen=True, kw_only=True):
    """The events of a year."""

    rows: tuple[Row, ...]
    digest: bytes = b""


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """Of each column the words that there are, with their names."""

    columns: tuple[tuple[tuple[str, str], ...], ...]
    digest: bytes = b""


class Column(Value, frozen=True, kw_only=True):
    words: tuple[tuple[str, str], ...]
    """(slug, name); of a vocabulary of `site.yaml` the name stands in the pages, and is empty here."""
    cells: tuple[Cell, ...]


class EventIndex(Value, frozen=True, kw_only=True):
    steps: tuple[int, ...]
    """Days from each event to the next; the first counts from 1 January 1970."""
    known: str
    """A letter an event, how far its date is known: ``d`` to the day, ``m`` to the month, else ``y``."""
    importance: str
    """A digit an event."""
    certainty: Column
    kind: Column
    place: Column
    actor: Column
    operation: Column


def index_view(names: Names, *years: Events) -> bytes:
    rows = [row for year in years for row in year.rows]
    days = [row[0] for row in rows]
    certainty, kind, place, actor, operation = (
        _column([row[3][number] for row in rows], dict(pairs)) for number, pairs in enumerate(names.columns)
    )
    index = EventIndex(
        steps=tuple(day - before for before, day in zip([0, *days], days)),  # noqa: B905  # the first is longer
        known="".join(row[1] for row in rows),
        importance="".join(str(row[2]) for row in rows),
        certainty=certainty,
        kind=kind,
        place=place,
        actor=actor,
        operation=operation,
    )
    return msgspec.json.encode(index) + b"\n"


INDEX = View(index_view, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The index of all events, and one for each year."""
    years = dict.fromkeys(standing(event.date).year for event in chronicle.events)
    yield Page(INDEX_ADDRESS, INDEX, Later(_inputs, chronicle, derived, tuple(years)), like=INDEX_ADDRESS)
    for year in years:
        yield Page(
            index_address(year), INDEX, Later(_inputs, chronicle, derived, (year,)), like=INDEX_ADDRESS
        )


def _inputs(chronicle: Chronicle, derived: Derived, years: Iterable[int]) -> tuple[Names | Events, ...]:
    """The names of what the events of some years have in their columns, and these events."""
    found = [_by_year(chronicle, derived)[year] for year in years]
    return _names(chronicle, found), *found


@once
def _by_year(chronicle: Chronicle, derived: Derived) -> dict[int, Events]:
    changed = changed_places(derived)
    years = groupby(chronicle.events, key=lambda event: standing(event.date).year)
    return {
        year: sealed(Events(rows=tuple(_row(event, changed) for event in events))) for year, events in years
    }


def index_address(year: int) -> str:
    """``/timeline/2017.json``."""
    return f"/timeline/{year:04}.json"


def _names(chronicle: Chronicle, years: Iterable[Events]) -> Names:
    """The names of what these events have in their columns."""
    columns: tuple[Mapping[str, str], ...] = (
        dict.fromkeys(GRADES, ""),
        dict.fromkeys(chronicle.site.event_kinds, ""),
        {slug: place.name for slug, place in chronicle.places.items()},
        {slug: actor.name for slug, actor in chronicle.actors.items()},
        {slug: operation.name for slug, operation in chronicle.operations.items()},
    )
    used: list[set[str]] = [set() for _ in columns]
    for events in years:
        for row in events.rows:
            for words, found in zip(used, row[3], strict=True):
                words.update(found)
    pairs = (
        tuple((slug, name) for slug, name in column.items() if slug in words)
        for column, words in zip(columns, used, strict=True)
    )
    return sealed(Names(columns=tuple(pairs)))


def _row(event: Event, changed: Mapping[str, Collection[str]]) -> Row:
    place = standing(event.date)
    return (
        edtf.sort_key(edtf.parse(event.date))[0] - EPOCH,
        "d" if place.day else "m" if place.month else "y",
        event.importance,
        (
            (event.certainty,),
            (event.kind,),
            tuple(sorted(places_of(event, changed))),
            tuple(sorted(actors_of(event))),
            (event.operation,) if event.operation else (),
        ),
    )


def _column(rows: Sequence[Collection[str]], names: Mapping[str, str]) -> Column:
    """The words in use, the most frequent first: the shortest numbers stand most often."""
    uses = Counter(slug for row in rows for slug in row)
    words = sorted(uses, key=lambda slug: (-uses[slug], slug))
    numbers = {slug: number for number, slug in enumerate(words)}
    return Column(
        words=tuple((slug, names[slug]) for slug in words),
        cells=tuple(_cell(sorted(numbers[slug] for slug in row)) for row in rows),
    )


def _cell(numbers: Sequence[int]) -> Cell:
    if len(numbers) > 1:
        return tuple(numbers)
    return numbers[0] if numbers else None
