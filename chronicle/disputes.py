"""Which claims of one thing are disputed: groups held together by pairs that cannot both be true.

The pairs themselves may be as many as the square of the claims, so they are never listed. A group is
walked through from claim to claim, and each step asks only for those not reached before: of the claims
that may be of one day, by other claimants, first those with the highest "at least", then those with the
lowest "at most", as long as these exclude the claim at hand. Bags of claims that answer this stand in a
tree over time. In all it takes about n log² n steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from heapq import heapify, heappop, heappush, heapreplace

Number = int
"""Which of the claims, from 0."""


@dataclass(frozen=True)
class Extent:
    """What decides whether two claims of one thing exclude each other."""

    claimant: str
    low: Decimal
    """The truth lies between these two if the claim is true."""
    high: Decimal
    first: date
    """The days for which it may count."""
    last: date

    def excludes(self, other: Extent) -> bool:
        """Another claimant says something else for what may be the same day."""
        return (
            self.claimant != other.claimant
            and self.first <= other.last
            and other.first <= self.last
            and (self.low > other.high or other.low > self.high)
        )


def groups(extents: Sequence[Extent]) -> Iterator[list[Number]]:
    """The claims that some other excludes: those that a chain of exclusions connects, in their order.

    >>> from datetime import date
    >>> day, other = date(2017, 11, 3), date(2017, 11, 4)
    >>> said = [("sohr", 86, day), ("sana", 50, day), ("sohr", 50, other), ("un", 86, day)]
    >>> list(groups([Extent(who, Decimal(it), Decimal(it), when, when) for who, it, when in said]))
    [[0, 1, 3]]
    """
    if len({extent.claimant for extent in extents}) < 2:
        return
    ahead = _Ahead(extents)
    for start in range(len(extents)):
        group = list(ahead.reachable(start))
        if len(group) > 1:
            yield sorted(group)


class _Ahead:
    """The claims that were not reached yet, in a tree over time.

    A claim stands at the nodes that together cover its days. Two may be of one day where a node of one
    is a node of the other, or lies above it. So each node has two bags: of the claims that stand there,
    and of those that stand there or below.
    """

    def __init__(self, extents: Sequence[Extent]) -> None:
        self._extents = extents
        self._reached: set[Number] = set()
        self._moments = {day: number for number, day in enumerate(_days(extents))}
        here: dict[int, list[Number]] = defaultdict(list)
        below: dict[int, list[Number]] = defaultdict(list)
        for number, extent in enumerate(extents):
            nodes = self._cover(extent)
            for node in nodes:
                here[node].append(number)
            for node in _with_those_above(nodes):
                below[node].append(number)
        self._here = _Bags(extents, here, self._reached)
        self._below = _Bags(extents, below, self._reached)

    def reachable(self, start: Number) -> Iterator[Number]:
        """A claim and all that chains of exclusions lead to; nothing where it was reached before."""
        if start in self._reached:
            return
        self._reached.add(start)
        frontier = [start]
        while frontier:
            yield (one := frontier.pop())
            for found in self._excluded_by(self._extents[one]):
                self._reached.add(found)
                frontier.append(found)

    def _excluded_by(self, extent: Extent) -> Iterator[Number]:
        """Each claim that this one excludes, while whoever asks marks them as reached."""
        nodes = self._cover(extent)
        for node in nodes:
            yield from self._below.excluded_by(extent, node)
        for node in _with_those_above(nodes).difference(nodes):
            yield from self._here.excluded_by(extent, node)

    def _cover(self, extent: Extent) -> list[int]:
        """The fewest nodes that have exactly the days of a claim below them."""
        size = len(self._moments)
        left, right = self._moments[extent.first] + size, self._moments[extent.last] + size + 1
        nodes = []
        while left < right:
            if left & 1:
                nodes.append(left)
                left += 1
            if right & 1:
                right -= 1
                nodes.append(right)
            left, right = left >> 1, right >> 1
        return nodes


class _Bags:
    """At each node claims of which any two exclude each other if their numbers and claimants do."""

    def __init__(
        self, extents: Sequence[Extent], numbers: Mapping[int, Sequence[Number]], reached: set[Number]
    ) -> None:
        self._extents = extents
        self._numbers = numbers
        self._reached = reached
        self._lows = [extent.low for extent in extents]
        self._highs = [-extent.high for extent in extents]
        self._tops: dict[int, tuple[_Tops, _Tops]] = {}
        """Made when they are asked for first."""

    def excluded_by(self, extent: Extent, node: int) -> Iterator[Number]:
        """Each claim of a node that one of its days excludes, while whoever asks marks them as reached."""
        if node not in self._numbers:
            return
        if node not in self._tops:
            self._tops[node] = self._make(node, self._lows), self._make(node, self._highs)
        highest, lowest = self._tops[node]
        yield from highest.above(extent.high, extent.claimant)
        yield from lowest.above(-extent.low, extent.claimant)

    def _make(self, node: int, values: Sequence[Decimal]) -> _Tops:
        return _Tops(self._extents, self._numbers[node], values, self._reached)


class _Tops:
    """Some claims by one of their values, the highest first, each claimant's by themselves."""

    def __init__(
        self,
        extents: Sequence[Extent],
        numbers: Sequence[Number],
        values: Sequence[Decimal],
        reached: set[Number],
    ) -> None:
        self._values = values
        self._reached = reached
        self._claims: dict[str, list[Number]] = defaultdict(list)
        for number in sorted(numbers, key=values.__getitem__):
            self._claims[extents[number].claimant].append(number)
        self._heap = [(-values[claims[-1]], claimant) for claimant, claims in self._claims.items()]
        heapify(self._heap)

    def above(self, value: Decimal, claimant: str) -> Iterator[Number]:
        """Each claim of others above a value that was not reached, while whoever asks marks it as reached.

        What was reached leaves its claimant's list for good, so all questions together look at it once.
        """
        own = None
        while self._heap and -self._heap[0][0] > value:
            top, who = self._heap[0]
            claims = self._claims[who]
            if who == claimant:
                own = heappop(self._heap)
            elif not claims:
                heappop(self._heap)
            elif self._values[claims[-1]] != -top:
                heapreplace(self._heap, (-self._values[claims[-1]], who))
            else:
                found = claims.pop()
                if found not in self._reached:
                    yield found
        if own is not None:
            heappush(self._heap, own)


def _days(extents: Iterable[Extent]) -> list[date]:
    return sorted({day for extent in extents for day in (extent.first, extent.last)})


def _with_those_above(nodes: Iterable[int]) -> set[int]:
    found = set()
    for node in nodes:
        while node and node not in found:
            found.add(node)
            node >>= 1
    return found
