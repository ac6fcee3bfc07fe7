from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.geography import labels as labels_module
from chronicle.geography import paths, projection
from chronicle.geography.frames import Frame, inset, inside, lies_in, whole
from chronicle.geography.projection import EARTH_RADIUS_KM, Conic, EqualEarth
from chronicle.geography.shapes import Box
from chronicle.model import MapSettings

SETTINGS = MapSettings(
    west=35.6,
    east=46.4,
    south=31.9,
    north=37.75,
    parallels=(31, 37),
    meridian=42,
    origin=34,
    base="map/base.topo.json",
    day="2017-11-03",
)
EXTENT = Box(34, 28.5, 50, 39)
PACIFIC = MapSettings(
    west=170,
    east=190,
    south=-25,
    north=-10,
    parallels=(-12, -22),
    meridian=180,
    origin=-17,
    base="map/base.topo.json",
    day="1900-06-01",
)
inside_extent = st.tuples(st.floats(35.5, 48.5), st.floats(29.5, 37.5))
anywhere = st.tuples(st.floats(-180, 180), st.floats(-50, 70))


@pytest.mark.parametrize("module", [projection, paths, labels_module])
def test_worked_examples_come_out_as_written(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_conic_keeps_lengths_along_its_parallels() -> None:
    """Snyder's k is 1 there: a hundredth of a degree is as long on the map as on the globe."""
    conic = Conic(parallels=(31, 37), meridian=42, origin=34)
    for latitude in (31.0, 37.0):
        (x, y), (end_x, end_y) = conic.project(45, latitude), conic.project(45, latitude + 0.01)
        length = ((end_x - x) ** 2 + (end_y - y) ** 2) ** 0.5
        assert length == pytest.approx(EARTH_RADIUS_KM * 0.01 * 3.141592653589793 / 180, rel=1e-4)


def test_conic_with_one_parallel_is_the_limit_of_two() -> None:
    one = Conic(parallels=(34, 34), meridian=42, origin=34).project(45, 36)
    two = Conic(parallels=(34, 34.0001), meridian=42, origin=34).project(45, 36)
    assert one == pytest.approx(two, rel=1e-4)


def test_its_origin_is_the_middle_of_the_plane() -> None:
    assert Conic(parallels=(31, 37), meridian=42, origin=34).project(42, 34) == (0, 0)


@given(anywhere)
def test_equal_earth_mirrors_at_equator_and_meridian(point: tuple[float, float]) -> None:
    longitude, latitude = point
    x, y = EqualEarth(0).project(longitude, latitude)
    assert EqualEarth(0).project(-longitude, -latitude) == pytest.approx((-x, -y))


def test_the_main_map_is_as_broad_as_the_stylesheet_thinks() -> None:
    frame = whole(SETTINGS)
    assert round(frame.aspect, 3) == 1.514
    assert round(frame.area.width) == 984


def test_the_main_map_goes_through_the_middles_of_the_sides_of_its_box() -> None:
    frame = whole(SETTINGS)
    assert frame.position(35.6, 34.825)[0] == 0
    assert frame.position(46.4, 34.825)[0] == 100
    assert frame.position(41, 37.75)[1] == 0
    assert frame.position(41, 31.9)[1] == 100


def test_positions_run_to_the_right_and_downwards() -> None:
    frame = whole(SETTINGS)
    (west, north), (east, south) = frame.position(37, 37), frame.position(45, 33)
    assert west < east
    assert north < south
    assert frame.holds(41, 35)
    assert not frame.holds(2.35, 48.86)


def test_a_radius_is_given_as_svg_counts_percentages() -> None:
    """SVG takes a radius from the diagonal divided by √2, which for a square is its side."""
    frame = Frame(Conic((31, 37), 42, 34), Box(0, 0, 200, 200))
    assert frame.percent_of_diagonal(20) == 10


@given(st.lists(inside_extent, min_size=1, max_size=3))
def test_an_inset_shows_all_of_its_points_and_nothing_beyond_the_base_map(
    points: list[tuple[float, float]],
) -> None:
    frame = inset(SETTINGS, EXTENT, points)
    assert isinstance(frame.projection, Conic)
    assert all(frame.holds(*point) for point in points)
    corners = [(34, 28.5), (34, 39), (50, 28.5), (50, 39), (42, 39.1)]
    assert not any(frame.holds(*corner) for corner in corners)


def test_an_inset_of_one_town_has_its_ratio_and_the_town_near_the_middle() -> None:
    frame = inset(SETTINGS, EXTENT, [(41, 34.5)], minimum_km=260)
    assert frame.aspect == pytest.approx(1.16)
    assert frame.area.width == pytest.approx(260)
    assert frame.position(41, 34.5) == pytest.approx((50, 50), abs=4)


@given(st.lists(anywhere, min_size=1, max_size=3))
def test_any_points_of_the_world_have_an_inset(points: list[tuple[float, float]]) -> None:
    frame = inset(SETTINGS, EXTENT, points)
    assert all(frame.holds(*point) for point in points)


def test_a_place_far_away_is_drawn_on_a_map_of_the_world() -> None:
    frame = inset(SETTINGS, EXTENT, [(2.35, 48.86)])
    assert isinstance(frame.projection, EqualEarth)
    assert frame.position(2.35, 48.86) == (50, 50)


@pytest.mark.parametrize("parallels", [(31, 37), (-78, -88)])
def test_both_poles_have_a_place_in_the_plane(parallels: tuple[float, float]) -> None:
    """One is the cone's tip; the other is farther than any map reaches, but a number."""
    near, far = (90, -90) if parallels[0] > 0 else (-90, 90)
    conic = Conic(parallels=parallels, meridian=42, origin=parallels[0])
    assert conic.project(0, near) == pytest.approx(conic.project(180, near), abs=0.01)
    assert abs(conic.project(42, far)[1]) > 2 * EARTH_RADIUS_KM


def test_a_cone_around_the_equator_is_nearly_a_cylinder() -> None:
    """Parallels to the north and south of it at one distance: the meridians stand side by side."""
    conic = Conic(parallels=(-5, 5), meridian=30, origin=0)
    (west, low), (east, high) = conic.project(29, -3), conic.project(31, 3)
    assert (west, low) == pytest.approx((-east, -high), abs=0.1)
    assert east == pytest.approx(EARTH_RADIUS_KM * 3.141592653589793 / 180, rel=0.01)


def test_towns_that_lie_close_together_have_one_inset_or_two_beside_each_other() -> None:
    """What is cut out of the base map for one serves the others."""
    frames = {inset(SETTINGS, EXTENT, [(41 + step / 100, 34.5)]) for step in range(10)}
    assert len(frames) <= 2


def test_a_box_goes_on_across_the_date_line() -> None:
    """A point at 178° W lies between 170° and 190° E, the longitudes of the box."""
    assert lies_in(PACIFIC, -178, -18)
    assert not lies_in(PACIFIC, 0, -18)
    assert whole(PACIFIC).holds(-178, -18)
    frame = inset(PACIFIC, Box(165, -30, 195, -5), [(-178, -18)])
    assert isinstance(frame.projection, Conic)
    assert frame.position(-178, -18) == pytest.approx((50, 50), abs=4)


def test_nothing_beyond_the_base_map_is_shown_in_the_south_either() -> None:
    """There parallels bulge to the north: the middle of the southern side lies highest."""
    conic = Conic(parallels=(-34, -20), meridian=25, origin=-28)
    shown = inside(conic, Box(10, -36, 40, -20))
    assert shown.low == pytest.approx(conic.project(25, -36)[1])
    assert shown.high == pytest.approx(conic.project(10, -20)[1])


def test_without_a_map_of_the_world_an_inset_may_reach_beyond_the_base_map() -> None:
    """Better a part of it empty than a map without any ground."""
    frame = inset(SETTINGS, EXTENT, [(34.1, 28.6)], has_world=False)
    assert isinstance(frame.projection, Conic)
    assert frame.position(34.1, 28.6) == (50, 50)
