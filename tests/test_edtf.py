"""The examples of the specification of levels 0 and 1, what is written instead, what holds for any text."""

from __future__ import annotations

import pickle
import re
from datetime import date as Day  # noqa: N812 - beside our own Date
from itertools import pairwise

import edtf as oracle
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from chronicle.edtf import Date, EdtfError, contains, overlaps, parse, sort_key

# --- the specification, https://www.loc.gov/standards/datetime/ (4 February 2019) ---

LEVEL_0: list[tuple[str, str, str | None, str | None]] = [
    # Date
    ("1985-04-12", "day", "1985-04-12", "1985-04-12"),
    ("1985-04", "month", "1985-04-01", "1985-04-30"),
    ("1985", "year", "1985-01-01", "1985-12-31"),
    # Time interval
    ("1964/2008", "interval", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "interval", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02-08", "interval", "2004-02-01", "2005-02-08"),
    ("2004-02-01/2005-02", "interval", "2004-02-01", "2005-02-28"),
    ("2004-02-01/2005", "interval", "2004-02-01", "2005-12-31"),
    ("2005/2006-02", "interval", "2005-01-01", "2006-02-28"),
]

LEVEL_1: list[tuple[str, str, str | None, str | None]] = [
    # Seasons
    ("2001-21", "season", "2001-03-01", "2001-05-31"),
    ("2001-22", "season", "2001-06-01", "2001-08-31"),
    ("2001-23", "season", "2001-09-01", "2001-11-30"),
    ("2001-24", "season", "2001-12-01", "2002-02-28"),
    ("2003-24", "season", "2003-12-01", "2004-02-29"),
    # Qualification of a date (complete)
    ("1984?", "year", "1984-01-01", "1984-12-31"),
    ("2004-06~", "month", "2004-06-01", "2004-06-30"),
    ("2004-06-11%", "day", "2004-06-11", "2004-06-11"),
    # Unspecified digits from the right
    ("201X", "decade", "2010-01-01", "2019-12-31"),
    ("20XX", "century", "2000-01-01", "2099-12-31"),
    ("2004-XX", "year", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "month", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "year", "1985-01-01", "1985-12-31"),
    # Extended interval: open end, open start, unknown end, unknown start
    ("1985-04-12/..", "interval", "1985-04-12", None),
    ("1985-04/..", "interval", "1985-04-01", None),
    ("1985/..", "interval", "1985-01-01", None),
    ("../1985-04-12", "interval", None, "1985-04-12"),
    ("../1985-04", "interval", None, "1985-04-30"),
    ("../1985", "interval", None, "1985-12-31"),
    ("1985-04-12/", "interval", "1985-04-12", None),
    ("1985-04/", "interval", "1985-04-01", None),
    ("1985/", "interval", "1985-01-01", None),
    ("/1985-04-12", "interval", None, "1985-04-12"),
    ("/1985-04", "interval", None, "1985-04-30"),
    ("/1985", "interval", None, "1985-12-31"),
    # Marks at the ends of an interval (the specification's draft has these among level 1)
    ("1984~/2004-06", "interval", "1984-01-01", "2004-06-30"),
    ("1984/2004-06~", "interval", "1984-01-01", "2004-06-30"),
    ("1984~/2004~", "interval", "1984-01-01", "2004-12-31"),
    ("1984?/2004%", "interval", "1984-01-01", "2004-12-31"),
    ("1984-06-02?/2004-08-08~", "interval", "1984-06-02", "2004-08-08"),
    ("1984-06-02?/..", "interval", "1984-06-02", None),
    ("1984-06-02?/", "interval", "1984-06-02", None),
    # Ours, which its grammar allows: seasons in intervals, marks on seasons and on what has an X
    ("2014-21/2014-24", "interval", "2014-03-01", "2015-02-28"),
    ("2001-21~", "season", "2001-03-01", "2001-05-31"),
    ("201X?", "decade", "2010-01-01", "2019-12-31"),
    ("2004-06-XX~", "month", "2004-06-01", "2004-06-30"),
    # the ends of what can be shown
    ("0001", "year", "0001-01-01", "0001-12-31"),
    ("9999-12-31", "day", "9999-12-31", "9999-12-31"),
    ("99XX", "century", "9900-01-01", "9999-12-31"),
    ("2016-02-29", "day", "2016-02-29", "2016-02-29"),
]

LEFT_OUT: list[tuple[str, str, str | None]] = [
    # Level 0: date and time. A chronicle's dates are days
    ("1985-04-12T23:20:30", "has a time of day", "1985-04-12"),
    ("1985-04-12T23:20:30Z", "has a time of day", "1985-04-12"),
    ("1985-04-12T23:20:30-04", "has a time of day", "1985-04-12"),
    ("1985-04-12T23:20:30+04:30", "has a time of day", "1985-04-12"),
    # Level 1: years of more than four digits, and negative ones
    ("Y170000002", "years go from 0001 to 9999", None),
    ("Y-170000002", "years go from 0001 to 9999", None),
    ("-1985", "years go from 0001 to 9999", None),
    ("0000", "years go from 0001 to 9999", None),
    ("000X", "years go from 0001 to 9999", None),
    ("9999-24", "after the year 9999", None),
    # Level 2, an example of each feature
    ("Y-17E7", "is not a date", None),
    ("1950S2", "is not a date", None),
    ("2001-34", "34 is a season, quarter or half of level 2", "2001-04/2001-06"),
    ("2001-25", "level 2", "2001-21"),
    ("2001-29", "level 2", "2001-23"),
    ("2001-30", "level 2", "2001-24"),
    ("2001-41", "level 2", "2001-07/2001-12"),
    ("[1667,1668,1670..1672]", "a set of dates, which is level 2", "1667/1672"),
    ("[..1760-12-03]", "level 2", "../1760-12-03"),
    ("[1760-12..]", "level 2", "1760-12/.."),
    ("{1667,1668,1670..1672}", "level 2", "1667/1672"),
    ("{1960,1961-12}", "level 2", "1960/1961-12"),
    ("{..1984}", "level 2", "../1984"),
    ("2004-06~-11", "has a mark that cannot be read", "2004-06-11~"),
    ("2004?-06-11", "has a mark that cannot be read", "2004-06-11?"),
    ("?2004-06-~11", "has a mark that cannot be read", None),
    ("2004-%06-11", "has a mark that cannot be read", "2004-06-11%"),
    ("156X-12-25", "has an X", "156X"),
    ("15XX-12-25", "has an X", "15XX"),
    ("XXXX-12-XX", "has an X", None),
    ("1XXX-XX", "has an X", None),
    ("1XXX", "has an X", "1000/1999"),
    ("1984-1X", "has an X", "1984-XX"),
    ("2004-06-~01/2004-06-~20", "has a mark", "2004-06-01~/2004-06-20~"),
    ("2004-06-XX/2004-07-03", "cannot be the end of an interval", "2004-06/2004-07-03"),
    ("201X/2014", "cannot be the end of an interval", "2010/2014"),
]  # fmt: skip

SLIPS: list[tuple[str, str, str | None]] = [
    ("", "is not a date", "2017-11-03"),
    ("yesterday", '"yesterday" is not a date', "2017-11-03"),
    (" 2017-11-03", "is not a date", "2017-11-03"),
    ("2017-11-03\n", "is not a date", "2017-11-03"),
    ("20171103", "is not a date", "2017-11-03"),
    ("2017-11-3", "is not a date", "2017-11-03"),
    ("2017/11/03", "is not a date", "2017-11-03"),
    ("2017/11", "is not a date", "2017-11"),
    ("03.11.2017", "is not a date", '"2017-11-03" or "2017-03-11"'),
    ("13/11/2017", "is not a date", "2017-11-13"),
    ("3 November 2017", "is not a date", "2017-11-03"),
    ("November 3rd, 2017", "is not a date", "2017-11-03"),
    ("Nov. 2017", "is not a date", "2017-11"),
    ("3–5 November 2017", "is not a date", "2017-11-03/2017-11-05"),
    ("3 November 2017 – 10 May 2018", "is not a date", "2017-11-03/2018-05-10"),
    ("2017-11-03 10:00", "is not a date", "2017-11-03"),
    ("2017–11–03", "is not a date", "2017-11-03"),
    ("٢٠١٧-١١-٠٣", "is not a date", "2017-11-03"),
    ("2016-2018", "is not a date", "2016/2018"),
    ("2017-11-03..2017-11-05", "is not a date", "2017-11-03/2017-11-05"),
    ("2017-11-03/05", "is not a date", "2017-11-03/2017-11-05"),
    ("2017-13-01", "13 is no month", "2017-01-13"),
    ("2017-00", "00 is no month", "2017-11-03"),
    ("2017-02-30", 'there is no day "2017-02-30": its month has 28 days', '"2017-02" where only the month'),
    ("2017-02-29", "its month has 28 days", "2017-02"),
    ("2017-10-00", "its month has 31 days", "2017-10"),
    ("2017-21-03", "a season has no days", "2017-21"),
    ("201x", "is not a date", "201X"),
    ("199u", "is not a date", "199X"),
    ("2004-06-uu", "is not a date", "2004-06-XX"),
    ("2010s", "is not a date", "201X"),
    ("?2017", "has a mark that cannot be read", "2017?"),
    ("2017~?", "has a mark that cannot be read", "2017%"),
    ("about 8 March 2016", "is not a date", "2016-03-08~"),
    ("c. 1984", "is not a date", "1984~"),
    ("spring 2015", "is not a date", "2015-21"),
    ("winter 2014–15", "is not a date", "2014-24"),
    ("before 2014", "is not a date", "/2014"),
    ("since 3 May 2014", "is not a date", "2014-05-03/.."),
    ("1984/open", "is not a date", "1984/.."),
    ("unknown/1984", "is not a date", "/1984"),
    ("2018/2017", "ends before it begins", "2017/2018"),
    ("2017-11-05/2017-11-03", "ends before it begins", "2017-11-03/2017-11-05"),
    ("2017/2018/2019", "is not a date", "2017-11-03"),
    ("..", "is not a date", "2017-11-03"),
    ("/", "names no day at all", "2017-11-03"),
    ("../..", "names no day at all", "2017-11-03"),
    ("../", "names no day at all", "2017-11-03"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "precision", "earliest", "latest"), LEVEL_0 + LEVEL_1)
def test_example_of_the_specification_has_its_days(
    text: str, precision: str, earliest: str | None, latest: str | None
) -> None:
    date = parse(text)
    assert date.text == text
    assert date.precision == precision
    assert date.earliest == _day(earliest)
    assert date.latest == _day(latest)


@pytest.mark.parametrize(("text", "message", "hint"), LEFT_OUT + SLIPS)
def test_what_is_no_date_is_told_in_words_with_the_nearest_that_works(
    text: str, message: str, hint: str | None
) -> None:
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert message in caught.value.message
    assert hint is None or hint in caught.value.hint
    assert str(caught.value) == f"{caught.value.message}; {caught.value.hint}"


def test_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(EdtfError) as caught:
        parse("the day on which " * 1000)
    assert len(str(caught.value)) < 200


def test_error_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(EdtfError("no", "yes")))
    assert (error.message, error.hint) == ("no", "yes")


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("1984", False, False),
        ("1984~", True, False),
        ("1984?", False, True),
        ("1984%", True, True),
        ("1984~/2004", True, False),
        ("1984/2004?", False, True),
        ("1984~/2004?", True, True),
    ],
)
def test_marks_say_how_well_a_date_is_known(text: str, approximate: bool, uncertain: bool) -> None:
    assert (parse(text).approximate, parse(text).uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "unspecified"),
    [
        ("2004-XX", "month"),
        ("1985-04-XX", "day"),
        ("1985-XX-XX", "month and day"),
        ("1985-04", ""),
        ("201X", ""),
    ],
)
def test_parts_written_as_x_are_named(text: str, unspecified: str) -> None:
    assert parse(text).unspecified == unspecified


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-11-03", "2017-11-03"),
        ("2017-11-03~", None),
        ("2017-11-03?", None),
        ("2017-11", None),
        ("2017-11-03/2017-11-03", None),
    ],
)
def test_only_an_exact_day_is_a_day(text: str, day: str | None) -> None:
    assert parse(text).day == _day(day)


