"""Claims: what was counted, who says so, and which of them cannot both be true. Nothing is ever averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from chronicle import edtf
from chronicle.disputes import Extent, groups
from chronicle.model import Event, Figure, Measure, Value

Key = TypeVar("Key")
ClaimId = tuple[str, int]
"""The slug of the event and which of its figures."""


class Claim(Value, frozen=True, kw_only=True):
    """A figure, and what must be known to show it away from its event."""

    event_slug: str
    index: int
    """Which of the event's figures, from 0."""
    unit: str
    kind: str
    """``stock`` or ``flow``, as its measure."""
    figure: Figure

    @property
    def id(self) -> ClaimId:
        return self.event_slug, self.index


@dataclass(frozen=True)
class Figures:
    """All claims of a chronicle. Make it with `figures_of`."""

    claims: tuple[Claim, ...]
    """In the order of events, and in each as its note has them."""
    disputes: tuple[tuple[Claim, ...], ...]
    """See `disputed`."""
    dispute_of: Mapping[ClaimId, tuple[Claim, ...]]
    """Claim to the dispute in which it is; only those that are in one."""
    by_event: Mapping[str, tuple[Claim, ...]]
    by_series: Mapping[tuple[str, str | None], tuple[Claim, ...]]

    def of_event(self, slug: str) -> tuple[Claim, ...]:
        """The claims of an event, in the order of its note."""
        return self.by_event.get(slug, ())

    def scopes(self, measure: str) -> tuple[str | None, ...]:
        """The scopes under which a measure is counted, by name; None comes last: within an event."""
        scopes = (scope for counted, scope in self.by_series if counted == measure)
        return tuple(sorted(scopes, key=lambda scope: (scope is None, scope or "")))

    def series(self, measure: str, scope: str | None) -> tuple[Claim, ...]:
        """The claims of one measure and scope by the day they count for, then in the order of events.

        "About 40 dead in the valley as of 5 June" and "31 as of 2 June", told by two events, come as 31, then
        about 40: side by side, never joined.
        """
        return self.by_series.get((measure, scope), ())

    def is_disputed(self, claim: Claim) -> bool:
        """Whether some other claim cannot be true if this one is."""
        return claim.id in self.dispute_of

    def against(self, claim: Claim) -> tuple[Claim, ...]:
        """The claims that cannot be true if this one is, in the order of all: looks at its whole dispute."""
        dispute = self.dispute_of.get(claim.id, ())
        return tuple(other for other in dispute if cannot_both_be_true(claim, other))


def figures_of(events: Iterable[Event], measures: Mapping[str, Measure]) -> Figures:
    """The claims of these events, which come in their order, and their disputes.

    A figure whose measure is unknown is left out: whoever linked it has said so.
    """
    claims = tuple(_claims(events, measures))
    disputes = disputed(claims)
    return Figures(
        claims=claims,
        disputes=disputes,
        dispute_of={claim.id: dispute for dispute in disputes for claim in dispute},
        by_event=_grouped(claims, lambda claim: claim.event_slug),
        by_series=_grouped(in_order(claims), lambda claim: (claim.figure.measure, claim.figure.scope)),
    )


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by the day they count for; those of one day as they came."""
    return tuple(sorted(claims, key=lambda claim: edtf.sort_key(edtf.parse(claim.figure.as_of))))


def disputed(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Groups of claims that cannot all be true, each in the order in which the claims came.

    Each claim of a group cannot be true together with some other of it; see `cannot_both_be_true`.
    "At least 86" by one and "about 50" by another are disputed; a third who says
    "80 to 100" disagrees with the second and joins them. "At least 86" and "90" are not.
    """
    things: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        things[_thing(claim)].append(number)
    found = (
        [same[number] for number in group]
        for same in things.values()
        for group in groups([_extent(claims[number]) for number in same])
    )
    return tuple(tuple(claims[number] for number in group) for group in sorted(found))


def cannot_both_be_true(one: Claim, other: Claim) -> bool:
    """Whether two claims of different claimants about the same thing (see `_thing`) exclude each other.

    Two of a stock do so only if they may count for the same day. "About 100"
    and "about 123" exclude each other, "about 100" and "about 122" do not.
    """
    return _extent(one).excludes(_extent(other))


def bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    """Between which numbers the truth lies if a claim is true.

    Exactly 50 is 50 to 50, about 50 is 45 to 55, at least 50 is 50 and upwards, at most 50 is 0 to 50.
    """
    if figure.value is None:
        return Decimal(figure.low or 0), Decimal(figure.high or "Infinity")
    value = Decimal(figure.value)
    tenth = abs(value) / 10
    return {
        "exact": (value, value),
        "about": (value - tenth, value + tenth),
        "at-least": (value, Decimal("Infinity")),
        "at-most": (min(Decimal(0), value), value),
    }[figure.qualifier]


def _grouped(claims: Iterable[Claim], key: Callable[[Claim], Key]) -> dict[Key, tuple[Claim, ...]]:
    groups: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[key(claim)].append(claim)
    return {of: tuple(group) for of, group in groups.items()}


def _claims(events: Iterable[Event], measures: Mapping[str, Measure]) -> Iterator[Claim]:
    for event in events:
        for index, figure in enumerate(event.figures):
            measure = measures.get(figure.measure)
            if measure:
                yield Claim(
                    event_slug=event.slug, index=index, unit=measure.unit, kind=measure.kind, figure=figure
                )


def _thing(claim: Claim) -> tuple[str | None, ...]:
    """What a claim counts: measure, scope, period, whose people; within its event without a scope."""
    figure = claim.figure
    home = claim.event_slug if figure.scope is None else None
    return figure.measure, figure.scope, figure.period, figure.of, home


def _extent(claim: Claim) -> Extent:
    """A flow is bounded by its `period`, so it counts for all days."""
    low, high = bounds(claim.figure)
    claimant = claim.figure.claimant
    if claim.kind == "flow":
        return Extent(claimant, low, high, date.min, date.max)
    as_of = edtf.parse(claim.figure.as_of)
    return Extent(claimant, low, high, as_of.earliest or date.min, as_of.latest or date.max)
