"""Event pages as schema.org data: an article with its sources, about an event as far as it is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.world import event, plan_world


def data_of(folder: Path, text: str, slug: str = "rain") -> dict[str, Any]:
    """The JSON-LD of the page, as a search engine reads it."""
    page = plan_world(folder, {"events/rain.md": text}).page(f"/events/{slug}/")
    (script,) = (it for it in page.iter("script") if it.get("type") == "application/ld+json")
    found: dict[str, Any] = json.loads(script.text or "")
    return found


def test_an_article_about_an_event_with_its_licence_and_its_site(tmp_path: Path) -> None:
    found = data_of(tmp_path, event("It rains", fields="added: 1901-01-01\n"))
    assert {key: found[key] for key in ("@context", "@type", "headline", "description", "url")} == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "It rains",
        "description": "The river rose.",
        "url": "https://river.example.org/events/rain/",
    }
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["isPartOf"]["name"] == "A small chronicle"
    assert (found["datePublished"], found["dateModified"]) == ("1901-01-01", "1901-01-01")


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("1900-06-01", {"startDate": "1900-06-01"}),
        ("1900-06", {"startDate": "1900-06"}),
        ("1900", {"startDate": "1900"}),
        ("1900-06-01/1900-07", {"startDate": "1900-06-01", "endDate": "1900-07"}),
        ("1900-06-01/..", {"startDate": "1900-06-01"}),
        ("/1900-07", {"endDate": "1900-07"}),
        ("1900-06-01~", {}),
        ("1900-06?", {}),
        ("1900-06-XX", {}),
        ("1900-21", {}),
        ("1900-06-01~/1900-07-01", {"endDate": "1900-07-01"}),
    ],
)
def test_a_date_is_given_only_as_far_as_it_is_known(tmp_path: Path, date: str, days: dict[str, str]) -> None:
    """A machine takes a date for a fact, and cannot read a doubt."""
    about = data_of(tmp_path, event(date=date))["about"]
    assert {key: value for key, value in about.items() if key.endswith("Date")} == days


def test_the_event_is_where_its_places_are(tmp_path: Path) -> None:
    about = data_of(tmp_path, event("It rains", fields="places:\n  - upton\n"))["about"]
    assert (about["@type"], about["name"]) == ("Event", "It rains")
    assert about["location"] == [
        {"@type": "Place", "name": "Upton", "url": "https://river.example.org/places/upton/"}
    ]


def test_an_event_without_places_has_no_location(tmp_path: Path) -> None:
    assert "location" not in data_of(tmp_path, event())["about"]


def test_every_source_is_a_citation_with_what_is_known_of_it(tmp_path: Path) -> None:
    bare = "sources:\n  - id: hearsay\n    title: Hearsay\n    type: news\n    published: 1900~\n"
    found = data_of(tmp_path, event().replace("sources:\n", bare))
    assert found["citation"] == [
        {"@type": "CreativeWork", "name": "Hearsay"},
        {
            "@type": "CreativeWork",
            "name": "Water everywhere",
            "url": "https://gazette.example.org/1900",
            "publisher": {"@type": "Organization", "name": "The Gazette"},
            "datePublished": "1900-06-02",
            "inLanguage": "en",
        },
    ]


CORRECTIONS = (
    "added: 1901-01-01\ncorrections:\n"
    "  - date: 1903-01-01\n    said: At noon.\n    says: At dawn.\n    why: A slip.\n"
    "  - date: 1902-01-01\n    said: Rain.\n    says: Snow.\n    why: Misread.\n"
)


def test_corrections_are_public_and_the_last_one_is_the_day_of_change(tmp_path: Path) -> None:
    found = data_of(tmp_path, event(fields=CORRECTIONS))
    assert (found["datePublished"], found["dateModified"]) == ("1901-01-01", "1903-01-01")
    assert [(it["@type"], it["datePublished"], it["text"]) for it in found["correction"]] == [
        ("CorrectionComment", "1903-01-01", "At noon. → At dawn. A slip."),
        ("CorrectionComment", "1902-01-01", "Rain. → Snow. Misread."),
    ]


def test_what_was_withdrawn_is_said_to_be_so_and_tells_of_no_event(tmp_path: Path) -> None:
    """A machine that has taken it for a fact can put that right."""
    withdrawn = "added: 1901-01-01\nwithdrawn:\n  date: 1904-01-01\n  why: It did not.\n"
    found = data_of(tmp_path, event(fields=withdrawn))
    assert (found["creativeWorkStatus"], found["dateModified"]) == ("Withdrawn", "1904-01-01")
    assert not {"about", "description"} & set(found)


def test_where_no_day_is_known_none_is_given(tmp_path: Path) -> None:
    found = data_of(tmp_path, event())
    assert not {"datePublished", "dateModified", "correction"} & set(found)


def test_words_of_a_note_cannot_end_the_script(tmp_path: Path) -> None:
    title = "</script><script>alert(1)</script>"
    assert data_of(tmp_path, event(f"'{title}'"))["headline"] == title
