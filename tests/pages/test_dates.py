from __future__ import annotations

import pytest

from chronicle.pages.dates import date_crumbs, going_on, standing


@pytest.mark.parametrize(
    ("date", "year", "month", "day"),
    [
        ("2017-11-03", 2017, 11, 3),
        ("2017-11-03~", 2017, 11, 3),
        ("2017-11", 2017, 11, None),
        ("2017-11-XX", 2017, 11, None),
        ("2014", 2014, None, None),
        ("2014-XX", 2014, None, None),
        ("2014-21", 2014, None, None),
        ("201X", 2010, None, None),
        ("2016-10-17/2017-07-10", 2016, 10, 17),
        ("2014-06/2014-08-03", 2014, 6, None),
        ("2014/2017-10", 2014, None, None),
        ("2014-08-08/..", 2014, 8, 8),
        ("/2014-07-14", 2014, 7, 14),
        ("../2014", 2014, None, None),
    ],
)
def test_a_date_stands_where_it_begins_as_far_as_that_is_known(
    date: str, year: int, month: int | None, day: int | None
) -> None:
    place = standing(date)
    assert (place.year, place.month, place.day) == (year, month, day)


def test_crumbs_lead_no_further_than_the_date_is_known() -> None:
    assert [crumb.address for crumb in date_crumbs("2017-11-03")] == ["/timeline/", "/2017/", "/2017/11/"]
    assert [crumb.address for crumb in date_crumbs("2014")] == ["/timeline/", "/2014/"]


@pytest.mark.parametrize(
    ("date", "month", "expected"),
    [
        ("2016-10-17/2017-07-10", 10, False),
        ("2016-10-17/2017-07-10", 11, True),
        ("2016-10/2016-12", 12, True),
        ("2016/2016-11-30", 11, False),
        ("2016-10-17", 11, False),
        ("2016-10-17/2016", 11, False),
        ("2016-10-17/..", 11, True),
        ("2016-10-17/", 11, False),
        ("/2016-12-01", 11, False),
    ],
)
def test_an_interval_is_under_way_in_a_month_only_where_that_is_sure(
    date: str, month: int, expected: bool
) -> None:
    """Not in the month in which it begins; not where it may have begun later, or ended before."""
    span = going_on(date)
    first = f"2016-{month:02}-01"
    assert (span is not None and span[0] < first <= span[1]) is expected
