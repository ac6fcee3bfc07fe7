"""Names on a map: what they say, where they could stand beside their marks, and how much room they take."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from chronicle.geography.shapes import Sides

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


class Label(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
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


_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a text stands before its anchor."""


def text_sides(label: Label, width: float, height: float, across: float) -> Sides:
    """The pixels that a label so long (`text_across`) takes on a map of that size, y downwards.

    There is a little air about the text.
    """
    start = label.x * width / 100 + label.dx - across * _BEFORE[label.anchor]
    baseline = label.y * height / 100 + label.dy
    return start - PADDING, baseline - RISE - PADDING, start + across + PADDING, baseline + FALL + PADDING


def text_across(label: Label) -> float:
    """The pixels from end to end of a label."""
    across = text_width(label.text, spaced=label.kind == "country")
    if label.bold:
        across *= 1.1
    if label.code:
        across += SPACE + text_width(label.code)
    return across


Place = tuple[float, float, str]
"""Of a name: `dx`, `dy` and `anchor` of its label."""


def around(label: Label, radius: float) -> Iterator[Label]:
    """A mark's name to its right, left, above, below, at the corners, then to the sides but a little off."""
    return (_moved(label, place) for place in _places_around(radius))


@lru_cache(maxsize=64)
def _places_around(radius: float) -> tuple[Place, ...]:
    side, corner = radius + GAP, radius * 0.7 + GAP - 1
    return (
        _place(side, 4.0, "start"),
        _place(-side, 4.0, "end"),
        _place(0.0, -side, "middle"),
        _place(0.0, side + RISE, "middle"),
        _place(corner, -corner + 1, "start"),
        _place(corner, corner + RISE - 2, "start"),
        _place(-corner, -corner + 1, "end"),
        _place(-corner, corner + RISE - 2, "end"),
        _place(side - 1, -1.0, "start"),
        _place(side - 1, 9.0, "start"),
        _place(1 - side, -1.0, "end"),
        _place(1 - side, 9.0, "end"),
    )


def _place(dx: float, dy: float, anchor: str) -> Place:
    return round(dx, 1), round(dy, 1), anchor


def _moved(label: Label, place: Place, leader: tuple[float, float] | None = None) -> Label:
    dx, dy, anchor = place
    return msgspec.structs.replace(label, dx=dx, dy=dy, anchor=anchor, leader=leader)


def reaching(label: Label, radius: float) -> Iterator[Label]:
    """Places farther off, the nearest first, with a line that leads there from the mark."""
    return (_moved(label, place, leader) for place, leader in _places_reached(radius))


@lru_cache(maxsize=64)
def _places_reached(radius: float) -> tuple[tuple[Place, tuple[float, float]], ...]:
    """Each with the end of its line."""
    places = []
    for distance in LEADERS:
        for right, down in DIRECTIONS:
            across, along = right * (radius + distance), down * (radius + distance)
            anchor = "middle" if not right else "start" if right > 0 else "end"
            drop = 4.0 if right else RISE if down > 0 else 0.0
            place = _place(across + 3 * (right > 0) - 3 * (right < 0), along + drop, anchor)
            places.append((place, (round(across, 1), round(along, 1))))
    return tuple(places)


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