def test_interval_has_its_ends() -> None:
    date = parse("1984~/2004-06")
    assert date.is_interval
    assert (date.start, date.end) == (parse("1984~"), parse("2004-06"))


@pytest.mark.parametrize(
    ("text", "open_start", "open_end", "unknown_start", "unknown_end"),
    [
        ("../1985", True, False, False, False),
        ("1985/..", False, True, False, False),
        ("/1985", False, False, True, False),
        ("1985/", False, False, False, True),
        ("1984/1985", False, False, False, False),
        ("1985", False, False, False, False),
    ],
)
def test_open_is_another_thing_than_unknown(
    text: str, open_start: bool, open_end: bool, unknown_start: bool, unknown_end: bool
) -> None:
    date = parse(text)
    assert (date.has_open_start, date.has_open_end) == (open_start, open_end)
    assert (date.has_unknown_start, date.has_unknown_end) == (unknown_start, unknown_end)


def test_interval_may_end_within_what_it_begins_with() -> None:
    """Some day of June until the middle of June is no contradiction."""
    assert parse("2004-06/2004-06-15").latest == Day(2004, 6, 15)


def test_order_is_by_earliest_day_then_the_more_exact_first() -> None:
    in_order = [
        "2013-12-31",
        "2014-01-01",
        "2014-01-01~",
        "2014-01-01%",
        "2014-01-01/2014-01-02",
        "2014-01",
        "2014-XX",
        "2014?",
        "2014/2016",
        "2014/..",
        "2014-01-02",
        "../2014-01-02",
        "2014-01-03",
    ]
    keys = [sort_key(parse(text)) for text in in_order]
    assert all(one < following for one, following in pairwise(keys))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2014", "2014-06-10", True),
        ("2014-06-10", "2014-06-11", False),
        ("2014-06/2014-08", "2014-08-31", True),
        ("2014-06/2014-08", "2014-09-01", False),
        ("2014/..", "2019-03-23", True),
        ("2014/", "2013", False),
        ("../2014", "0001", True),
        ("/2014-06", "2014-07/..", False),
    ],
)
def test_dates_overlap_where_one_day_may_be_both(one: str, other: str, expected: bool) -> None:
    assert overlaps(parse(one), parse(other)) is expected
    assert overlaps(parse(other), parse(one)) is expected


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("2014", "2014-06-10", True),
        ("2014", "2014", True),
        ("2014-06-10", "2014", False),
        ("2014-06/2014-08", "2014-08/2014-09", False),
        ("2014/..", "2019/..", True),
        ("2014/2019", "2015/..", False),
        ("../2019", "/2015", True),
    ],
)
def test_a_date_contains_another_where_all_its_days_lie_within(
    outer: str, inner: str, expected: bool
) -> None:
    assert contains(parse(outer), parse(inner)) is expected


