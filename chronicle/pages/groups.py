"""Events counted, and put under the headings of their months or years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from chronicle.model import EventCard, Value
from chronicle.pages.dates import month_address, standing, year_address

MAJOR, NOTABLE = 3, 2
"""The importance of a major event, and of a notable one."""
GRADES = ("confirmed", "claimed", "disputed")
"""How sure, in the order in which it is told."""


class Tally(Value, frozen=True, kw_only=True):
    word: str
    """A word of a vocabulary of `site.yaml`."""
    events: int


class Counts(Value, frozen=True, kw_only=True):
    events: int
    major: int
    notable: int
    certainty: tuple[Tally, ...]
    """The surest first; grades that no event has are left out."""
    kinds: tuple[Tally, ...]
    """The most frequent first."""


class Month(Value, frozen=True, kw_only=True):
    month: str
    """``2017-11``."""
    address: str
    events: int


class Group(Value, frozen=True, kw_only=True):
    """Events under one heading: a month, a year, or what of a year has no month."""

    anchor: str
    year: int
    month: str | None
    """``2017-11``; None where the group is a year, or where the month is not known."""
    is_year: bool
    address: str
    cards: tuple[EventCard, ...]


def counts(cards: Sequence[EventCard]) -> Counts:
    grades = Counter(card.certainty for card in cards)
    return Counts(
        events=len(cards),
        major=len(majors(cards)),
        notable=sum(1 for card in cards if card.importance == NOTABLE),
        certainty=tuple(Tally(word=word, events=grades[word]) for word in GRADES if grades[word]),
        kinds=kinds_of(cards),
    )


def kinds_of(cards: Iterable[EventCard]) -> tuple[Tally, ...]:
    """The kinds that events have, the most frequent first."""
    kinds = Counter(card.kind for card in cards)
    return tuple(
        Tally(word=word, events=number)
        for word, number in sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    )


def majors(cards: Iterable[EventCard]) -> tuple[EventCard, ...]:
    return tuple(card for card in cards if card.importance == MAJOR)


def months(cards: Iterable[EventCard]) -> tuple[Month, ...]:
    """The months in which events stand, in order; those whose month is not known stand in none."""
    found = Counter(month for card in cards if (month := standing(card.date).month_text))
    return tuple(
        Month(month=month, address=month_address(month), events=number)
        for month, number in sorted(found.items())
    )


def month_groups(cards: Iterable[EventCard]) -> tuple[Group, ...]:
    """Events by month, in their order; before the months of a year those of it whose month is not known."""
    groups: dict[tuple[int, int], list[EventCard]] = {}
    for card in cards:
        place = standing(card.date)
        groups.setdefault((place.year, place.month or 0), []).append(card)
    return tuple(_month_group(year, month, cards) for (year, month), cards in sorted(groups.items()))


def year_groups(cards: Iterable[EventCard]) -> tuple[Group, ...]:
    """Events by year, in their order."""
    groups: dict[int, list[EventCard]] = {}
    for card in cards:
        groups.setdefault(standing(card.date).year, []).append(card)
    return tuple(_year_group(year, tuple(cards), is_year=True) for year, cards in sorted(groups.items()))


def _month_group(year: int, month: int, cards: Sequence[EventCard]) -> Group:
    if not month:
        return _year_group(year, tuple(cards), is_year=False)
    text = f"{year:04}-{month:02}"
    return Group(
        anchor=text, year=year, month=text, is_year=False, address=month_address(text), cards=tuple(cards)
    )


def _year_group(year: int, cards: tuple[EventCard, ...], *, is_year: bool) -> Group:
    return Group(
        anchor=f"{year:04}", year=year, month=None, is_year=is_year, address=year_address(year), cards=cards
    )
