from __future__ import annotations

from datetime import date
from pathlib import Path

import icalendar
import pytest

from chronicle.exports.event_calendar import known_days
from tests.exports.exported import Exported, exported
from tests.world import event

NAME = "events/1900/1900-06-01-river-rises.md"


def unfolded(text: str) -> list[str]:
    """Lines as they are meant: long ones are written on several."""
    return text.replace("\r\n ", "").split("\r\n")


def entries(files: Exported) -> list[icalendar.Event]:
    """What another reader makes of the calendar."""
    return icalendar.Calendar.from_ical(files.files["/calendar.ics"]).events


def test_an_event_of_a_day_is_an_entry_over_that_day(tmp_path: Path) -> None:
    files = exported(tmp_path, {NAME: event(fields="places:\n  - upton\nadded: 1901-02-03\n")})
    assert unfolded(files.text("/calendar.ics")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//The editors//A small chronicle//EN",
        "X-WR-CALDESC:A chronicle for tests. Only events whose days are known\\; all others are left out.",
        "X-WR-CALNAME:A small chronicle",
        "BEGIN:VEVENT",
        "SUMMARY:The river rises",
        "DTSTART;VALUE=DATE:19000601",
        "DTEND;VALUE=DATE:19000602",
        "DTSTAMP:19010203T000000Z",
        "UID:river-rises@river.example.org",
        "CATEGORIES:Flood",
        "DESCRIPTION:The river rose.\\n\\nClaimed: said by one side only\\n\\nhttps://river.example.org/events/river-rises/",
        "LOCATION:Upton",
        "TRANSP:TRANSPARENT",
        "URL:https://river.example.org/events/river-rises/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_days_in_a_row_end_before_the_day_after_the_last(tmp_path: Path) -> None:
    files = exported(tmp_path, {NAME: event(date="1900-06-01/1900-06-30")})
    (entry,) = entries(files)
    assert (entry.start, entry.end) == (date(1900, 6, 1), date(1900, 7, 1))


@pytest.mark.parametrize(
    "text",
    [
        "1900-06",
        "1900-06-01~",
        "1900-06-01?",
        "1900",
        "1900-06-XX",
        "1900-06-01/..",
        "/1900-06-01",
        "1900-06-01/1900-07",
    ],
)
def test_a_date_that_is_not_known_to_the_day_is_left_out(text: str) -> None:
    """A calendar would show a day that nobody said."""
    assert known_days(text) is None


def test_the_last_day_of_all_has_no_day_after_it() -> None:
    assert known_days("9999-12-31") is None


def test_an_event_without_the_day_on_which_it_was_added_still_has_a_stamp(tmp_path: Path) -> None:
    files = exported(tmp_path, {NAME: event()})
    assert b"DTSTAMP:19000601T000000Z\r\n" in files.files["/calendar.ics"]


def test_signs_of_the_format_are_read_back_as_text(tmp_path: Path) -> None:
    title = "It rose; fast, and \\ far"
    files = exported(tmp_path, {NAME: event(title=f"'{title}'")})
    (entry,) = entries(files)
    assert str(entry["SUMMARY"]) == title
