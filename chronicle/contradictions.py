"""Control entries that do not fit together: who held a place before does not follow from the events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chronicle.codes import CODES
from chronicle.control_history import Change, first_day, last_day
from chronicle.model import ControlEntry, Event, Path, Value
from chronicle.problems import Location, Problem


class Finding(Value, frozen=True, kw_only=True):
    """Something wrong with a control entry. It knows the entry, not the file: see `located`."""

    event_slug: str
    entry_index: int
    field: str
    """Of the entry: ``taken_from``, ``holder`` or ``status``."""
    code: str
    message: str
    hint: str

    @property
    def path(self) -> Path:
        """Where it stands in the front matter of its event."""
        return ("control", self.entry_index, self.field)


def located(finding: Finding, location: Location) -> Problem:
    """A finding at the place in the file where its `path` stands."""
    return Problem(location, finding.code, finding.message, finding.hint, CODES[finding.code].severity)


def findings(events: Iterable[Event], told: Mapping[str, Sequence[Change]]) -> tuple[Finding, ...]:
    """What is wrong with control entries: `control-contradiction` and `missing-against`, by event and entry.

    `told` is what `control_history.told` makes of the same events.
    """
    own = {
        (event.slug, index)
        for event in events
        for index, entry in enumerate(event.control)
        if entry.all_held_by is None
    }
    contradictions = (
        finding
        for changes in told.values()
        for index, change in enumerate(changes)
        if (change.event_slug, change.entry_index) in own
        for finding in _contradiction(change, _before(index, changes))
    )
    found = [*_without_against(events), *contradictions]
    return tuple(sorted(found, key=lambda finding: (finding.event_slug, finding.path, finding.message)))


def _before(index: int, changes: Sequence[Change]) -> list[Change]:
    """The changes one of which a change may have followed; none where nothing tells who held the place.

    They are the last one that was over before its window, and all later ones
    that can have taken effect by the end of it, whatever their order.
    """
    change = changes[index]
    over = [number for number, other in enumerate(changes) if last_day(other) < first_day(change)]
    if not over:
        return []
    since = over[-1]
    later = [other for number, other in enumerate(changes) if number > since and number != index]
    return [changes[since], *(other for other in later if first_day(other) <= last_day(change))]


def _contradiction(change: Change, before: Sequence[Change]) -> Iterator[Finding]:
    """Taken from whom it did not belong to, or contested in the hands of another than its holder.

    Uncertain windows allow each candidate; what was contested may be taken
    from the holder or from one of those inside.
    """
    if not before:
        return
    holders = {other.holder for other in before}
    inside = {actor for other in before if other.status == "contested" for actor in other.against}
    if change.taken_from:
        if change.taken_from not in holders | inside:
            yield _taken_from_another(change, change.taken_from, before[0])
    elif change.status != "held" and change.holder not in holders:
        yield _in_other_hands(change, before[0])


def _taken_from_another(change: Change, taken_from: str, before: Change) -> Finding:
    return Finding(
        event_slug=change.event_slug,
        entry_index=change.entry_index,
        field="taken_from",
        code="control-contradiction",
        message=f'"{change.place}" is taken from "{taken_from}" here, but {_told_before(before)}',
        hint=f'write "taken_from: {before.holder}", or correct the entry there',
    )


def _in_other_hands(change: Change, before: Change) -> Finding:
    return Finding(
        event_slug=change.event_slug,
        entry_index=change.entry_index,
        field="holder",
        code="control-contradiction",
        message=f'"{change.holder}" holds {change.status} "{change.place}" here, but {_told_before(before)}',
        hint=f'write "holder: {before.holder}", or "taken_from: {before.holder}" if it changed hands',
    )


def _told_before(before: Change) -> str:
    return f'"{before.holder}" holds it since "{before.event_slug}" ({before.date_text})'


def _without_against(events: Iterable[Event]) -> Iterator[Finding]:
    for event in events:
        for index, entry in enumerate(event.control):
            if entry.status != "held" and not entry.against:
                yield Finding(
                    event_slug=event.slug,
                    entry_index=index,
                    field="status",
                    code="missing-against",
                    message=f"{_subject(entry)} is {entry.status} and nothing says by whom",
                    hint=f'add "against", a list of the actors {_where(entry)}',
                )


def _subject(entry: ControlEntry) -> str:
    return f'"{entry.place}"' if entry.place else f'all that "{entry.all_held_by}" holds'


def _where(entry: ControlEntry) -> str:
    return "inside" if entry.status == "contested" else "around"
