"""The rule about numbers that leap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from chronicle import edtf
from chronicle.figures import Claim, bounds
from chronicle.model import Event
from chronicle.problems import Finding

TIMES = 2
"""How many times the one number the other must be at least."""

WITHIN = 400
"""Days within which a number cannot just have grown."""


class Jump(msgspec.Struct, frozen=True, array_like=True):
    """Two numbers of one claimant for one stock that lie far apart, and the days between which it leapt."""

    event: str
    """Slug of the event that tells the later."""
    index: int
    """Which of its figures."""
    since: date
    until: date
    message: str


def jumps(series: Sequence[Claim]) -> Iterator[Jump]:
    """The jumps in a stock, whose claims come by the day for which they count.

    Only what one claimant says is compared: what two say is a dispute, not a jump.
    """
    by_claimant: dict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    for claim in series:
        by_claimant[claim.figure.claimant, claim.figure.of].append(claim)
    for claims in by_claimant.values():
        for one, other in pairwise(claims):
            yield from _jump(one, other)


def _jump(one: Claim, other: Claim) -> Iterator[Jump]:
    since, until = edtf.parse(one.figure.as_of).latest, edtf.parse(other.figure.as_of).earliest
    if since is None or until is None or not since <= until or (until - since).days > WITHIN:
        return
    (low, high), (new_low, new_high) = bounds(one.figure), bounds(other.figure)
    if new_low > TIMES * high or low > TIMES * new_high:
        message = (
            f'"{one.figure.claimant}" has {_number(one)} for {one.figure.as_of} in "{one.event_slug}" '
            f"and {_number(other)} here, and no event between them explains it"
        )
        yield Jump(other.event_slug, other.index, since, until, message)


def _number(claim: Claim) -> str:
    figure = claim.figure
    return figure.value or f"{figure.low} to {figure.high}"


def unexplained(jump: Jump, events: Iterable[Event]) -> Iterator[Finding]:
    """`unexplained-jump`, unless one of these events, which have to do with it, lies between the two days."""
    if any(_between(event, jump) for event in events):
        return
    yield Finding(
        f"events/{jump.event}",
        ("figures", jump.index, "value"),
        "unexplained-jump",
        jump.message,
        "correct the number, tell apart by `scope` what is counted differently, or add what happened",
        "",
    )


def _between(event: Event, jump: Jump) -> bool:
    day = edtf.parse(event.date)
    return (
        event.slug != jump.event
        and (day.earliest or date.min) <= jump.until
        and jump.since <= (day.latest or date.max)
    )
