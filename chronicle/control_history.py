"""From the control entries of events to what happened to each place, in order.

An entry takes effect on some day of its *window*, from the earliest to the
latest day of its date. The entries of a place have the order of events, by their
own dates: earliest day, more exact before less exact, importance, slug. They
took effect in that order: a change was over, at the latest, when the next one was.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate

import msgspec

from chronicle import edtf
from chronicle.model import ControlEntry, Event, Value


class Change(Value, frozen=True, kw_only=True):
    """A place comes under a holder, or its status changes, on some day of a window."""

    place: str
    earliest: date | None
    """The first day on which it can have taken effect; None where that is open."""
    latest: date | None
    """The last such day; None where that is open."""
    holder: str
    status: str
    taken_from: str | None
    against: tuple[str, ...]
    event_slug: str
    """The event that tells it."""
    entry_index: int
    """Which of the event's control entries, from 0."""
    date_text: str
    """EDTF, as the entry or its event has it; empty where `is_from_unknown_day`."""
    is_from_unknown_day: bool = False
    """Known only because the first entry of the place says from whom it was taken."""


class State(Value, frozen=True, kw_only=True):
    """What is known of a place on one day."""

    holder: str
    """The last one known; where none was known yet, the first of `possible`."""
    status: str
    certain: bool
    """Nothing but this holder and status is possible."""
    possible: tuple[tuple[str, str], ...]
    """Every (holder, status) that may be true that day, the earliest first, this one among them."""
    since: Change | None
    """The change that brought it; None where no day is known for that."""
    next: Change | None
    """The change after `since`, be it possible already that day or still to come."""
    since_unknown: bool = False
    """Held from an unknown day, and so known for no day."""

    @property
    def sure_holder(self) -> str | None:
        """Who holds the place for certain, whatever its status; None where it may be another."""
        holders = {holder for holder, _ in self.possible}
        return self.holder if self.since and holders == {self.holder} else None


def state_on(history: Sequence[Change], day: date) -> State | None:
    """What a place's history (see `history_of`) tells of a day; None where it tells nothing yet.

    The last change that was over by then, and every later one that can have
    taken effect by then, are possible.

    A town that B takes on 3 June and C on some day of 10 to 20 June is held by B
    for certain on 5 June, by B or C on 10 June, by C on 20 June; of 2 June
    nothing is known.
    """
    over = bisect_right(history, day, key=last_day)
    begun = bisect_right(history, day, key=first_day)
    return state_among(history, over, begun)


def state_among(history: Sequence[Change], over: int, begun: int) -> State | None:
    """The same for a day on which so many changes were over, and so many can have taken effect."""
    if not begun:
        return None
    base = history[over - 1] if over else None
    candidates = history[max(over - 1, 0) : begun]
    possible = tuple(dict.fromkeys((change.holder, change.status) for change in candidates))
    unknown = base is not None and base.is_from_unknown_day
    since = None if unknown else base
    return State(
        holder=candidates[0].holder,
        status=candidates[0].status,
        certain=since is not None and len(possible) == 1,
        possible=possible,
        since=since,
        next=history[over] if over < len(history) else None,
        since_unknown=unknown,
    )


def first_day(change: Change) -> date:
    """The first possible day, for comparing; the beginning of all time where it is open or unknown."""
    return change.earliest or date.min


def last_day(change: Change) -> date:
    """The last possible day, for comparing; the end of all time where it is open."""
    if change.is_from_unknown_day:
        return date.min
    return change.latest or date.max


def history_of(told: Sequence[Change]) -> tuple[Change, ...]:
    """What happened to a place, from what is `told` of it: windows in order, and the holder before them.

    Where the windows of two changes overlap, the first was over when the second
    was: after one "in 2014" and one on 10 June 2014, the first happened by 10 June.
    Nor did the second begin before the first could: one "by 20 June" that follows
    one of 10 June or later happened from 10 to 20 June.

    Where the first entry says from whom the place was taken, the history begins
    with them, from an unknown day.
    """
    earliest = list(accumulate(map(first_day, told), max))
    latest = list(accumulate(map(last_day, reversed(told)), min))[::-1]
    changes = (_within(change, *window) for change, *window in zip(told, earliest, latest, strict=True))
    return (*_before_all(told), *changes)


