"""What stands on a picture's map: discs of holders, diamonds of events, names; and the site's own mark."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import hypot

from chronicle.pictures.canvas import Canvas, Point
from chronicle.pictures.lettering import SANS, Mask, Style, line_of, width_of
from chronicle.pictures.palette import PLACES, backwards, ramp
from chronicle.pictures.shown import Spot

RADIUS, SMALL = 15.0, 5.0
"""Of a place that the picture is about, and of one that only shows where it is."""
CASING = 2.5
RING = 8.0
"""From a disc to the ring around it."""
NAME, CODE, OTHER = Style(SANS, 32, 700), Style(SANS, 32, 400), Style(SANS, 24, 400)
GAP = 10.0
AIR = 4.0
"""Around a name."""

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Board:
    """Places and names on a map from the column `left` of a canvas on; no two names touch."""

    def __init__(self, canvas: Canvas, left: int, width: int, height: int) -> None:
        self.canvas, self.left, self.size = canvas, left, (width, height)
        self._taken: list[Rectangle] = []

    def put(self, spots: list[tuple[Spot, Point]]) -> None:
        """All marks that touch no other, then the names that find room: who comes first chooses first."""
        shown: list[tuple[Spot, Point]] = []
        for spot, (x, y) in spots:
            reach = _reach(spot) + 3
            box = (x - reach, y - reach, x + reach, y + reach)
            if self._is_free(box):
                self._taken.append(box)
                shown.append((spot, (x, y)))
        named = [(spot, at, self._place(spot, at)) for spot, at in shown]
        for spot, at, name in reversed(named):
            if name is not None or spot.mark != "plain":
                self._mark(spot, at)
        for spot, _, name in named:
            if name is not None:
                self._name(spot, name)

    def _is_free(self, box: Rectangle, own: Point | None = None) -> bool:
        left, top, right, bottom = box
        inside = left >= AIR and top >= AIR and right <= self.size[0] - AIR and bottom <= self.size[1] - AIR
        return inside and not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for other in self._taken
            if own is None or not (other[0] < own[0] < other[2] and other[1] < own[1] < other[3])
        )

    def _place(self, spot: Spot, at: Point) -> Point | None:
        """Where a name begins on its baseline: to the right of the mark, to its left, above, below."""
        style = OTHER if spot.mark == "plain" else NAME
        width = width_of(spot.name, style)
        width += width_of(f" {spot.code}", CODE) if spot.code else 0
        x, y = at
        side = _reach(spot) + GAP
        middle = y + 0.36 * style.size
        over, under = y - side - 0.1 * style.size, y + side + 0.75 * style.size
        within = min(max(x - width / 2, 2 * AIR), self.size[0] - width - 2 * AIR)
        for begin, baseline in (
            (x + side, middle),
            (x - side - width, middle),
            (within, over),
            (within, under),
        ):
            box = (
                begin - AIR,
                baseline - 0.8 * style.size,
                begin + width + AIR,
                baseline + 0.25 * style.size,
            )
            if self._is_free(box, at):
                self._taken.append(box)
                return begin, baseline
        return None

    def _name(self, spot: Spot, begin: Point) -> None:
        if spot.mark == "plain":
            self._text(spot.name, OTHER, begin, "ink-2")
            return
        self._text(spot.name, NAME, begin, "ink")
        if spot.code:
            self._text(f" {spot.code}", CODE, (begin[0] + width_of(spot.name, NAME), begin[1]), "ink-2")

    def _text(self, text: str, style: Style, begin: Point, colour: str) -> None:
        x, y = round(self.left + begin[0]), round(begin[1])
        around, mask = line_of(text, style, halo=True), line_of(text, style)
        self.canvas.clear(around.coverage, around.width, x + around.left, y + around.top, PLACES["land"])
        put(self.canvas, mask, x, y, ramp("land", colour))

    def _mark(self, spot: Spot, at: Point) -> None:
        x, y = self.left + at[0], at[1]
        if spot.mark == "plain":
            disc(self.canvas, x, y, SMALL, "ink-2")
        elif spot.mark == "event":
            diamond(self.canvas, x, y, RADIUS, spot.certainty, "land")
        else:
            _holder(self.canvas, spot, x, y)


def _reach(spot: Spot) -> float:
    """From the middle of a mark to its edge."""
    if spot.mark == "plain":
        return SMALL
    return RADIUS + (RING if spot.mark == "besieged" else 0)


def put(canvas: Canvas, mask: Mask, x: int, y: int, colours: bytes) -> None:
    """A line of text whose baseline begins at a point."""
    canvas.mask(mask.coverage, mask.width, x + mask.left, y + mask.top, colours)


def disc(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """A full disc of a colour of texts."""
    canvas.shape(_around(x, y, radius), lambda a, b: hypot(a - x, b - y) - radius, ramp("land", colour))


def _holder(canvas: Canvas, spot: Spot, x: float, y: float) -> None:
    """The marks of the maps: full, half, with a ring, with a core."""
    inner = RADIUS - CASING
    if spot.mark == "besieged":
        outer = RADIUS + RING
        canvas.shape(
            _around(x, y, outer), lambda a, b: abs(hypot(a - x, b - y) - outer) - 1.5, ramp("land", "ink")
        )
    disc(canvas, x, y, RADIUS, "ink")
    hole = backwards("paper", "ink")
    fill = _fill(spot.colour)

    def core(a: float, b: float) -> float:
        return hypot(a - x, b - y) - inner

    if spot.mark in ("contested", "uncertain") or fill is None:
        canvas.shape(_around(x, y, inner), core, hole)
    if fill is None:
        return
    if spot.mark == "contested":
        canvas.shape(_around(x, y, inner), lambda a, b: max(core(a, b), a - x), fill)
    elif spot.mark == "uncertain":
        small = inner / 2
        later = _fill(spot.later_colour) or fill
        canvas.shape(_around(x, y, small), lambda a, b: max(hypot(a - x, b - y) - small, a - x), fill)
        canvas.shape(_around(x, y, small), lambda a, b: max(hypot(a - x, b - y) - small, x - a), later)
    else:
        canvas.shape(_around(x, y, inner), core, fill)


def _fill(colour: str | None) -> bytes | None:
    return ramp("ink", colour) if colour is not None else None


def diamond(canvas: Canvas, x: float, y: float, radius: float, certainty: str, under: str) -> None:
    """Full for what is confirmed, open for what is claimed, in two halves for what is disputed."""
    half = _diamond(x, y, radius)
    shapes: dict[str, Callable[[float, float], float]] = {
        "claimed": lambda a, b: max(half(a, b), -half(a, b) - 3.5),
        "disputed": lambda a, b: max(half(a, b), radius / 6 - abs(a - x)),
    }
    canvas.shape(_around(x, y, radius), shapes.get(certainty, half), ramp(under, "ink"))


def _diamond(x: float, y: float, radius: float) -> Callable[[float, float], float]:
    return lambda a, b: (abs(a - x) + abs(b - y) - radius) / 2**0.5


def _around(x: float, y: float, radius: float) -> Rectangle:
    return x - radius - 1, y - radius - 1, x + radius + 1, y + radius + 1


@lru_cache(maxsize=4)
def site_mark(size: int) -> bytes:
    """The sign of the masthead, a byte a pixel: two lines that join."""
    canvas = Canvas(size, size, PLACES["ink"])
    scale = size / 26
    curves = (
        ((5, 4), (6.4, 8.4), (12, 13.8), (14.8, 17)),
        ((14.8, 17), (17.6, 20.2), (19, 20), (21, 23)),
        ((19, 3), (18.1, 8.4), (18.8, 12.2), (15, 17)),
    )
    lines = [[(scale * x, scale * y) for x, y in _curve(*points)] for points in curves]
    canvas.strokes(lines, scale, backwards("paper", "ink"))
    return bytes(canvas.pixels)


def _curve(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """A cubic Bézier curve as ten straight lines."""

    def at(part: float) -> Point:
        rest = 1 - part
        weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
        points = (start, first, second, end)
        return (
            sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
            sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
        )

    return [at(step / 10) for step in range(11)]
