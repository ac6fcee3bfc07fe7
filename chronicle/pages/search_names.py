"""``/search/names.json``: every name, title and day that is searched while one types.

One file, small enough for a phone. The script makes spellings alike when it
has it: done here, that would double the file to save a few milliseconds. Prose
has no part in it, so an edit of prose leaves it as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from chronicle.model import Chronicle, EventCard, MeasureCard, PeriodCard, Value, sealed
from chronicle.pages.dates import standing
from chronicle.wording import Language, language

VERSION = 1
"""Of the file's form, which the scripts know."""
BETWEEN = " · "


class NamedRow(Value, frozen=True, kw_only=True):
    """A place, an actor or an operation with all its spellings."""

    slug: str
    name: str
    kind: str | None = None
    """In the words of the site."""
    country: str | None = None
    date: str | None = None
    events: int
    spellings: tuple[str, ...]
    """Other ones, in any script."""
    slugs: tuple[str, ...] = ()
    """Other ones that notes use: spellings, too, but not for readers."""


class NamedRows(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of one kind, with their digest: make them with `named_rows`."""

    rows: tuple[NamedRow, ...]
    digest: bytes = b""


class Dated(Value, frozen=True, kw_only=True):
    """The years and months that have a page."""

    years: tuple[int, ...]
    months: tuple[str, ...]


def names_json(
    places: NamedRows,
    actors: NamedRows,
    operations: NamedRows,
    periods: tuple[PeriodCard, ...],
    measures: tuple[MeasureCard, ...],
    events: tuple[EventCard, ...],
    dated: Dated,
    code: str,
) -> bytes:
    """Each row is a list: slug, name, what it is, its weight among others, other spellings, other slugs."""
    words = language(code)
    groups = {
        "places": [_named(row, words) for row in places.rows],
        "actors": [_named(row, words) for row in actors.rows],
        "operations": [_named(row, words) for row in operations.rows],
        "periods": [[_slug(card), card.title, words.date(card.date), 0] for card in periods],
        "figures": [[_slug(card), card.name, "", 0] for card in measures],
        "events": [[_slug(card), card.title, words.date(card.date), card.importance] for card in events],
    }
    whole = {
        "version": VERSION,
        "locale": str(words.locale).replace("_", "-"),
        "groups": groups,
        "calendar": _calendar(events, dated),
    }
    return msgspec.json.encode(whole) + b"\n"


def _named(row: NamedRow, words: Language) -> list[Any]:
    about = [row.kind, row.country and words.country(row.country), row.date and words.date(row.date)]
    spellings = [BETWEEN.join(row.spellings), BETWEEN.join(row.slugs)]
    while spellings and not spellings[-1]:
        spellings.pop()
    return [row.slug, row.name, ", ".join(filter(None, about)), row.events, *spellings]


def _slug(card: PeriodCard | MeasureCard | EventCard) -> str:
    return card.id.partition("/")[2]


def _calendar(events: Sequence[EventCard], dated: Dated) -> dict[str, tuple[int, dict[str, Any]]]:
    """``{"2017": [61, {"11": [23, [3, 5]]}]}``: how many events stand there, and the days that have some."""
    places = [standing(card.date) for card in events]
    in_year = Counter(place.year for place in places)
    in_month = Counter(place.month_text for place in places)
    days: dict[str | None, set[int]] = {}
    for place in places:
        if place.day is not None:
            days.setdefault(place.month_text, set()).add(place.day)
    whole: dict[str, tuple[int, dict[str, Any]]] = {f"{year:04}": (in_year[year], {}) for year in dated.years}
    for month in dated.months:
        whole[month[:4]][1][month[5:]] = (in_month[month], sorted(days.get(month, ())))
    return whole


def named_rows(rows: Iterable[NamedRow]) -> NamedRows:
    """Rows with their digest."""
    sealed_rows: NamedRows = sealed(NamedRows(rows=tuple(rows)))
    return sealed_rows


def place_rows(chronicle: Chronicle, counts: Mapping[str, int]) -> Iterator[NamedRow]:
    """Every place that stands in the list of places."""
    for slug, place in _standing(chronicle.places):
        yield NamedRow(
            slug=slug,
            name=place.name,
            kind=chronicle.site.place_kinds[place.kind],
            country=place.country if place.kind != "country" else None,
            events=counts.get(f"places/{slug}", 0),
            spellings=_others(place.name, *place.names.values(), *place.other_names),
            slugs=place.other_slugs,
        )


def actor_rows(chronicle: Chronicle, counts: Mapping[str, int]) -> Iterator[NamedRow]:
    for slug, actor in _standing(chronicle.actors):
        yield NamedRow(
            slug=slug,
            name=actor.name,
            kind=chronicle.site.actor_kinds[actor.kind],
            country=actor.country,
            events=counts.get(f"actors/{slug}", 0),
            spellings=_others(actor.name, actor.abbreviation, *actor.other_names, *actor.names.values()),
        )


def operation_rows(chronicle: Chronicle, counts: Mapping[str, int]) -> Iterator[NamedRow]:
    for slug, operation in _standing(chronicle.operations):
        yield NamedRow(
            slug=slug,
            name=operation.name,
            date=operation.date,
            events=counts.get(f"operations/{slug}", 0),
            spellings=_others(operation.name, *operation.names.values()),
        )


def _standing(records: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Those that were not withdrawn."""
    return ((slug, record) for slug, record in records.items() if record.withdrawn is None)


def _others(name: str, *spellings: str | None) -> tuple[str, ...]:
    """Each once, without the name itself."""
    return tuple(dict.fromkeys(it for it in spellings if it and it != name))
