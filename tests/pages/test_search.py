from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.world import NOTES, PlannedWorld, event, news, plan_world, town, with_class, words

UPTON = (
    NOTES["places/upton.md"]
    .replace(
        "kind: town\n",
        "names:\n  ar: أبتون\nkind: town\n",
    )
    .removesuffix("---\n")
    + "other_names:\n  - Obtun\nother_slugs:\n  - uptown\n---\n"
)
RISING = event(fields="places:\n  - upton\nactors:\n  - millers\noperation: sluice\n")
SLUICE = "---\nname: The sluice\ndate: 1900-05/1900-06\n---\n"
NOTED = {
    "events/1900/1900-06-01-river-rises.md": RISING,
    "events/1900/1900-06-01-second.md": news("A second on the same day", "1900-06-01"),
    "events/1900/1900-06-20-later.md": news("The river falls", "1900-06-20"),
    "events/1901/1901-some-day.md": news("Some day of a year", "1901"),
    "places/upton.md": UPTON,
    "operations/sluice.md": SLUICE,
    "periods/flood.md": "---\ntitle: The flood\ndate: 1900/1901\norder: 1\n---\n",
}


def names(world: PlannedWorld) -> Any:
    return json.loads(world.data("/search/names.json"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> PlannedWorld:
    return plan_world(tmp_path_factory.mktemp("search"), NOTED)


def test_a_place_stands_there_with_all_its_spellings_and_how_many_events_it_has(world: PlannedWorld) -> None:
    rows = {row[0]: row for row in names(world)["groups"]["places"]}
    assert rows["upton"] == ["upton", "Upton", "Town, France", 1, "أبتون · Obtun", "uptown"]
    assert rows["lowton"] == ["lowton", "Lowton", "Town, France", 0]


def test_an_actor_is_found_by_its_abbreviation(world: PlannedWorld) -> None:
    rows = {row[0]: row for row in names(world)["groups"]["actors"]}
    assert rows["millers"] == ["millers", "Guild of Millers", "Guild", 1, "Mill"]


def test_an_actor_is_found_by_its_other_names(tmp_path: Path) -> None:
    millers = NOTES["actors/millers.md"].removesuffix("---\n") + "other_names:\n  - Grinders\n---\n"
    rows = names(plan_world(tmp_path, {"actors/millers.md": millers}))["groups"]["actors"]
    assert ["millers", "Guild of Millers", "Guild", 0, "Mill · Grinders"] in rows


def test_titles_of_events_operations_periods_and_measures_stand_there_with_their_dates(
    world: PlannedWorld,
) -> None:
    groups = names(world)["groups"]
    assert ["river-rises", "The river rises", "1 June 1900", 2] in groups["events"]
    assert groups["operations"] == [["sluice", "The sluice", "May – June 1900", 1]]
    assert groups["periods"] == [["flood", "The flood", "1900–1901", 0]]
    assert ["people-flooded", "People flooded out", "", 0] in groups["figures"]


def test_days_months_and_years_with_events_are_known(world: PlannedWorld) -> None:
    assert names(world)["calendar"] == {"1900": [3, {"06": [3, [1, 20]]}], "1901": [1, {}]}


def test_what_was_withdrawn_is_not_found_but_its_month_is(tmp_path: Path) -> None:
    gone = event(fields="withdrawn:\n  date: 1903-01-01\n  why: The source does not bear it out.\n")
    found = names(plan_world(tmp_path, {"events/1900/1900-06-01-river-rises.md": gone}))
    assert found["groups"]["events"] == []
    assert found["calendar"] == {"1900": [0, {"06": [0, []]}]}


def test_an_edit_of_prose_does_not_change_the_names(tmp_path: Path, world: PlannedWorld) -> None:
    """Its inputs are the same, so it is not even made anew."""
    edited = {
        **NOTED,
        "events/1900/1900-06-01-river-rises.md": RISING.replace("The river rose", "The river rose fast"),
        "places/upton.md": UPTON + "A town on the river.\n",
    }
    other = plan_world(tmp_path, edited)
    assert other.planned("/search/names.json").inputs == world.planned("/search/names.json").inputs
    assert other.planned("/search/").inputs == world.planned("/search/").inputs


def test_the_page_says_what_it_searches(world: PlannedWorld) -> None:
    (told,) = with_class(world.page("/search/"), "meta")
    assert words(told) == (
        "Searched as you type: the names of places (2), actors (3) and operations (1) in every spelling and "
        "script we know, the titles of events (4), and dates."
    )


def test_without_a_script_the_page_leads_on(world: PlannedWorld) -> None:
    page = world.page("/search/")
    (noscript,) = page.iter("noscript")
    assert words(noscript) == "Search needs JavaScript; without it, use places, years or sources."
    links = [link.get("href") for link in with_class(page, "search-ways")[0].iter("a")]
    assert links == ["/places/", "/actors/", "/operations/", "/sources/", "/1900/", "/1901/"]


def test_the_form_works_by_its_address_alone(world: PlannedWorld) -> None:
    (form,) = (form for form in world.page("/search/").iter("form"))
    assert (form.get("action"), form.get("method"), form.get("role")) == ("/search/", None, "search")
    assert [field.get("name") for field in form.iter("input")] == ["q"]


def test_every_page_leads_to_the_field(world: PlannedWorld) -> None:
    links = {words(link): link.get("href") for link in world.page("/places/").iter("a")}
    assert links["Search"] == "/search/"
    masthead = with_class(world.page("/places/"), "sections")[0]
    assert [link.get("href") for link in masthead.iter("a")][-1] == "/search/#q"


def test_an_empty_chronicle_has_a_search_too(tmp_path: Path) -> None:
    world = plan_world(tmp_path, {"places/hill.md": town("Hill")})
    assert names(world)["calendar"] == {}
    assert with_class(world.page("/search/"), "search-ways")


def test_the_page_for_addresses_that_do_not_exist_has_a_field_that_leads_to_the_search(
    world: PlannedWorld,
) -> None:
    (form,) = world.page("/404.html").iter("form")
    assert form.get("action") == "/search/"
    assert [field.get("name") for field in form.iter("input")] == ["q"]
