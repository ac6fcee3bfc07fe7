"""What changed last, as far as the notes say: what was added, corrected or withdrawn, by day."""

from __future__ import annotations

import msgspec

from chronicle.model import Chronicle, Correction, Event, EventCard, Record, Withdrawal
from chronicle.pages.calendar import event_cards

SHOWN = 4
"""Titles of one day; the rest is counted."""
DAYS = 5


class Newest(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of change on one day."""

    day: str
    kind: str
    """``corrected``, ``withdrawn`` or ``added``."""
    events: tuple[EventCard, ...]
    """The weightiest of them."""
    count: int


def newest_of(chronicle: Chronicle) -> tuple[Newest, ...]:
    """The last few days on which something changed, the newest first; corrections before what was added."""
    found: dict[tuple[str, str], list[Event]] = {}
    for event in (*chronicle.events, *chronicle.withdrawn):
        change = _day_and_kind(event)
        if change is not None:
            found.setdefault(change, []).append(event)
    order = ("withdrawn", "corrected", "added")
    days = sorted(found, key=lambda key: (key[0], -order.index(key[1])), reverse=True)
    return tuple(
        Newest(
            day=day,
            kind=kind,
            events=event_cards(chronicle, _weightiest(found[day, kind])),
            count=len(found[day, kind]),
        )
        for day, kind in days[:DAYS]
    )


def last_change(record: Record) -> Withdrawal | Correction | None:
    """What last happened to a note since it was added, but for trivial corrections."""
    if record.withdrawn is not None or not record.corrections:
        return record.withdrawn
    weighty = (it for it in record.corrections if not it.trivial)
    return max(weighty, key=lambda it: it.date, default=None)


def _day_and_kind(event: Event) -> tuple[str, str] | None:
    change = last_change(event)
    if change is not None:
        return change.date, "withdrawn" if isinstance(change, Withdrawal) else "corrected"
    return (event.added, "added") if event.added else None


def _weightiest(events: list[Event]) -> list[Event]:
    """The most important, of these the latest."""
    latest_first = events[::-1]
    return sorted(latest_first, key=lambda event: -event.importance)[:SHOWN]
