"""What an actor held: places, each from when until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chronicle.addresses import address_of
from chronicle.control import Control
from chronicle.control_history import Change, first_day, last_day
from chronicle.model import Card, PlaceCard, Value
from chronicle.pages.histories import window_text


class Span(Value, frozen=True, kw_only=True):
    """A place under one holder, through however many changes of status."""

    place: str
    start: Change
    end: Change | None
    """The change that ended it; None where none is known."""


class Held(Value, frozen=True, kw_only=True):
    spans: tuple[Span, ...]
    """In the order in which they began."""
    most: int
    """The largest number of followed places that it held for certain on one day."""
    most_on: str | None
    """The first such day."""
    last: int
    """That number after the last change known."""


@dataclass(frozen=True)
class SpanRow:
    place: PlaceCard
    start: str
    """EDTF; empty where since when is not known."""
    start_event: str
    """Address of the event that tells it."""
    end: str | None
    end_event: str | None


def held_by(control: Control) -> dict[str, Held]:
    """Every actor that held a place to what it held."""
    spans: dict[str, list[Span]] = {}
    for place, history in control.histories.items():
        for span in _spans(place, history):
            spans.setdefault(span.start.holder, []).append(span)
    return {holder: _held(holder, found, control) for holder, found in spans.items()}


def span_rows(spans: Sequence[Span], cards: Mapping[str, Card]) -> tuple[SpanRow, ...]:
    """The spans as rows; `cards` has their places."""
    return tuple(_row(span, cards) for span in spans)


def span_needs(held: Held | None) -> Iterator[str]:
    """The ids of the places of spans."""
    if held is not None:
        yield from (f"places/{span.place}" for span in held.spans)


def _spans(place: str, history: Sequence[Change]) -> Iterator[Span]:
    start: Change | None = None
    for change in history:
        if start is not None and change.holder != start.holder:
            yield Span(place=place, start=start, end=change)
        if start is None or change.holder != start.holder:
            start = change
    if start is not None:
        yield Span(place=place, start=start, end=None)


def _held(holder: str, spans: Sequence[Span], control: Control) -> Held:
    tally = control.held_over_time(holder)
    most = max((number for _, number in tally), default=0)
    ordered = sorted(spans, key=lambda span: (first_day(span.start), last_day(span.start), span.place))
    return Held(
        spans=tuple(ordered),
        most=most,
        most_on=next((day.isoformat() for day, number in tally if number == most), None),
        last=tally[-1][1] if tally else 0,
    )


def _row(span: Span, cards: Mapping[str, Card]) -> SpanRow:
    place = cards[f"places/{span.place}"]
    assert isinstance(place, PlaceCard), "places have cards of their own"
    return SpanRow(
        place=place,
        start=window_text(span.start),
        start_event=address_of(f"events/{span.start.event_slug}"),
        end=window_text(span.end) if span.end else None,
        end_event=address_of(f"events/{span.end.event_slug}") if span.end else None,
    )
