"""Puts names beside their marks at build time, so that nothing moves later and no two names touch.

Positions are percentages of the map and offsets are pixels, so a name that
fits at one width may not fit at another: each is tried at several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from chronicle.geography.shapes import Box, Point

RISE, FALL = 9.5, 3.5
"""Pixels of a 12 px line of text above and below its baseline."""
PADDING = 1.0
GAP = 4.0
"""Between a mark's edge and its name."""
SPACE = 3.3
LEADERS = (16, 26, 36, 46)
"""Pixels from a mark's edge to a name that found no room beside it."""
DIRECTIONS = ((1, 0), (-1, 0), (0.7, -0.7), (0.7, 0.7), (-0.7, -0.7), (-0.7, 0.7), (0, -1), (0, 1))
"""In which it is tried there, to the right and downwards."""
LEADER_STEPS = 8
"""Points at which the line to such a name is looked at."""


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A name that has found its place."""

    id: str
    kind: str
    """``town``, ``country``, ``river`` or ``stream``."""
    text: str
    code: str = ""
    bold: bool = False
    x: float
    """Percent of the width, as `y` is of the height."""
    y: float
    dx: float = 0
    """Pixels from there to the text's `anchor`, as `dy` is to its baseline."""
    dy: float = 0
    anchor: str = "start"
    """``start``, ``middle`` or ``end``, on a map that always runs from left to right."""
    room: float = 100.0
    """How wide it may be, in percent of the width."""
    leader: tuple[float, float] | None = None
    """Where a line from the mark ends, in pixels from it; None where the name stands close by."""


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
            for board in boards:
                board.take(label)
    return tuple(placed)


def _best(wish: Wish, candidates: Iterable[Label], boards: Sequence[_Board]) -> Label | None:
    best, fewest = None, INFINITE if wish.may_cover else 1.0
    across = 0.0
    for candidate in candidates:
        across = across or text_across(candidate)  # of the same text they are all as long
        covered = _covered(candidate, across, boards, fewest)
        if covered < fewest:
            best, fewest = candidate, covered
        if fewest == 0:
            break
    return best


def _covered(label: Label, across: float, boards: Sequence[_Board], enough: float) -> float:
    """How many soft obstacles it covers, over all widths; infinite where it does not fit."""
    covered = 0.0
    for board in boards:
        covered += board.covered(label, across)
        if covered >= enough:
            break
    return covered


INFINITE = float("inf")
CELL = 96.0
"""Pixels: about the length of a long name."""


class _Boxes:
    """Boxes by the cells of a grid that they lie in, so that a box is compared with its neighbours alone."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def any_touches(self, box: Box) -> bool:
        left, low, right, high = box
        for cell in _cells(box):
            for other in self._cells.get(cell, ()):
                if left < other[2] and other[0] < right and low < other[3] and other[1] < high:
                    return True
        return False

    def touching(self, box: Box) -> set[Box]:
        left, low, right, high = box
        near = (other for cell in _cells(box) for other in self._cells.get(cell, ()))
        return {it for it in near if left < it[2] and it[0] < right and low < it[3] and it[1] < high}


def _cells(box: Box) -> Sequence[tuple[int, int]]:
    left, low, right, high = box
    first, last, top, bottom = int(left // CELL), int(right // CELL), int(low // CELL), int(high // CELL)
    if first == last and top == bottom:
        return ((first, top),)
    return [(x, y) for x in range(first, last + 1) for y in range(top, bottom + 1)]


class _Board:
    """What is taken on a map of one width."""

    def __init__(self, width: float, height: float, obstacles: Iterable[Obstacle]) -> None:
        self.size = Box(0, 0, width, height)
        self.soft = _Boxes()
        self.firm = _Boxes()
        self.names = _Boxes()
        """And the lines that lead to them."""
        for obstacle in obstacles:
            (self.firm if obstacle.firm else self.soft).add(self._square(obstacle))

    def _square(self, obstacle: Obstacle) -> Box:
        x, y = self._spot(obstacle)
        return Box(x, y, x, y).grown(obstacle.half).shifted(obstacle.dx, obstacle.dy)

    def _spot(self, thing: Label | Obstacle) -> Point:
        return thing.x * self.size.width / 100, thing.y * self.size.height / 100

    def take(self, label: Label) -> None:
        for box in (self._text_box(label, text_across(label)), *self._leader(label)):
            self.names.add(box)

    def covered(self, label: Label, across: float) -> float:
        box = self._text_box(label, across)
        fits = self.size.contains(box) and box.width <= label.room * self.size.width / 100
        if not fits or self.firm.any_touches(box) or self.names.any_touches(box):
            return INFINITE
        covered = float(len(self.soft.touching(box)))
        return covered + self._crossed(label) if label.kind == "town" or not covered else INFINITE

    def _crossed(self, label: Label) -> float:
        """How many marks the leader runs under, besides those about its own; over a name it may not run."""
        line = self._leader(label)
        if not line:
            return 0
        if any(self.names.any_touches(point) for point in line):
            return INFINITE
        x, y = self._spot(label)
        own = Box(x, y, x, y)
        marks = [self.firm.touching(point) for point in line] + [self.soft.touching(point) for point in line]
        return sum(not mark.contains(own) for mark in set().union(*marks))

    def _leader(self, label: Label) -> list[Box]:
        """Little squares along the way."""
        if label.leader is None:
            return []
        x, y = self._spot(label)
        steps = [step / LEADER_STEPS for step in range(1, LEADER_STEPS + 1)]
        points = [(x + step * label.leader[0], y + step * label.leader[1]) for step in steps]
        return [Box(*point, *point).grown(PADDING) for point in points]

    def _text_box(self, label: Label, across: float) -> Box:
        _, _, width, height = self.size
        start = label.x * width / 100 + label.dx - across * _BEFORE[label.anchor]
        baseline = label.y * height / 100 + label.dy
        return Box(
            start - PADDING,
            baseline - RISE - PADDING,
            start + across + PADDING,
            baseline + FALL + PADDING,
        )


_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a text stands before its anchor."""


