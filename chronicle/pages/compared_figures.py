"""Of two days: the figures that were claimed by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from chronicle.derive import Derived
from chronicle.figures import Claim
from chronicle.model import Card, SourceCard, Value
from chronicle.pages.claims import ClaimRow, claim_row
from chronicle.pages.dates import last_day


@dataclass(frozen=True)
class Said:
    """A claim with what leads to its evidence."""

    claim: ClaimRow
    source: SourceCard
    event: str
    """Address."""
    day: str
    """The day by which it counts."""


@dataclass(frozen=True)
class Counted:
    """What is said of one measure and scope: by one day and by the other, or all of it in order."""

    measure: str
    address: str
    scope: str
    key: str
    """``measure/scope``."""
    before: tuple[Said, ...]
    after: tuple[Said, ...]


class ClaimBy(Value, frozen=True, kw_only=True):
    """A claim and the day by which it counts."""

    claim: Claim
    day: str
    is_disputed: bool


def claims_by_day(derived: Derived) -> Iterator[ClaimBy]:
    """The claims that have a scope, by measure and scope, then by day."""
    series = derived.figures.by_series
    for measure, scope in sorted((measure, scope) for measure, scope in series if scope is not None):
        for claim in series[measure, scope]:
            day = last_day_of(claim.figure.as_of)
            if day is not None:
                is_disputed = derived.figures.is_disputed(claim)
                yield ClaimBy(claim=claim, day=day, is_disputed=is_disputed)


def latest_by(claims: Iterable[ClaimBy], day: str) -> tuple[ClaimBy, ...]:
    """Of each measure and scope what is claimed for the latest day up to this one, be it by several."""
    found = []
    for of_one in by_key(claims).values():
        by_then = [claim for claim in of_one if claim.day <= day]
        latest = max((claim.day for claim in by_then), default="")
        found += [claim for claim in by_then if claim.day == latest]
    return tuple(found)


def last_day_of(text: str) -> str | None:
    """The day by which what is dated so counts, ``2014-06-10``; None where none is known."""
    day = last_day(text)
    return day.isoformat() if day is not None else None


def by_key(claims: Iterable[ClaimBy]) -> dict[str, list[ClaimBy]]:
    """Claims by measure and scope."""
    found: dict[str, list[ClaimBy]] = {}
    for key, group in groupby(claims, key=lambda it: f"{it.claim.figure.measure}/{it.claim.figure.scope}"):
        found.setdefault(key, []).extend(group)
    return found


def differing(
    claims: tuple[tuple[ClaimBy, ...], tuple[ClaimBy, ...]], cards: Mapping[str, Card]
) -> Iterator[Counted]:
    """What is claimed of the two days, as far as it is not the same."""
    before, after = (by_key(side) for side in claims)
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield counted(key, before.get(key, []), after.get(key, []), cards)


def counted(
    key: str, before: Iterable[ClaimBy], after: Iterable[ClaimBy], cards: Mapping[str, Card]
) -> Counted:
    """What is said of one measure and scope, which are its `key`."""
    said = (tuple(_said(it, cards) for it in before), tuple(_said(it, cards) for it in after))
    row = next(it.claim for side in said for it in side)
    return Counted(row.measure, row.measure_address, row.scope or "", key, *said)


def _said(it: ClaimBy, cards: Mapping[str, Card]) -> Said:
    source = cards[f"sources/{it.claim.figure.source}"]
    assert isinstance(source, SourceCard), "sources have cards of their own"
    event = cards[f"events/{it.claim.event_slug}"]
    return Said(claim_row(it.claim, it.is_disputed, cards, {}), source, event.address, it.day)
