"""The rule about two notes of one event."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice

from chronicle import edtf
from chronicle.model import Event
from chronicle.problems import Finding

MOST = 50
"""Events of one kind and place with which each is compared."""

NEAR = 3
"""Days between two reports of one thing: that of the event, that of the news, and an evening between them."""

ALIKE = 0.5
"""The part of the words of two titles that they have in common, from which on they look the same."""


def same_event(events: Iterable[Event], changed: Set[str]) -> Iterator[Finding]:
    """`same-event`: of one kind, at one place, within days, with titles or changes of control alike.

    `events` come in order of time. Judges the pairs of which one is among the
    slugs `changed`; the finding is about the later added of the two, then the
    later by name.
    """
    events = tuple(events)
    wanted = {_key(event) for event in events if event.slug in changed} - {None}
    groups: dict[tuple[str, str] | None, list[Event]] = defaultdict(list)
    for event in events:
        if (key := _key(event)) in wanted:
            groups[key].append(event)
    for group in groups.values():
        for one, other in _near(group):
            if (one.slug in changed or other.slug in changed) and _alike(one, other):
                yield _finding(*sorted((one, other), key=lambda event: (event.added or "", event.slug)))


def _key(event: Event) -> tuple[str, str] | None:
    """What both must have in common; None where there is no place, or no slug by which to name it."""
    return (event.kind, event.places[0]) if event.places and event.slug else None


def _near(group: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Pairs of events of which the second begins soon after the first."""
    days = [edtf.parse(event.date).earliest for event in group]
    for number, one in enumerate(group):
        first = days[number]
        for other, day in islice(zip(group, days, strict=True), number + 1, number + MOST):
            if first is None or day is None or (day - first).days > NEAR:
                break
            yield one, other


def _alike(one: Event, other: Event) -> bool:
    held = {(entry.place, entry.holder, entry.status) for entry in one.control if entry.place}
    if any((entry.place, entry.holder, entry.status) in held for entry in other.control):
        return True
    ones, others = _words(one.title), _words(other.title)
    return len(ones & others) >= ALIKE * len(ones | others)


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w+", title.lower()))


def _finding(first: Event, second: Event) -> Finding:
    return Finding(
        f"events/{second.slug}",
        ("title",),
        "same-event",
        f'this looks like "{first.slug}": the same kind of thing at "{first.places[0]}" ({first.date})',
        "withdraw one of the two, or make their titles say what sets them apart",
        first.slug,
    )
