"""The history of one place as rows that a template makes dated sentences of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chronicle import edtf
from chronicle.control_history import Change
from chronicle.model import Card, EventCard
from chronicle.pages.changes import Holding, holding
from chronicle.pages.event_lists import event_card


@dataclass(frozen=True)
class HistoryRow:
    form: str
    """``day``: from the day that `after` is dated; ``window``: from some day of `first` to `last`;
    ``unknown``: until some day of `first` to `last`, and since when is not known."""
    after: Holding
    changes_hands: bool
    """The holder before is known, and was another one."""
    first: str | None
    """``2014-04-10``; None where that end of the window is open."""
    last: str | None
    event: EventCard
    """The one that tells it."""


def history_rows(history: Sequence[Change], cards: Mapping[str, Card]) -> tuple[HistoryRow, ...]:
    """What happened to a place, in order; `cards` has the holders and the events of its history."""
    return tuple(_rows(history, cards))


@dataclass(frozen=True)
class HistoryYear:
    year: str
    rows: tuple[HistoryRow, ...]


def history_years(rows: Sequence[HistoryRow]) -> tuple[HistoryYear, ...]:
    """Very long histories by the year of the earliest possible day; what has no day stands with the next."""
    years: dict[str, list[HistoryRow]] = {}
    waiting: list[HistoryRow] = []
    for row in rows:
        day = row.first or row.last
        if day is None:
            waiting.append(row)
        else:
            years.setdefault(day[:4], []).extend([*waiting, row])
            waiting = []
    if waiting:
        years.setdefault(max(years, default=""), []).extend(waiting)
    return tuple(HistoryYear(year, tuple(found)) for year, found in years.items())


def _rows(history: Sequence[Change], cards: Mapping[str, Card]) -> Iterator[HistoryRow]:
    for number, change in enumerate(history):
        dated = history[number + 1] if change.is_from_unknown_day and number + 1 < len(history) else change
        yield HistoryRow(
            form=_form(change),
            after=holding(change, cards),
            changes_hands=number > 0 and history[number - 1].holder != change.holder,
            first=dated.earliest.isoformat() if dated.earliest else None,
            last=dated.latest.isoformat() if dated.latest else None,
            event=event_card(cards, change.event_slug),
        )


def _form(change: Change) -> str:
    if change.is_from_unknown_day:
        return "unknown"
    return "day" if change.earliest and change.earliest == change.latest else "window"


def history_needs(history: Sequence[Change]) -> Iterator[str]:
    """The ids of the actors and events of a history."""
    for change in history:
        yield f"events/{change.event_slug}"
        yield from (f"actors/{actor}" for actor in (change.holder, *change.against))


def window_text(change: Change) -> str:
    """When a change took effect, as EDTF: as its event has it, or narrowed by what is known of others.

    Empty where it happened before all that is known.
    """
    if change.is_from_unknown_day:
        return ""
    told = edtf.parse(change.date_text)
    if (told.earliest, told.latest) == (change.earliest, change.latest):
        return change.date_text
    if change.earliest and change.earliest == change.latest:
        return change.earliest.isoformat()
    return "/".join(day.isoformat() if day else "" for day in (change.earliest, change.latest))
