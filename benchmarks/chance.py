"""Chance that falls alike on every machine: all draws come from `random()`, whose numbers Python promises."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


class Chance:
    """The same seed gives the same draws."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed).random

    def often(self, share: float) -> bool:
        """True in this share of all cases."""
        return self.random() < share

    def below(self, end: int) -> int:
        """A whole number from 0, less than `end`."""
        return int(self.random() * end)

    def pick(self, items: Sequence[Item]) -> Item:
        return items[int(self.random() * len(items))]

    def pick_early(self, items: Sequence[Item]) -> Item:
        """One of them, the first far more often than the last, as a few towns see most of a war."""
        return items[int(self.random() ** 2 * len(items))]

    def some(self, items: Sequence[Item], number: int) -> list[Item]:
        """So many different ones, early ones more often; all where there are no more."""
        found: dict[Item, None] = {}
        while len(found) < min(number, len(items)):
            found[self.pick_early(items)] = None
        return list(found)

    def number(self, shares: Sequence[float]) -> int:
        """A whole number from 0; `shares` tells how often each comes, the last takes what is left."""
        drawn = self.random()
        for value, end in enumerate(accumulate(shares)):
            if drawn < end:
                return value
        return len(shares) - 1

    def bell(self) -> float:
        """From -1.5 to 1.5, most often near 0."""
        return self.random() + self.random() + self.random() - 1.5
