"""Puts names beside their marks at build time, so that nothing moves later and no two names touch.

Positions are percentages of the map and offsets are pixels, so a name that
fits at one width may not fit at another: each is tried at several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from chronicle.geography.labels import PADDING, Label, text_across, text_sides
from chronicle.geography.shapes import Point, Sides

LEADER_STEPS = 8
"""Points at which the line to a name that stands farther off is looked at."""


class Obstacle(msgspec.Struct, frozen=True):
    """A square that names keep clear of."""

    x: float
    y: float
    half: float
    """Pixels from its middle to a side."""
    dx: float = 0
    dy: float = 0
    firm: bool = True
    """Otherwise a town's name may cover it, if there is no better place."""


class Wish(msgspec.Struct, frozen=True):
    """One name and the places that would do, the best first."""

    candidates: Iterable[Label]
    """Looked at once, and no further than needed, as `fallback` is."""
    fallback: Iterable[Label] = ()
    """Tried only when no candidate fits."""
    may_cover: bool = True
    """Rather over a soft obstacle than nowhere."""
    is_town: bool = False


def place_labels(
    wishes: Iterable[Wish],
    obstacles: Sequence[Obstacle],
    widths: Sequence[int],
    aspect: float,
    limit: int | None = None,
) -> tuple[Label, ...]:
    """The names that find a place, in the order of the wishes: who comes first chooses first.

    At each of the widths (pixels) a name lies wholly on the map, touches no
    other and covers no firm obstacle; of the places left it takes the one
    that covers the fewest others, and of these the first. At most `limit`
    towns are named.
    """
    boards = [_Board(width, width / aspect, obstacles) for width in widths]
    placed: list[Label] = []
    towns = 0
    for wish in wishes:
        if wish.is_town and towns == limit:
            continue
        label = _best(wish, wish.candidates, boards) or _best(wish, wish.fallback, boards)
        if label is not None:
            placed.append(label)
            towns += wish.is_town
            across = text_across(label)
            for board in boards:
                board.take(label, across)
    return tuple(placed)


def keeping_clear(
    labels: Iterable[Label],
    named: Sequence[Label],
    obstacles: Sequence[Obstacle],
    widths: Sequence[int],
    aspect: float,
    limit: int | None = None,
) -> tuple[Label, ...]:
    """Of names that have their places, those that neither the names nor the (firm) obstacles touch.

    With those that are `named` already, at most `limit` towns are.
    """
    maps = [(width, width / aspect) for width in widths]
    taken = [
        [
            *(_square(obstacle, *size) for obstacle in obstacles),
            *(box for label in named for box in _boxes(label, *size, text_across(label))),
        ]
        for size in maps
    ]
    kept: list[Label] = []
    towns = sum(label.kind == "town" for label in named)
    for label in labels:
        is_town = label.kind == "town"
        if is_town and towns == limit:
            continue
        across = text_across(label)
        boxes = (text_sides(label, *size, across) for size in maps)
        if not any(map(_touches_any, boxes, taken)):
            kept.append(label)
            towns += is_town
    return tuple(kept)


def _touches_any(box: Sides, others: Iterable[Sides]) -> bool:
    left, low, right, high = box
    for start, top, end, bottom in others:
        if left < end and start < right and low < bottom and top < high:
            return True
    return False


def _best(wish: Wish, candidates: Iterable[Label], boards: Sequence[_Board]) -> Label | None:
    best, fewest = None, INFINITE if wish.may_cover else 1.0
    across = 0.0
    for candidate in candidates:
        across = across or text_across(candidate)  # of the same text they are all as long
        covered = 0.0
        for board in boards:
            covered += board.covered(candidate, across)
            if covered >= fewest:
                break
        else:
            best, fewest = candidate, covered
            if fewest == 0:
                break
    return best


INFINITE = float("inf")


