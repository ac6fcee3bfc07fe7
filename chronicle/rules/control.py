"""Rules about who holds a place: what its events tell of it, taken together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile

from chronicle.control_history import Change, first_day, last_day
from chronicle.problems import Finding

MOST = 100
"""Changes that may all have happened before one, or after it."""

Own = Collection[tuple[str, int]]
"""Event and number of the entries that name their place; the others hand over all that an actor holds."""


def lost_by_another(changes: Sequence[Change], own: Own) -> Iterator[Finding]:
    """`control-contradiction`: taken from whom it did not belong to, or contested in others' hands.

    Uncertain windows allow each candidate; what was contested may be taken
    from the holder or from one of those inside.
    """
    for index, change in enumerate(changes):
        before = _before(index, changes) if _is_own(change, own) else ()
        if not before:
            continue
        holders = {other.holder for other in before}
        inside = {actor for other in before if other.status == "contested" for actor in other.against}
        if change.taken_from:
            if change.taken_from not in holders | inside:
                yield _taken_from_another(change, change.taken_from, before[0])
        elif change.status != "held" and change.holder not in holders:
            yield _in_other_hands(change, before[0])


def taken_by_its_holder(changes: Sequence[Change], own: Own) -> Iterator[Finding]:
    """`already-held`: taken by the one who holds it, unchallenged, already."""
    for index, change in enumerate(changes):
        if not _is_own(change, own) or change.status != "held":
            continue
        before = _before(index, changes)
        if change.taken_from == change.holder:
            yield _finding(
                change,
                "taken_from",
                "already-held",
                f'"{change.place}" is taken from "{change.holder}" by "{change.holder}" itself',
                "name who held it before, or leave the field out",
            )
        elif before and {(other.holder, other.status) for other in before} == {(change.holder, "held")}:
            yield _finding(
                change,
                "holder",
                "already-held",
                f'"{change.holder}" comes to hold "{change.place}" here, but {_told_before(before[0])}',
                "leave the entry out, or add the event by which it was lost in between",
            )


def held_by_two(changes: Sequence[Change], own: Own) -> Iterator[Finding]:
    """`two-holders`: on one day it comes to two holders, and neither has it from the other."""
    for one, other in pairwise(changes):
        same_day = one.earliest == one.latest == other.earliest == other.latest
        if not same_day or one.earliest is None or one.holder == other.holder or not _is_own(other, own):
            continue
        if other.taken_from != one.holder and one.taken_from != other.holder:
            yield _finding(
                other,
                "holder",
                "two-holders",
                f'"{other.place}" comes to "{other.holder}" here and to "{one.holder}" '
                f'in "{one.event_slug}", both on {one.date_text}',
                f'write "taken_from: {one.holder}" if it came from them that day, or correct one of the two',
            )


def fight_without_end(changes: Sequence[Change], own: Own) -> Iterator[Finding]:
    """`endless-fight`: the last that is told of a place is that it is contested or besieged."""
    last = changes[-1] if changes else None
    if last is not None and last.status != "held" and _is_own(last, own):
        yield _finding(
            last,
            "status",
            "endless-fight",
            f'"{last.place}" is {last.status} since {last.date_text}, and no event tells how that ended',
            "add the event, or the entry to one that is there",
        )


CONTROL_RULES = (lost_by_another, taken_by_its_holder, held_by_two, fight_without_end)


def _is_own(change: Change, own: Own) -> bool:
    return (change.event_slug, change.entry_index) in own


def _before(index: int, changes: Sequence[Change]) -> list[Change]:
    """The changes one of which a change may have followed; none where nothing tells who held the place.

    They are the last one that was over before its window, and all later ones
    that can have taken effect by the end of it, whatever their order. Where
    there are more than `MOST` of them nothing can be told.
    """
    change = changes[index]
    lowest, highest = max(index - MOST, 0), min(index + MOST, len(changes))
    over = (at for at in range(index - 1, lowest - 1, -1) if last_day(changes[at]) < first_day(change))
    since = next(over, None)
    if since is None:
        return []
    later = takewhile(lambda other: first_day(other) <= last_day(change), changes[index + 1 : highest])
    return [*changes[since:index], *later]


def _finding(change: Change, field: str, code: str, message: str, hint: str) -> Finding:
    path = ("control", change.entry_index, field)
    return Finding(f"events/{change.event_slug}", path, code, message, hint, change.place)


def _taken_from_another(change: Change, taken_from: str, before: Change) -> Finding:
    return _finding(
        change,
        "taken_from",
        "control-contradiction",
        f'"{change.place}" is taken from "{taken_from}" here, but {_told_before(before)}',
        f'write "taken_from: {before.holder}", or correct the entry there',
    )


def _in_other_hands(change: Change, before: Change) -> Finding:
    return _finding(
        change,
        "holder",
        "control-contradiction",
        f'"{change.holder}" holds {change.status} "{change.place}" here, but {_told_before(before)}',
        f'write "holder: {before.holder}", or "taken_from: {before.holder}" if it changed hands',
    )


def _told_before(before: Change) -> str:
    return f'"{before.holder}" holds it since "{before.event_slug}" ({before.date_text})'
