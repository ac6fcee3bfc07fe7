"""What changed last, as the notes themselves say."""

from __future__ import annotations

from pathlib import Path

from chronicle.pages.newest import Newest
from tests.world import news, plan_world, with_class, words

CORRECTED = "corrections:\n  - date: {}\n    said: a\n    says: b\n    why: c\n"
WITHDRAWN = "withdrawn:\n  date: {}\n  why: It did not happen.\n"


def newest(folder: Path, **notes: str) -> list[tuple[str, str, list[str], int]]:
    world = plan_world(folder, {f"events/{slug}.md": text for slug, text in notes.items()})
    found: tuple[Newest, ...] = world.data("/").newest
    return [(it.day, it.kind, [card.title for card in it.events], it.count) for it in found]


def test_changes_stand_by_day_the_newest_first(tmp_path: Path) -> None:
    found = newest(
        tmp_path,
        a=news("Old", "1900", "added: 2001-01-01\n"),
        b=news("New", "1900", "added: 2001-02-01\n"),
        c=news("Undated", "1900"),
    )
    assert found == [("2001-02-01", "added", ["New"], 1), ("2001-01-01", "added", ["Old"], 1)]


def test_of_one_day_what_was_withdrawn_comes_first_then_corrections(tmp_path: Path) -> None:
    found = newest(
        tmp_path,
        a=news("Added", "1900", "added: 2001-01-01\n"),
        b=news("Corrected", "1900", "added: 2000-01-01\n" + CORRECTED.format("2001-01-01")),
        c=news("Withdrawn", "1900", "added: 2000-01-01\n" + WITHDRAWN.format("2001-01-01")),
    )
    assert [(day, kind) for day, kind, *_ in found] == [
        ("2001-01-01", "withdrawn"),
        ("2001-01-01", "corrected"),
        ("2001-01-01", "added"),
    ]


def test_an_event_is_named_for_the_last_thing_that_happened_to_it(tmp_path: Path) -> None:
    later = CORRECTED.format("2001-05-01") + CORRECTED.format("2001-03-01").removeprefix("corrections:\n")
    assert newest(tmp_path, a=news("Rain", "1900", "added: 2001-01-01\n" + later)) == [
        ("2001-05-01", "corrected", ["Rain"], 1)
    ]


def test_a_trivial_correction_is_no_news(tmp_path: Path) -> None:
    trivial = CORRECTED.format("2001-05-01") + "    trivial: true\n"
    assert newest(tmp_path, a=news("Rain", "1900", "added: 2001-01-01\n" + trivial)) == [
        ("2001-01-01", "added", ["Rain"], 1)
    ]


def test_of_many_the_weightiest_are_named_then_the_latest_and_the_rest_is_counted(tmp_path: Path) -> None:
    names = ("one", "two", "three", "four", "five", "six")
    notes = {
        name: news(name.title(), f"190{number}", "added: 2001-01-01\n") for number, name in enumerate(names)
    }
    notes["two"] = notes["two"].replace("importance: 2", "importance: 3")
    notes["six"] = notes["six"].replace("importance: 2", "importance: 1")
    assert newest(tmp_path, **notes) == [("2001-01-01", "added", ["Two", "Five", "Four", "Three"], 6)]


def test_only_the_last_few_days_are_told(tmp_path: Path) -> None:
    names = ("one", "two", "three", "four", "five", "six")
    notes = {
        name: news(name.title(), "1900", f"added: 2001-01-0{number}\n")
        for number, name in enumerate(names, 1)
    }
    assert [day for day, *_ in newest(tmp_path, **notes)] == [f"2001-01-0{n}" for n in (6, 5, 4, 3, 2)]


def test_the_first_page_tells_them_in_words(tmp_path: Path) -> None:
    notes = {
        "events/a.md": news("Rain", "1900", "added: 2001-01-01\n"),
        "events/b.md": news("Snow", "1900", "added: 2001-01-01\n"),
        "events/c.md": news("Hail", "1900", WITHDRAWN.format("2001-02-01")),
    }
    (found,) = with_class(plan_world(tmp_path, notes).page("/"), "changes-newest")
    assert [words(item) for item in found] == [
        "1 February 2001 · 1 withdrawn Hail",
        "1 January 2001 · 2 events added Snow Rain",
    ]
