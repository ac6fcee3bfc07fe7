"""The map after the last change, and on chosen days: what is drawn stands beside it as a list."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.world import SITE, PlannedWorld, control, news, plan_world, with_class, words

DAYS = SITE + "  days:\n    - 1901-12-31\n    - 1899-01-01\n"
WAR = {
    "events/a.md": news("Millers take Upton", "1900-06-01", control("upton: millers")),
    "events/b.md": news(
        "Millers besieged in Upton",
        "1901-03-05",
        control("upton: millers, besieged, against weavers", "lowton: weavers"),
    ),
    "events/c.md": news("Weavers take Upton", "1902-02-01", control("upton: weavers, taken_from millers")),
}


@pytest.fixture
def world(tmp_path: Path) -> PlannedWorld:
    return plan_world(tmp_path, WAR, DAYS)


def marks(world: PlannedWorld, address: str) -> Mapping[str, tuple[str, str | None]]:
    """Place to its state and its holder's colour, as the map draws it."""
    return {mark.place_id: (mark.state, mark.colour) for mark in world.data(address).map.marks}


def holders(world: PlannedWorld, address: str) -> list[str]:
    (found,) = with_class(world.page(address), "holders")
    return [words(row) for row in found]


def test_the_map_after_the_last_change_stands_at_the_section_itself(world: PlannedWorld) -> None:
    page = world.page("/map/")
    assert words(page.find(".//h1")) == "Who held which place"
    assert words(with_class(page, "lead")[0]).startswith("On 1 February 1902 Mill held none of the 2 ")
    assert "This is the map after the last change" in words(page.find(".//main"))


def test_each_day_of_the_settings_has_a_page_that_of_the_first_page_among_them(world: PlannedWorld) -> None:
    days = {it for it in world.addresses() if it.startswith("/map/") and it.endswith("/")}
    assert days == {"/map/", "/map/1899-01-01/", "/map/1900-06-01/", "/map/1901-12-31/"}


def test_marks_and_list_say_the_same_of_a_day(world: PlannedWorld) -> None:
    assert marks(world, "/map/1901-12-31/") == {
        "places/upton": ("besieged", "blue"),
        "places/lowton": ("held", "amber"),
    }
    assert holders(world, "/map/1901-12-31/") == [
        "Guild of Millers 1 Upton (besieged)",
        "Guild of Weavers 1 Lowton",
    ]


def test_what_is_not_known_of_a_day_is_drawn_and_listed_as_that(world: PlannedWorld) -> None:
    assert set(marks(world, "/map/1899-01-01/").values()) == {("unknown", None)}
    assert holders(world, "/map/1899-01-01/") == ["Not known 2 Lowton, Upton"]


def test_every_place_on_the_map_is_in_the_list_once(world: PlannedWorld) -> None:
    """For those who do not see the map."""
    for address in ("/map/", "/map/1899-01-01/", "/map/1900-06-01/", "/map/1901-12-31/"):
        links = [link.get("href", "") for row in with_class(world.page(address), "towns") for link in row]
        drawn = sorted(f"/{place}/" for place in marks(world, address))
        assert sorted(link for link in links if link.startswith("/places/")) == drawn


def test_between_the_last_day_before_and_the_first_after_a_place_is_uncertain(tmp_path: Path) -> None:
    notes = {
        **WAR,
        "events/c.md": news("Taken at some time", "1901-12", control("upton: weavers, taken_from millers")),
    }
    world = plan_world(tmp_path, notes, DAYS.replace("1901-12-31", "1901-12-15"))
    (mark,) = (it for it in world.data("/map/1901-12-15/").map.marks if it.place_id == "places/upton")
    assert (mark.state, mark.earlier_colour, mark.later_colour) == ("uncertain", "blue", "amber")
    assert holders(world, "/map/1901-12-15/")[1] == "Uncertain on this day 1 Upton (Mill, Weav)"


def test_a_place_surely_held_of_which_only_the_state_is_in_doubt_counts_for_its_holder(
    tmp_path: Path,
) -> None:
    notes = {
        "events/a.md": WAR["events/a.md"],
        "events/b.md": news(
            "Some day inside", "1901-12", control("upton: millers, contested, against weavers")
        ),
    }
    world = plan_world(tmp_path, notes, DAYS.replace("1901-12-31", "1901-12-15"))
    assert holders(world, "/map/1901-12-15/") == ["Guild of Millers 1 Upton (state uncertain)"]
    assert marks(world, "/map/1901-12-15/") == {"places/upton": ("uncertain", "blue")}


def test_the_days_lead_to_one_another_in_order(world: PlannedWorld) -> None:
    def ways(address: str) -> list[str | None]:
        (bar,) = with_class(world.page(address), "day-bar")
        return [link.get("href") for link in bar.iter("a")]

    assert ways("/map/1899-01-01/") == ["/map/1900-06-01/"]
    assert ways("/map/1900-06-01/") == ["/map/1899-01-01/", "/map/1901-12-31/"]
    assert ways("/map/") == ["/map/1901-12-31/"]


