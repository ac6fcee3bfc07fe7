"""What a reader can do on pages that list events by time: choose among them, jump to a date, step through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ServeWorld
from tests.browser.serving import served
from tests.browser.visiting import PHONE, ServedSite, Visitor
from tests.world import SITE, build_world, event, town

pytestmark = pytest.mark.browser

SITE_WITH_DAMS = SITE.replace("  meeting: Meeting\n", "  meeting: Meeting\n  dam: Dam\n")
DAM = "---\nname: The great dam\ndate: 1911/1912\n---\nIt was built between two floods.\n"
PERIOD = "---\ntitle: The great flood\ndate: 1910-10/1911-01-31\norder: 1\n---\nThe river rose all winter.\n"
OTHER_PERIOD = "---\ntitle: The great dam\ndate: 1911-02/1912\norder: 2\n---\nIt did so no more.\n"


def note(
    title: str, date: str, kind: str, importance: int, certainty: str, fields: Mapping[str, str]
) -> tuple[str, str]:
    """An event with what can be chosen by: `places`, `actors` and `operation` have one value each."""
    slug = title.lower().replace(" ", "-")
    lines = {"operation": "operation: {}\n", "places": "places:\n  - {}\n", "actors": "actors:\n  - {}\n"}
    text = event(
        title,
        date,
        kind,
        fields="".join(lines[name].format(value) for name, value in fields.items()),
        source=f"on-{slug}",
    )
    text = text.replace("importance: 2", f"importance: {importance}").replace("claimed", certainty)
    return f"events/{date[:4]}/{slug}.md", text


UPTON, LOWTON, MIDTON = ({"places": name} for name in ("upton", "lowton", "midton"))
MILLERS, WEAVERS = {"actors": "millers"}, {"actors": "weavers"}
GREAT_DAM = {"operation": "great-dam"}
NOTES = {
    "places/midton.md": town("Midton"),
    "operations/great-dam.md": DAM,
    "periods/flood.md": PERIOD,
    "periods/dam.md": OTHER_PERIOD,
} | dict(
    [
        note("A flood is feared", "1910-10-12", "meeting", 2, "claimed", {}),
        note("Upton is flooded", "1911-01-04", "flood", 2, "disputed", UPTON | MILLERS),
        note("A mill of Upton breaks", "1911-01-08", "flood", 1, "disputed", UPTON),
        note("Lowton is flooded", "1911-01-14", "flood", 3, "claimed", LOWTON | WEAVERS),
        note("The guilds want a dam", "1911-02", "meeting", 1, "claimed", WEAVERS),
        note("The guilds meet", "1911-02-17", "meeting", 2, "disputed", LOWTON | MILLERS),
        note("The dam is begun", "1911-10-19", "dam", 2, "claimed", UPTON | GREAT_DAM),
        note("The dam holds at Midton", "1911-12-14", "dam", 3, "disputed", MIDTON | GREAT_DAM),
        note("The millers see the dam", "1912-01-17", "meeting", 3, "claimed", MIDTON | MILLERS),
        note("The dam is paid for", "1912-03-16/1912-03-18", "meeting", 2, "claimed", GREAT_DAM | WEAVERS),
        note("The dam is mended", "1912-11-12", "dam", 1, "claimed", MIDTON | GREAT_DAM),
        note("The river is quiet", "1913-02-10", "meeting", 2, "claimed", {}),
    ]
)
"""Twelve events: one in 1910, seven in 1911, three in 1912, one in 1913."""


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """A small chronicle of which every count is known. Tests only read it."""
    folder = build_world(tmp_path_factory.mktemp("river"), NOTES, SITE_WITH_DAMS).site
    with served(folder) as root:
        yield ServedSite(folder, root)


PIECE = 100
"""So many rows of a result are shown before more are asked for."""


def titles(page: Page) -> list[str]:
    return page.locator(".listed .event-row .title a:visible").all_inner_texts()


def line(page: Page) -> Locator:
    return page.locator(".shown")


def chosen(visitor: Visitor, site: ServedSite, address: str, **options: int) -> Page:
    """The page as it stands once the choice in its address has been made."""
    page = visitor.open(site, address, **options)  # type: ignore[arg-type]  # widths
    expect(page.locator(".choices")).to_be_enabled()
    return page


def count(page: Page, choice: str) -> str:
    return page.locator("label", has_text=re.compile(f"^\\s*{choice}\\b")).locator(".count").inner_text()


def options(page: Page, name: str) -> dict[str, bool]:
    """The choices of a list with the numbers beside them, and whether each can be chosen."""
    found = page.locator(f"select[name={name}] option:not([value=''])")
    return {item.inner_text(): item.is_enabled() for item in found.all()}


def test_a_choice_shows_only_its_events_and_stands_in_the_address(
    visitor: Visitor, river: ServedSite
) -> None:
    page = chosen(visitor, river, "/1911/")
    page.get_by_label("Place").select_option(label="Upton (3)")
    assert titles(page) == ["Upton is flooded", "A mill of Upton breaks", "The dam is begun"]
    expect(line(page)).to_have_text("3 of 7 events")
    assert page.url == river.url("/1911/?place=upton")
    expect(page.get_by_role("heading", name="January 1911")).to_be_visible()
    expect(page.get_by_role("heading", name="February 1911")).to_be_hidden()


def test_the_address_restores_what_was_chosen(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/timeline/?actor=millers&importance=2&certainty=disputed")
    expect(line(page)).to_have_text("2 of 12 events")
    expect(page.get_by_label("Actor")).to_have_value("millers")
    expect(page.get_by_label("Major and notable")).to_be_checked()
    expect(page.get_by_label("Claimed")).not_to_be_checked()
    expect(page.locator(".results .event-row")).to_have_count(2)
    assert titles(page) == ["Upton is flooded", "The guilds meet"]


def test_back_and_forward_restore_each_choice(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/1911/")
    page.get_by_label("Major only").check()
    page.get_by_label("Kind of event").select_option("dam")
    expect(line(page)).to_have_text("1 of 7 events")
    page.go_back()
    expect(line(page)).to_have_text("2 of 7 events")
    expect(page.get_by_label("Kind of event")).to_have_value("")
    page.go_back()
    expect(line(page)).to_have_text("7 of 7 events")
    expect(page.get_by_label("All 7")).to_be_checked()
    page.go_forward()
    expect(line(page)).to_have_text("2 of 7 events")


def test_the_counts_of_each_choice_follow_the_others(visitor: Visitor, river: ServedSite) -> None:
    """A number tells how many events that choice would leave, the others staying as they are."""
    page = chosen(visitor, river, "/1911/")
    assert (count(page, "Claimed"), count(page, "Disputed")) == ("3", "4")
    assert "Midton (1)" in options(page, "place")
    page.get_by_label("Kind of event").select_option("meeting")
    assert (count(page, "Claimed"), count(page, "Disputed")) == ("1", "1")
    assert (count(page, "All"), count(page, "Major only")) == ("2", "0")
    assert options(page, "place")["Midton (0)"] is False
    assert options(page, "kind")["Meeting (2)"] is True
    assert "Flood (3)" in options(page, "kind")


def test_where_nothing_matches_the_line_offers_what_helps(visitor: Visitor, river: ServedSite) -> None:
    """Of the choices made those that hide everything by themselves."""
    page = chosen(visitor, river, "/1911/?place=midton&kind=meeting&certainty=claimed")
    expect(line(page)).to_have_text("No events match. Remove “Midton”, or clear all.")
    page.goto(river.url("/1911/?place=midton&kind=meeting"))
    expect(line(page)).to_have_text("No events match. Remove “Midton” or “Meeting”, or clear all.")
    line(page).get_by_role("button", name="Meeting").click()
    assert titles(page) == ["The dam holds at Midton"]
    assert page.url == river.url("/1911/?place=midton")
    page.get_by_role("button", name="Clear all").click()
    expect(line(page)).to_have_text("7 of 7 events")
    assert page.url == river.url("/1911/")


def test_the_choice_of_a_word_that_nothing_has_matches_nothing(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/timeline/?place=atlantis")
    expect(line(page)).to_have_text("No events match. Remove “atlantis”, or clear all.")
    line(page).get_by_role("button", name="clear all").click()
    expect(line(page)).to_have_text("12 of 12 events")
    expect(page.get_by_role("heading", name="1911", exact=True)).to_be_visible()


def test_no_degree_of_certainty_matches_nothing(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/1911/")
    for name in ("Disputed", "Claimed"):
        page.get_by_label(name).uncheck()
    assert titles(page) == []
    page.reload()
    expect(page.get_by_label("Claimed")).not_to_be_checked()
    assert titles(page) == []


def test_a_choice_goes_along_to_the_other_years(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/1911/?place=midton")
    page.get_by_role("navigation", name="Years").get_by_role("link", name="1912").click()
    expect(line(page)).to_have_text("2 of 3 events")
    assert titles(page) == ["The millers see the dam", "The dam is mended"]


def test_what_the_page_has_nothing_of_is_named_all_the_same(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/1913/?place=upton&certainty=disputed")
    expect(line(page)).to_have_text("No events match. Remove “Disputed” or “Upton”, or clear all.")
    expect(page.get_by_label("Place")).to_have_value("upton")


def test_a_period_chooses_among_its_own_events(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/periods/flood/")
    expect(line(page)).to_have_text("4 of 4 events")
    page.get_by_label("Kind of event").select_option("flood")
    assert titles(page) == [
        "Upton is flooded",
        "A mill of Upton breaks",
        "Lowton is flooded",
    ]


def test_a_long_result_comes_in_pieces(visitor: Visitor, serve_world: ServeWorld) -> None:
    notes = {
        f"events/{1900 + at % 3}/e{at}.md": event(
            f"Flood {at}", f"{1900 + at % 3}-0{1 + at % 7}", source=f"e{at}"
        )
        for at in range(PIECE + 20)
    }
    page = chosen(visitor, serve_world(notes), "/timeline/?kind=flood")
    rows = page.locator(".results .event-row")
    expect(rows).to_have_count(PIECE)
    more = page.get_by_role("button", name="Show more")
    more.click()
    expect(rows).to_have_count(PIECE + 20)
    expect(rows.nth(PIECE).get_by_role("link")).to_be_focused()
    expect(more).to_be_hidden()


def test_rows_of_a_result_lead_where_they_should(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/timeline/?operation=great-dam&importance=3")
    page.get_by_role("link", name="The dam holds at Midton").click()
    assert page.url == river.url("/events/the-dam-holds-at-midton/")
    page.go_back()
    expect(line(page)).to_have_text("1 of 12 events")


@pytest.mark.parametrize(
    ("date", "title"),
    [
        ("1911-01-06", "Upton is flooded"),
        ("1911-02-20", "The guilds meet"),
        ("1911-12-31", "The dam holds at Midton"),
    ],
)
def test_a_date_leads_to_the_nearest_event_of_the_page(
    date: str, title: str, visitor: Visitor, river: ServedSite
) -> None:
    page = chosen(visitor, river, "/1911/")
    page.locator("#jump-date").fill(date)
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("link", name=title)).to_be_focused()
    expect(page.get_by_role("link", name=title)).to_be_in_viewport()


def test_a_date_of_another_year_leads_to_the_nearest_day_of_all(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/1911/")
    page.locator("#jump-date").fill("1915-01-01")
    page.locator("#jump-date").press("Enter")
    page.wait_for_url(river.url("/1913/02/#1913-02-10"))
    page.goto(river.url("/timeline/"))
    expect(page.locator(".choices")).to_be_enabled()
    page.locator("#jump-date").fill("1912-03-18")
    page.locator("#jump-date").press("Enter")
    page.wait_for_url(river.url("/1912/03/#1912-03-16"))


def test_every_head_leads_to_the_date_field(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/1911/")
    page.get_by_role("link", name="Jump to a date").last.click()
    expect(page.locator("#jump-date")).to_be_focused()
    expect(page.locator("#jump-date")).to_be_in_viewport()


def test_j_and_k_step_from_title_to_title_and_are_left_alone_elsewhere(
    visitor: Visitor, river: ServedSite
) -> None:
    """A single letter may do something only while the focus is where it is expected (WCAG 2.1.4)."""
    page = chosen(visitor, river, "/1911/?importance=3")
    first = page.get_by_role("link", name="Lowton is flooded")
    page.keyboard.press("j")
    expect(page.locator("body")).to_be_focused()
    first.focus()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="The dam holds at Midton")).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="The dam holds at Midton")).to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()


def test_on_a_phone_the_choices_open_above_the_list(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/1911/", width=PHONE)
    place = page.get_by_label("Place")
    expect(place).to_be_hidden()
    page.get_by_text("Show only").first.click()
    place.select_option("upton")
    expect(line(page)).to_have_text("3 of 7 events")


def test_without_a_script_there_are_lists_in_place_of_the_choices(
    visitor: Visitor, river: ServedSite
) -> None:
    page = visitor.open(river, "/timeline/", javascript=False)
    expect(page.locator("details.filter")).to_be_hidden()
    expect(page.locator(".finder")).to_be_hidden()
    page.get_by_role("link", name="To the lists").click()
    page.get_by_role("link", name="By kind").click()
    page.get_by_role("link", name="Flood").click()
    assert page.locator(".event-row .title a").first.inner_text() == "Upton is flooded"


def test_nothing_moves_when_the_index_arrives(visitor: Visitor, river: ServedSite) -> None:
    page = visitor.new_page(river.root, width=PHONE)
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => {"
        "for (const entry of list.getEntries()) window.shift += entry.value;"
        "}).observe({ type: 'layout-shift', buffered: true })"
    )
    for address in ("/timeline/", "/1911/", "/periods/flood/"):
        page.goto(river.url(address))
        expect(page.locator(".choices")).to_be_enabled()
        page.wait_for_timeout(200)
        assert page.evaluate("window.shift") < 0.01


def test_only_one_head_sticks_and_hides_no_title_in_focus(visitor: Visitor, river: ServedSite) -> None:
    page = chosen(visitor, river, "/1911/")
    page.set_viewport_size({"width": PHONE, "height": 400})
    last = page.locator(".event-row .title a").last
    last.focus()
    page.evaluate("scrollBy(0, 300)")
    page.locator(".event-row .title a").nth(4).focus()
    heads = page.locator(".group-head")
    stuck = [box for head in heads.all() if (box := head.bounding_box()) and box["y"] == 0]
    assert len(stuck) <= 1
    assert all(box["height"] <= 40 for box in stuck)
    focused = page.locator(".event-row .title a").nth(4).bounding_box()
    assert focused is not None
    assert focused["y"] >= 40
