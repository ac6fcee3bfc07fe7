from __future__ import annotations

from pathlib import Path

import pytest

from chronicle.pages.periods import begins_in
from tests.world import BuiltWorld, build_world, event, with_class, words

ALMANAC = """\
sources:
  - id: almanac
    title: The almanac
    url: https://almanac.example.org/
    type: news
"""


def period(title: str, date: str, order: int, fields: str = "", body: str = "An introduction.") -> str:
    return f"---\ntitle: {title}\ndate: {date}\norder: {order}\n{fields}---\n{body}\n"


def flood_world(folder: Path) -> BuiltWorld:
    return build_world(
        folder,
        {
            "periods/low-water.md": period("Low water", "1900-01-01/1900-06-30", 1),
            "periods/high-water.md": period(
                "High water",
                "1900-07-01/1900-12-31",
                2,
                ALMANAC,
                "The river rose all summer [@almanac].",
            ),
            "events/1900/a.md": event("The first flood", "1900-06-01/1900-08-01"),
            "events/1900/b.md": event("The second flood", "1900-08-03", source="b"),
        },
    )


def test_a_period_has_the_events_that_begin_in_it(tmp_path: Path) -> None:
    world = flood_world(tmp_path)
    assert "The first flood" in world.text("/periods/low-water/")
    assert "The second flood" not in words(with_class(world.page("/periods/low-water/"), "event-list")[0])
    assert "The first flood" not in world.text("/periods/high-water/")


def test_an_introduction_cites_the_sources_below_it(tmp_path: Path) -> None:
    page = flood_world(tmp_path).page("/periods/high-water/")
    assert words(with_class(page, "introduction")[0]) == "The river rose all summer.1"
    assert "The almanac" in words(page.find(".//ol[@class='sources']"))


def test_periods_lead_from_one_to_the_next(tmp_path: Path) -> None:
    world = flood_world(tmp_path)
    assert 'rel="next" href="../../periods/high-water/"' in world.text("/periods/low-water/")
    assert 'rel="prev" href="../../periods/low-water/"' in world.text("/periods/high-water/")


def test_the_list_of_periods_tells_what_each_is_about(tmp_path: Path) -> None:
    chapters = flood_world(tmp_path).page("/periods/").findall(".//ol[@class='chapters']/li")
    assert [words(chapter) for chapter in chapters] == [
        "Low water An introduction. 1 January – 30 June 1900 · 1 event",
        "High water The river rose all summer. 1 July – 31 December 1900 · 1 event",
    ]


def test_a_period_shows_its_corrections(tmp_path: Path) -> None:
    correction = "corrections:\n  - date: 2020-01-01\n    said: May\n    says: June\n    why: Misread.\n"
    note = period("Low water", "1900-01-01/1900-06-30", 1, correction)
    page = build_world(tmp_path, {"periods/low-water.md": note}).page("/periods/low-water/")
    said = [words(part) for part in with_class(page, "correction")[0].iter("dd")]
    assert said == ["May", "June", "Misread."]


def test_a_year_names_the_periods_that_it_touches(tmp_path: Path) -> None:
    side = words(with_class(flood_world(tmp_path).page("/1900/08/"), "side")[0])
    assert "High water" in side
    assert "Low water" not in side


def test_a_chronicle_without_periods_has_no_list_of_them(tmp_path: Path) -> None:
    world = build_world(tmp_path, {"events/1900/a.md": event()})
    assert "/periods/" not in world.addresses()
    assert "Periods" not in world.text("/timeline/")


@pytest.mark.parametrize(
    ("date", "period", "expected"),
    [
        ("1900-06-30", "1900-01-01/1900-06-30", True),
        ("1900-07-01", "1900-01-01/1900-06-30", False),
        ("1899-12-31/1900-02-01", "1900-01-01/1900-06-30", False),
        ("1900-06", "1900-06-10/1900-12-31", False),
        ("2000-01-01", "1900-01-01/..", True),
        ("/1900-03-01", "1900-01-01/1900-06-30", True),
    ],
)
def test_a_date_belongs_to_the_period_of_its_earliest_day(date: str, period: str, expected: bool) -> None:
    """So that what is known to its month only stands in one period, and none is lost between two."""
    assert begins_in(date, period) is expected
