"""Two days side by side: what changed hands in between, and which figures were claimed by then."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronicle.pages.compared_places import Moved
from tests.world import SITE, PlannedWorld, control, news, plan_world, with_class, words

TURNS = SITE.replace(
    "map:\n", "turning_points:\n  - event: a\n    words: It begins\n  - event: c\n    words: It ends\nmap:\n"
)
WAR = {
    "events/a.md": news("Millers take Upton", "1900-06-01", control("upton: millers")),
    "events/b.md": news("Siege of Lowton", "1901-03", control("lowton: weavers, besieged, against millers")),
    "events/c.md": news("Weavers take Upton", "1902-02-01", control("upton: weavers, taken_from millers")),
}


def figure(value: str, as_of: str, source: str, claimant: str = "gazette", scope: str = "valley") -> str:
    return (
        f"figures:\n  - measure: people-flooded\n    value: {value}\n    qualifier: exact\n"
        f"    scope: {scope}\n    as_of: {as_of}\n    claimant: {claimant}\n    source: {source}\n"
    )


@pytest.fixture
def world(tmp_path: Path) -> PlannedWorld:
    notes = {
        **WAR,
        "events/d.md": news("Count", "1900-07-01", figure("10", "1900-05-01", "on-count")),
        "events/e.md": news("Recount", "1901-07-01", figure("30", "1901", "on-recount")),
        "events/f.md": news("Third", "1903-07-01", figure("50", "1903", "on-third")),
    }
    return plan_world(tmp_path, notes, TURNS)


def names(moved: tuple[Moved, ...]) -> list[str]:
    return [row.name for row in moved]


def test_the_first_and_the_last_turning_point_are_compared_at_once(world: PlannedWorld) -> None:
    page = world.data("/compare/")
    assert (page.first, page.last) == ("1900-06-01", "1902-02-01")


def test_turning_points_that_follow_one_another_have_pages(tmp_path: Path) -> None:
    site = TURNS.replace("map:\n", "  - event: b\n    words: Half time\nmap:\n", 1)
    world = plan_world(tmp_path, WAR, site)
    pairs = {it for it in world.addresses() if it.startswith("/compare/19")}
    assert pairs == {"/compare/1900-06-01/1901-03-31/", "/compare/1901-03-31/1902-02-01/"}
    assert [link.is_here for link in world.data("/compare/1901-03-31/1902-02-01/").pairs] == [False, True]


def test_without_turning_points_the_days_of_the_map_are_compared(tmp_path: Path) -> None:
    page = plan_world(tmp_path, WAR).data("/compare/")
    assert (page.first, page.last) == ("1900-06-01", "1902-02-01")


def test_a_place_under_another_holder_changed_hands(world: PlannedWorld) -> None:
    page = world.data("/compare/")
    assert names(page.moved) == ["Upton"]
    (row,) = with_class(world.page("/compare/"), "moved")[0]
    assert words(row) == (
        "Upton: held by Guild of Millers since 1 June 1900; "
        "on 1 February 1902 held by Guild of Weavers since 1 February 1902."
    )


def test_a_place_of_which_nothing_is_told_on_one_day_did_not_change_hands_for_certain(
    world: PlannedWorld,
) -> None:
    page = world.data("/compare/")
    assert names(page.unclear) == ["Lowton"]
    assert words(with_class(world.page("/compare/"), "unclear")[0]).startswith(
        "Lowton: who held it is not known; on 1 February 1902 held by Guild of Weavers, besieged by"
    )


def test_whoever_lost_a_place_had_held_it_though_nobody_says_since_when(tmp_path: Path) -> None:
    """The handover lies between the days, whenever the time before it began."""
    notes = {
        "events/a.md": news("Fair", "1900-06-01", "places:\n  - upton\n"),
        "events/c.md": news(
            "Weavers take Upton", "1902-02-01", control("upton: weavers, taken_from millers")
        ),
    }
    assert names(plan_world(tmp_path, notes, TURNS).data("/compare/").moved) == ["Upton"]


def test_a_place_with_the_same_holder_in_another_state_is_not_listed(tmp_path: Path) -> None:
    notes = {
        "events/a.md": WAR["events/a.md"],
        "events/c.md": news("Siege", "1902-02-01", control("upton: millers, besieged, against weavers")),
    }
    page = plan_world(tmp_path, notes, TURNS).data("/compare/")
    assert names(page.moved) == names(page.unclear) == []


def test_holders_are_counted_on_both_days(world: PlannedWorld) -> None:
    counts = [(row.holder.code, row.before, row.after) for row in world.data("/compare/").counts]
    assert counts == [("Weav", 0, 2), ("Mill", 1, 0)]


def test_of_each_figure_the_latest_by_each_day_is_told_where_they_differ(world: PlannedWorld) -> None:
    """A year counts when it is over."""
    (row,) = world.data("/compare/").figures
    assert [said.claim.value for said in row.before] == ["10"]
    assert [said.claim.value for said in row.after] == ["30"]
    (section,) = world.page("/compare/").findall(".//div[@class='figures-by']/section")
    assert words(section.find("h3")) == "People flooded out: The whole valley"
    assert [words(it) for it in section.iter("li")] == [
        "10 people, says The Gazette, as of 1 May 1900. The Gazette · Event",
        "30 people, says The Gazette, as of 1901. The Gazette · Event",
    ]


def test_figures_of_one_day_stand_side_by_side_and_say_that_they_disagree(tmp_path: Path) -> None:
    notes = {
        **WAR,
        "events/d.md": news("Count", "1901-07-01", figure("10", "1901-05-01", "on-count")),
        "events/e.md": news("Recount", "1901-07-02", figure("30", "1901-05-01", "on-recount", "millers")),
    }
    (row,) = plan_world(tmp_path, notes, TURNS).data("/compare/").figures
    assert row.before == ()
    assert [(said.claim.value, said.claim.disputed) for said in row.after] == [("10", True), ("30", True)]


def test_a_figure_that_stays_the_same_is_left_out(tmp_path: Path) -> None:
    notes = {**WAR, "events/d.md": news("Count", "1900-07-01", figure("10", "1900-05-01", "on-count"))}
    page = plan_world(tmp_path, notes, TURNS).page("/compare/")
    assert words(with_class(page, "figures-by")[0]) == "No figure is different."


def test_all_figures_stand_by_day_for_the_script_and_for_readers(world: PlannedWorld) -> None:
    (section,) = (it for it in world.page("/compare/figures/").iter("section") if it.get("data-counted"))
    assert section.get("data-counted") == "people-flooded/valley"
    assert [it.get("data-day") for it in section.iter("li")] == ["1900-05-01", "1901-12-31", "1903-12-31"]


def test_a_pair_of_days_leads_to_any_two_days(world: PlannedWorld) -> None:
    links = {link.get("href") for link in world.page("/compare/1900-06-01/1902-02-01/").iter("a")}
    assert "/compare/?from=1900-06-01&to=1902-02-01" in links


def test_a_chronicle_without_a_map_compares_nothing(tmp_path: Path) -> None:
    world = plan_world(tmp_path, WAR, SITE.split("map:\n")[0])
    assert not [it for it in world.addresses() if it.startswith("/compare/")]
    assert "/compare/" not in {link.get("href") for link in world.page("/").iter("a")}


def test_a_chronicle_in_which_nothing_changed_hands_compares_a_day_with_itself(tmp_path: Path) -> None:
    page = plan_world(tmp_path, {}).data("/compare/")
    assert (page.first, page.last, page.moved, page.pairs) == ("1900-06-01", "1900-06-01", (), ())
