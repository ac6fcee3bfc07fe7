"""Operations in order of time, with their parts and their events."""

from __future__ import annotations

from pathlib import Path

from tests.world import SOURCE, build_world, event, facts, with_class, words


def operation(name: str, date: str, fields: str = "", body: str = "") -> str:
    return f"---\nname: {name}\ndate: {date}\n{fields}---\n{body}"


PARTS = {
    "operations/flood.md": operation("The great flood", "1900/1901"),
    "operations/dykes.md": operation("Work on the dykes", "1900-07", "parent: flood\n"),
    "operations/sandbags.md": operation("Sandbags", "1900-06", "parent: dykes\n"),
    "operations/drought.md": operation("The drought", "1899"),
}


def test_operations_stand_in_order_of_time_parts_below_the_one_at_the_top(tmp_path: Path) -> None:
    """Parts of parts too: the list has two levels."""
    page = build_world(tmp_path, PARTS).page("/operations/")
    assert [words(title) for title in with_class(page, "title")] == [
        "The drought",
        "The great flood",
        "Sandbags",
        "Work on the dykes",
    ]
    parts = with_class(page, "parts")
    assert [words(title) for title in with_class(parts[0], "title")] == ["Sandbags", "Work on the dykes"]


def test_an_operation_has_its_own_words_sources_and_events(tmp_path: Path) -> None:
    note = operation(
        "The great flood",
        "1900/1901",
        f"places:\n  - upton\nactors:\n  - millers\nsources:\n{SOURCE.replace('gazette-1900', 'flood-1900')}",
        "The whole valley was under water [@flood-1900].\n",
    )
    notes = {
        "operations/flood.md": note,
        "events/1900/1900-06-01-rise.md": event(fields="operation: flood\n"),
    }
    page = build_world(tmp_path, notes).page("/operations/flood/")
    assert words(with_class(page, "lead")[0]) == "1900–1901"
    assert "The whole valley was under water." in words(with_class(page, "prose")[0])
    assert [item.get("id") for item in page.findall(".//ol[@class='sources']/li")] == ["flood-1900"]
    assert facts(page) == {"Where": "Upton", "Who": "Guild of Millers"}
    assert len(with_class(page, "event-row")) == 1


def test_an_operation_leads_to_what_it_is_part_of_and_to_its_parts(tmp_path: Path) -> None:
    page = build_world(tmp_path, PARTS).page("/operations/dykes/")
    assert facts(page)["Part of"] == "The great flood"
    assert words(page.find(".//section[@aria-labelledby='parts']")) == "Its parts Sandbags June 1900"
    assert "No event of this operation itself has been recorded." in words(page.find(".//main"))


def test_operations_lead_on_in_order_of_time(tmp_path: Path) -> None:
    neighbours = with_class(build_world(tmp_path, PARTS).page("/operations/flood/"), "neighbours")[0]
    assert words(neighbours) == "Before The drought After Sandbags"


def test_corrections_stand_at_the_end_of_the_page(tmp_path: Path) -> None:
    said = "    said: It began in May.\n    says: It began in June.\n    why: A misprint.\n"
    correction = f"corrections:\n  - date: 1902-01-05\n{said}"
    page = build_world(tmp_path, {"operations/flood.md": operation("The flood", "1900-06", correction)}).page(
        "/operations/flood/"
    )
    about = words(page.find(".//section[@aria-labelledby='about-page']"))
    assert "It began in May." in about
    assert "No corrections so far." not in about