# --- what holds for any text ------------------------------------------------------

YEARS = st.integers(1, 9998).map(lambda year: f"{year:04}")
MONTHS = st.integers(1, 12).map(lambda month: f"{month:02}")
DAYS = st.dates(Day(1, 1, 1), Day(9999, 12, 31)).map(Day.isoformat)
MARKS = st.sampled_from(["", "~", "?", "%"])
WHOLE = st.one_of(
    DAYS,
    YEARS,
    st.builds("{}-{}".format, YEARS, MONTHS),
    st.builds("{}-{}".format, YEARS, st.sampled_from(["21", "22", "23", "24"])),
)
UNSPECIFIED = st.one_of(
    st.integers(1, 999).map(lambda decade: f"{decade:03}X"),
    st.integers(1, 99).map(lambda century: f"{century:02}XX"),
    st.builds("{}-XX".format, YEARS),
    st.builds("{}-{}-XX".format, YEARS, MONTHS),
    st.builds("{}-XX-XX".format, YEARS),
)
MARKED = st.builds("{}{}".format, WHOLE, MARKS)
ENDS = st.one_of(MARKED, st.sampled_from(["", ".."]))
INTERVALS = st.builds("{}/{}".format, ENDS, ENDS)
SINGLE = st.builds("{}{}".format, st.one_of(WHOLE, UNSPECIFIED), MARKS)
DATES = st.one_of(SINGLE, INTERVALS)
"""Nearly all of them dates, so that a test of two finds enough."""

