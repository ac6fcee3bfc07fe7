from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.exports.exported import Exported, exported
from tests.world import NOTES, SITE, event

ATOM = "{http://www.w3.org/2005/Atom}"
NAME = "events/1900/1900-06-01-river-rises.md"
CORRECTION = "corrections:\n  - date: {}\n    said: 3 June\n    says: 1 June & later\n    why: A <slip>.\n"
WITHDRAWAL = "withdrawn:\n  date: 1905-01-01\n  why: A hoax.\n"


def feed_of(files: Exported) -> ElementTree.Element:
    return ElementTree.fromstring(files.files["/feed.xml"])


def titles(files: Exported) -> list[str]:
    """Of both feeds, which say the same."""
    atom = [entry.findtext(f"{ATOM}title") or "" for entry in feed_of(files).iter(f"{ATOM}entry")]
    assert atom == [item["title"] for item in files.json("/feed.json")["items"]]
    return atom


def test_an_added_event_is_an_entry(tmp_path: Path) -> None:
    files = exported(tmp_path, {NAME: event(fields="added: 1901-02-03\n")})
    assert files.text("/feed.xml").splitlines() == [
        "<?xml version='1.0' encoding='utf-8'?>",
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        "<id>https://river.example.org/</id>",
        "<title>A small chronicle</title>",
        "<subtitle>A chronicle for tests.</subtitle>",
        "<updated>1901-02-03T00:00:00Z</updated>",
        '<link rel="self" type="application/atom+xml" href="https://river.example.org/feed.xml" />',
        '<link rel="alternate" type="text/html" href="https://river.example.org/" />',
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/" />',
        "<rights>© The editors. CC BY 4.0</rights>",
        "<author>",
        "<name>The editors</name>",
        "<email>editors@river.example.org</email>",
        "</author>",
        "<entry>",
        "<id>https://river.example.org/events/river-rises/</id>",
        "<title>The river rises</title>",
        '<link rel="alternate" type="text/html" href="https://river.example.org/events/river-rises/" />',
        "<updated>1901-02-03T00:00:00Z</updated>",
        "<published>1901-02-03T00:00:00Z</published>",
        '<category term="added" />',
        '<category term="Flood" />',
        "<summary>The river rose.</summary>",
        '<content type="html">&lt;p&gt;&lt;strong&gt;1 June 1900.&lt;/strong&gt; The river rose.&lt;/p&gt;'
        '&lt;p&gt;&lt;a href="https://river.example.org/events/river-rises/"&gt;'
        "The river rises&lt;/a&gt;&lt;/p&gt;"
        "</content>",
        "</entry>",
        "</feed>",
    ]
    assert files.json("/feed.json") == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "A small chronicle",
        "home_page_url": "https://river.example.org/",
        "feed_url": "https://river.example.org/feed.json",
        "description": "A chronicle for tests.",
        "language": "en",
        "authors": [{"name": "The editors", "url": "mailto:editors@river.example.org"}],
        "items": [
            {
                "id": "https://river.example.org/events/river-rises/",
                "url": "https://river.example.org/events/river-rises/",
                "title": "The river rises",
                "content_html": "<p><strong>1 June 1900.</strong> The river rose.</p>"
                '<p><a href="https://river.example.org/events/river-rises/">The river rises</a></p>',
                "summary": "The river rose.",
                "date_published": "1901-02-03T00:00:00Z",
                "date_modified": "1901-02-03T00:00:00Z",
                "tags": ["added", "Flood"],
            }
        ],
    }


def test_a_correction_renews_the_entry_and_says_what_changed(tmp_path: Path) -> None:
    files = exported(tmp_path, {NAME: event(fields=f"added: 1901-02-03\n{CORRECTION.format('1902-01-01')}")})
    (item,) = files.json("/feed.json")["items"]
    assert item["id"] == "https://river.example.org/events/river-rises/"
    assert item["title"] == "Corrected: The river rises"
    assert (item["date_published"], item["date_modified"]) == ("1901-02-03T00:00:00Z", "1902-01-01T00:00:00Z")
    assert (
        "<dl><dt>It said</dt><dd>3 June</dd><dt>It says</dt><dd>1 June &amp; later</dd>"
        "<dt>Why</dt><dd>A &lt;slip&gt;.</dd></dl>"
    ) in item["content_html"]
    (entry,) = feed_of(files).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}content") == item["content_html"]


