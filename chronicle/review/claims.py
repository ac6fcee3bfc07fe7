"""Figures that a change adds, withdraws or alters, and those that it makes disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from chronicle import edtf
from chronicle.figures import Claim, Figures, figures_of
from chronicle.model import Event, Figure, Measure
from chronicle.review.names import Names
from chronicle.review.states import State, States


@dataclass(frozen=True)
class ShownClaim:
    """A claim with all that a sentence on it needs."""

    measure: str
    unit: str
    qualifier: str
    value: str | None
    low: str | None
    high: str | None
    claimant: str
    as_of: str
    source: str
    scope: str
    of: str
    period: str
    note: str
    disputed: bool


@dataclass(frozen=True)
class FigureChange:
    what: str
    """``added``, ``withdrawn``, ``changed``; of one that is itself the same, ``disputed`` or ``settled``."""
    event: str
    before: ShownClaim | None
    after: ShownClaim | None


def figure_changes(states: States, names: Names, renamed: Mapping[str, str]) -> tuple[FigureChange, ...]:
    """The figures that readers see differently, by event in order of time, then as notes have them."""
    old, new = map(_figures, states.events(), (states.before, states.after))
    show = _Show(states, names)
    found: list[tuple[tuple[object, ...], FigureChange]] = []
    pairs = _pairs(_by_event(old, renamed), _by_event(new, {}))
    for before, after in pairs:
        change = _change(before, after, old, new, show)
        if change is not None:
            claim = after or before
            assert claim is not None, "a change has at least one side"
            order = (edtf.sort_key(edtf.parse(claim.figure.as_of)), claim.event_slug, claim.index)
            found.append((order, change))
    return tuple(change for _, change in sorted(found, key=lambda it: (_ORDER.index(it[1].what), it[0])))


_ORDER = ("withdrawn", "changed", "added", "disputed", "settled")


def _figures(events: Iterable[Event], state: State) -> Figures:
    measures = {
        entry.slug: entry.record for entry in state.entries.values() if isinstance(entry.record, Measure)
    }
    ordered = sorted(events, key=lambda event: (edtf.sort_key(edtf.parse(event.date)), event.slug))
    return figures_of(ordered, measures)


def _by_event(figures: Figures, renamed: Mapping[str, str]) -> Mapping[str, tuple[Claim, ...]]:
    return {
        renamed.get(f"events/{slug}", f"events/{slug}"): claims for slug, claims in figures.by_event.items()
    }


Pair = tuple[Claim | None, Claim | None]


def _pairs(old: Mapping[str, tuple[Claim, ...]], new: Mapping[str, tuple[Claim, ...]]) -> Iterator[Pair]:
    """Each claim with what became of it: within its event, the same, else the most like."""
    for event in sorted({*old, *new}):
        before, after = list(old.get(event, ())), list(new.get(event, ()))
        for key in _LIKENESS:
            yield from _matched(before, after, key)
        yield from ((claim, None) for claim in before)
        yield from ((None, claim) for claim in after)


_LIKENESS: tuple[Callable[[Figure], tuple[object, ...]], ...] = (
    lambda it: msgspec.structs.astuple(it),
    lambda it: (it.measure, it.scope, it.of, it.period, it.claimant, it.as_of),
    lambda it: (it.measure, it.scope, it.of, it.period, it.claimant),
    lambda it: (it.measure, it.value, it.low, it.high, it.claimant),
)
"""What two figures must have in common to be one before and after, the nearest likeness first."""


def _matched(
    before: list[Claim], after: list[Claim], key: Callable[[Figure], tuple[object, ...]]
) -> Iterator[Pair]:
    """Take out of both lists what is alike."""
    waiting: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in before:
        waiting[key(claim.figure)].append(claim)
    for claim in tuple(after):
        if found := waiting[key(claim.figure)]:
            former = found.pop(0)
            before.remove(former)
            after.remove(claim)
            yield former, claim


class _Show:
    def __init__(self, states: States, names: Names) -> None:
        self._names, self._site = names, states.site

    def claim(self, claim: Claim, figures: Figures) -> ShownClaim:
        figure, name = claim.figure, self._names.of
        return ShownClaim(
            measure=name(f"measures/{figure.measure}"),
            unit=claim.unit,
            qualifier=figure.qualifier,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            claimant=name(f"actors/{figure.claimant}"),
            as_of=figure.as_of,
            source=name(f"sources/{figure.source}"),
            scope=self._site.scopes.get(figure.scope or "", figure.scope or ""),
            of=name(f"actors/{figure.of}") if figure.of else "",
            period=figure.period or "",
            note=figure.note or "",
            disputed=figures.is_disputed(claim),
        )

    def event(self, claim: Claim) -> str:
        return self._names.of(f"events/{claim.event_slug}")


def _change(
    before: Claim | None, after: Claim | None, old: Figures, new: Figures, show: _Show
) -> FigureChange | None:
    one = show.claim(before, old) if before is not None else None
    other = show.claim(after, new) if after is not None else None
    claim = after or before
    if one == other or claim is None:
        return None
    return FigureChange(_what(one, other), show.event(claim), one, other)


def _what(one: ShownClaim | None, other: ShownClaim | None) -> str:
    if one is None or other is None:
        return "added" if one is None else "withdrawn"
    if replace(one, disputed=other.disputed) != other:
        return "changed"
    return "disputed" if other.disputed else "settled"
