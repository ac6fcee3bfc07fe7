"""What is told of who held a place, from each day on which that changes: for sentences and for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

import msgspec

from chronicle.control_history import Change, State, first_day, last_day, state_on
from chronicle.model import Value
from chronicle.pages.histories import window_text


class When(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Since when, or between which days something happened."""

    form: str = ""
    """``date``: since `date`; ``day``: on `last`; ``between`` `first` and `last`; ``by`` `last`; ``after``
    `first`; empty where nothing is known of it. Templates have the words."""
    date: str = ""
    """EDTF."""
    first: str | None = None
    last: str | None = None


class Span(Value, frozen=True, kw_only=True, omit_defaults=True):
    """The same is told of a place from one day on, until the next span begins."""

    start: str | None = msgspec.field(name="from", default=None)
    """``2014-06-10``; None from the beginning of time."""
    state: str
    """How maps draw it: ``held``, ``contested``, ``besieged``, ``uncertain``."""
    form: str
    """How it is said: these four, of which ``uncertain`` means that the holder is known and the state is not;
    ``either``: one of several holders; ``until``: held until `when`, since an unknown day; ``unchanged``: the
    same, and held after it, too; ``perhaps``: held from a day in `when`, perhaps already."""
    holders: tuple[str, ...]
    """Who may have held it, the earliest first, by slug."""
    holder: str | None = None
    """Who held it for certain."""
    against: tuple[str, ...] = ()
    when: When = When()
    events: tuple[str, ...] = ()
    """The events that tell it, by slug."""


def spans_of(history: Sequence[Change]) -> tuple[Span, ...]:
    """The spans of a place's history, the first one from the beginning of time where that is told.

    The weavers took a town from the millers on 3 June: "until" of the millers, then "held" by the weavers.
    """
    days = {day for change in history for day in (change.earliest, change.latest) if day}
    told = ((day, state_on(history, day)) for day in (date.min, *sorted(days)))
    spans = (_span(day, state, history) for day, state in told if state is not None)
    same = groupby(spans, key=lambda span: msgspec.structs.replace(span, start=None))
    return tuple(next(spans) for _, spans in same)


def span_on(spans: Iterable[Span], day: str) -> Span | None:
    """The span of a day, None where nothing is told of it yet."""
    return next((span for span in reversed(tuple(spans)) if (span.start or "") <= day), None)


def _span(day: date, state: State, history: Sequence[Change]) -> Span:
    since = state.since
    begun = [change for change in history if first_day(change) <= day < last_day(change)]
    form = _form(state, begun)
    told = begun or list(history[1:2]) if since is None else [since, *begun]
    return Span(
        start=None if day == date.min else day.isoformat(),
        state=state.status if state.certain else "uncertain",
        form=form,
        holders=tuple(dict.fromkeys(holder for holder, _ in state.possible)),
        holder=state.sure_holder,
        against=since.against if since is not None and state.certain else (),
        when=_since(since) if since is not None and not begun else _window(begun or list(history[1:2])),
        events=tuple(dict.fromkeys(change.event_slug for change in told)),
    )


def _form(state: State, begun: Sequence[Change]) -> str:
    if state.certain:
        return state.status
    if state.sure_holder:
        return "uncertain"
    if len({holder for holder, _ in state.possible}) > 1:
        return "either"
    if not state.since_unknown:
        return "perhaps"
    following = begun[0] if begun else state.next
    return "unchanged" if following is not None and following.holder == state.holder else "until"


def _since(change: Change) -> When:
    """As exactly as it is known."""
    text = window_text(change)
    if "/" not in text:
        return When(form="date", date=text)
    return _window([change])


def _window(changes: Sequence[Change]) -> When:
    """From the first to the last day on which one of these changes can have taken effect."""
    earliest = min(map(first_day, changes), default=date.min)
    latest = max(map(last_day, changes), default=date.max)
    return When(form=_window_form(earliest, latest), first=_iso(earliest), last=_iso(latest))


def _window_form(earliest: date, latest: date) -> str:
    if earliest == latest:
        return "day"
    if latest < date.max:
        return "between" if earliest > date.min else "by"
    return "after" if earliest > date.min else ""


def _iso(day: date) -> str | None:
    """None for the ends of time."""
    return day.isoformat() if date.min < day < date.max else None
