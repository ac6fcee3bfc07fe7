"""Shapes in pixels: what is inside, what is not, and how soft an edge is."""

from __future__ import annotations

from math import hypot

import pytest

from chronicle.pictures.canvas import Canvas, Line
from chronicle.pictures.palette import COLOURS, PLACES, backwards, ramp
from chronicle.pictures.png import png
from tests.pictures.decoded import decoded

WATER, LAND, INK = PLACES["water"], PLACES["land"], PLACES["ink"]
SQUARE: Line = [(2, 2), (8, 2), (8, 8), (2, 8), (2, 2)]
HOLE: Line = [(4, 4), (6, 4), (6, 6), (4, 6), (4, 4)]


def drawn(canvas: Canvas, colour: int) -> list[str]:
    """A row a line: a sign where that colour is."""
    rows = range(0, len(canvas.pixels), canvas.width)
    return [
        "".join("#" if value == colour else "." for value in canvas.pixels[at : at + canvas.width])
        for at in rows
    ]


def test_a_ring_is_filled_but_for_the_ring_inside_it() -> None:
    canvas = Canvas(10, 10, WATER)
    canvas.fill([SQUARE, HOLE], LAND)
    assert drawn(canvas, LAND) == [
        *[".........."] * 2,
        *["..######.."] * 2,
        *["..##..##.."] * 2,
        *["..######.."] * 2,
        *[".........."] * 2,
    ]


def test_a_ring_that_runs_out_of_the_picture_fills_it_to_the_edge() -> None:
    canvas = Canvas(4, 3, WATER)
    canvas.fill([[(-50, -50), (2, -50), (2, 50), (-50, 50), (-50, -50)]], LAND)
    assert drawn(canvas, LAND) == ["##.."] * 3


def test_an_edge_between_two_pixels_is_a_mixture() -> None:
    canvas = Canvas(4, 1, WATER)
    canvas.fill([[(0, 0), (2.5, 0), (2.5, 1), (0, 1), (0, 0)]], LAND, backwards("land", "water"))
    left, _, edge, right = (COLOURS[value] for value in canvas.pixels)
    assert (left, right) == (COLOURS[LAND], COLOURS[WATER])
    assert right < edge < left


def test_a_line_has_its_width_and_leaves_the_rest() -> None:
    canvas = Canvas(9, 7, LAND)
    canvas.strokes([[(0, 3.5), (9, 3.5)]], 1.5, ramp("land", "border"))
    assert drawn(canvas, PLACES["border"]) == [*["........."] * 2, *["#########"] * 3, *["........."] * 2]


def test_where_two_lines_meet_no_seam_is_seen() -> None:
    canvas = Canvas(9, 5, LAND)
    canvas.strokes([[(0, 2.5), (4.3, 2.5), (9, 2.5)]], 0.5, ramp("land", "river"))
    assert drawn(canvas, PLACES["river"])[2] == "#########"


@pytest.mark.parametrize("far", [[(-900.0, -50.0), (900.0, -50.0)], [(20.0, 0.0), (20.0, 9.0)]])
def test_a_line_elsewhere_draws_nothing(far: Line) -> None:
    canvas = Canvas(9, 9, LAND)
    canvas.strokes([far], 2, ramp("land", "river"))
    assert set(canvas.pixels) == {LAND}


def test_a_shape_at_the_corner_is_cut_there() -> None:
    canvas = Canvas(4, 4, LAND)
    canvas.shape((-3, -3, 3, 3), lambda x, y: hypot(x, y) - 2, ramp("land", "ink"))
    assert drawn(canvas, INK)[0] == "#..."


def test_a_picture_pasted_over_the_edge_is_cut() -> None:
    canvas = Canvas(3, 3, LAND)
    canvas.paste(bytes([INK]) * 4, 2, 2, -1)
    assert drawn(canvas, INK) == ["..#", "...", "..."]


def test_text_over_a_line_does_not_wipe_the_line_away() -> None:
    canvas = Canvas(3, 1, LAND)
    canvas.pixels[2] = PLACES["river"]
    canvas.mask(b"\xff\x00\x00", 3, 0, 0, ramp("land", "ink"))
    assert list(canvas.pixels) == [INK, LAND, PLACES["river"]]


def test_a_png_is_read_back_as_it_was_drawn() -> None:
    canvas = Canvas(5, 4, LAND)
    canvas.rectangle(1, 1, 2, 2, INK)
    picture = decoded(png(canvas.pixels, 5, COLOURS))
    assert (picture.width, picture.height) == (5, 4)
    assert (picture.at(1, 1), picture.at(2, 2), picture.at(3, 3)) == ("#1a1d20", "#1a1d20", "#e9e8e3")
