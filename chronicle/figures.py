"""Claims: what was counted, who says so, and which of them cannot both be true. Nothing is ever averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TypeVar

from chronicle import edtf
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
    rivals: Mapping[ClaimId, tuple[Claim, ...]]
    """Claim to those that cannot be true if it is; only those that have any."""

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

    def against(self, claim: Claim) -> tuple[Claim, ...]:
        """The claims that cannot be true if this one is."""
        return self.rivals.get(claim.id, ())


def figures_of(events: Iterable[Event], measures: Mapping[str, Measure]) -> Figures:
    """The claims of these events, which come in their order, and their disputes.

    A figure whose measure is unknown is left out: whoever linked it has said so.
    """
    claims = tuple(_claims(events, measures))
    rivals = _rivals(claims)
    return Figures(
        claims=claims,
        disputes=_components(claims, rivals),
        rivals=rivals,
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
    return _components(claims, _rivals(claims))


def cannot_both_be_true(one: Claim, other: Claim) -> bool:
    """Whether two claims of different claimants about the same thing (see `_thing`) exclude each other.

    Two of a stock do so only if they may count for the same day. "About 100"
    and "about 123" exclude each other, "about 100" and "about 122" do not.
    """
    return _exclude(_extent(one), _extent(other))


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


@dataclass(frozen=True)
class _Extent:
    """What decides whether two claims exclude each other."""

    claim: Claim
    low: Decimal
    high: Decimal
    first: date
    """The days that it may count for: all of them for a flow, which its `period` bounds."""
    last: date


def _extent(claim: Claim) -> _Extent:
    low, high = bounds(claim.figure)
    if claim.kind == "flow":
        return _Extent(claim, low, high, date.min, date.max)
    as_of = edtf.parse(claim.figure.as_of)
    return _Extent(claim, low, high, as_of.earliest or date.min, as_of.latest or date.max)


def _exclude(one: _Extent, other: _Extent) -> bool:
    return (
        one.claim.figure.claimant != other.claim.figure.claimant
        and one.first <= other.last
        and other.first <= one.last
        and (one.low > other.high or other.low > one.high)
    )


def _rivals(claims: Iterable[Claim]) -> dict[ClaimId, tuple[Claim, ...]]:
    """Claim to those that cannot be true if it is, in the order in which they came."""
    order: dict[ClaimId, int] = {}
    things: dict[tuple[str | None, ...], list[_Extent]] = defaultdict(list)
    for claim in claims:
        order[claim.id] = len(order)
        things[_thing(claim)].append(_extent(claim))
    rivals: dict[ClaimId, list[Claim]] = defaultdict(list)
    for same in things.values():
        for one, other in _excluding(same):
            rivals[one.id].append(other)
            rivals[other.id].append(one)
    return {claim: _sorted(others, order) for claim, others in rivals.items()}


def _sorted(claims: Iterable[Claim], order: Mapping[ClaimId, int]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: order[claim.id]))


def _excluding(same: Iterable[_Extent]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims of one thing that exclude each other; looks only at those that may be of one day."""
    extents = sorted(same, key=lambda extent: extent.first)
    for number, one in enumerate(extents):
        for other in islice(extents, number + 1, None):
            if other.first > one.last:
                break
            if _exclude(one, other):
                yield one.claim, other.claim


def _components(
    claims: Sequence[Claim], rivals: Mapping[ClaimId, Sequence[Claim]]
) -> tuple[tuple[Claim, ...], ...]:
    """The claims that have rivals, those that a chain of rivals connects together."""
    first_of: dict[ClaimId, ClaimId] = {}
    groups: dict[ClaimId, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.id in rivals:
            if claim.id not in first_of:
                first_of |= dict.fromkeys(_connected(claim.id, rivals), claim.id)
            groups[first_of[claim.id]].append(claim)
    return tuple(map(tuple, groups.values()))


def _connected(start: ClaimId, rivals: Mapping[ClaimId, Sequence[Claim]]) -> set[ClaimId]:
    reached = {start}
    ahead = [start]
    while ahead:
        fresh = {rival.id for rival in rivals[ahead.pop()]} - reached
        reached |= fresh
        ahead.extend(fresh)
    return reached
