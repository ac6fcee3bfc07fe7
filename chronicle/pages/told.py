"""What an actor told: the figures that it claimed, the sources that speak for it or carry its reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chronicle import edtf
from chronicle.derive import Derived
from chronicle.figures import Claim, in_order
from chronicle.model import Card, Chronicle, EventCard, MeasureCard, Source, SourceCard, Value
from chronicle.pages.claims import ClaimRow, claim_row
from chronicle.pages.event_lists import event_card

MOST_CLAIMS = 200
"""More are not listed one by one on the actor's page, but under their measures."""
MOST_SOURCES = 200
"""Of more, the latest are listed."""


class Claimed(Value, frozen=True, kw_only=True):
    claim: Claim
    disputed: bool


class CountedMeasure(Value, frozen=True, kw_only=True):
    measure: MeasureCard
    claims: int


class SourceList(Value, frozen=True, kw_only=True):
    cards: tuple[SourceCard, ...] = ()
    """In order of publication; those without a date come first."""
    total: int = 0


class Told(Value, frozen=True, kw_only=True):
    """All that one actor told."""

    claims: tuple[Claimed, ...] = ()
    """By the day that they count for; empty where there are more than `MOST_CLAIMS`."""
    claim_count: int = 0
    measures: tuple[CountedMeasure, ...] = ()
    """What was claimed, most often first, where `claims` are left out."""
    voice: SourceList = SourceList()
    agency: SourceList = SourceList()


@dataclass(frozen=True)
class ClaimedRow:
    """A claim away from its event."""

    claim: ClaimRow
    event: EventCard


class Lists(NamedTuple):
    """Each by actor."""

    claims: Mapping[str, Sequence[Claim]]
    voices: Mapping[str, Sequence[SourceCard]]
    agencies: Mapping[str, Sequence[SourceCard]]


def told_by(chronicle: Chronicle, derived: Derived) -> dict[str, Told]:
    """Every actor that claimed a figure, or through whom a source speaks, to what it told."""
    claims: dict[str, list[Claim]] = {}
    for claim in in_order(derived.figures.claims):
        claims.setdefault(claim.figure.claimant, []).append(claim)
    lists = Lists(claims, *_sources(chronicle))
    tellers = sorted({*claims, *lists.voices, *lists.agencies})
    return {actor: _told(actor, lists, chronicle, derived) for actor in tellers}


def claimed_row(claimed: Claimed, cards: Mapping[str, Card]) -> ClaimedRow:
    """A claim with its event; `cards` has all that it speaks of."""
    claim = claimed.claim
    return ClaimedRow(claim_row(claim, claimed.disputed, cards, {}), event_card(cards, claim.event_slug))


def claim_needs(claim: Claim) -> Iterator[str]:
    """The ids of all that a claim speaks of, and of its event."""
    figure = claim.figure
    yield from (f"events/{claim.event_slug}", f"measures/{figure.measure}", f"actors/{figure.claimant}")
    if figure.of:
        yield f"actors/{figure.of}"


def told_needs(told: Told) -> Iterator[str]:
    """The ids of all that the claims of an actor speak of."""
    for claimed in told.claims:
        yield from claim_needs(claimed.claim)


def _told(actor: str, lists: Lists, chronicle: Chronicle, derived: Derived) -> Told:
    claims = lists.claims.get(actor, ())
    voices, agencies = lists.voices.get(actor, ()), lists.agencies.get(actor, ())
    listed = claims if len(claims) <= MOST_CLAIMS else ()
    return Told(
        claims=tuple(Claimed(claim=claim, disputed=derived.figures.is_disputed(claim)) for claim in listed),
        claim_count=len(claims),
        measures=() if listed else tuple(_measures(claims, chronicle)),
        voice=SourceList(cards=tuple(voices[-MOST_SOURCES:]), total=len(voices)),
        agency=SourceList(cards=tuple(agencies[-MOST_SOURCES:]), total=len(agencies)),
    )


def _measures(claims: Sequence[Claim], chronicle: Chronicle) -> Iterator[CountedMeasure]:
    numbers = Counter(claim.figure.measure for claim in claims)
    for measure, number in sorted(numbers.items(), key=lambda item: (-item[1], item[0])):
        card = chronicle.cards[f"measures/{measure}"]
        assert isinstance(card, MeasureCard), "measures have cards of their own"
        yield CountedMeasure(measure=card, claims=number)


def _sources(chronicle: Chronicle) -> tuple[dict[str, list[SourceCard]], dict[str, list[SourceCard]]]:
    """Actor to the sources that speak for it, and to those that carry its reports."""
    voices: dict[str, list[SourceCard]] = {}
    agencies: dict[str, list[SourceCard]] = {}
    telling = (source for source in chronicle.sources.values() if source.voice or source.agency)
    for source in sorted(telling, key=published):
        for actor, found in ((source.voice, voices), (source.agency, agencies)):
            if actor:
                found.setdefault(actor, []).append(source_card(chronicle.cards, source.slug))
    return voices, agencies


def published(source: Source | SourceCard) -> tuple[tuple[int, int, int], str]:
    """The order of sources: by publication, those without a date first."""
    key = edtf.sort_key(edtf.parse(source.published)) if source.published else (0, 0, 0)
    return key, source.slug if isinstance(source, Source) else source.id


def source_card(cards: Mapping[str, Card], slug: str) -> SourceCard:
    """The card of a source."""
    card = cards[f"sources/{slug}"]
    assert isinstance(card, SourceCard), "sources have cards of their own"
    return card
