"""A picture of one byte a pixel, and what can be drawn on it. Coordinates are pixels, y downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import ceil, floor, hypot

from chronicle.pictures.palette import STEPS, Ramp

Point = tuple[float, float]
Line = Sequence[Point]

PIECE = 16.0
"""Longer strokes are drawn in pieces, so that little beside them is looked at."""


class Canvas:
    def __init__(self, width: int, height: int, colour: int) -> None:
        self.width, self.height = width, height
        self.pixels = bytearray([colour]) * (width * height)

    def rectangle(self, left: int, top: int, width: int, height: int, colour: int) -> None:
        self.paste(bytes([colour]) * (width * height), width, left, top)

    def paste(self, pixels: bytes | bytearray, width: int, left: int, top: int) -> None:
        """Another picture, of which what lies beyond the edges is left out."""
        start, end = max(0, -left), min(width, self.width - left)
        for row in range(max(0, -top), min(len(pixels) // width, self.height - top)):
            at = (top + row) * self.width + left
            self.pixels[at + start : at + end] = pixels[row * width + start : row * width + end]

    def mask(self, coverage: bytes, width: int, left: int, top: int, ramp: Ramp) -> None:
        """A colour through a mask of one byte a pixel, over what has the ramp's first colour."""
        table = bytes(ramp[value * STEPS // 256] for value in range(256))
        empty = bytes([ramp[0]])
        start, end = max(0, -left), min(width, self.width - left)
        for row in range(max(0, -top), min(len(coverage) // width, self.height - top)):
            at = (top + row) * self.width + left
            line = coverage[row * width + start : row * width + end].translate(table)
            before = self.pixels[at + start : at + end]
            if before.count(empty) != len(before):
                line = bytes(new if new != ramp[0] else old for new, old in zip(line, before, strict=True))
            self.pixels[at + start : at + end] = line

    def clear(self, coverage: bytes, width: int, left: int, top: int, colour: int) -> None:
        """One colour wherever the mask covers anything."""
        for row in range(max(0, -top), min(len(coverage) // width, self.height - top)):
            line = coverage[row * width : (row + 1) * width]
            if not any(line):
                continue
            at = (top + row) * self.width
            for column, value in enumerate(line, left):
                if value > STEPS and 0 <= column < self.width:
                    self.pixels[at + column] = colour

    def shape(
        self, box: tuple[float, float, float, float], distance: Callable[[float, float], float], ramp: Ramp
    ) -> None:
        """All that is inside: `distance` from its edge is below zero there, and counted in pixels.

        The edge is as soft as the ramp is long; `box` holds it all.
        """
        left, top, right, bottom = box
        for row in range(max(0, floor(top)), min(self.height, ceil(bottom) + 1)):
            at = row * self.width
            for column in range(max(0, floor(left)), min(self.width, ceil(right) + 1)):
                covered = 0.5 - distance(column + 0.5, row + 0.5)
                if covered > 0:
                    self.pixels[at + column] = ramp[_step(covered)]

    def strokes(self, lines: Iterable[Line], half: float, ramp: Ramp) -> None:
        """Lines with round ends, `half` of their width to either side; where two meet, the fuller counts."""
        found: dict[int, int] = {}
        for line in lines:
            for start, end in pairwise(line):
                self._stroke(start, end, half, found)
        for at, step in found.items():
            self.pixels[at] = ramp[step]

    def _stroke(self, start: Point, end: Point, half: float, found: dict[int, int]) -> None:
        (x, y), (to_x, to_y) = start, end
        reach = half + 0.5
        outside = (
            max(x, to_x) < -reach
            or min(x, to_x) > self.width + reach
            or max(y, to_y) < -reach
            or min(y, to_y) > self.height + reach
        )
        if outside:
            return
        pieces = ceil(hypot(to_x - x, to_y - y) / PIECE) or 1
        across, down = (to_x - x) / pieces, (to_y - y) / pieces
        for piece in range(pieces):
            self._piece(x + piece * across, y + piece * down, across, down, half, found)

    def _piece(
        self, x: float, y: float, across: float, down: float, half: float, found: dict[int, int]
    ) -> None:
        reach = half + 0.5
        length = across * across + down * down
        top, bottom = min(y, y + down) - reach, max(y, y + down) + reach
        left, right = min(x, x + across) - reach, max(x, x + across) + reach
        columns = range(max(0, floor(left)), min(self.width, ceil(right)))
        for row in range(max(0, floor(top)), min(self.height, ceil(bottom))):
            off_y = row + 0.5 - y
            for column in columns:
                off_x = column + 0.5 - x
                along = (off_x * across + off_y * down) / length if length else 0.0
                along = 0.0 if along < 0 else 1.0 if along > 1 else along
                away_x, away_y = off_x - along * across, off_y - along * down
                squared = away_x * away_x + away_y * away_y
                if squared < reach * reach:
                    step = _step(reach - squared**0.5)
                    at = row * self.width + column
                    if step > found.get(at, 0):
                        found[at] = step

    def fill(self, rings: Iterable[Line], colour: int, edge: Ramp | None = None) -> None:
        """What lies inside an odd number of the rings. With `edge`, ends of a row are softened along it."""
        crossings: list[list[float]] = [[] for _ in range(self.height)]
        for ring in rings:
            for start, end in pairwise(ring):
                self._cross(start, end, crossings)
        for row, found in enumerate(crossings):
            found.sort()
            for left, right in zip(found[::2], found[1::2], strict=False):
                self._span(row, left, right, colour, edge)

    def _cross(self, start: Point, end: Point, crossings: list[list[float]]) -> None:
        """Where an edge crosses the middles of rows."""
        (x, y), (to_x, to_y) = (start, end) if start[1] <= end[1] else (end, start)
        first, last = max(0, ceil(y - 0.5)), min(self.height, ceil(to_y - 0.5))
        if first < last:
            slope = (to_x - x) / (to_y - y)
            for row in range(first, last):
                crossings[row].append(x + (row + 0.5 - y) * slope)

    def _span(self, row: int, left: float, right: float, colour: int, edge: Ramp | None) -> None:
        left, right = max(0.0, left), min(float(self.width), right)
        start, end = ceil(left), floor(right)
        at = row * self.width
        if start < end:
            self.pixels[at + start : at + end] = bytes([colour]) * (end - start)
        if edge is not None and start <= end:
            if start > left:
                self.pixels[at + start - 1] = edge[_step(start - left)]
            if right > end:
                self.pixels[at + end] = edge[_step(right - end)]


def _step(covered: float) -> int:
    """Part of a pixel as a place in a ramp."""
    return STEPS - 1 if covered >= 1 else int(covered * STEPS)
