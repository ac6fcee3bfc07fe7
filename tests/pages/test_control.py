"""Every place that changed hands, over time: along the rivers first, then by country."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.world import NOTES, SITE, PlannedWorld, control, news, plan_world, town, with_class, words

WAR = {
    "events/a.md": news("Millers take Upton", "1900-06-01", control("upton: millers, taken_from weavers")),
    "events/b.md": news("Siege of Upton", "1901", control("upton: millers, besieged, against weavers")),
    "events/c.md": news("Lowton changes hands", "1903-05", control("lowton: weavers")),
}


@pytest.fixture
def world(tmp_path: Path) -> PlannedWorld:
    return plan_world(tmp_path, WAR)


def groups(world: PlannedWorld) -> list[tuple[str | None, list[str]]]:
    """The river or country of each group, and its places."""
    found = world.data("/control/").groups
    return [(it.river or it.country, [row.place.name for row in it.rows]) for it in found]


def test_towns_of_a_river_stand_in_the_order_in_which_it_passes_them(world: PlannedWorld) -> None:
    assert groups(world) == [("long-river", ["Upton", "Lowton"])]
    assert [words(head) for head in with_class(world.page("/control/"), "river")] == ["Along the Long River"]


def test_away_from_the_rivers_countries_stand_by_their_number_of_places_these_a_to_z(tmp_path: Path) -> None:
    notes = {
        "places/zell.md": town("Zell", more="country: DE\n"),
        "places/aach.md": town("Aach", more="country: DE\n"),
        "places/bern.md": town("Bern", more="country: CH\n"),
        "places/here.md": town("Here"),
        # On a river, and nobody says where on it
        "places/ford.md": town("Ford", more="country: DE\nriver: long-river\n"),
        "events/x.md": news(
            "All at once", "1900", control(*(f"{it}: millers" for it in "zell aach bern here ford".split()))
        ),
        **WAR,
    }
    assert groups(plan_world(tmp_path, notes)) == [
        ("long-river", ["Upton", "Lowton"]),
        ("DE", ["Aach", "Ford", "Zell"]),
        (None, ["Here"]),
        ("CH", ["Bern"]),
    ]


def test_rivers_stand_in_the_order_of_the_settings(tmp_path: Path) -> None:
    site = SITE.replace("rivers:\n", "rivers:\n  brook: Along the brook\n")
    brook = NOTES["places/lowton.md"].replace("river: long-river", "river: brook")
    found = groups(plan_world(tmp_path, {**WAR, "places/lowton.md": brook}, site))
    assert found == [("brook", ["Lowton"]), ("long-river", ["Upton"])]


def test_a_row_counts_what_changed_after_what_was_there_first(world: PlannedWorld) -> None:
    rows = with_class(world.page("/control/"), "control-row")
    assert [words(with_class(row, "count")[0]) for row in rows] == ["2 changes", "1 change"]
    data = world.data("/control/")
    assert (data.places, data.changes, data.last_change) == (2, 3, "1903-05-31")


def test_a_row_opens_to_the_sentences_of_its_history_each_with_its_event(world: PlannedWorld) -> None:
    upton, lowton = (row.find("ol") for row in with_class(world.page("/control/"), "control-row"))
    assert upton is not None
    assert lowton is not None
    assert [words(item) for item in upton] == [
        "Held by Guild of Weavers until 1 June 1900; since when is not known. Millers take Upton",
        "1 June 1900: held by Guild of Millers. Millers take Upton",
        "From a day between 1 January 1901 and 31 December 1901: held by Guild of Millers, "
        "besieged by Guild of Weavers. Siege of Upton",
        "All of Upton",
    ]
    links = [link.get("href") for link in lowton.iter("a")]
    assert links == ["/actors/weavers/", "/events/c/", "/places/lowton/"]


def test_an_address_with_the_place_in_it_opens_its_row(world: PlannedWorld) -> None:
    """Browsers open what is folded around an anchor; so it stands inside, and the place's page names it."""
    (row, _) = with_class(world.page("/control/"), "control-row")
    assert row.tag == "details"
    assert [item.get("id") for item in row.iter("ol")] == ["place-upton"]
    links = {link.get("href") for link in world.page("/places/upton/").iter("a")}
    assert "/control/#place-upton" in links