SOFT, FIRM, NAME = range(3)
"""What a box is taken by; to a name belongs the line that leads to it."""
Taken = tuple[float, float, float, float, int]
"""The sides of a box, and by what it is taken."""
STRIP = 24.0
"""Pixels: names are wide and low, so that one lies in few strips and finds few others there."""


class _Board:
    """What is taken on a map of one width, by the strips from its left to its right side."""

    def __init__(self, width: float, height: float, obstacles: Iterable[Obstacle]) -> None:
        self.width, self.height = width, height
        self._last = int(height // STRIP)
        self._strips: list[list[Taken]] = [[] for _ in range(self._last + 1)]
        for obstacle in obstacles:
            self._add(_square(obstacle, width, height), FIRM if obstacle.firm else SOFT)

    def take(self, label: Label, across: float) -> None:
        """The place of a name that is chosen."""
        for box in _boxes(label, self.width, self.height, across):
            self._add(box, NAME)

    def _add(self, box: Sides, what: int) -> None:
        left, low, right, high = box
        taken = (left, low, right, high, what)
        for strip in self._at(low, high):
            strip.append(taken)

    def _at(self, low: float, high: float) -> list[list[Taken]]:
        """The strips between two heights; what lies beyond the map counts to the one at its edge."""
        first, end = int(low // STRIP), int(high // STRIP)
        if first < 0 or end > self._last:
            first, end = (min(max(strip, 0), self._last) for strip in (first, end))
        return self._strips[first : end + 1]

    def covered(self, label: Label, across: float) -> float:
        """How many soft obstacles the label covers; infinite where it does not fit."""
        left, low, right, high = text_sides(label, self.width, self.height, across)
        if left < 0 or low < 0 or right > self.width or high > self.height:
            return INFINITE
        if right - left > label.room * self.width / 100:
            return INFINITE
        marks: set[Taken] = set()
        for strip in self._strips[int(low // STRIP) : int(high // STRIP) + 1]:
            for taken in strip:
                if left < taken[2] and taken[0] < right and low < taken[3] and taken[1] < high:
                    if taken[4] != SOFT:
                        return INFINITE
                    marks.add(taken)
        if label.kind != "town":
            return INFINITE if marks else 0.0
        return len(marks) + self._crossed(label) if label.leader is not None else len(marks)

    def _crossed(self, label: Label) -> float:
        """How many marks the leader runs under, besides those about its own; over a name it may not run."""
        marks: set[tuple[float, ...]] = set()
        for left, low, right, high in _leader(label, self.width, self.height):
            for strip in self._at(low, high):
                for taken in strip:
                    if left < taken[2] and taken[0] < right and low < taken[3] and taken[1] < high:
                        if taken[4] == NAME:
                            return INFINITE
                        marks.add(taken[:4])
        x, y = _spot(label, self.width, self.height)
        return sum(not (left <= x <= right and low <= y <= high) for left, low, right, high in marks)


def _spot(thing: Label | Obstacle, width: float, height: float) -> Point:
    return thing.x * width / 100, thing.y * height / 100


def _square(obstacle: Obstacle, width: float, height: float) -> Sides:
    x, y = _spot(obstacle, width, height)
    half, dx, dy = obstacle.half, obstacle.dx, obstacle.dy
    return x - half + dx, y - half + dy, x + half + dx, y + half + dy


def _boxes(label: Label, width: float, height: float, across: float) -> Iterator[Sides]:
    yield text_sides(label, width, height, across)
    yield from _leader(label, width, height)


def _leader(label: Label, width: float, height: float) -> Iterator[Sides]:
    """Little squares along the way."""
    if label.leader is None:
        return
    x, y = _spot(label, width, height)
    across, along = label.leader
    for number in range(1, LEADER_STEPS + 1):
        step = number / LEADER_STEPS
        right, down = x + step * across, y + step * along
        yield right - PADDING, down - PADDING, right + PADDING, down + PADDING
