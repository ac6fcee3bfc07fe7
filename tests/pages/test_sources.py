"""Sources: a page for each that several notes use, the others by publisher."""

from __future__ import annotations

from pathlib import Path

from tests.world import build_world, event, facts, with_class, words

SHARED = """\
---
title: Floods of the century
publisher: Valley Press
published: 1901-03
url: https://press.example.org/floods
language: en
type: news
agency: gazette
title_seen: false
note: A later look back.
---
"""
USING = event(
    fields=(
        "figures:\n  - measure: people-flooded\n    value: 40\n    qualifier: about\n    as_of: 1900-06-01\n"
        "    claimant: millers\n    source: floods-1901\n"
    )
).replace("sources:\n", "sources:\n  - id: floods-1901\n")
NOTES = {"sources/1901/floods-1901.md": SHARED, "events/1900/1900-06-01-rise.md": USING}


def test_a_shared_source_tells_all_that_is_known_of_it(tmp_path: Path) -> None:
    page = build_world(tmp_path, NOTES).page("/sources/floods-1901/")
    assert words(with_class(page, "lead")[0]) == "Valley Press, March 1901"
    assert facts(page) == {
        "Publisher": "Valley Press",
        "Published": "March 1901",
        "Address": "https://press.example.org/floods",
        "Archived copy": "No archived copy yet.",
        "Language": "English",
        "Type": "News",
        "Carries": "a report by The Gazette",
        "Title": "Title taken from the address.",
        "Remark": "A later look back.",
        "Cited as": "[@floods-1901]",
    }


def test_a_shared_source_lists_the_events_that_use_it_and_the_figures_that_rest_on_it(tmp_path: Path) -> None:
    page = build_world(tmp_path, NOTES).page("/sources/floods-1901/")
    assert len(with_class(page, "event-row")) == 1
    assert words(with_class(page, "claim")[0]).startswith(
        "about 40 people – Guild of Millers, as of 1 June 1900"
    )


def test_a_source_that_nothing_rests_on_says_so(tmp_path: Path) -> None:
    world = build_world(tmp_path, {"sources/1901/floods-1901.md": SHARED})
    page = words(world.page("/sources/floods-1901/").find(".//main"))
    assert "No event uses it." in page
    assert "No figure rests on it." in page


def test_all_sources_stand_under_their_publisher(tmp_path: Path) -> None:
    """Those in place lead to their anchor at the note that uses them."""
    world = build_world(tmp_path, NOTES)
    gazette = world.page("/sources/by-publisher/t/")
    assert words(with_class(gazette, "publishers")[0]) == "The Gazette 2 June 1900 Water everywhere"
    link = with_class(gazette, "publishers")[0].find(".//a")
    assert link is not None
    assert link.get("href") == "../../../events/rise/#gazette-1900"
    press = with_class(world.page("/sources/by-publisher/v/"), "publishers")[0].find(".//a")
    assert press is not None
    assert press.get("href") == "../../../sources/floods-1901/"


def test_publishers_under_no_letter_stand_last(tmp_path: Path) -> None:
    odd = USING.replace("The Gazette", "24 hours")
    page = build_world(tmp_path, NOTES | {"events/1900/1900-06-01-rise.md": odd}).page("/sources/")
    assert [words(link) for link in with_class(page, "pages")[0].iter("a")] == ["V 1", "Others 1"]


def test_the_sources_are_told_in_numbers(tmp_path: Path) -> None:
    page = build_world(tmp_path, NOTES).page("/sources/")
    assert words(with_class(page, "lead")[0]).startswith("2 publications from 2 publishers.")
    assert facts(page)["Shared"].startswith("1 is used by several notes")
    assert facts(page)["Titles"].startswith("1 title was put together from the address")