def test_of_a_very_long_history_the_row_lists_the_last_changes(tmp_path: Path) -> None:
    """Two thousand changes of one place are not to be told twice on a page of all places."""
    holders = ("millers", "weavers")
    notes = {
        f"events/day-{chr(97 + day // 26)}{chr(97 + day % 26)}.md": news(
            f"Day {chr(97 + day // 26)}{chr(97 + day % 26)}",
            f"19{day:02}-05-01",
            control(f"upton: {holders[day % 2]}"),
        )
        for day in range(70)
    }
    world = plan_world(tmp_path, notes)
    (row,) = with_class(world.page("/control/"), "control-row")
    items = [words(item) for item in row.iter("li")]
    assert items[0] == "The last 60 of 70 changes; the page of the place has all of them."
    assert items[1].startswith("1 May 1910: held by Guild of Millers.")
    assert (len(items), items[-1]) == (62, "All of Upton")
    place = world.page("/places/upton/")
    years = with_class(place, "year")
    assert len(years) == len(with_class(place, "change")) == 70
    assert words(years[0]).startswith("1900 1 change 1 May 1900: held by Guild of Millers.")


def test_the_table_says_the_same_as_the_chart(world: PlannedWorld) -> None:
    """For those who do not see it, and for copying. Folded by river, as whoever wants all of it is rare."""
    tables = with_class(world.page("/control/"), "group-table")
    assert [words(table.find("summary")) for table in tables] == ["Along the Long River 2 places, 3 changes"]
    rows = [[words(cell) for cell in row] for row in world.page("/control/").iter("tr")]
    assert rows == [
        ["Place", "When", "Holder", "State"],
        ["Upton", "since an unknown day", "Guild of Weavers", "held"],
        ["1 June 1900", "Guild of Millers", "held"],
        ["1901", "Guild of Millers", "besieged"],
        ["Lowton", "May 1903", "Guild of Weavers", "held"],
    ]
    links = [link.get("href", "") for link in tables[0].iter("a")]
    assert [link for link in links if link.startswith("/events/")] == [
        "/events/a/",
        "/events/a/",
        "/events/b/",
        "/events/c/",
    ]


def test_the_axis_runs_over_the_years_of_all_places(world: PlannedWorld) -> None:
    assert [tick.year for tick in world.data("/control/").ticks] == ["1900", "1901", "1902", "1903"]


def test_a_chronicle_in_which_nothing_is_held_says_so(tmp_path: Path) -> None:
    page = plan_world(tmp_path, {}).page("/control/")
    assert "No event tells who held a place." in words(page.find(".//main"))
    assert with_class(page, "control-chart") == []


def test_places_beyond_the_map_are_told_too(tmp_path: Path) -> None:
    """The page is of all that events tell; only the counts of towns held are bounded by the map."""
    far = town("Far", more="country: LY\n").replace("longitude: 2", "longitude: 90")
    notes = {"places/far.md": far, "events/a.md": news("Far away", "1900", control("far: millers"))}
    world = plan_world(tmp_path, notes)
    assert groups(world) == [("LY", ["Far"])]
    assert world.data("/").control.followed == 0


def test_where_one_reads_from_the_right_diagonals_are_turned_twice(tmp_path: Path) -> None:
    """Drawings are turned round there, and a rising texture must not become another holder's falling one."""
    plain = plan_world(tmp_path / "plain", WAR).text("/control/")
    arabic = plan_world(tmp_path / "arabic", WAR, SITE.replace("  - en\n", "  - ar\n")).text("/control/")
    assert ('id="turned-amber"' in plain, 'id="turned-amber"' in arabic) == (False, True)