def text_box(label: Label, width: float, height: float) -> Box:
    """The pixels that a label takes on a map of that size, y downwards, with a little air."""
    return _Board(width, height, ())._text_box(label, text_across(label))  # noqa: SLF001  # of this module


def text_across(label: Label) -> float:
    """The pixels from end to end of a label."""
    across = text_width(label.text, spaced=label.kind == "country")
    if label.bold:
        across *= 1.1
    if label.code:
        across += SPACE + text_width(label.code)
    return across


def around(label: Label, radius: float) -> Iterator[Label]:
    """A mark's name to its right, left, above, below, at the corners, then to the sides but a little off."""
    side, corner = radius + GAP, radius * 0.7 + GAP - 1
    offsets = (
        (side, 4.0, "start"),
        (-side, 4.0, "end"),
        (0.0, -side, "middle"),
        (0.0, side + RISE, "middle"),
        (corner, -corner + 1, "start"),
        (corner, corner + RISE - 2, "start"),
        (-corner, -corner + 1, "end"),
        (-corner, corner + RISE - 2, "end"),
        (side - 1, -1.0, "start"),
        (side - 1, 9.0, "start"),
        (1 - side, -1.0, "end"),
        (1 - side, 9.0, "end"),
    )
    return (_moved(label, dx, dy, anchor) for dx, dy, anchor in offsets)


def _moved(label: Label, dx: float, dy: float, anchor: str) -> Label:
    return msgspec.structs.replace(label, dx=round(dx, 1), dy=round(dy, 1), anchor=anchor)


def reaching(label: Label, radius: float) -> Iterator[Label]:
    """Places farther off, the nearest first, with a line that leads there from the mark."""
    for distance in LEADERS:
        for right, down in DIRECTIONS:
            across, along = right * (radius + distance), down * (radius + distance)
            anchor = "middle" if not right else "start" if right > 0 else "end"
            drop = 4.0 if right else RISE if down > 0 else 0.0
            moved = _moved(label, across + 3 * (right > 0) - 3 * (right < 0), along + drop, anchor)
            yield msgspec.structs.replace(moved, leader=(round(across, 1), round(along, 1)))


# --- how wide a text is -----------------------------------------------------

_WIDTHS = {
    3.2: "ijl.,:;'’‘|! ʿʾ",
    4.2: '-Iftr()[]/·“”"',
    5.6: "szcJ",
    6.4: "aekvxyLEFS*?–",
    7.2: "bdghnopqu0123456789TPZYBKRXCAVéèêáàâäãåóòôöõúùûüñç",
    8.8: "DGHNUOQ&ÖÜwČŠŽ+=",
    11.0: "mMW%—@",
}
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
OTHER_WIDTH = 7.6
LETTER_SPACING = 1.2
ALLOWANCE = 1.06
"""For fonts somewhat broader than Noto Sans, whose widths these are."""


@lru_cache(maxsize=4096)
def text_width(text: str, *, spaced: bool = False) -> float:
    """Pixels of a text in a 12 px sans, rather too many than too few; `spaced` is in spaced capitals.

    >>> round(text_width("Mosul"), 1)
    36.3
    """
    if spaced:
        return text_width(text.upper()) + LETTER_SPACING * len(text)
    return ALLOWANCE * sum(_WIDTH.get(character, OTHER_WIDTH) for character in text)
