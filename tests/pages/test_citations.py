"""Citations lead by their number to the list of sources, and from there back to where they stand."""

from __future__ import annotations

from pathlib import Path

from chronicle.addresses import ROOT_MARK
from chronicle.cards import card_of
from chronicle.model import Card, Event, Place, Source
from chronicle.pages.citations import CitedProse, cited_prose
from chronicle.prose import compile_prose
from tests.world import event, plan_world, with_class, words

GAZETTE = Source(slug="gazette", path="", title="Water everywhere", type="news", home="events/rain")
FLOODS = Source(slug="floods", path="", title="Floods of the century", type="news")
PLACE = Place(
    slug="upton",
    path="",
    name="Upton",
    kind="town",
    latitude="1",
    longitude="1",
    precision_km="1",
    coordinate_source="",
)
EVENT = Event(
    slug="storm",
    path="",
    title="The storm & after",
    date="1900",
    kind="flood",
    importance=1,
    certainty="claimed",
)
CARDS: dict[str, Card] = {
    "places/upton": card_of("places/upton", PLACE, {}),
    "events/storm": card_of("events/storm", EVENT, {}),
}


def cited(text: str, *sources: Source) -> CitedProse:
    prose, _, problems = compile_prose(text, "x.md", 1)
    assert problems == []
    return cited_prose(prose, sources or (GAZETTE, FLOODS), CARDS)


def test_a_citation_has_the_number_of_its_source_in_the_list_whatever_is_cited_first() -> None:
    html = cited("It rained [@floods].").html
    anchor = '<a href="#floods" id="cite-floods-1" role="doc-noteref">2</a>'
    assert html == f'<p>It rained.<sup class="cite">{anchor}</sup></p>'


def test_works_of_one_citation_stand_side_by_side_with_their_pages() -> None:
    html = cited("It rained [@gazette, p. 4; @floods].").html
    assert '<a href="#gazette" id="cite-gazette-1" role="doc-noteref">1, p. 4</a>, <a href="#floods"' in html
    assert html.count("<sup") == 1


def test_a_source_leads_back_to_each_of_its_citations_and_they_to_it() -> None:
    found = cited("It rained [@gazette]. It poured [@floods; @gazette]. It stopped [@gazette].")
    gazette, floods = found.sources
    assert gazette.backlinks == ("cite-gazette-1", "cite-gazette-2", "cite-gazette-3")
    assert floods.backlinks == ("cite-floods-1",)
    for anchor in (*gazette.backlinks, *floods.backlinks):
        assert found.html.count(f'id="{anchor}"') == 1


def test_a_source_that_the_text_does_not_cite_is_listed_without_a_way_back() -> None:
    found = cited("It rained [@gazette].")
    assert [(row.number, row.id, row.backlinks) for row in found.sources] == [
        (1, "gazette", ("cite-gazette-1",)),
        (2, "floods", ()),
    ]


def test_a_locator_is_text() -> None:
    assert '">1, p. 4 &amp; 5</a>' in cited("It rained [@gazette, p. 4 & 5].").html


def test_a_source_with_a_page_of_its_own_leads_there() -> None:
    gazette, floods = cited("It rained.").sources
    assert (gazette.address, floods.address) == (None, "/sources/floods/")


def test_a_link_has_the_words_of_the_note_else_the_title_or_name_of_its_aim() -> None:
    html = cited("See [[storm]], [[places/upton]] and [[places/upton|the old town]].").html
    assert html == (
        f'<p>See <a href="{ROOT_MARK}events/storm/">The storm &amp; after</a>, '
        f'<a href="{ROOT_MARK}places/upton/">Upton</a> and '
        f'<a href="{ROOT_MARK}places/upton/">the old town</a>.</p>'
    )


# --- the list on an event's page --------------------------------------------


def sources_of(folder: Path, *lines: str, body: str = "") -> list[str]:
    """The words of each source on the page of an event whose source has these fields, too."""
    text = event(body=body).replace("    type: news\n", "".join(["    type: news\n", *lines]))
    page = plan_world(folder, {"events/rain.md": text}).page("/events/rain/")
    return [words(item) for item in with_class(page, "sources")[1].findall("li")]


def test_the_list_tells_what_is_known_of_a_source(tmp_path: Path) -> None:
    assert sources_of(tmp_path, "    author: A. Reed\n") == [
        "1 The Gazette, Water everywhere, A. Reed Published 2 June 1900. Read in English. "
        "No archived copy yet. ↑"
    ]


def test_a_title_that_was_not_seen_is_marked(tmp_path: Path) -> None:
    """It was put together from the address, so nobody may take it for the publisher's words."""
    (marked,) = sources_of(tmp_path / "a", "    title_seen: false\n")
    (seen,) = sources_of(tmp_path / "b")
    assert "Title taken from the address." in marked
    assert "Title taken from the address." not in seen


def test_who_speaks_through_a_source_is_named(tmp_path: Path) -> None:
    """Two sources that carry one report are one witness."""
    (found,) = sources_of(
        tmp_path, "    agency: gazette\n", "    voice: millers\n", "    note: Read on paper.\n"
    )
    assert "Carries a report by The Gazette." in found
    assert "Speaks for Guild of Millers." in found
    assert found.endswith("Read on paper.")


def test_several_ways_back_can_be_told_apart_by_ear(tmp_path: Path) -> None:
    body = "Rain [@gazette-1900]. More rain [@gazette-1900]."
    page = plan_world(tmp_path, {"events/rain.md": event(body=body)}).page("/events/rain/")
    back = with_class(page, "back")
    assert [(link.get("href"), link.get("aria-label")) for link in back] == [
        ("#cite-gazette-1900-1", "Back to the text"),
        ("#cite-gazette-1900-2", "Back to the text (2)"),
    ]


def test_the_anchor_of_a_source_is_its_id(tmp_path: Path) -> None:
    """Where other pages lead to a source in place; it stays when the source moves to its own note."""
    page = plan_world(tmp_path, {"events/rain.md": event()}).page("/events/rain/")
    assert [item.get("id") for item in with_class(page, "sources")[1].findall("li")] == ["gazette-1900"]


def test_a_shared_source_leads_to_the_other_events_that_use_it(tmp_path: Path) -> None:
    shared = "---\ntitle: Floods\npublished: 1901\ntype: news\n---\n"
    notes = {
        "sources/1901/floods.md": shared,
        "events/rain.md": event().replace("sources:\n", "sources:\n  - id: floods\n"),
    }
    first, second = with_class(plan_world(tmp_path, notes).page("/events/rain/"), "sources")[1].findall("li")
    assert [link.get("href") for link in first.iter("a")] == ["/sources/floods/"]
    assert "/sources/" not in [link.get("href", "") for link in second.iter("a")]
