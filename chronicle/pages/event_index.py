"""/timeline/index.json: by what every event can be chosen, in columns; small enough to be read at once.

A script filters with it and shows the rows of the pages of years, so it holds no title. Events
stand in order of time. A cell is a number, a list of numbers where there are several (places,
actors), or null; a number is a position in the words of its column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from chronicle import edtf
from chronicle.derive import Derived
from chronicle.model import Chronicle, Event, Page, Value, View
from chronicle.pages.dates import standing
from chronicle.pages.event_lists import actors_of, changed_places, places_of
from chronicle.pages.groups import GRADES

INDEX_ADDRESS = "/timeline/index.json"
EPOCH = date(1970, 1, 1).toordinal()

Cell = int | tuple[int, ...] | None


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


def index_view(index: EventIndex) -> bytes:
    return msgspec.json.encode(index) + b"\n"


INDEX = View(index_view, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    yield Page(INDEX_ADDRESS, INDEX, (event_index(chronicle, derived),))


def event_index(chronicle: Chronicle, derived: Derived) -> EventIndex:
    events = chronicle.events
    changed = changed_places(derived)
    days = [_day(event.date) for event in events]
    return EventIndex(
        steps=tuple(day - before for before, day in zip([0, *days], days)),  # noqa: B905  # the first is longer
        known="".join(_known(event.date) for event in events),
        importance="".join(str(event.importance) for event in events),
        certainty=_column([{event.certainty} for event in events], dict.fromkeys(GRADES, "")),
        kind=_column([{event.kind} for event in events], dict.fromkeys(chronicle.site.event_kinds, "")),
        place=_column(
            [places_of(event, changed) for event in events],
            {slug: place.name for slug, place in chronicle.places.items()},
        ),
        actor=_column(
            [actors_of(event) for event in events],
            {slug: actor.name for slug, actor in chronicle.actors.items()},
        ),
        operation=_column(
            [_operation(event) for event in events],
            {slug: operation.name for slug, operation in chronicle.operations.items()},
        ),
    )


def _day(text: str) -> int:
    """The day by which a date is put in order, counted from 1 January 1970."""
    return edtf.sort_key(edtf.parse(text))[0] - EPOCH


def _known(text: str) -> str:
    place = standing(text)
    return "d" if place.day else "m" if place.month else "y"


def _operation(event: Event) -> Collection[str]:
    return {event.operation} if event.operation else ()


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