def test_the_list_of_days_says_how_many_places_the_actor_in_focus_held(world: PlannedWorld) -> None:
    page = world.page("/map/1900-06-01/")
    days = [words(item) for item in page.iter("li") if "Mill held" in words(item)]
    assert days == [
        "1 January 1899 Mill held 0",
        "1 June 1900 Mill held 1Millers take Upton",
        "31 December 1901 Mill held 1",
    ]


def test_a_day_on_which_the_map_changed_names_the_events_that_changed_it(tmp_path: Path) -> None:
    """The weightiest first; not what else happened that day, nor what is known to its month only."""
    notes = {
        "events/a.md": news("Lowton falls", "1900-06-01", control("lowton: millers")),
        "events/b.md": news("Upton falls", "1900-06-01", control("upton: millers")).replace(
            "importance: 2", "importance: 3"
        ),
        "events/c.md": news("It rains", "1900-06-01", "places:\n  - upton\n"),
        "events/d.md": news("Some day", "1900-06", control("upton: millers, contested, against weavers")),
    }
    world = plan_world(tmp_path, notes, DAYS)
    assert [card.title for card in world.data("/map/1900-06-01/").events] == ["Upton falls", "Lowton falls"]
    heading = world.page("/map/1900-06-01/").find(".//h2[@id='events']")
    assert words(heading) == "What changed it on this day"
    assert world.page("/map/1901-12-31/").find(".//h2[@id='events']") is None


def test_the_page_of_a_day_leads_up_to_the_map(world: PlannedWorld) -> None:
    (crumbs,) = with_class(world.page("/map/1901-12-31/"), "crumbs")
    assert [words(item) for item in crumbs.iter("li")] == ["Map", "31 December 1901"]
    assert [link.get("href") for link in crumbs.iter("a")] == ["/map/"]


def test_marks_carry_what_a_script_needs(world: PlannedWorld) -> None:
    """For those who have one; the list needs none."""
    towns = with_class(world.page("/map/1901-12-31/"), "town")
    assert {(it.get("data-place"), it.get("data-address"), it.get("data-code")) for it in towns} == {
        ("places/upton", "/places/upton/", "Mill"),
        ("places/lowton", "/places/lowton/", "Weav"),
    }


def test_the_map_can_be_moved_from_the_year_of_the_first_change_to_what_is_last(tmp_path: Path) -> None:
    """Be it a change or another event; the pages of chosen days stay where they are."""
    notes = {**WAR, "events/d.md": news("Peace", "1902-03", "places:\n  - upton\n")}
    world = plan_world(tmp_path, notes, DAYS)
    slider = world.data("/map/").slider
    assert (slider.first, slider.last) == ("1900-01-01", "1902-03-31")
    assert [tick.year for tick in slider.ticks] == ["1900", "1901", "1902"]
    assert slider.years == ("1902",)
    assert world.data("/map/1901-12-31/").slider is None
    assert "/assets/map.js" not in world.text("/map/1901-12-31/")


def test_a_day_leads_to_the_map_that_can_be_moved_on_from_it(world: PlannedWorld) -> None:
    links = {link.get("href"): words(link) for link in world.page("/map/1901-12-31/").iter("a")}
    assert links["/map/?day=1901-12-31"] == "Move on from this day"


def test_every_town_has_a_name_on_a_map_that_has_come_close(world: PlannedWorld) -> None:
    assert {label.text for label in world.data("/map/").slider.labels if label.kind == "town"} == {
        "Upton",
        "Lowton",
    }


def test_the_script_gets_its_words_from_the_page(world: PlannedWorld) -> None:
    """So that they are translated with it."""
    said = {
        it.get("data-say"): words(it) for it in world.page("/map/").iter("template") if it.get("data-say")
    }
    assert said["holding-besieged-against"] == "held by {holder}, besieged by {against}"
    assert said["since-between"] == "since a day between {first} and {last}"
    assert said["summary"].startswith("On {day} Mill held {count} of the 2 places")
    assert said["days"].split("|")[5] == "22 June 2001"


def test_without_a_focus_the_days_are_told_without_numbers(tmp_path: Path) -> None:
    site = DAYS.replace("focus: millers\nfocus_heading: Towns that the millers held\n", "")
    page = plan_world(tmp_path, WAR, site).page("/map/")
    assert words(with_class(page, "lead")[0]) == (
        "Who held each of the 2 places that this chronicle follows on 1 February 1902."
    )


def test_without_a_change_the_map_is_that_of_the_day_in_the_settings(tmp_path: Path) -> None:
    world = plan_world(tmp_path, {})
    assert world.data("/map/").control.day == "1900-06-01"
    assert world.data("/map/").map.marks == ()


def test_a_chronicle_without_a_map_has_no_such_pages(tmp_path: Path) -> None:
    world = plan_world(tmp_path, WAR, SITE.split("map:\n")[0])
    assert [address for address in world.addresses() if address.startswith("/map/")] == []
    assert "/map/" not in {link.get("href") for link in world.page("/").iter("a")}
