"""The first page: the whole arc at a glance, the map of one day, the chapters, the ways in."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from chronicle import build as engine
from chronicle.problems import Problem
from tests.world import SITE, TODAY, control, event, news, plan_world, town, with_class, words, write_world

WAR = {
    "events/a.md": news("Millers take Upton", "1900-06-01", control("upton: millers")),
    "events/b.md": news("Millers take Lowton", "1901-03-05", control("lowton: millers, taken_from weavers")),
    "events/c.md": news("Weavers take all", "1902-02-01/1902-02-03", control("all of millers: weavers")),
}
TURNS = """\
turning_points:
  - event: c
    words: The weavers win
  - event: a
    words: It begins
"""


def home(folder: Path, notes: dict[str, str], site: str = SITE) -> ElementTree.Element:
    return plan_world(folder, notes, site).page("/")


def main_words(page: ElementTree.Element) -> str:
    return words(page.find(".//main"))


def test_the_first_page_is_headed_by_the_settings(tmp_path: Path) -> None:
    page = home(tmp_path, {})
    assert words(page.find(".//h1")) == "What happened on the river"
    assert words(page.find(".//head/title")) == "A small chronicle"
    assert words(with_class(page, "lead")[0]) == "A chronicle for tests."


# --- the arc ----------------------------------------------------------------


def test_the_chart_is_the_number_of_places_that_the_actor_in_focus_held(tmp_path: Path) -> None:
    """As the control of places has it, and the table below says the same."""
    world = plan_world(tmp_path, WAR, SITE + TURNS)
    data = world.data("/")
    assert data.table == (("1900-06-01", 1), ("1901-03-05", 2), ("1902-02-01", 0))
    assert data.chart.highest == 2
    rows = [[words(cell) for cell in row.iter("td")] for row in world.page("/").iter("tr")][1:]
    assert rows == [["1 June 1900", "1"], ["5 March 1901", "2"], ["1 February 1902", "0"]]


def test_a_place_held_since_an_unknown_day_is_counted_apart(tmp_path: Path) -> None:
    """Nobody knows for which days to count it; that it is left out is said. Of others it is no matter."""
    notes = {
        "events/a.md": news("Upton falls", "1900-06-01", control("upton: millers, taken_from weavers")),
        "events/b.md": news("Lowton falls", "1901", control("lowton: weavers, taken_from millers")),
    }
    arc = plan_world(tmp_path, notes).data("/").arc
    assert (arc.followed, arc.unknown_start, arc.tally[-1][1]) == (2, 1, 1)


def test_turning_points_are_numbered_alike_in_the_chart_and_in_the_list(tmp_path: Path) -> None:
    """In order of time, whatever the order of the settings."""
    page = home(tmp_path, WAR, SITE + TURNS)
    assert [words(item) for item in with_class(page, "turning-points")[0]] == [
        "1 1 June 1900 It begins",
        "2 1–3 February 1902 The weavers win",
    ]
    assert [words(number) for number in with_class(page, "ball-number")] == ["1", "2"]


def test_a_turning_point_without_an_end_keeps_its_number(tmp_path: Path) -> None:
    notes = {**WAR, "events/a.md": news("It rains", "1900-06-01/..")}
    page = home(tmp_path, notes, SITE + TURNS)
    assert len(with_class(page, "ball-number")) == len(with_class(page, "turning-points")[0]) == 2


def test_without_a_heading_of_its_own_the_chart_has_the_name_of_the_actor(tmp_path: Path) -> None:
    page = home(tmp_path, WAR, SITE.replace("focus_heading: Towns that the millers held\n", ""))
    assert words(page.find(".//*[@id='arc']")) == "Guild of Millers"


# --- the map ----------------------------------------------------------------


def test_the_map_is_that_of_the_day_in_the_settings_and_leads_to_its_page(tmp_path: Path) -> None:
    page = home(tmp_path, WAR, SITE.replace("day: 1900-06-01", "day: 1901-12-31"))
    assert words(page.find(".//*[@id='map']")) == "The map on 31 December 1901"
    assert "/map/1901-12-31/" in {link.get("href") for link in page.iter("a")}
    assert len(with_class(page, "town")) == 2


def test_the_list_beside_the_map_counts_the_places_of_each_holder(tmp_path: Path) -> None:
    before = {"events/z.md": news("Somebody else", "1902", control("lowton: weavers"))}
    page = home(tmp_path, {"events/a.md": WAR["events/a.md"], **before})
    assert [words(row) for row in with_class(page, "holders")[0]] == ["Guild of Millers 1", "Not known 1"]


# --- chapters and ways in ---------------------------------------------------


def test_a_chapter_counts_the_events_that_begin_in_it_as_its_own_page_does(tmp_path: Path) -> None:
    """One that began before all chapters, or whose beginning is open, too, stands where it is listed."""
    notes = {
        "periods/wet.md": "---\ntitle: Wet years\ndate: 1900/1901\norder: 1\n---\nIt rained. It poured.\n",
        "periods/dry.md": "---\ntitle: Dry years\ndate: 1902/..\norder: 2\n---\nNo rain.\n",
        "events/a.md": news("One", "1900-06"),
        "events/b.md": news("Two", "1901-12-31/1902-03"),
        "events/c.md": news("Three", "../1901-05"),
        "events/d.md": news("Four", "1950"),
        "events/e.md": news("Five", "1899-12-31"),
    }
    world = plan_world(tmp_path, notes)
    assert [words(item) for item in with_class(world.page("/"), "chapters")[0]] == [
        "Wet years 1900–1901 · 3 events It rained.",
        "Dry years from 1902, no end known · 1 event No rain.",
    ]
    for chapter in world.data("/").chapters:
        assert chapter.events == world.data(chapter.period.address).counts.events


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ([], "0 events"),
        (["1900-06"], "1 event, 1900"),
        (["1900", "1900-12/1902"], "2 events, 1900–1902"),
        (["1900/.."], "1 event, 1900"),
    ],
)
def test_the_way_to_the_timeline_says_how_much_there_is(tmp_path: Path, dates: list[str], said: str) -> None:
    numbers = ("one", "two")
    notes = {f"events/{name}.md": news(name, date) for name, date in zip(numbers, dates, strict=False)}
    page = home(tmp_path, notes)
    ways = page.find(".//section[@aria-labelledby='ways']")
    assert ways is not None
    items = map(words, ways.iter("li"))
    assert next(item for item in items if item.startswith("Everything")) == f"Everything in order {said}"


QUESTIONS = """\
questions:
  - words: Who won?
    events:
      - c
    periods:
      - wet
  - words: How many fled?
    measures:
      - people-flooded
    operations:
      - ebb
    places:
      - upton
    actors:
      - millers