LIKE_DATES = st.one_of(
    SINGLE,
    INTERVALS,
    st.text("0123456789-/.XxuT:Y~?%[]{},  janfebmrsp", max_size=24),
    st.builds("{} {}".format, st.sampled_from(["about", "3", "May", "since", "winter"]), MARKED),
)


@given(st.one_of(st.text(), LIKE_DATES))
@example("²017")
@example("2017-11-0３")
@example("\x00")
@example("9999-24/..")
@example("[" * 60)
def test_any_text_is_a_date_or_an_edtf_error_whose_hint_works(text: str) -> None:
    """A hint that proposes what is an error in its turn would mock the editor."""
    try:
        parse(text)
    except EdtfError as error:
        proposed = re.findall(r'"([^"]*)"', error.hint)
        assert proposed
        for date in proposed:
            assert parse(date).text == date


@given(LIKE_DATES)
def test_earliest_is_never_after_latest(text: str) -> None:
    date = _parsed(text)
    if date.earliest and date.latest:
        assert date.earliest <= date.latest
    else:
        assert date.is_interval
        assert date.earliest or date.latest


@given(SINGLE, MARKS)
def test_marks_never_widen(text: str, mark: str) -> None:
    bare = parse(text.rstrip("~?%"))
    marked = parse(bare.text + mark)
    assert (marked.earliest, marked.latest) == (bare.earliest, bare.latest)
    assert contains(marked, bare)


