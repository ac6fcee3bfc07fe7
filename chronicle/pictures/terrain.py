"""The ground of a picture's map, drawn in tiles that a process keeps: cards of near places share them.

Maps of all pictures have a scale out of a short row, and begin on a whole
pixel of it, so that a tile fits wherever it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import floor, log2
from typing import NamedTuple

from chronicle.geography.basemap import by_focus, by_rank
from chronicle.geography.frames import conic, inside
from chronicle.geography.ground import Ground, Piece, layers
from chronicle.geography.projection import Conic, EqualEarth, Projection, turned
from chronicle.geography.shapes import Box, Point, box_around
from chronicle.pictures.canvas import Canvas
from chronicle.pictures.palette import PLACES, backwards, ramp

FINEST = 0.6
"""Kilometres to the pixel; every second scale has twice as many as the one before the last."""
SCALES = 12
WORLD = 8
"""The finest scale of a map of the world."""
TILE = 256
"""Pixels of a side."""
_LINE = 4
"""Pixels beyond a tile from which a line reaches into it."""


class Window(NamedTuple):
    """A rectangle of the plane in pixels of its scale; y points downwards."""

    projection: Projection
    scale: int
    left: int
    top: int
    width: int
    height: int

    @property
    def step(self) -> float:
        """Kilometres to the pixel."""
        return step_of(self.scale)

    def position(self, longitude: float, latitude: float) -> Point:
        """Of a point, in pixels from the window's corner."""
        x, y = self.projection.project(turned(longitude, self.projection.meridian), latitude)
        return x / self.step - self.left, -y / self.step - self.top


def step_of(scale: int) -> float:
    """Kilometres to the pixel of a scale."""
    return float(FINEST * 2 ** (scale / 2))


def window(
    ground: Ground, points: Sequence[Point], width: int, height: int, margin: int
) -> tuple[Window, tuple[int, ...]]:
    """The finest map of that size around the first point (longitude, latitude), and which of them it holds.

    Further points lie on it, inside the margin, as long as there is a scale for them and all before: on a
    map of the region, unless that does not reach the first point and there is one of the world.
    """
    region = conic(ground.settings)
    projection: Projection = region
    limits: Box | None = inside(region, ground.extent)
    scales = range(WORLD)
    first = _around(projection, points[:1])
    if ground.world is not None and limits is not None and not limits.contains(first):
        projection, limits, scales = EqualEarth(10.0 * round(points[0][0] / 10)), None, range(WORLD, SCALES)
    size = (width, height)
    held: tuple[int, ...] = (0,)
    found = scales[0]
    for number in range(1, len(points)):
        around = _around(projection, [points[it] for it in (*held, number)])
        scale = next((it for it in scales if _fits(around, it, size, margin, limits)), None)
        if scale is not None:
            held, found = (*held, number), max(found, scale)
    around = _around(projection, [points[it] for it in held])
    return _placed(projection, found, around, limits, width, height), held


def _around(projection: Projection, points: Iterable[Point]) -> Box:
    return box_around([projection.project(turned(x, projection.meridian), y) for x, y in points])


def _fits(around: Box, scale: int, size: tuple[int, int], margin: int, limits: Box | None) -> bool:
    """Whether a map of that scale holds them, and shows nothing from beyond the limits."""
    step = step_of(scale)
    width, height = size
    if limits is not None and (width * step > limits.width or height * step > limits.height):
        return False
    return around.width <= (width - 2 * margin) * step and around.height <= (height - 2 * margin) * step


def _placed(
    projection: Projection, scale: int, around: Box, limits: Box | None, width: int, height: int
) -> Window:
    """The window about the middle of what it shows, moved so that nothing from beyond the limits is seen."""
    step = step_of(scale)
    left = (around.left + around.right) / 2 / step - width / 2
    top = -(around.low + around.high) / 2 / step - height / 2
    if limits is not None:
        left = _moved(left, width, limits.left / step, limits.right / step)
        top = _moved(top, height, -limits.high / step, -limits.low / step)
    return Window(projection, scale, round(left), round(top), width, height)


def _moved(start: float, length: int, first: float, last: float) -> float:
    if length > last - first:
        return (first + last - length) / 2
    return min(max(start, first), last - length)


def draw_ground(canvas: Canvas, ground: Ground, shown: Window, left: int) -> None:
    """The window's ground from the column `left` of a canvas on."""
    part = Canvas(shown.width, shown.height, PLACES["water"])
    for row in range(shown.top // TILE, (shown.top + shown.height - 1) // TILE + 1):
        for column in range(shown.left // TILE, (shown.left + shown.width - 1) // TILE + 1):
            pixels = _tile(ground, shown.projection, shown.scale, column, row)
            part.paste(pixels, TILE, column * TILE - shown.left, row * TILE - shown.top)
    canvas.paste(part.pixels, shown.width, left, 0)


@lru_cache(maxsize=512)
def _tile(ground: Ground, projection: Projection, scale: int, column: int, row: int) -> bytes:
    step = step_of(scale)
    found = layers(ground, projection, 2.0 ** floor(log2(step / 2)))
    view = _View(step, column * TILE, row * TILE)
    canvas = Canvas(TILE, TILE, PLACES["water"])
    around, land = by_focus(found.countries, ground.settings.land)
    streams, rivers = by_rank(found.rivers)
    shore = backwards("land", "water")
    canvas.fill(view.lines(around), PLACES["land-2"], shore)
    canvas.fill(view.lines(land), PLACES["land"], shore)
    canvas.strokes(view.lines(found.admin), 0.5, ramp("land", "admin"))
    canvas.strokes(view.lines(streams), 0.75, ramp("land", "river"))
    canvas.strokes(view.lines(rivers), 1.75, ramp("land", "river"))
    canvas.fill(view.lines(found.lakes), PLACES["water"], ramp("land", "water"))
    canvas.strokes(view.lines(found.lakes), 0.75, ramp("land", "river"))
    edges = found.boundaries if isinstance(projection, Conic) else found.countries
    canvas.strokes(view.lines(edges), 1.0, ramp("land", "border"))
    return bytes(canvas.pixels)


class _View(NamedTuple):
    """Kilometres with y to the north become pixels of one tile."""

    step: float
    left: int
    top: int

    def lines(self, pieces: Iterable[Piece]) -> Iterator[tuple[Point, ...]]:
        """The pieces near the tile."""
        left, right = (self.left - _LINE) * self.step, (self.left + TILE + _LINE) * self.step
        low, high = -(self.top + TILE + _LINE) * self.step, -(self.top - _LINE) * self.step
        near = Box(left, low, right, high)
        for piece in pieces:
            if piece.box.touches(near):
                yield tuple((x / self.step - self.left, -y / self.step - self.top) for x, y in piece.line)
