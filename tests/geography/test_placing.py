from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from chronicle.geography.labels import Label, around, reaching, text_across, text_sides
from chronicle.geography.placing import Obstacle, Wish, keeping_clear, place_labels
from chronicle.geography.shapes import Box

WIDTHS, ASPECT, RADIUS = (328, 430), 1.5, 6.0
percent = st.integers(0, 100).map(float)


def label(x: float, y: float, text: str = "Deir ez-Zor", kind: str = "town") -> Label:
    return Label(id=f"{text} {x} {y}", kind=kind, text=text, x=x, y=y)


def wish(x: float, y: float) -> Wish:
    return Wish(around(label(x, y), RADIUS), reaching(label(x, y), RADIUS), is_town=True)


def boxes(placed: tuple[Label, ...], width: int) -> list[Box]:
    return [Box(*text_sides(name, width, width / ASPECT, text_across(name))) for name in placed]


@given(st.lists(st.tuples(percent, percent), max_size=12, unique=True))
def test_no_two_names_touch_nor_cover_a_mark_nor_leave_the_map(spots: list[tuple[float, float]]) -> None:
    obstacles = [Obstacle(x, y, RADIUS) for x, y in spots]
    placed = place_labels([wish(x, y) for x, y in spots], obstacles, WIDTHS, ASPECT)
    for width in WIDTHS:
        taken = boxes(placed, width)
        height = width / ASPECT
        discs = [
            Box(x * width / 100, y * height / 100, x * width / 100, y * height / 100).grown(RADIUS)
            for x, y in spots
        ]
        assert not any(one.touches(other) for one, other in combinations(taken, 2))
        assert not any(box.touches(disc) for box in taken for disc in discs)
        assert all(Box(0, 0, width, height).contains(box) for box in taken)


def test_a_name_stands_to_the_right_if_it_can() -> None:
    (placed,) = place_labels([wish(50, 50)], [Obstacle(50, 50, RADIUS)], WIDTHS, ASPECT)
    assert (placed.anchor, placed.dx, placed.dy, placed.leader) == ("start", 10, 4, None)


def test_at_the_right_edge_it_stands_to_the_left() -> None:
    (placed,) = place_labels([wish(98, 50)], [Obstacle(98, 50, RADIUS)], WIDTHS, ASPECT)
    assert placed.anchor == "end"


def test_who_comes_first_chooses_first() -> None:
    first, second = place_labels([wish(50, 50), wish(52, 50)], [], WIDTHS, ASPECT)
    assert first.anchor == "start"
    assert second.anchor != "start" or second.dy != first.dy


def test_a_name_covers_a_small_mark_only_for_want_of_a_better_place() -> None:
    small = Obstacle(56, 50, 4.5, firm=False)
    (placed,) = place_labels([wish(50, 50)], [small], WIDTHS, ASPECT)
    assert placed.anchor == "end"
    only_right = Wish(list(around(label(50, 50), RADIUS))[:1])
    (covering,) = place_labels([only_right], [small], WIDTHS, ASPECT)
    assert covering.anchor == "start"


def test_a_name_that_may_cover_nothing_is_left_out() -> None:
    small = Obstacle(56, 50, 4.5, firm=False)
    only_right = Wish(list(around(label(50, 50), RADIUS))[:1], may_cover=False)
    assert place_labels([only_right], [small], WIDTHS, ASPECT) == ()


def test_names_of_the_ground_cover_no_mark_at_all() -> None:
    country = Wish((label(50, 50, "Syria", kind="country"),))
    assert place_labels([country], [Obstacle(50, 50, 4.5, firm=False)], WIDTHS, ASPECT) == ()


def test_a_chief_town_in_a_crowd_is_named_with_a_line() -> None:
    crowd = [Obstacle(50, 50, RADIUS, dx=dx, dy=dy) for dx in (-14, 0, 14) for dy in (-14, 0, 14)]
    near = Wish(around(label(50, 50), RADIUS))
    assert place_labels([near], crowd, WIDTHS, ASPECT) == ()
    (placed,) = place_labels([wish(50, 50)], crowd, WIDTHS, ASPECT)
    assert placed.leader is not None


def test_no_name_lies_on_the_line_to_another() -> None:
    far = next(name for name in reaching(label(50, 50), RADIUS) if name.dx == 55)
    later = Wish((Label(id="x", kind="town", text="x", x=50, y=50, dx=30, dy=4),))
    assert len(place_labels([Wish((far,)), later], [], WIDTHS, ASPECT)) == 1


def test_a_name_too_wide_for_its_country_is_left_out() -> None:
    roomy, narrow = (
        Wish((Label(id="a", kind="country", text="Lebanon", x=50, y=50, anchor="middle", room=room),))
        for room in (40.0, 5.0)
    )
    assert len(place_labels([roomy], [], WIDTHS, ASPECT)) == 1
    assert place_labels([narrow], [], WIDTHS, ASPECT) == ()


def test_a_limit_is_kept() -> None:
    assert len(place_labels([wish(20, 20), wish(20, 80)], [], WIDTHS, ASPECT, limit=1)) == 1


def test_names_that_stand_keep_their_places_beside_those_that_come_before_them() -> None:
    """A page's own name takes its place first; the rest is not placed anew, but as if it had been."""
    standing = place_labels([wish(20, 20), wish(80, 20), wish(50, 80)], [], WIDTHS, ASPECT)
    own = place_labels([wish(22, 22)], [], WIDTHS, ASPECT)
    obstacles = [Obstacle(75, 20, RADIUS)]
    wishes = [Wish((name,), is_town=True) for name in (*own, *standing)]
    kept = keeping_clear(standing, own, obstacles, WIDTHS, ASPECT)
    assert (*own, *kept) == place_labels(wishes, obstacles, WIDTHS, ASPECT)
    assert kept == standing[2:]
    assert keeping_clear(standing, own, obstacles, WIDTHS, ASPECT, limit=1) == ()
