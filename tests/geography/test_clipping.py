from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chronicle.geography.clipping import clip_line, clip_ring, thinned
from chronicle.geography.paths import path
from chronicle.geography.shapes import Box, Line, box_around

BOX = Box(0, 0, 10, 10)
points = st.tuples(st.integers(-20, 20), st.integers(-20, 20))
lines = st.lists(points, min_size=2, max_size=8).map(tuple)


def test_a_line_that_comes_back_is_cut_in_two() -> None:
    line = ((-5, 5), (5, 5), (15, 5), (15, 8), (5, 8))
    assert clip_line(line, BOX) == [((0, 5), (5, 5), (10, 5)), ((10, 8), (5, 8))]


def test_a_line_outside_leaves_nothing() -> None:
    assert clip_line(((-5, 5), (-1, 20), (5, 20)), BOX) == []


def test_a_line_inside_stays_as_it_is() -> None:
    assert clip_line(((1, 1), (2, 3), (9, 9)), BOX) == [((1, 1), (2, 3), (9, 9))]


def test_a_ring_about_the_box_becomes_the_box() -> None:
    ring = ((-5, -5), (-5, 15), (15, 15), (15, -5), (-5, -5))
    assert set(clip_ring(ring, BOX)) == {(0, 0), (0, 10), (10, 10), (10, 0)}


def test_a_ring_over_a_corner_keeps_the_corner() -> None:
    ring = ((5, 5), (5, 15), (15, 15), (15, 5), (5, 5))
    assert set(clip_ring(ring, BOX)) == {(5, 5), (5, 10), (10, 10), (10, 5)}


def test_a_ring_outside_leaves_nothing() -> None:
    assert clip_ring(((11, 0), (12, 0), (12, 5), (11, 0)), BOX) == ()


def close_to_inside(line: Line) -> bool:
    return BOX.grown(1e-9).contains(box_around(line))


@given(lines)
def test_nothing_of_a_line_stays_outside(line: Line) -> None:
    assert all(close_to_inside(part) and len(part) > 1 for part in clip_line(line, BOX))


@given(lines)
def test_a_ring_stays_closed_and_inside(line: Line) -> None:
    cut = clip_ring((*line, line[0]), BOX)
    assert not cut or (cut[0] == cut[-1] and close_to_inside(cut))


def test_thinning_drops_what_lies_on_the_way() -> None:
    assert thinned(((0, 0), (5, 0.1), (10, 0), (10, 10)), 0.5) == ((0, 0), (10, 0), (10, 10))


def test_thinning_keeps_an_island_round() -> None:
    island = ((0, 0), (5, 1), (10, 0), (10, 10), (0, 10), (0, 0))
    assert thinned(island, 2) == ((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))


@given(lines, st.integers(0, 5))
def test_thinning_keeps_the_ends_and_invents_nothing(line: Line, tolerance: int) -> None:
    thin = thinned(line, tolerance)
    assert (thin[0], thin[-1]) == (line[0], line[-1])
    assert set(thin) <= set(line)


def test_paths_leave_out_what_rounding_makes_vanish() -> None:
    assert path([((0, 0), (0.3, 0.2))]) == ""
    assert path([((0, 0), (0.3, 0.2), (0, 1), (0, 0))], closed=True) == ""