@given(DATES, DATES)
def test_any_two_dates_have_an_order(one: str, other: str) -> None:
    first, second = sorted((_parsed(one), _parsed(other)), key=sort_key)
    assert sort_key(first) <= sort_key(second)
    if first.earliest and second.earliest:
        assert first.earliest <= second.earliest
    if first.earliest and first.earliest == second.earliest:
        assert contains(second, first)


@given(SINGLE, SINGLE)
def test_what_contains_also_overlaps(one: str, other: str) -> None:
    if contains(parse(one), parse(other)):
        assert overlaps(parse(one), parse(other))


# --- another reader as the judge ----------------------------------------------------
#
# The `edtf` package agrees with us on the grammar and on strict bounds. Not compared, because there it is
# wrong or means something else: its fuzzy bounds (we never widen), the bounds of open and unknown ends (it
# takes ten years), winters (it ends them on 31 December), 29 February of other than leap years and intervals
# that end before they begin (it accepts both), year 0000 (Python has no such day), intervals without any
# known end, marks on seasons (it refuses them but within intervals), a third X in a year (`1XXX`).


@given(st.one_of(WHOLE, UNSPECIFIED, st.builds("{}~".format, DAYS), st.builds("{}/{}".format, WHOLE, WHOLE)))
def test_strict_bounds_are_those_of_the_edtf_package(text: str) -> None:
    assume("-24" not in text)
    date, other = _parsed(text), oracle.parse_edtf(text)
    assert other is not None
    assert _ordinary(date.earliest) == tuple(other.lower_strict()[:3])
    assert _ordinary(date.latest) == tuple(other.upper_strict()[:3])


@given(st.one_of(LIKE_DATES, st.text("0123456789-/X~?%", max_size=12)))
def test_what_we_accept_the_edtf_package_accepts(text: str) -> None:
    date = _parsed(text)
    assume(not (date.precision == "season" and (date.approximate or date.uncertain)))
    assert oracle.is_valid_edtf(text)


@given(st.one_of(LIKE_DATES, st.text("0123456789-/X~?%", max_size=12)))
def test_what_the_edtf_package_accepts_of_levels_0_and_1_we_accept(text: str) -> None:
    assume(_kind_for_the_edtf_package(text) in LEVELS_0_AND_1)
    assume(not re.search(r"0000|000X|00XX|XXX|S|^-|/-|9999-24|-02-29", text))
    assert _is_date(text) or re.search("ends before it begins|names no day at all", _complaint(text))


LEVELS_0_AND_1 = ("Date", "Season", "Unspecified", "UncertainOrApproximate", "Interval", "Level1Interval")


def _kind_for_the_edtf_package(text: str) -> str:
    try:
        return type(oracle.parse_edtf(text)).__name__ if text == text.strip() else ""
    except (oracle.EDTFParseException, TypeError):  # the latter for `/..`, a slip of its own
        return ""


def _complaint(text: str) -> str:
    with pytest.raises(EdtfError) as caught:
        parse(text)
    return caught.value.message


def _day(text: str | None) -> Day | None:
    return Day.fromisoformat(text) if text else None


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except EdtfError:
        return False
    return True


def _parsed(text: str) -> Date:
    assume(_is_date(text))
    return parse(text)


def _ordinary(day: Day | None) -> tuple[int, int, int] | None:
    return (day.year, day.month, day.day) if day else None
