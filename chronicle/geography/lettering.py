"""Which names a map bears, by its width."""

from __future__ import annotations

import msgspec


class Lettering(msgspec.Struct, frozen=True, kw_only=True):
    """Which names one width of map bears."""

    widths: tuple[int, ...]
    """Pixels; what fits at each of them fits between them too, as far as one can tell."""
    large: float
    small: float
    """The radii of marks."""
    importance: int
    """The least that is named."""
    limit: int | None = None
    codes: bool = True
    streams: bool = True
    only_bold_reach: bool = False
    """Only the name that the page is about may stand farther off, with a line to its mark."""
    any_bold: bool = False
    """Room is kept so that any name may become bold, and its mark large."""


PHONE = Lettering(
    widths=(328, 360, 430, 600), large=6, small=4.5, importance=3, limit=14, codes=False, streams=False
)
DESK = Lettering(widths=(700, 792, 960, 1216), large=7, small=5.5, importance=2)
CLOSE = Lettering(widths=(2300, 3200, 4800, 6400), large=7, small=5.5, importance=1)
"""A map that a reader has come close to."""
SHARED = Lettering(
    widths=(264, 330, 400),
    large=7,
    small=5.5,
    importance=1,
    limit=14,
    streams=False,
    only_bold_reach=True,
    any_bold=True,
)