"""


def test_a_question_leads_to_the_pages_that_answer_it(tmp_path: Path) -> None:
    """Words of an editor, as all that has no source of its own; so it says nothing but where to look."""
    notes = {
        **WAR,
        "periods/wet.md": "---\ntitle: Wet years\ndate: 1900/1901\norder: 1\n---\nIt rained.\n",
        "operations/ebb.md": "---\nname: The ebb\ndate: 1900\n---\n",
    }
    (asked,) = with_class(home(tmp_path, notes, SITE + QUESTIONS), "questions")
    assert [words(item) for item in asked.iter("li")] == [
        "Who won? Wet years · Weavers take all",
        "How many fled? People flooded out · The ebb · Upton · Guild of Millers",
    ]
    assert [link.get("href") for link in asked.iter("a")][:2] == ["/periods/wet/", "/events/c/"]


def test_a_question_that_leads_nowhere_is_an_error_of_the_settings(tmp_path: Path) -> None:
    site = SITE + "questions:\n  - words: Who won?\n    events:\n      - nobody\n"
    (problem,) = (it for it in engine.check(write_world(tmp_path, WAR, site), TODAY).problems if is_error(it))
    assert (problem.location.file, problem.code) == ("content/site.yaml", "unknown-event")


def test_a_chronicle_without_questions_has_none(tmp_path: Path) -> None:
    assert with_class(home(tmp_path, WAR), "questions") == []


def test_places_and_years_are_ways_in_with_their_numbers_of_events(tmp_path: Path) -> None:
    """The places of which most is told, A to Z; a country is none of them."""
    country = town("Valley", kind="country", more="country: FR\n")
    notes = {
        **WAR,
        "places/valley.md": country,
        "events/d.md": news("Rain", "1900", "places:\n  - valley\n  - lowton\n"),
    }
    places, years = with_class(home(tmp_path, notes), "counted")
    assert [words(item) for item in places] == ["Lowton 3 events", "Upton 2 events", "All places 3"]
    assert [words(item) for item in years] == ["1900 2 events", "1901 1 event", "1902 1 event"]


def is_error(problem: Problem) -> bool:
    return problem.severity == "error"


def test_what_is_counted_is_all_that_is_published(tmp_path: Path) -> None:
    """Not what was withdrawn: that counts nowhere."""
    withdrawn = "withdrawn:\n  date: 1901-01-01\n  why: It did not.\n"
    notes = {**WAR, "events/d.md": news("Rumour", "1900", withdrawn)}
    counts = plan_world(tmp_path, notes).data("/").counts
    assert (counts.events, counts.places, counts.actors, counts.figures) == (3, 2, 3, 0)


# --- a chronicle of something else ------------------------------------------


def test_without_a_map_and_without_a_focus_the_rest_is_there(tmp_path: Path) -> None:
    site = SITE.split("focus:")[0]
    world = plan_world(tmp_path, WAR, site)
    page = world.page("/")
    assert with_class(page, "map") == with_class(page, "figure-home") == []
    assert "/map/" not in world.addresses()
    assert "Everything in order 3 events, 1900–1902" in main_words(page)


def test_an_actor_in_focus_who_never_held_anything_has_no_chart(tmp_path: Path) -> None:
    page = home(tmp_path, {"events/a.md": event(fields=control("upton: weavers"))})
    assert with_class(page, "figure-home") == []


def test_a_focus_that_is_no_actor_is_an_error_of_the_settings(tmp_path: Path) -> None:
    content = write_world(tmp_path, {}, SITE.replace("focus: millers", "focus: miller"))
    (problem,) = engine.check(content, TODAY).problems
    assert (problem.location.file, problem.code) == ("content/site.yaml", "unknown-actor")