def _within(change: Change, earliest: date, latest: date) -> Change:
    """The change with a narrower window, in which the ends of time mean that it is open."""
    if (first_day(change), last_day(change)) == (earliest, latest):
        return change
    return msgspec.structs.replace(
        change,
        earliest=None if earliest == date.min else earliest,
        latest=None if latest == date.max else latest,
    )


def _before_all(told: Sequence[Change]) -> Iterator[Change]:
    """The holder from whom a place was taken first, from a day that nobody tells."""
    if told and told[0].taken_from:
        yield msgspec.structs.replace(
            told[0],
            earliest=None,
            latest=None,
            holder=told[0].taken_from,
            status="held",
            taken_from=None,
            against=(),
            date_text="",
            is_from_unknown_day=True,
        )


def told(events: Iterable[Event]) -> Mapping[str, tuple[Change, ...]]:
    """Place to what events tell of it, in order, windows as their dates give them.

    An entry with `all_held_by` becomes a change of each place that it hands
    over, in the order of time, so that one can hand over what another did.
    """
    of_places: dict[str, list[_Told]] = defaultdict(list)
    handovers: list[_Told] = []
    for entry in _entries(events):
        (of_places[entry.change.place] if entry.own else handovers).append(entry)
    for handover in sorted(handovers):
        for place, entries in of_places.items():
            entries.sort()
            if _hands_over(handover.change, entries):
                change = msgspec.structs.replace(handover.change, place=place)
                entries.append(_Told(handover.order, change, own=False))
    return {
        place: tuple(entry.change for entry in sorted(entries))
        for place, entries in sorted(of_places.items())
    }


class _Told(msgspec.Struct, frozen=True):
    """A control entry where it stands in the order of all."""

    order: tuple[tuple[int, int, int], int, str, int]
    """That of events, by the date of the entry; then its number."""
    change: Change
    own: bool
    """It names the place; else it hands over whatever an actor holds."""

    def __lt__(self, other: _Told) -> bool:
        return self.order < other.order


def _entries(events: Iterable[Event]) -> Iterator[_Told]:
    for event in events:
        for index, entry in enumerate(event.control):
            change = _change(event, index, entry)
            order = (edtf.sort_key(edtf.parse(change.date_text)), -event.importance, event.slug, index)
            yield _Told(order, change, own=entry.all_held_by is None)


def _change(event: Event, index: int, entry: ControlEntry) -> Change:
    """An entry as a change; of no place yet where it has `all_held_by`, whose actor it then takes from."""
    text = entry.date or event.date
    window = edtf.parse(text)
    return Change(
        place=entry.place or "",
        earliest=window.earliest,
        latest=window.latest,
        holder=entry.holder,
        status=entry.status,
        taken_from=entry.all_held_by or entry.taken_from,
        against=entry.against,
        event_slug=event.slug,
        entry_index=index,
        date_text=text,
    )


def _hands_over(handover: Change, entries: Sequence[_Told]) -> bool:
    """Whether the place of these entries changes hands: held for certain, no entry of its own that day."""
    if handover.earliest is None or not any(entry.change.holder == handover.taken_from for entry in entries):
        return False
    if any(entry.own and may_be_one_day(entry.change, handover) for entry in entries):
        return False
    state = state_on(history_of([entry.change for entry in entries]), handover.earliest)
    return state is not None and state.sure_holder == handover.taken_from


def may_be_one_day(one: Change, other: Change) -> bool:
    """Whether two changes can have taken effect on one day, as "1 to 10 June" and "10 to 20 June" can."""
    return first_day(one) <= last_day(other) and first_day(other) <= last_day(one)
