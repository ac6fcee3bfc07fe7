"""Figures as claims: how much, who says so, as of when, and who disagrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chronicle.addresses import address_of
from chronicle.figures import Claim
from chronicle.model import ActorCard, Card, MeasureCard


@dataclass(frozen=True)
class ClaimRow:
    """One claim, as the template prints it."""

    measure: str
    measure_address: str
    qualifier: str
    value: str | None
    low: str | None
    high: str | None
    unit: str
    """A unit of `site.yaml`."""
    claimant: str
    claimant_address: str
    as_of: str
    of: str | None
    """The name of the actor whose people are counted."""
    scope: str | None
    period: str | None
    note: str | None
    source: str
    source_number: int | None
    """The source's number in the list of the same page."""
    disputed: bool
    """Another claimant's figure for the same thing cannot be true with this one."""


def claim_row(
    claim: Claim, disputed: bool, cards: Mapping[str, Card], numbers: Mapping[str, int]
) -> ClaimRow:
    """A claim with the names of those it speaks of; `numbers` are those of the page's sources."""
    figure = claim.figure
    measure, claimant = cards[f"measures/{figure.measure}"], cards[f"actors/{figure.claimant}"]
    counted = cards.get(f"actors/{figure.of}")
    assert isinstance(measure, MeasureCard), "measures have cards of their own"
    assert isinstance(claimant, ActorCard), "claimants are actors"
    return ClaimRow(
        measure=measure.name,
        measure_address=address_of(measure.id),
        qualifier=figure.qualifier,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        unit=measure.unit,
        claimant=claimant.name,
        claimant_address=claimant.address,
        as_of=figure.as_of,
        of=counted.name if isinstance(counted, ActorCard) else None,
        scope=figure.scope,
        period=figure.period,
        note=figure.note,
        source=figure.source,
        source_number=numbers.get(figure.source),
        disputed=disputed,
    )
