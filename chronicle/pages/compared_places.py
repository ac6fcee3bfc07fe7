"""Of two days: which places had another holder, and how many each holder had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chronicle.model import ActorCard, Card
from chronicle.pages.held_spans import Span
from chronicle.pages.towns import TownHistory


@dataclass(frozen=True)
class Stand:
    """What is told of a place on a day, for `span_words`."""

    span: Span | None
    """None where nothing is told."""
    holders: tuple[ActorCard, ...]
    against: tuple[ActorCard, ...]


@dataclass(frozen=True)
class Moved:
    """A place whose holder is another one, or not known on one of the days."""

    name: str
    address: str
    before: Stand
    after: Stand


@dataclass(frozen=True)
class HolderCount:
    holder: ActorCard
    before: int
    after: int


Row = tuple[TownHistory, Span | None, Span | None]


def not_the_same(rows: Iterable[Row], cards: Mapping[str, Card]) -> list[Moved]:
    """The places of which not the same holders are told, by who held them in the end, then by name."""
    found = [
        Moved(town.town.name, town.town.address, _stand(before, cards), _stand(after, cards))
        for town, before, after in rows
        if _holders(before) != _holders(after)
    ]
    return sorted(found, key=_order)


def _order(moved: Moved) -> tuple[str, str, str]:
    """What is not known comes last."""
    after, before = (next(iter(_holders(stand.span)), "~") for stand in (moved.after, moved.before))
    return after, before, moved.name


def changed_hands(before: Span | None, after: Span | None) -> bool:
    """Whoever held it on the first of two days, it was another on the second."""
    if before is None or after is None or "perhaps" in (before.form, after.form):
        return False
    return set(before.holders).isdisjoint(after.holders)


def _stand(span: Span | None, cards: Mapping[str, Card]) -> Stand:
    return Stand(
        span,
        tuple(_actor(slug, cards) for slug in (span.holders if span else ())),
        tuple(_actor(slug, cards) for slug in (span.against if span else ())),
    )


def _holders(span: Span | None) -> tuple[str, ...]:
    return span.holders if span is not None else ()


def counts_of(
    before: Mapping[str, int], after: Mapping[str, int], cards: Mapping[str, Card]
) -> Iterator[HolderCount]:
    """How many each held on either day, who held the most first."""
    for slug in sorted(
        {*before, *after}, key=lambda slug: (-max(before.get(slug, 0), after.get(slug, 0)), slug)
    ):
        yield HolderCount(_actor(slug, cards), before.get(slug, 0), after.get(slug, 0))


def count_of(focus: ActorCard | None, counts: Mapping[str, int]) -> int:
    """How many the actor in focus held."""
    return counts.get(focus.id.removeprefix("actors/"), 0) if focus is not None else 0


def _actor(slug: str, cards: Mapping[str, Card]) -> ActorCard:
    card = cards[f"actors/{slug}"]
    assert isinstance(card, ActorCard), "actors have cards of their own"
    return card
