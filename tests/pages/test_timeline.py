"""Timeline, years and months, on small worlds built by the real engine."""

from __future__ import annotations

from pathlib import Path

from chronicle.model import EventCard
from chronicle.pages.timeline import MOST_EVENTS, select
from tests.world import BuiltWorld, build_world, event, with_class, words


def world_of(folder: Path, *dates: str, importance: int = 2, fields: str = "") -> BuiltWorld:
    """An event for each date, titled by it."""
    notes = {
        f"events/{date[:4]}/e{at}.md": event(
            f"What happened {at}", date, source=f"gazette-{at}", fields=fields
        ).replace("importance: 2", f"importance: {importance}")
        for at, date in enumerate(dates)
    }
    return build_world(folder, notes)


def titles(world: BuiltWorld, address: str) -> list[str]:
    """The titles of a page's list, without the hidden word for their importance."""
    rows = with_class(world.page(address), "event-row")
    return [words(with_class(row, "title")[0].find("a")) for row in rows]


def links(world: BuiltWorld, address: str) -> set[str]:
    return {link.get("href", "") for link in world.page(address).iter("a")}


def test_a_year_lists_its_events_under_their_months_those_without_a_month_first(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1900-11-03", "1900", "1900-06-01")
    page = world.page("/1900/")
    assert [words(head.find("h2")) for head in with_class(page, "group-head")] == [
        "1900, month not known",
        "June 1900",
        "November 1900",
    ]
    assert titles(world, "/1900/") == ["What happened 1", "What happened 2", "What happened 0"]


def test_every_year_and_month_to_which_an_event_leads_has_a_page(tmp_path: Path) -> None:
    world = world_of(
        tmp_path, "1900-11-03", "1901", "1902-21", "/1903-05-01", "1904-02/1904-05", "1905-XX-XX"
    )
    for at in range(6):
        crumbs = next(
            nav for nav in world.page(f"/events/e{at}/").iter("nav") if nav.get("class") == "crumbs"
        )
        for link in crumbs.iter("a"):
            assert link.get("href", "").replace("../../", "/") in world.addresses()
    years = {address for address in world.addresses() if address[1:5].isdigit()}
    assert years == {
        "/1900/", "/1900/11/", "/1901/", "/1902/", "/1903/", "/1903/05/", "/1904/", "/1904/02/", "/1905/",
    }  # fmt: skip


def test_a_year_tells_how_many_of_its_events_are_major(tmp_path: Path) -> None:
    world = build_world(
        tmp_path,
        {
            "events/1900/a.md": event().replace("importance: 2", "importance: 3"),
            "events/1900/b.md": event(source="b"),
        },
    )
    assert words(with_class(world.page("/1900/"), "lead")[0]) == "2 events, 1 of them major."


def test_neighbours_are_the_years_and_months_that_have_events(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1900-11-03", "1905-02-01")
    assert 'rel="next" href="../1905/"' in world.text("/1900/")
    assert 'rel="next" href="../../1905/02/"' in world.text("/1900/11/")
    assert 'rel="prev"' not in world.text("/1900/")


def test_an_interval_stands_in_the_month_of_its_beginning_and_goes_on_in_the_next(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1900-06-01/1900-11-10", "1900-11-03", "1900-12-01")
    assert titles(world, "/1900/06/") == ["What happened 0"]
    assert titles(world, "/1900/11/") == ["What happened 1"]
    side = with_class(world.page("/1900/11/"), "side")[0]
    assert "Going on What happened 0" in words(side)
    assert "Going on" not in words(with_class(world.page("/1900/12/"), "side")[0])


def test_a_month_puts_its_events_under_their_days_those_without_a_day_first(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1900-11-03", "1900-11-20", "1900-11-03", "1900-11")
    page = world.page("/1900/11/")
    days = [(day.get("id"), len(with_class(day, "event-row"))) for day in with_class(page, "day")]
    assert days == [("1900-11", 1), ("1900-11-03", 2), ("1900-11-20", 1)]
    assert {"#1900-11", "#1900-11-03", "#1900-11-20"} <= links(world, "/1900/11/")


def test_an_event_under_its_day_tells_its_date_only_where_that_is_another_one(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1900-11-03", "1900-11-03~", "1900-11-03/1900-11-05")
    rows = with_class(world.page("/1900/11/"), "event-row")
    assert [words(with_class(row, "meta")[0]) for row in rows] == [
        "Flood · Claimed",
        "about 3 November 1900 · Flood · Claimed",
        "3–5 November 1900 · Flood · Claimed",
    ]


def test_a_month_of_which_all_was_withdrawn_keeps_its_page(tmp_path: Path) -> None:
    """The address was published, and the page that says why it was withdrawn leads to it."""
    withdrawn = "withdrawn:\n  date: 2020-01-01\n  why: The source does not bear it out.\n"
    note = event().replace("---\nThe river", f"{withdrawn}---\nThe river")
    world = build_world(
        tmp_path, {"events/1900/a.md": note, "events/1901/b.md": event(date="1901-01", source="b")}
    )
    assert "Nothing is recorded for this month." in words(world.page("/1900/06/"))
    assert titles(world, "/1900/06/") == []
    assert "../1900/" not in links(world, "/timeline/")


def test_the_timeline_names_major_events_only(tmp_path: Path) -> None:
    world = build_world(
        tmp_path,
        {
            "events/1900/a.md": event("A great flood").replace("importance: 2", "importance: 3"),
            "events/1900/b.md": event("A small flood", source="b"),
        },
    )
    assert titles(world, "/timeline/") == ["A great flood"]
    assert {"../1900/", "../1900/06/"} <= links(world, "/timeline/")


def choices(world: BuiltWorld, address: str) -> dict[str, str]:
    """What the filter of a page offers before any script runs, and how many events each choice has."""
    labels = with_class(world.page(address), "filter")[0].iter("label")
    return {
        words(label.findall("span")[0]): words(with_class(label, "count")[0])
        for label in labels
        if with_class(label, "count")
    }


def test_the_choices_of_a_page_are_counted_among_its_own_events(tmp_path: Path) -> None:
    notes = {
        "events/1900/a.md": event("A great flood").replace("importance: 2", "importance: 3"),
        "events/1900/b.md": event("A flood", source="b").replace("claimed", "disputed"),
        "events/1901/c.md": event("A small flood", "1901", source="c").replace(
            "importance: 2", "importance: 1"
        ),
    }
    world = build_world(tmp_path, notes)
    counts = {
        "All": "2",
        "Major and notable": "2",
        "Major only": "1",
        "Confirmed": "0",
        "Claimed": "1",
        "Disputed": "1",
    }
    assert choices(world, "/1900/") == counts
    assert choices(world, "/timeline/") == counts | {"All": "3", "Claimed": "2"}


def test_without_a_script_a_page_leads_to_the_lists_by_year_place_and_kind(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1900-11-03")
    for address in ("/timeline/", "/1900/"):
        assert {"#lists", "../timeline/", "../places/", "../actors/", "../operations/", "../kinds/"} <= links(
            world, address
        )


def test_a_chronicle_without_events_has_a_timeline(tmp_path: Path) -> None:
    world = build_world(tmp_path, {})
    assert "Nothing is recorded yet." in words(world.page("/timeline/"))


def major(number: int, date: str) -> EventCard:
    return EventCard(
        id=f"events/e{number}",
        address=f"/events/e{number}/",
        title="",
        date=date,
        kind="flood",
        importance=3,
        certainty="claimed",
    )


def test_where_a_year_has_too_many_major_events_each_month_gives_its_first() -> None:
    """What the page names stays bounded and is no arbitrary part of the year."""
    cards = tuple(major(month * 100 + at, f"1900-{month:02}") for month in range(1, 13) for at in range(50))
    chosen, first_of_month = select(cards, 40)
    assert first_of_month == 3
    assert [card.id for card in chosen[:4]] == ["events/e100", "events/e101", "events/e102", "events/e200"]
    assert select(cards, MOST_EVENTS) == (cards, None)
