"""Cuts lines and rings to a box and leaves out points that nobody could see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from chronicle.geography.shapes import Box, Line, Point

NEARLY = 1e-6
"""A millimetre in kilometres: what ends no farther from a box may still touch it after rounding."""


def clip_line(line: Line, box: Box) -> list[Line]:
    """The parts of a line inside the box (Liang and Barsky's way with each segment), in order."""
    beyond = box.grown(NEARLY)
    parts: list[list[Point]] = []
    for start, end in pairwise(line):
        if _are_on_one_side(start, end, beyond):
            continue
        visible = _clip_segment(start, end, box)
        if visible is None:
            continue
        if parts and parts[-1][-1] == visible[0]:
            parts[-1].append(visible[1])
        else:
            parts.append(list(visible))
    return [tuple(part) for part in parts]


def _are_on_one_side(start: Point, end: Point, box: Box) -> bool:
    """Both to the left, the right, below or above: most segments of a line that comes near a box."""
    left, low, right, high = box
    (x, y), (end_x, end_y) = start, end
    return (
        (x < left and end_x < left)
        or (x > right and end_x > right)
        or (y < low and end_y < low)
        or (y > high and end_y > high)
    )


def _clip_segment(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    across, along = end[0] - start[0], end[1] - start[1]
    entered, left = 0.0, 1.0
    for speed, room in (
        (-across, start[0] - box.left),
        (across, box.right - start[0]),
        (-along, start[1] - box.low),
        (along, box.high - start[1]),
    ):
        if speed == 0:
            if room < 0:
                return None
        elif speed < 0:
            entered = max(entered, room / speed)
        else:
            left = min(left, room / speed)
    if entered > left:
        return None
    first = start if entered == 0 else (start[0] + entered * across, start[1] + entered * along)
    last = end if left == 1 else (start[0] + left * across, start[1] + left * along)
    return first, last


def clip_ring(ring: Line, box: Box) -> Line:
    """The ring cut to the box (Sutherland and Hodgman): closed, or empty where nothing of it is inside.

    Where a ring leaves the box and comes back, the two meet along the box's
    edge; such a seam is seen only if the edge itself is drawn.
    """
    points: Sequence[Point] = ring[:-1]
    points = _cut(points, [x >= box.left for x, _ in points], _at_x, box.left)
    points = _cut(points, [x <= box.right for x, _ in points], _at_x, box.right)
    points = _cut(points, [y >= box.low for _, y in points], _at_y, box.low)
    points = _cut(points, [y <= box.high for _, y in points], _at_y, box.high)
    return (*points, points[0]) if points else ()


Crossing = Callable[[Point, Point, float], Point]


def _cut(points: Sequence[Point], inside: Sequence[bool], crossing: Crossing, edge: float) -> Sequence[Point]:
    """A ring's points on the inner side of an edge, and those where the ring crosses it."""
    if all(inside):
        return points
    if not any(inside):
        return ()
    kept: list[Point] = []
    previous, was_inside = points[-1], inside[-1]
    for point, is_inside in zip(points, inside, strict=True):
        if is_inside != was_inside:
            kept.append(crossing(previous, point, edge))
        if is_inside:
            kept.append(point)
        previous, was_inside = point, is_inside
    return kept


def _at_x(start: Point, end: Point, x: float) -> Point:
    return x, start[1] + (end[1] - start[1]) * (x - start[0]) / (end[0] - start[0])


def _at_y(start: Point, end: Point, y: float) -> Point:
    return start[0] + (end[0] - start[0]) * (y - start[1]) / (end[1] - start[1]), y


def thinned(line: Line, tolerance: float) -> Line:
    """The line without points closer than the tolerance to what is left of it (Douglas and Peucker)."""
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, distance = _farthest(line, first, last)
        if distance > tolerance * tolerance:
            kept.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return tuple(line[number] for number in sorted(kept))


def _farthest(line: Line, first: int, last: int) -> tuple[int, float]:
    """Which point between the two is farthest from the segment between them, and its distance squared."""
    (x, y), (end_x, end_y) = line[first], line[last]
    across, along = end_x - x, end_y - y
    length = across * across + along * along
    farthest, distance = first, -1.0
    for number in range(first + 1, last):
        to_x, to_y = line[number][0] - x, line[number][1] - y
        part = min(1.0, max(0.0, (to_x * across + to_y * along) / length)) if length else 0.0
        off_x, off_y = to_x - part * across, to_y - part * along
        squared = off_x * off_x + off_y * off_y
        if squared > distance:
            farthest, distance = number, squared
    return farthest, distance
