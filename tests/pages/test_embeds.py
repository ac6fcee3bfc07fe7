"""Pages for frames on other sites: what they show, where they lead, and the code that shows them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest

from tests.fullest import FULL_NOTES, FULL_SITE
from tests.pages.test_citing import TITLE, fields_of
from tests.world import BuiltWorld, PlannedWorld, build_world, event, plan_world, with_class, words

EVENT, MAP, MEASURE = "/events/upton-taken/", "/map/1900-06-10/", "/figures/people-flooded/"
HTML = "HTML for your page"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> PlannedWorld:
    return plan_world(tmp_path_factory.mktemp("full"), FULL_NOTES, FULL_SITE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltWorld:
    return build_world(tmp_path_factory.mktemp("built"), FULL_NOTES, FULL_SITE)


def links(page: ElementTree.Element) -> list[str]:
    return [link.get("href", "") for link in page.iter("a")]


def test_event_day_and_measure_have_an_embed(full: PlannedWorld) -> None:
    assert {"/embed" + address for address in (EVENT, MAP, MEASURE)} <= full.addresses()


def test_a_measure_without_a_chart_and_the_map_of_today_have_none(tmp_path: Path) -> None:
    planned = plan_world(tmp_path, {"events/rise.md": event()})
    assert {it for it in planned.addresses() if it.startswith("/embed/")} == {
        "/embed/events/rise/",
        "/embed/map/1900-06-01/",
    }


@pytest.mark.parametrize("address", [EVENT, MAP, MEASURE])
def test_an_embed_is_a_page_without_a_masthead_that_leads_to_the_real_one(
    full: PlannedWorld, address: str
) -> None:
    page = full.page("/embed" + address)
    assert not with_class(page, "masthead")
    assert not list(page.iter("nav"))
    (heading,) = page.iter("h1")
    assert [it.get("href") for it in heading.iter("a")] == [address]
    (home,) = with_class(page, "from")
    assert (words(home), links(home)) == ("A small chronicle", [address])


@pytest.mark.parametrize("address", [EVENT, MAP, MEASURE])
def test_links_of_an_embed_leave_the_page_around_it_alone(full: PlannedWorld, address: str) -> None:
    (base,) = full.page("/embed" + address).iter("base")
    assert base.attrib == {"target": "_blank"}, "and no href, which the policy forbids"


@pytest.mark.parametrize("address", [EVENT, MAP, MEASURE])
def test_search_engines_are_sent_to_the_real_page(built: BuiltWorld, address: str) -> None:
    page = built.page("/embed" + address)
    found = {it.get("rel"): it.get("href") for it in page.iter("link")}
    robots = [it.get("content") for it in page.iter("meta") if it.get("name") == "robots"]
    assert (found["canonical"], robots) == (f"https://river.example.org{address}", ["noindex"])
    assert "/embed/" not in built.text("/sitemap.xml")


def test_an_event_says_when_where_what_how_sure_and_who_reported_it(full: PlannedWorld) -> None:
    text = words(full.page("/embed" + EVENT).find("body"))
    for part in ("1 June 1900", "Upton", "Upton is taken", "Claimed", "Sources: Valley Press, The Gazette"):
        assert part in text


def test_of_many_publishers_three_are_named_and_the_others_counted(tmp_path: Path) -> None:
    names = ["Gazette", "Herald", "Mirror", "Post", "Times"]
    sources = "".join(
        f"  - id: on-{name.lower()}\n    title: Flood\n    publisher: {name}\n    type: news\n"
        f"    url: https://{name.lower()}.example.org/\n    language: en\n"
        for name in names
    )
    cited = " ".join(f"Said [@on-{name.lower()}]." for name in names)
    head = event().partition("sources:")[0]
    planned = plan_world(tmp_path, {"events/rise.md": f"{head}sources:\n{sources}---\n{cited}\n"})
    line = words(planned.page("/embed/events/rise/").find(".//footer/p"))
    assert line == "Sources: Gazette, Herald, Mirror and 2 more"


def test_a_withdrawn_event_is_withdrawn_in_frames_too(full: PlannedWorld) -> None:
    """Somebody's page still has it."""
    text = words(full.page("/embed/events/rumour/").find("body"))
    assert "Withdrawn on 1 January 1902: Nobody bears it out." in text
    assert "The river rose" not in text
    assert HTML not in fields_of(full.page("/events/rumour/"))


def test_a_frame_made_before_an_event_moved_still_shows_it(full: PlannedWorld) -> None:
    assert full.text("/embed/events/upton-falls/") == full.text("/embed" + EVENT)


def test_the_map_of_a_day_names_every_holder_and_code_under_it(full: PlannedWorld) -> None:
    page = full.page("/embed" + MAP)
    legend = words(with_class(page, "legend")[0])
    assert "Guild of Millers (Mill) 1" in legend
    assert len(with_class(page, "map")) == 1


def test_the_charts_of_a_measure_are_those_of_its_page(full: PlannedWorld) -> None:
    embed, page = full.page("/embed" + MEASURE), full.page(MEASURE)

    def rows(tree: ElementTree.Element) -> list[str]:
        return [words(row) for row in with_class(tree, "claim-row")]

    assert rows(embed) == rows(page) != []


@pytest.mark.parametrize("address", [EVENT, MAP, MEASURE])
def test_the_real_page_offers_a_frame_that_shows_its_embed(full: PlannedWorld, address: str) -> None:
    page = full.page(address)
    (frame,) = html5lib.parse(fields_of(page)[HTML], namespaceHTMLElements=False).iter("iframe")
    assert frame.get("src") == f"https://river.example.org/embed{address}"
    assert frame.get("title")
    assert any(it.get("src", "").endswith("/copy.js") for it in page.iter("script"))


def test_a_title_of_any_signs_stands_in_the_frame_as_it_is(tmp_path: Path) -> None:
    note = event("x").replace("title: x", f"title: '{TITLE}'")
    page = plan_world(tmp_path, {"events/rise.md": note}).page("/events/rise/")
    (frame,) = html5lib.parse(fields_of(page)[HTML], namespaceHTMLElements=False).iter("iframe")
    assert frame.get("title") == TITLE