def test_a_trivial_correction_is_no_news(tmp_path: Path) -> None:
    trivial = CORRECTION.format("1902-01-01") + "    trivial: true\n"
    files = exported(tmp_path, {NAME: event(fields=f"added: 1901-02-03\n{trivial}")})
    (item,) = files.json("/feed.json")["items"]
    assert (item["title"], item["date_modified"]) == ("The river rises", "1901-02-03T00:00:00Z")


def test_a_withdrawn_event_says_why_and_no_longer_what(tmp_path: Path) -> None:
    files = exported(tmp_path, {NAME: event(fields=f"added: 1901-02-03\n{WITHDRAWAL}")})
    (item,) = files.json("/feed.json")["items"]
    assert item["title"] == "Withdrawn: The river rises"
    assert item["date_modified"] == "1905-01-01T00:00:00Z"
    assert "A hoax." in item["content_html"]
    assert "The river rose." not in files.text("/feed.json")
    assert "The river rose." not in files.text("/feed.xml")


def test_other_notes_are_news_when_they_are_corrected_not_when_they_are_added(tmp_path: Path) -> None:
    upton = NOTES["places/upton.md"].removesuffix("---\n")
    assert titles(exported(tmp_path / "one", {"places/upton.md": f"{upton}added: 1901-01-01\n---\n"})) == []
    corrected = f"{upton}{CORRECTION.format('1902-01-01')}---\n"
    assert titles(exported(tmp_path / "two", {"places/upton.md": corrected})) == ["Corrected: Upton"]


def test_the_newest_comes_first_and_of_one_day_the_latest_event(tmp_path: Path) -> None:
    events = [
        ("A", "1900-01-01", "1901-01-01"),
        ("B", "1900-03", "1901-01-01"),
        ("C", "1900-02-01", "1901-01-02"),
    ]
    assert titles(exported(tmp_path, notes_of(events))) == ["C", "B", "A"]


def test_fifty_entries_are_kept(tmp_path: Path) -> None:
    events = [(f"E{number}", f"1900-01-{number % 28 + 1:02}", "1901-01-01") for number in range(53)]
    assert len(titles(exported(tmp_path, notes_of(events)))) == 50


def notes_of(events: list[tuple[str, str, str]]) -> dict[str, str]:
    return {
        f"events/1900/1900-{title.lower()}.md": event(
            title=title, date=date, fields=f"added: {added}\n", source=f"source-{title.lower()}"
        )
        for title, date, added in events
    }


def test_an_event_without_a_day_of_its_own_in_the_chronicle_is_in_no_feed(tmp_path: Path) -> None:
    """A feed cannot date it; an empty one has the first day of the machines' calendar, never today."""
    files = exported(tmp_path, {NAME: event()})
    assert titles(files) == []
    assert feed_of(files).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_atom_has_all_that_rfc_4287_demands(tmp_path: Path) -> None:
    feed = feed_of(exported(tmp_path, notes_of([("A", "1900", "1901-01-01"), ("B", "1900", "1901-01-02")])))
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (text,) = (child.text for child in element.findall(f"{ATOM}{name}"))
            assert text
            assert name != "updated" or re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", text)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [
        "https://river.example.org/feed.xml"
    ]
    identities = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(identities)) == len(identities) == 2


@pytest.mark.parametrize(
    ("contact", "author"),
    [("editors@river.example.org", "email"), ("https://river.example.org/contact", "uri")],
)
def test_the_author_is_reached_where_the_site_says(tmp_path: Path, contact: str, author: str) -> None:
    site = SITE.replace("contact: editors@river.example.org", f"contact: {contact}")
    files = exported(tmp_path, {}, site)
    assert feed_of(files).findtext(f"{ATOM}author/{ATOM}{author}") == contact
    assert contact in files.json("/feed.json")["authors"][0]["url"]
