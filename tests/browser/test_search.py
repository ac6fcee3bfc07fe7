"""The search as readers use it: typing, by keyboard alone, in the full text, back and forward."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from chronicle import build as engine
from tests.browser.serving import BASE_PATH, served
from tests.browser.visiting import PHONE, ServedSite, Visitor
from tests.world import NOTES, ROOT, TODAY, news, town, write_world

pytestmark = pytest.mark.browser

BASE = f"https://river.example.org{BASE_PATH}"
"""Links of the 404 page begin at the root of the site, so it must know where that is."""

PLACES = {
    "places/deir-ez-zor.md": town(
        "Deir ez-Zor", more="names:\n  ar: دير الزور\nother_names:\n  - Dayr az-Zawr\n"
    ),
    "places/al-qaim.md": town("Al-Qa’im", more="names:\n  ar: القائم\n"),
    "places/raqqa.md": town("Raqqa", more="names:\n  ar: الرقة\nother_names:\n  - Ar-Raqqah\n"),
    "places/cobanbey.md": town("Çobanbey", more="other_names:\n  - Al-Rai\n"),
    "places/sulaymaniyah.md": town("Sulaymaniyah"),
}
EVENTS = {
    f"events/1900/1900-06-{day:02}-flood-{day}.md": news(
        f"The water rises, note {chr(93 + day)}",
        f"1900-06-{day:02}",
        fields="places:\n  - upton\n",
        body="The millers opened the sluices by lantern light [@].",
    )
    for day in range(4, 16)
}
BRIDGE = news(
    "The bridge at Raqqa falls",
    "1901-11-03",
    fields="places:\n  - raqqa\nactors:\n  - weavers\n",
    body="By lantern light, nobody saw the end of it [@].",
)
NOTED = {
    **PLACES,
    **EVENTS,
    "events/1901/1901-11-03-bridge-falls.md": BRIDGE,
    "actors/millers.md": NOTES["actors/millers.md"].removesuffix("---\n")
    + "other_names:\n  - Grinders\n---\n",
}


@contextmanager
def searchable(folder: Path, *, full_text: bool) -> Iterator[ServedSite]:
    content, output = write_world(folder, NOTED), folder / "site"
    built = engine.build(
        engine.Request(content, ROOT / "templates", output, TODAY, base_url=BASE, jobs=1, search=full_text)
    )
    assert built.written is not None, "\n".join(map(str, built.problems))
    with served(output) as root:
        yield ServedSite(output, root)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    with searchable(tmp_path_factory.mktemp("searchable"), full_text=True) as found:
        yield found


@pytest.fixture(scope="module")
def site_without_full_text(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    with searchable(tmp_path_factory.mktemp("names only"), full_text=False) as found:
        yield found


def typed(page: Page, text: str) -> None:
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially(text)


def said(page: Page) -> str:
    return page.locator(".search-status").inner_text()


def filter_of(page: Page, name: str) -> Locator:
    return page.locator(f"select[name={name}]")


def choices(page: Page, name: str) -> list[str]:
    return filter_of(page, name).locator("option").all_inner_texts()


def titles(page: Page, group: str) -> list[str]:
    return page.locator(f"section[aria-labelledby='found-{group}'] .title").all_inner_texts()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("deir ez-zor", "Deir ez-Zor"),
        ("DEIR EZZOR", "Deir ez-Zor"),
        ("deirezzor", "Deir ez-Zor"),
        ("dayr az zawr", "Deir ez-Zor"),
        ("دير الزور", "Deir ez-Zor"),
        ("qaim", "Al-Qa’im"),
        ("al-qa'im", "Al-Qa’im"),
        ("alqaim", "Al-Qa’im"),
        ("القايم", "Al-Qa’im"),
        ("raqa", "Raqqa"),
        ("ar raqqah", "Raqqa"),
        ("الرقه", "Raqqa"),
        ("رقة", "Raqqa"),
        ("cobanbey", "Çobanbey"),
        ("sul", "Sulaymaniyah"),
    ],
)
def test_a_place_is_found_in_every_spelling_and_script(
    text: str, place: str, visitor: Visitor, site: ServedSite
) -> None:
    page = visitor.open(site, "/search/")
    typed(page, text)
    expect(page.locator("section[aria-labelledby='found-places'] .title").first).to_have_text(place)
    assert "quite so" not in said(page)


@pytest.mark.parametrize(
    ("text", "place"), [("rakka", "Raqqa"), ("dier ez zor", "Deir ez-Zor"), ("sulaimania", "Sulaymaniyah")]
)
def test_a_slip_of_the_fingers_finds_what_is_near_and_says_so(
    text: str, place: str, visitor: Visitor, site: ServedSite
) -> None:
    page = visitor.open(site, "/search/")
    typed(page, text)
    expect(page.locator(".search-status")).to_contain_text("Nothing is spelt quite so; this is near:")
    assert titles(page, "places")[0] == place


def test_an_actor_is_found_by_its_short_form_and_its_other_names(visitor: Visitor, site: ServedSite) -> None:
    page = visitor.open(site, "/search/")
    for text in ("mill", "grinders"):
        typed(page, text)
        expect(page.get_by_role("link", name="Guild of Millers")).to_be_visible()


def test_titles_stand_in_a_group_with_their_number_and_the_first_of_them(
    visitor: Visitor, site: ServedSite
) -> None:
    page = visitor.open(site, "/search/")
    typed(page, "water rises")
    expect(page.locator(".search-status")).to_have_text("Events: 12")
    assert page.locator("#found-events").inner_text() == "Events 12"
    assert len(titles(page, "events")) == 8
    page.get_by_role("button", name="Show more").click()
    assert len(titles(page, "events")) == 12
    assert page.evaluate("document.activeElement.tagName") == "A"


@pytest.mark.parametrize(
    ("text", "words", "address"),
    [
        ("1900", "1900", "1900/"),
        ("june 1900", "June 1900", "1900/06/"),
        ("Jun 1900", "June 1900", "1900/06/"),
        ("1900-06", "June 1900", "1900/06/"),
        ("6/1900", "June 1900", "1900/06/"),
        ("4 June 1900", "4 June 1900", "1900/06/#1900-06-04"),
        ("June 4, 1900", "4 June 1900", "1900/06/#1900-06-04"),
        ("4.6.1900", "4 June 1900", "1900/06/#1900-06-04"),
        ("1900-06-04", "4 June 1900", "1900/06/#1900-06-04"),
        ("٤ june ١٩٠٠", "4 June 1900", "1900/06/#1900-06-04"),
        ("4 june", "4 June", "on-this-day/06-04/"),
    ],
)
def test_a_date_leads_to_its_page(
    text: str, words: str, address: str, visitor: Visitor, site: ServedSite
) -> None:
    page = visitor.open(site, "/search/")
    typed(page, text)
    link = page.locator("section[aria-labelledby='found-dates'] a")
    expect(link).to_have_text(words)
    link.click()
    expect(page).to_have_url(site.url(f"/{address}"))
    anchor = address.partition("#")[2]
    assert not anchor or page.locator(f'[id="{anchor}"]').count() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2 June 1900", "Nothing is recorded for 2 June 1900; nearest:\n4 June 1900"),
        ("August 1901", "Nothing is recorded for August 1901; nearest:\nNovember 1901"),
        ("1950", "Nothing is recorded for 1950; nearest:\n1901"),
    ],
)
def test_a_date_without_events_leads_to_the_nearest(
    text: str, words: str, visitor: Visitor, site: ServedSite
) -> None:
    page = visitor.open(site, "/search/")
    typed(page, text)
    found = page.locator("section[aria-labelledby='found-dates']")
    expect(found).to_contain_text("Nothing is recorded for")
    asked, nearest = words.split("\n")
    assert asked in found.inner_text()
    assert nearest in found.locator("a").inner_text()


@pytest.mark.parametrize("text", ["31 February 1900", "1900-13", "3 horses 1900", "12345"])
def test_what_is_no_date_is_not_taken_for_one(text: str, visitor: Visitor, site: ServedSite) -> None:
    page = visitor.open(site, "/search/")
    typed(page, text)
    expect(page.locator(".search-status")).not_to_be_empty()
    assert titles(page, "dates") == []


def test_an_empty_result_helps(visitor: Visitor, site: ServedSite) -> None:
    page = visitor.open(site, "/search/")
    typed(page, "xyzzyx")
    expect(page.locator(".search-status")).to_have_text(
        "Nothing found for “xyzzyx”. Try another spelling; all spellings we know are searched."
    )
    expect(page.get_by_role("link", name="Places, A to Z")).to_be_visible()


def test_by_keyboard_alone(visitor: Visitor, site: ServedSite) -> None:
    page = visitor.open(site, "/search/#q")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("raqqa")
    expect(page.locator(".search-results .title").first).to_have_text("Raqqa")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Raqqa", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="The bridge at Raqqa falls")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site.url("/places/raqqa/"))


def test_enter_after_a_date_goes_there(visitor: Visitor, site: ServedSite) -> None:
    page = visitor.open(site, "/search/#q")
    page.keyboard.type("1900-06")
    expect(page.locator("#found-dates")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(site.url("/1900/06/"))


def test_what_is_typed_stands_in_the_address_and_back_brings_it_again(
    visitor: Visitor, site: ServedSite
) -> None:
    page = visitor.open(site, "/search/")
    typed(page, "bridge at")
    expect(page).to_have_url(site.url("/search/?q=bridge+at"))
    page.get_by_role("link", name="The bridge at Raqqa falls").click()
    expect(page).to_have_url(site.url("/events/bridge-falls/"))
    page.go_back()
    expect(page.get_by_role("link", name="The bridge at Raqqa falls")).to_be_visible()
    expect(page.locator("#q")).to_have_value("bridge at")


def test_the_full_text_is_loaded_only_when_it_is_asked_for(visitor: Visitor, site: ServedSite) -> None:
    page = visitor.open(site, "/search/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    typed(page, "lantern")
    expect(page.locator(".search-status")).to_contain_text("Nothing found")
    assert not [url for url in asked if "pagefind" in url]
    page.keyboard.press("Enter")
    expect(page.locator("#found-texts")).to_have_text("In the full text 13")
    assert [url for url in asked if "pagefind" in url]


def test_a_passage_shows_the_words_that_were_found(visitor: Visitor, site: ServedSite) -> None:
    page = visitor.open(site, "/search/?q=nobody+saw&text=1")
    passage = page.locator("section[aria-labelledby='found-texts'] li")
    expect(passage).to_contain_text("By lantern light, nobody saw the end of it.")
    assert passage.locator("mark").all_inner_texts() == ["nobody", "saw"]
    assert "3 November 1901 · Flood" in passage.inner_text()
    passage.locator("a").click()
    expect(page).to_have_url(site.url("/events/bridge-falls/"))


def test_the_full_text_is_narrowed_by_filters_with_their_counts_and_back_widens_it(
    visitor: Visitor, site: ServedSite
) -> None:
    page = visitor.open(site, "/search/?q=lantern&text=1")
    expect(page.locator("#found-texts")).to_have_text("In the full text 13")
    assert choices(page, "year") == [
        "Any year",
        "1900 (12)",
        "1901 (1)",
    ]
    assert choices(page, "place") == [
        "Any place",
        "Raqqa (1)",
        "Upton (12)",
    ]
    assert choices(page, "kind") == ["Any kind", "Flood (13)"]
    assert choices(page, "actor") == [
        "Any actor",
        "Guild of Weavers (1)",
    ]
    filter_of(page, "year").select_option("1901")
    expect(page.locator("#found-texts")).to_have_text("In the full text 1")
    expect(page).to_have_url(site.url("/search/?q=lantern&text=1&year=1901"))
    assert choices(page, "year") == [
        "Any year",
        "1900 (12)",
        "1901 (1)",
    ]
    assert choices(page, "place") == ["Any place", "Raqqa (1)"]
    page.go_back()
    expect(page.locator("#found-texts")).to_have_text("In the full text 13")
    page.go_forward()
    expect(page.locator("#found-texts")).to_have_text("In the full text 1")
    expect(filter_of(page, "year")).to_have_value("1901")


def test_a_shared_address_shows_the_same(visitor: Visitor, site: ServedSite) -> None:
    page = visitor.open(site, "/search/?q=lantern&text=1&place=raqqa", width=PHONE)
    expect(page.locator("#found-texts")).to_have_text("In the full text 1")
    expect(filter_of(page, "place")).to_have_value("raqqa")


def test_a_site_without_a_full_text_does_not_offer_it(
    visitor: Visitor, site_without_full_text: ServedSite
) -> None:
    page = visitor.open(site_without_full_text, "/search/?q=raqqa&text=1")
    expect(page.locator(".search-status")).to_have_text("Places: 1 · Events: 1")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".search-status")).to_have_text("Places: 1 · Events: 1")
    assert filter_of(page, "year").count() == 0


def test_names_that_cannot_be_loaded_are_said_and_the_lists_stay(visitor: Visitor, site: ServedSite) -> None:
    page = visitor.new_page(site.root)
    page.route(re.compile("names.json"), lambda route: route.abort())
    page.goto(site.url("/search/?q=raqqa"))
    expect(page.locator(".search-status")).to_contain_text("could not be loaded")
    expect(page.get_by_role("link", name="Places, A to Z")).to_be_visible()
    visitor.faults.clear()


def test_without_a_script_the_page_says_so_and_leads_on(visitor: Visitor, site: ServedSite) -> None:
    page = visitor.open(site, "/search/", javascript=False)
    expect(page.locator("noscript p")).to_be_visible()
    page.get_by_role("link", name="Places, A to Z").click()
    expect(page).to_have_url(site.url("/places/"))


WRONG_WAYS: list[tuple[str, str, Any]] = [
    ("/places/raqa/", "/places/raqqa/", "Raqqa"),
    ("/events/bridge-fall/", "/events/bridge-falls/", "The bridge at Raqqa falls"),
    ("/deir-ez-zor", "/places/deir-ez-zor/", "Deir ez-Zor"),
    ("/1900/07/", "/1900/06/", "June 1900"),
]


@pytest.mark.parametrize(("asked", "nearest", "words"), WRONG_WAYS)
def test_an_address_that_does_not_exist_leads_to_the_nearest(
    asked: str, nearest: str, words: str, visitor: Visitor, site: ServedSite
) -> None:
    page = visitor.open(site, asked)
    expect(page.locator(".asked-for")).to_have_text(f"You asked for {asked}")
    link = page.locator(".nearest a").first
    expect(link).to_have_text(words)
    assert all("404" in fault for fault in visitor.faults), "the page itself, and nothing else"
    visitor.faults.clear()
    link.click()
    expect(page).to_have_url(site.url(nearest))


def test_an_address_like_no_other_says_so(visitor: Visitor, site: ServedSite) -> None:
    page = visitor.open(site, "/%3Cb%3Exyzzy%3C/b%3E/%E0%A4%A")
    expect(page.locator(".nearest")).to_contain_text("No page has an address like it.")
    assert page.locator(".asked-for b").count() == 0
    visitor.faults.clear()


def test_the_field_of_the_404_page_leads_to_the_search(visitor: Visitor, site: ServedSite) -> None:
    page = visitor.open(site, "/not/at/all/")
    page.locator("#q").fill("raqqa")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site.url("/search/?q=raqqa"))
    expect(page.get_by_role("link", name="Raqqa", exact=True)).to_be_visible()
    visitor.faults.clear()


def test_our_scripts_of_the_search_are_small(site: ServedSite) -> None:
    names = ("names.js", "typed-dates.js", "search.js")
    scripts = [(site.folder / "assets" / name).read_bytes() for name in names]
    assert sum(len(gzip.compress(script)) for script in scripts) < 7_000
