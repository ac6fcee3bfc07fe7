"""What readers learn of a place: where it is, who held it when, what happened there, what lies near."""

from __future__ import annotations

from pathlib import Path

from tests.world import build_world, event, facts, with_class, words

CAPTURE = (
    "places:\n  - upton\nactors:\n  - weavers\n"
    "control:\n  - place: upton\n    holder: weavers\n    status: held\n"
)
TAKEN = CAPTURE + "    taken_from: millers\n"


def test_a_place_says_what_and_where_it_is_and_how_well_that_is_known(tmp_path: Path) -> None:
    page = build_world(tmp_path, {}).page("/places/upton/")
    assert words(page.find(".//h1")) == "Upton"
    assert words(with_class(page, "lead")[0]) == "Town, France"
    assert facts(page) == {
        "River": "Along the Long River",
        "Position": "48.5, 2.5. The place is known to about 2 km.Coordinates: a map.",
    }


def test_a_place_without_events_says_so(tmp_path: Path) -> None:
    """Sparse pages have the same parts, with words for what is empty."""
    page = words(build_world(tmp_path, {}).page("/places/upton/").find(".//main"))
    assert "Who held it is not known" in page
    assert "No event of this place has been recorded." in page
    assert "No other place with events lies near." in page


def test_the_history_of_a_place_is_told_in_sentences(tmp_path: Path) -> None:
    notes = {
        "events/1900/1900-06-01-upton-taken.md": event("Upton is taken", fields=TAKEN),
        "events/1901/1901-01-upton-lost.md": event(
            "Upton is lost",
            "1901-01",
            fields=CAPTURE.replace("holder: weavers", "holder: millers").replace(
                "status", "taken_from: weavers\n    status"
            ),
            source="gazette-1901",
        ).replace("1900-06-02", "1901-02-01"),
    }
    page = build_world(tmp_path, notes).page("/places/upton/")
    sentences = [words(item.find(".//p")) for item in with_class(page, "change")]
    assert sentences == [
        "Held by Guild of Millers until 1 June 1900; since when is not known.",
        "1 June 1900: held by Guild of Weavers.",
        "Changed hands between 1 January 1901 and 31 January 1901: held by Guild of Millers.",
    ]


def test_the_bar_stands_over_the_sentences_and_its_legend_names_the_holders(tmp_path: Path) -> None:
    page = build_world(tmp_path, {"events/1900/1900-06-01-taken.md": event(fields=TAKEN)}).page(
        "/places/upton/"
    )
    assert len(with_class(page, "bar")) == 1
    holders, states = with_class(page, "legend")
    assert words(holders) == "Guild of Millers (Mill) Guild of Weavers (Weav)"
    assert words(states) == "since an unknown day not known"


def test_an_event_that_changed_who_holds_a_place_is_among_its_events(tmp_path: Path) -> None:
    """Even where the event names it in its control alone."""
    fields = CAPTURE.replace("places:\n  - upton\n", "")
    world = build_world(tmp_path, {"events/1900/1900-06-01-taken.md": event("Taken", fields=fields)})
    page = world.page("/places/upton/")
    assert [words(it).split(" (")[0] for it in with_class(page, "title")] == ["Taken"]


def test_places_along_the_river_and_near_by_lead_to_one_another(tmp_path: Path) -> None:
    near = "---\nname: Nearham\nkind: town\nlatitude: 48.5\nlongitude: 2.6\nprecision_km: 2\n"
    notes = {
        "places/nearham.md": near + "coordinate_source: a map\n---\n",
        "events/1900/1900-06-01-rain.md": event(fields="places:\n  - nearham\n"),
    }
    world = build_world(tmp_path, notes)
    upton = words(world.page("/places/upton/").find(".//section[@aria-labelledby='nearby']"))
    assert "downstream: Lowton, 120 km" in upton
    assert "Nearham, 7 km" in upton
    assert "upstream: Upton, 120 km" in words(world.page("/places/lowton/").find(".//main"))


def test_the_list_has_every_place_with_its_number_of_events(tmp_path: Path) -> None:
    country = "---\nname: Valley\nkind: country\ncountry: FR\nlatitude: 47\nlongitude: 5\nprecision_km: 50\n"
    notes = {
        "places/valley.md": country + "coordinate_source: a map\n---\n",
        "events/1900/1900-06-01-rain.md": event(fields="places:\n  - upton\n"),
    }
    world = build_world(tmp_path, notes)
    groups = with_class(world.page("/places/"), "group")
    assert [[words(item) for item in with_class(group, "index")] for group in groups] == [
        ["Lowton Town, France Upton Town, France 1 event"],
        ["Valley"],
    ]
    inside = world.page("/places/valley/").find(".//section[@aria-labelledby='inside']")
    assert words(inside) == "Places in it Lowton Upton 1 event"


def test_many_events_have_a_page_for_each_year(tmp_path: Path) -> None:
    """So that no page grows with the chronicle."""
    notes = {
        f"events/{year}/{year}-06-{day:02}-rain-{year}-{number}.md": event(
            f"Rain {year} {number}",
            f"{year}-06-{day:02}",
            fields="places:\n  - upton\n",
            source=f"s-{year}-{number}",
        ).replace("1900-06-02", f"{year}-07-01")
        for year in (1900, 1901)
        for number in range(101)
        for day in [number % 28 + 1]
    }
    world = build_world(tmp_path, notes)
    page = world.page("/places/upton/")
    assert [words(link) for nav in with_class(page, "pages") for link in nav.iter("a")] == [
        "1900 101 events",
        "1901 101 events",
    ]
    assert len(with_class(world.page("/places/upton/1901/"), "event-row")) == 101


def test_an_area_has_no_point_and_no_holder(tmp_path: Path) -> None:
    """Where a country lies within a kilometre, and who held all of it, nobody can say."""
    country = "---\nname: Valley\nkind: country\ncountry: FR\nlatitude: 47\nlongitude: 5\nprecision_km: 50\n"
    page = build_world(tmp_path, {"places/valley.md": country + "coordinate_source: a map\n---\n"}).page(
        "/places/valley/"
    )
    assert with_class(page, "facts") == []
    assert "Who held it" not in words(page.find(".//main"))
