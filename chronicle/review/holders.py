"""Who holds what, before and after a change: what else is told of each place, and on which day it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chronicle.control import Control, control_of
from chronicle.model import Event, Place
from chronicle.pages.held_spans import Span, spans_of
from chronicle.review.names import Names
from chronicle.review.states import State, States


@dataclass(frozen=True)
class Stretch:
    """The same is told of a place from one day until another."""

    form: str
    """As of `held_spans.Span`."""
    holders: tuple[str, ...]
    """Names."""
    against: tuple[str, ...]
    start: str | None
    """``2017-11-03``; None from the beginning of time."""
    end: str | None
    """The day on which something else begins; None where nothing does."""


@dataclass(frozen=True)
class MovedDay:
    """A stretch that begins or ends on another day, and is otherwise what it was."""

    stretch: Stretch
    what: str
    """``start`` or ``end``."""
    before: str
    after: str


@dataclass(frozen=True)
class PlaceChange:
    """What is told differently of a place: days that moved, else the stretches that are gone and new."""

    place: str
    moved: tuple[MovedDay, ...]
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]


@dataclass(frozen=True)
class ControlChanges:
    places: tuple[PlaceChange, ...]
    """By name."""
    day: str | None
    """On which most of these places are in another state; the first such."""
    on_day: tuple[str, ...]
    """The slugs of those, as they are now."""


def control_changes(states: States, names: Names, renamed: Mapping[str, str]) -> ControlChanges:
    """Every place of which something else is told."""
    before_events, after_events = states.events()
    old = {
        _renamed("places", slug, renamed): _with_names(spans_of(history), names, renamed)
        for slug, history in _control(before_events, states.before).histories.items()
    }
    new = {
        slug: _with_names(spans_of(history), names, {})
        for slug, history in _control(after_events, states.after).histories.items()
    }
    found: dict[str, PlaceChange] = {}
    for slug in sorted({*old, *new}):
        before, after = old.get(slug, ()), new.get(slug, ())
        if before != after:
            found[slug] = _place_change(names.of(f"places/{slug}"), before, after)
    day, on_day = _day({slug: (old.get(slug, ()), new.get(slug, ())) for slug in found})
    return ControlChanges(tuple(sorted(found.values(), key=lambda it: it.place)), day, on_day)


def _control(events: Iterable[Event], state: State) -> Control:
    places = {entry.slug: entry.record for entry in state.entries.values() if isinstance(entry.record, Place)}
    return control_of(events, places, None)


def _renamed(folder: str, slug: str, renamed: Mapping[str, str]) -> str:
    return renamed.get(f"{folder}/{slug}", f"{folder}/{slug}").partition("/")[2]


def _with_names(spans: Sequence[Span], names: Names, renamed: Mapping[str, str]) -> tuple[Stretch, ...]:
    """Spans one after another; those that differ in nothing but their evidence are one."""
    found: list[Stretch] = []
    for number, span in enumerate(spans):
        end = spans[number + 1].start if number + 1 < len(spans) else None
        stretch = Stretch(
            span.form,
            tuple(names.of(f"actors/{_renamed('actors', slug, renamed)}") for slug in span.holders),
            tuple(names.of(f"actors/{_renamed('actors', slug, renamed)}") for slug in span.against),
            span.start,
            end,
        )
        if found and _what(found[-1]) == _what(stretch):
            found[-1] = Stretch(*_what(stretch), found[-1].start, end)
        else:
            found.append(stretch)
    return tuple(found)


def _what(stretch: Stretch) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return stretch.form, stretch.holders, stretch.against


def _place_change(name: str, before: tuple[Stretch, ...], after: tuple[Stretch, ...]) -> PlaceChange:
    if list(map(_what, before)) == list(map(_what, after)):
        moved = tuple(_moved_days(before, after))
        if moved:
            return PlaceChange(name, moved, (), ())
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return PlaceChange(name, (), before[start : len(before) - end], after[start : len(after) - end])


def _moved_days(before: Sequence[Stretch], after: Sequence[Stretch]) -> Iterator[MovedDay]:
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if old.start != new.start and old.start and new.start:
            if number:
                yield MovedDay(after[number - 1], "end", old.start, new.start)
            else:
                yield MovedDay(new, "start", old.start, new.start)


_SURE = ("held", "contested", "besieged")
Histories = tuple[tuple[Stretch, ...], tuple[Stretch, ...]]


def _day(places: Mapping[str, Histories]) -> tuple[str | None, tuple[str, ...]]:
    """The day on which most places differ, of these one of which most is known; and which places."""
    counts: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    days = sorted({day for histories in places.values() for day in _starts(histories)})
    for before, after in places.values():
        for day in days:
            if _differs(before, after, day):
                counts[day] += 1
                sure[day] += sum(
                    it is not None and it.form in _SURE for it in (_on(before, day), _on(after, day))
                )
    if not counts:
        return None, ()
    best = min(counts, key=lambda day: (-counts[day], -sure[day], day))
    return best, tuple(slug for slug, (before, after) in places.items() if _differs(before, after, best))


def _starts(histories: Histories) -> Iterator[str]:
    for stretches in histories:
        for stretch in stretches:
            yield stretch.start or _day_before(stretch.end)


def _day_before(day: str | None) -> str:
    """A day on which a stretch without beginning lasted still."""
    if day is None or day == date.min.isoformat():
        return date.min.isoformat()
    return date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()


def _differs(before: Iterable[Stretch], after: Iterable[Stretch], day: str) -> bool:
    one, other = _on(before, day), _on(after, day)
    return (_what(one) if one else None) != (_what(other) if other else None)


def _on(stretches: Iterable[Stretch], day: str) -> Stretch | None:
    for stretch in stretches:
        if (stretch.start or "") <= day and (stretch.end is None or day < stretch.end):
            return stretch
    return None
