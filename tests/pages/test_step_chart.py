"""A number over time: steps at the days on which it changes, numbered circles at the turning points."""

from __future__ import annotations

from datetime import date

import pytest

from chronicle.pages.step_chart import NumberedPoint, StepChart, Tick, step_chart

RISE_AND_FALL = ((date(2014, 7, 1), 4), (date(2015, 1, 1), 1), (date(2015, 7, 2), 0))
"""Four from the middle of the first of two years, one from its end, none from the middle of the second."""


def chart(tally: tuple[tuple[date, int], ...], *days: date) -> StepChart:
    found = step_chart(tally, days)
    assert found is not None
    return found


def test_the_shape_goes_up_and_down_at_the_days_of_change_and_ends_with_the_axis() -> None:
    """In thousandths; the highest step leaves room above it for circles."""
    assert chart(RISE_AND_FALL).shape == "M248 1000H248V231H500V808H749V1000H1000V1000z"


def test_the_last_number_goes_on_to_the_end_of_the_axis() -> None:
    assert chart(((date(2014, 7, 1), 4),)).shape == "M496 1000H496V231H1000V1000z"


def test_the_axis_is_of_whole_years_each_named_where_it_begins() -> None:
    assert chart(RISE_AND_FALL).years == (Tick("2014", 0.0), Tick("2015", 50.0))


def test_a_number_that_never_changes_has_no_chart() -> None:
    assert step_chart((), [date(2014, 7, 1)]) is None


@pytest.mark.parametrize(
    ("highest", "named"),
    [
        (1, ["1"]),
        (5, ["1", "2", "3", "4", "5"]),
        (6, ["2", "4", "6"]),
        (33, ["10", "20", "30"]),
        (120, ["25", "50", "75", "100"]),
        (5000, ["1000", "2000", "3000", "4000", "5000"]),
    ],
)
def test_a_few_round_numbers_are_named_up_to_the_highest(highest: int, named: list[str]) -> None:
    found = chart(((date(2014, 7, 1), highest),))
    assert found.highest == highest
    assert [tick.words for tick in found.counts] == named


def test_a_number_stands_at_the_height_of_its_step() -> None:
    found = chart(RISE_AND_FALL, date(2014, 8, 1))
    four = next(tick for tick in found.counts if tick.words == "4")
    assert four.at == found.points[0].foot


def test_circles_stand_on_the_step_of_their_day_in_order() -> None:
    found = chart(RISE_AND_FALL, date(2014, 3, 1), date(2014, 12, 1), date(2015, 12, 1))
    assert [(it.number, it.foot, it.level) for it in found.points] == [
        (1, 100.0, 0),
        (2, 23.08, 0),
        (3, 100.0, 0),
    ]


def test_a_circle_on_the_day_of_a_change_stands_on_the_new_step() -> None:
    (point,) = chart(RISE_AND_FALL, date(2015, 1, 1)).points
    assert point == NumberedPoint(number=1, x=50.0, foot=80.77, y=80.77, level=0)


def test_circles_that_would_touch_are_stacked_above_the_higher_of_their_steps() -> None:
    found = chart(RISE_AND_FALL, date(2014, 12, 31), date(2015, 1, 2), date(2015, 1, 5), date(2015, 6, 1))
    assert [(it.y, it.level) for it in found.points] == [(23.08, 0), (23.08, 1), (23.08, 2), (80.77, 0)]


def test_a_circle_before_or_after_all_changes_widens_the_axis() -> None:
    """It would else stand outside of the drawing, or on a day that is not its own."""
    found = chart(((date(2014, 7, 1), 4),), date(2013, 1, 1), date(2016, 1, 1))
    assert [tick.words for tick in found.years] == ["2013", "2014", "2015", "2016"]
    assert [(it.x, it.foot) for it in found.points] == [(0.0, 100.0), (74.95, 23.08)]


def test_the_last_year_that_there_is_does_not_break_the_chart() -> None:
    """A date such as 9999 stands for "not known yet" in many a list."""
    assert [tick.words for tick in chart(((date(9999, 5, 1), 2),)).years] == ["9999"]


def test_a_long_axis_names_few_years() -> None:
    found = chart(((date(1801, 1, 1), 2), (date(1900, 1, 1), 0)))
    assert [tick.words for tick in found.years] == [str(year) for year in range(1810, 1901, 10)]
