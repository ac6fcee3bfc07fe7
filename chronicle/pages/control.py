"""Every place that changed hands as a row, time across: along the rivers first, then by country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chronicle.control_history import Change
from chronicle.derive import Derived
from chronicle.model import Card, Chronicle, Later, Page, PageData, Place, PlaceCard, Value, View
from chronicle.pages.bars import Axis, Bar, Legend, Tick, axis_of, bar, legend_of, ticks
from chronicle.pages.histories import HistoryRow, history_needs, history_rows
from chronicle.pages.names import by_name
from chronicle.pages.notes import by_id

LISTED = 60
"""Of a longer history the last so many changes are listed; the page of the place has all of them."""


class ControlRow(Value, frozen=True, kw_only=True):
    place: PlaceCard
    history: tuple[Change, ...]


class ControlGroup(Value, frozen=True, kw_only=True):
    """Places along one river, in its order, or away from the rivers in one country, A to Z."""

    river: str | None
    country: str | None
    """ISO 3166-1; both None where the country is not known."""
    rows: tuple[ControlRow, ...]


@dataclass(frozen=True)
class DrawnRow:
    place: PlaceCard
    changes: int
    """How often it changed hands or state, after what was there first."""
    anchor: str
    """Leads to the opened row."""
    bar: Bar
    history: tuple[HistoryRow, ...]
    """The last of them where they are very many."""
    is_all: bool


@dataclass(frozen=True)
class DrawnGroup:
    river: str | None
    country: str | None
    rows: tuple[DrawnRow, ...]
    changes: int


@dataclass(frozen=True, kw_only=True)
class ControlPage(PageData):
    groups: tuple[DrawnGroup, ...]
    has_rivers: bool
    legend: Legend | None
    ticks: tuple[Tick, ...]
    places: int
    changes: int
    last_change: str | None
    """The day until which it is known, ``2024-12-11``."""


def control_view(groups: tuple[ControlGroup, ...], cards: tuple[Card, ...]) -> ControlPage:
    """The chart of all places; `cards` has every holder and every event of their histories."""
    known = by_id(cards)
    histories = [row.history for group in groups for row in group.rows]
    axis = axis_of(histories)
    drawn = tuple(
        _group(group, tuple(_drawn(row, axis, known) for row in group.rows))
        for group in groups
        if axis is not None
    )
    rows = [row for group in drawn for row in group.rows]
    days = (
        day for history in histories for change in history for day in (change.earliest, change.latest) if day
    )
    return ControlPage(
        section="control",
        groups=drawn,
        has_rivers=any(group.river for group in drawn),
        legend=legend_of([row.bar for row in rows], histories, known) if rows else None,
        ticks=ticks(axis) if axis is not None else (),
        places=len(rows),
        changes=sum(row.changes for row in rows),
        last_change=max((day.isoformat() for day in days), default=None),
    )


CONTROL = View(control_view, "control.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The one page at ``/control/``."""
    yield Page("/control/", CONTROL, Later(_inputs, chronicle, derived))


def _inputs(chronicle: Chronicle, derived: Derived) -> tuple[object, ...]:
    groups = tuple(_groups(chronicle, derived))
    needs = {need for group in groups for row in group.rows for need in history_needs(row.history)}
    return groups, tuple(chronicle.cards[need] for need in sorted(needs))


def row_anchor(slug: str) -> str:
    """Where a place's changes stand on the page."""
    return f"place-{slug}"


def _group(group: ControlGroup, rows: tuple[DrawnRow, ...]) -> DrawnGroup:
    return DrawnGroup(group.river, group.country, rows, sum(row.changes for row in rows))


def _drawn(row: ControlRow, axis: Axis, cards: dict[str, Card]) -> DrawnRow:
    known = [change for change in row.history if not change.is_from_unknown_day]
    return DrawnRow(
        place=row.place,
        changes=len(known),
        anchor=row_anchor(row.place.id.removeprefix("places/")),
        bar=bar(row.history, axis, cards),
        history=history_rows(row.history, cards)[-LISTED:],
        is_all=len(row.history) <= LISTED,
    )


def _groups(chronicle: Chronicle, derived: Derived) -> Iterator[ControlGroup]:
    """Rivers in the order of `site.yaml`, then countries by their number of places."""
    told = [chronicle.places[slug] for slug in derived.control.histories]
    for river in chronicle.site.rivers:
        along = [place for place in told if place.river == river and place.river_order is not None]
        if along:
            along.sort(key=lambda place: (place.river_order or 0, place.slug))
            yield ControlGroup(river=river, country=None, rows=_rows(along, chronicle, derived))
    away = [place for place in told if place.river is None or place.river_order is None]
    numbers = dict.fromkeys({place.country for place in away}, 0)
    for place in away:
        numbers[place.country] += 1
    for country in sorted(numbers, key=lambda country: (-numbers[country], country or "")):
        inside = by_name(place for place in away if place.country == country)
        yield ControlGroup(river=None, country=country, rows=_rows(inside, chronicle, derived))


def _rows(places: Sequence[Place], chronicle: Chronicle, derived: Derived) -> tuple[ControlRow, ...]:
    rows = []
    for place in places:
        card = chronicle.cards[f"places/{place.slug}"]
        assert isinstance(card, PlaceCard), "places have cards of their own"
        rows.append(ControlRow(place=card, history=derived.control.history(place.slug)))
    return tuple(rows)
