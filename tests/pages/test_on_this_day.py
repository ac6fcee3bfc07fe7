from __future__ import annotations

from pathlib import Path

from tests.world import BuiltWorld, build_world, event, with_class, words


def world_of(folder: Path, *dates: str) -> BuiltWorld:
    notes = {
        f"events/{date[:4]}/e{at}.md": event(f"What happened {at}", date, source=f"gazette-{at}")
        for at, date in enumerate(dates)
    }
    return build_world(folder, notes)


def rows(world: BuiltWorld, day: str) -> list[tuple[str, str]]:
    """The year, with what it says of it, and the title of each row of a day."""
    found = with_class(world.page(f"/on-this-day/{day}/"), "event-row")
    return [(words(with_class(row, "when")[0]), words(row.find(".//a"))) for row in found]


def test_a_day_has_the_events_of_every_year_oldest_first(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1901-11-03", "1900-11-03", "1900-11-04")
    assert rows(world, "11-03") == [("1900", "What happened 1"), ("1901", "What happened 0")]


def test_only_days_that_are_known_as_such_count(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1900-11-03~", "1901-11-03?", "1902-11", "1903-11-01/1903-11-05")
    assert rows(world, "11-03") == []


def test_an_interval_counts_on_its_first_and_on_its_last_day(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1900-11-03/1901-02", "1899-01-01/1902-11-03", "1903-11-03/1904-11-03")
    assert rows(world, "11-03") == [
        ("1900 begins", "What happened 0"),
        ("1902 ends", "What happened 1"),
        ("1903 begins", "What happened 2"),
        ("1904 ends", "What happened 2"),
    ]


def test_an_interval_of_one_day_counts_once(tmp_path: Path) -> None:
    assert len(rows(world_of(tmp_path, "1900-11-03/1900-11-03"), "11-03")) == 1


def test_an_empty_day_names_the_nearest_with_events_over_the_turn_of_the_year(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1900-12-30", "1900-03-01")
    lead = with_class(world.page("/on-this-day/01-02/"), "lead")[0]
    assert words(lead) == "Nothing is recorded for this day; nearest: 30 December."
    assert lead.find("a") is not None


def test_the_earlier_of_two_days_is_the_nearest(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1900-11-02", "1900-11-04")
    assert "nearest: 2 November." in words(world.page("/on-this-day/11-03/"))


def test_without_any_event_a_day_says_that_nothing_is_recorded(tmp_path: Path) -> None:
    world = build_world(tmp_path, {})
    assert "Nothing is recorded for this day." in words(world.page("/on-this-day/11-03/"))


def test_every_day_of_a_leap_year_has_a_page_and_the_year_is_a_ring(tmp_path: Path) -> None:
    world = build_world(tmp_path, {})
    days = [address for address in world.addresses() if address.startswith("/on-this-day/")]
    assert len(days) == 366 + 1
    assert 'rel="next" href="../../on-this-day/03-01/"' in world.text("/on-this-day/02-29/")
    assert 'rel="prev" href="../../on-this-day/12-31/"' in world.text("/on-this-day/01-01/")
    assert 'rel="next" href="../../on-this-day/01-01/"' in world.text("/on-this-day/12-31/")


def test_the_index_counts_the_events_of_each_day(tmp_path: Path) -> None:
    world = world_of(tmp_path, "1900-11-03", "1901-11-03")
    marked = with_class(world.page("/on-this-day/"), "has-events")
    assert [words(link) for link in marked] == ["3 2 events"]
    assert marked[0].get("href") == "../on-this-day/11-03/"
