from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from tests.exports.exported import Exported, exported
from tests.exports.test_feeds import ATOM, CORRECTION, NAME, WITHDRAWAL
from tests.world import build_world, event

TRIVIAL = CORRECTION.format("1902-01-01") + "    trivial: true\n"


def entries(files: Exported) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(files.files["/corrections.xml"]).iter(f"{ATOM}entry"))


def ids(files: Exported) -> list[str]:
    return [entry.findtext(f"{ATOM}id") or "" for entry in entries(files)]


def test_a_correction_is_an_entry_that_leads_to_the_page_that_was_wrong(tmp_path: Path) -> None:
    files = exported(tmp_path, {NAME: event(fields=CORRECTION.format("1901-02-03"))})
    assert files.text("/corrections.xml").splitlines() == [
        "<?xml version='1.0' encoding='utf-8'?>",
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        "<id>https://river.example.org/corrections/</id>",
        "<title>Corrections – A small chronicle</title>",
        "<subtitle>What we got wrong, newest first: what it said, what it says, and why.</subtitle>",
        "<updated>1901-02-03T00:00:00Z</updated>",
        '<link rel="self" type="application/atom+xml" href="https://river.example.org/corrections.xml" />',
        '<link rel="alternate" type="text/html" href="https://river.example.org/corrections/" />',
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/" />',
        "<rights>© The editors. CC BY 4.0</rights>",
        "<author>",
        "<name>The editors</name>",
        "<email>editors@river.example.org</email>",
        "</author>",
        "<entry>",
        "<id>https://river.example.org/corrections/#events-river-rises-1901-02-03</id>",
        "<title>Corrected: The river rises</title>",
        '<link rel="alternate" type="text/html" href="https://river.example.org/events/river-rises/" />',
        "<updated>1901-02-03T00:00:00Z</updated>",
        "<published>1901-02-03T00:00:00Z</published>",
        '<category term="corrected" />',
        '<content type="html">&lt;dl&gt;&lt;dt&gt;It said&lt;/dt&gt;&lt;dd&gt;3 June&lt;/dd&gt;'
        "&lt;dt&gt;It says&lt;/dt&gt;&lt;dd&gt;1 June &amp;amp; later&lt;/dd&gt;"
        "&lt;dt&gt;Why&lt;/dt&gt;&lt;dd&gt;A &amp;lt;slip&amp;gt;.&lt;/dd&gt;&lt;/dl&gt;"
        '&lt;p&gt;&lt;a href="https://river.example.org/events/river-rises/"&gt;'
        "The river rises&lt;/a&gt;&lt;/p&gt;</content>",
        "</entry>",
        "</feed>",
    ]


def test_an_older_correction_stays_an_entry_when_another_follows(tmp_path: Path) -> None:
    """The feed of all changes tells only the last of each note; whoever follows corrections misses none."""
    fields = CORRECTION.format("1901-02-03") + CORRECTION.format("1901-02-03").removeprefix("corrections:\n")
    fields += CORRECTION.format("1903-01-01").removeprefix("corrections:\n")
    page = "https://river.example.org/corrections/#events-river-rises"
    found = ids(exported(tmp_path, {NAME: event(fields=fields)}))
    assert found == [f"{page}-1903-01-01", f"{page}-1901-02-03", f"{page}-1901-02-03-2"]


def test_a_withdrawal_says_why_and_a_trivial_correction_is_no_entry(tmp_path: Path) -> None:
    (entry,) = entries(exported(tmp_path, {NAME: event(fields=TRIVIAL + WITHDRAWAL)}))
    assert entry.findtext(f"{ATOM}title") == "Withdrawn: The river rises"
    assert (entry.findtext(f"{ATOM}content") or "").startswith("<p>A hoax.</p><p><a ")


def test_nothing_was_wrong_so_far_and_the_feed_is_there(tmp_path: Path) -> None:
    files = exported(tmp_path, {})
    assert entries(files) == []
    assert "<updated>1970-01-01T00:00:00Z</updated>" in files.text("/corrections.xml")


def test_the_id_of_an_entry_is_a_place_on_the_page_of_corrections(tmp_path: Path) -> None:
    fields = CORRECTION.format("1901-02-03") + WITHDRAWAL
    world = build_world(tmp_path, {NAME: event(fields=fields)})
    page = world.page("/corrections/")
    feed = ElementTree.fromstring(world.text("/corrections.xml"))
    wanted = [(it.text or "").split("#")[1] for it in feed.iter(f"{ATOM}id") if "#" in (it.text or "")]
    assert wanted == ["events-river-rises-withdrawn", "events-river-rises-1901-02-03"]
    assert [it.get("id") for it in page.iter("li") if it.get("class") == "correction"] == wanted
    links = [it.get("href") for it in page.iter("link") if it.get("rel") == "alternate"]
    assert "../corrections.xml" in links
