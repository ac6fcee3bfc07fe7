"""The ground under a map: land, water, rivers and borders, cut to a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from math import floor, log2
from typing import NamedTuple

import msgspec

from chronicle.geography.clipping import clip_line, clip_ring
from chronicle.geography.frames import Frame
from chronicle.geography.ground import Ground, Layers, Piece, layers
from chronicle.geography.names import GroundName, country_name, river_name
from chronicle.geography.paths import path
from chronicle.geography.projection import EqualEarth
from chronicle.geography.shapes import Box, Line
from chronicle.geography.topojson import Properties
from chronicle.model import sealed

LARGE_RIVER = 4
"""Rivers of this rank or a lower one are drawn as large (Natural Earth's scale rank)."""
BLEED = 0.01
"""How far, as a part of the width, lines run on beyond the frame, so that no cut edge is seen."""


class Detail(msgspec.Struct, frozen=True):
    """How large a map is drawn, and so how much of the ground it can show."""

    pixels: int
    """The width at which nothing is missing."""
    height: int
    """Units of the drawing from top to bottom."""


WHOLE = Detail(pixels=800, height=1000)
INSET = Detail(pixels=300, height=500)


class BaseMap(msgspec.Struct, frozen=True, kw_only=True):
    """Path data for each layer, in drawing order; empty where there is none. The sea is the background."""

    width: int
    height: int
    land_around: str
    land: str
    """The countries of the focus."""
    admin: str
    streams: str
    rivers: str
    water: str
    """Lakes, over the rivers: the old bed under a reservoir does not show."""
    borders: str
    disputed: str
    """Boundaries of any kind but international."""
    outlined: bool
    """Countries are drawn with their edges, because boundaries are not known one by one."""
    names: tuple[GroundName, ...]
    digest: bytes = b""


@lru_cache(maxsize=512)
def base_map(ground: Ground, frame: Frame, detail: Detail = WHOLE) -> BaseMap:
    """The ground inside the frame, sealed; the same for the same ground, frame and detail, on any machine.

    Kept in the process: events of one place share their frame.
    """
    view = _View(frame.area, round(detail.height * frame.aspect), detail.height)
    found = layers(ground, frame.projection, _tolerance(frame, detail))
    around, land = by_focus(found.countries, ground.settings.land)
    streams, rivers = by_rank(found.rivers)
    borders, disputed = _by_kind(found.boundaries)
    made: BaseMap = sealed(
        BaseMap(
            width=view.width,
            height=view.height,
            land_around=path(view.rings(around), closed=True),
            land=path(view.rings(land), closed=True),
            admin=path(view.lines(found.admin)),
            streams=path(view.lines(streams)),
            rivers=path(view.lines(rivers)),
            water=path(view.rings(found.lakes), closed=True),
            borders=path(view.lines(borders)),
            disputed=path(view.lines(disputed)),
            outlined=isinstance(frame.projection, EqualEarth),
            names=tuple(_names(found, view, ground.language)),
        )
    )
    return made


def _tolerance(frame: Frame, detail: Detail) -> float:
    """At most half a pixel, in kilometres; a power of two, so that maps of one scale share their outlines."""
    return 2.0 ** floor(log2(frame.area.width / detail.pixels / 2))


# --- what is drawn how ----------------------------------------------------


Split = tuple[list[Piece], list[Piece]]


def by_focus(countries: Iterable[Piece], focus: tuple[str, ...]) -> Split:
    """The countries around the story, and those in which it plays."""
    return _split(countries, lambda properties: properties.get("slug") in focus)


def by_rank(rivers: Iterable[Piece]) -> Split:
    """The streams and the large rivers."""
    return _split(rivers, _is_large)


def _is_large(properties: Properties) -> bool:
    rank = properties.get("rank")
    return isinstance(rank, int) and rank <= LARGE_RIVER


def _by_kind(boundaries: Iterable[Piece]) -> Split:
    return _split(boundaries, lambda properties: properties.get("kind") != "international")


def _split(pieces: Iterable[Piece], is_second: Callable[[Properties], bool]) -> Split:
    parts: Split = ([], [])
    for piece in pieces:
        parts[is_second(piece.properties)].append(piece)
    return parts


# --- from the projected plane to the drawing -------------------------------


class _View(NamedTuple):
    """Kilometres with y to the north become units with y downwards."""

    area: Box
    width: int
    height: int

    def rings(self, pieces: Iterable[Piece]) -> list[Line]:
        return [self._drawn(line) for piece in self._near(pieces) if (line := self._cut_ring(piece))]

    def lines(self, pieces: Iterable[Piece]) -> list[Line]:
        return [self._drawn(line) for piece in self._near(pieces) for line in self._cut_line(piece)]

    def _near(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        return (piece for piece in pieces if piece.box.touches(self._bounds))

    @property
    def _bounds(self) -> Box:
        return self.area.grown(BLEED * self.area.width)

    def _cut_ring(self, piece: Piece) -> Line:
        return piece.line if self._bounds.contains(piece.box) else clip_ring(piece.line, self._bounds)

    def _cut_line(self, piece: Piece) -> list[Line]:
        return [piece.line] if self._bounds.contains(piece.box) else clip_line(piece.line, self._bounds)

    def _drawn(self, line: Line) -> Line:
        across, down = self.width / self.area.width, self.height / self.area.height
        return tuple(((x - self.area.left) * across, (self.area.high - y) * down) for x, y in line)


def _names(found: Layers, view: _View, language: str) -> Iterator[GroundName]:
    """Of countries, then of rivers, the large ones first."""
    size = (view.width, view.height)
    word = partial(_word, language=language)
    for name, pieces in _grouped(found.countries, word):
        yield from country_name(name, view.rings(pieces), size)
    streams, rivers = by_rank(found.rivers)
    for group, is_main in ((rivers, True), (streams, False)):
        for name, pieces in _grouped(group, word):
            yield from river_name(name, view.lines(pieces), size, is_large=is_main)


def _grouped(pieces: Iterable[Piece], word: Callable[[Properties], str]) -> list[tuple[str, list[Piece]]]:
    """Pieces by their name, sorted by it; what has none is left out."""
    groups: dict[str, list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(word(piece.properties), []).append(piece)
    return sorted((name, group) for name, group in groups.items() if name)


def _word(properties: Properties, language: str) -> str:
    return str(properties.get(f"name_{language}") or properties.get("name") or "")
