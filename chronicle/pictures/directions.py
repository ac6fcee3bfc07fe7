"""In which order the parts of a line stand, where scripts of both directions meet.

The rules of the Unicode Bidirectional Algorithm (UAX #9) that a title needs: letters, numbers and what stands
between them; no explicit marks, which notes do not have.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from unicodedata import bidirectional

Run = tuple[str, bool]
"""A piece of text, and whether it runs from right to left."""


def in_visual_order(text: str, from_right: bool) -> list[Run]:
    """The pieces of a line from left to right as they are seen; `from_right` is the line's own direction.

    >>> in_visual_order("taken by العراق in 2017", from_right=False)
    [('taken by ', False), ('العراق', True), (' in 2017', False)]
    >>> in_visual_order("العراق 2017", from_right=True)
    [('2017', False), ('العراق ', True)]
    """
    base = 1 if from_right else 0
    levels = _levels(text, base)
    runs = [
        (level, "".join(character for _, character in group))
        for level, group in groupby(zip(levels, text, strict=True), key=lambda pair: pair[0])
    ]
    return [(piece, level % 2 == 1) for level, piece in _reordered(runs)]


def _levels(text: str, base: int) -> list[int]:
    """W1, W2 and W7, N1 and N2, I1 and I2 in short: a level for each character."""
    kinds: list[str] = []
    strong = "R" if base else "L"
    for character in text:
        kind = bidirectional(character)
        if kind in {"L", "R", "AL"}:
            strong = "L" if kind == "L" else "R"
            kinds.append(strong)
        elif kind in {"EN", "AN"}:
            kinds.append("L" if strong == "L" else "N")
        elif kind == "NSM" and kinds:
            kinds.append(kinds[-1])
        else:
            kinds.append("")
    _settle_neutrals(kinds, "R" if base else "L")
    of_kind = {"L": base + base % 2, "R": 1, "N": 2}
    return [of_kind[kind] for kind in kinds]


def _settle_neutrals(kinds: list[str], base: str) -> None:
    """What has no direction takes that of both its sides, if they agree, else the line's."""
    at = 0
    while at < len(kinds):
        if kinds[at]:
            at += 1
            continue
        end = at
        while end < len(kinds) and not kinds[end]:
            end += 1
        before = kinds[at - 1] if at else base
        after = kinds[end] if end < len(kinds) else base
        sides = {"R" if kind == "N" else kind for kind in (before, after)}
        kinds[at:end] = [sides.pop() if len(sides) == 1 else base] * (end - at)
        at = end


def _reordered(runs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """L2: from the highest level down, what is as high or higher is turned round."""
    for level in range(max((level for level, _ in runs), default=0), 0, -1):
        turned: list[tuple[int, str]] = []
        for is_high, group in groupby(runs, key=partial(_is_at_least, level)):
            found = list(group)
            turned += reversed(found) if is_high else found
        runs = turned
    return runs


def _is_at_least(level: int, run: tuple[int, str]) -> bool:
    return run[0] >= level
