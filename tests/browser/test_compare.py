"""Any two days side by side, with a script; some pairs of days without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import served
from tests.browser.visiting import PHONE, ServedSite, Visitor
from tests.world import SITE, build_world, control, news

pytestmark = pytest.mark.browser

FIGURE = """figures:
  - measure: people-flooded
    value: {value}
    qualifier: exact
    scope: valley
    as_of: {day}
    claimant: gazette
    source: {source}
"""
NOTES = {
    "events/a.md": news("Millers take Upton", "1900-06-01", control("upton: millers")),
    "events/b.md": news(
        "Weavers take Lowton",
        "1901-03-05",
        control("lowton: weavers, taken_from millers")
        + FIGURE.format(value=10, day="1901-03-01", source="on-weavers-take-lowton"),
    ),
    "events/c.md": news(
        "Weavers take Upton",
        "1902-02-01",
        control("upton: weavers, taken_from millers")
        + FIGURE.format(value=30, day="1902-01-01", source="on-weavers-take-upton"),
    ),
}
TURNS = SITE + "turning_points:\n" + "".join(f"  - event: {slug}\n    words: Turn {slug}\n" for slug in "abc")


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    built = build_world(tmp_path_factory.mktemp("war"), NOTES, TURNS)
    with served(built.site) as root:
        yield ServedSite(built.site, root)


def opened(visitor: Visitor, site: ServedSite, query: str = "", width: int = 1280) -> Page:
    page = visitor.open(site, f"/compare/{query}", width=width)
    expect(page.get_by_label("First day", exact=True)).to_be_visible()
    return page


def told(page: Page) -> dict[str, str]:
    """All that is said of the two days."""
    parts = (
        ".compare-lead",
        ".maps .date >> nth=0",
        ".maps .date >> nth=1",
        ".moved",
        ".unclear",
        ".counts",
        ".figures-by",
    )
    return {part: page.locator(part).inner_text() for part in parts}


def test_two_days_in_the_address_are_compared(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?from=1901-03-04&to=1901-12-24")
    assert told(page)[".compare-lead"] == (
        "Of the 2 places that this chronicle follows 1 changed hands "
        "between 4 March 1901 and 24 December 1901."
    )
    assert told(page)[".moved"] == (
        "Lowton: held by Guild of Millers until 5 March 1901; since when is not known; "
        "on 24 December 1901 held by Guild of Weavers since 5 March 1901."
    )
    assert told(page)[".figures-by"] == "No figure is different."


@pytest.mark.parametrize(
    "pair", ["1900-06-01/1901-03-05", "1901-03-05/1902-02-01"], ids=lambda pair: str(pair).replace("/", " ")
)
def test_the_script_says_of_two_days_what_the_engine_says(
    pair: str, visitor: Visitor, war: ServedSite
) -> None:
    built = visitor.open(war, f"/compare/{pair}/", javascript=False)
    first, _, last = pair.partition("/")
    assert told(opened(visitor, war, f"?from={first}&to={last}")) == told(built)


def test_figures_by_then_are_those_of_the_two_days(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?from=1901-02-28&to=1902-01-31")
    items = page.locator(".figures-by li").all_inner_texts()
    assert items[0] == "No figure is recorded."
    assert items[1].startswith("30\N{NO-BREAK SPACE}people, says The Gazette, as of 1 January 1902.")
    link = page.locator(".figures-by li").get_by_role("link", name="Event")
    assert link.evaluate("it => it.href") == war.url("/events/c/")


def test_a_chosen_day_goes_into_the_address_and_back_restores_the_one_before(
    visitor: Visitor, war: ServedSite
) -> None:
    page = opened(visitor, war)
    before = told(page)
    page.get_by_label("First day", exact=True).fill("1901-06-01")
    page.get_by_label("First day", exact=True).blur()
    assert page.url.endswith("?from=1901-06-01&to=1902-02-01")
    assert told(page) != before
    page.go_back()
    expect(page.get_by_label("First day", exact=True)).to_have_value("1900-06-01")
    visitor.settle(page)
    assert told(page)[".moved"] == before[".moved"]
    page.go_forward()
    expect(page.get_by_label("First day", exact=True)).to_have_value("1901-06-01")


def test_days_in_the_wrong_order_change_places(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?from=1902-02-01&to=1900-06-01")
    assert page.get_by_label("First day", exact=True).input_value() == "1900-06-01"


def test_marks_of_both_maps_follow_their_days(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, "?from=1900-06-01&to=1902-02-01")
    codes = page.locator('.town[data-place="places/upton"]').evaluate_all(
        "all => all.map(it => it.dataset.code)"
    )
    assert codes == ["Mill", "Weav"]


def test_on_a_phone_the_maps_stand_one_above_the_other(visitor: Visitor, war: ServedSite) -> None:
    page = opened(visitor, war, width=PHONE)
    first, second = (page.locator(f".{name}-day .map").bounding_box() for name in ("first", "second"))
    assert first is not None
    assert second is not None
    assert second["y"] >= first["y"] + first["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE


def test_without_a_script_the_first_and_last_turning_points_are_compared_and_others_are_linked(
    visitor: Visitor, war: ServedSite
) -> None:
    page = visitor.open(war, "/compare/", javascript=False)
    assert page.locator(".maps .date").all_inner_texts() == ["1 June 1900", "1 February 1902"]
    expect(page.get_by_label("First day", exact=True)).to_be_hidden()
    page.get_by_role("link", name="1 June 1900 and 5 March 1901").click()
    assert page.url == war.url("/compare/1900-06-01/1901-03-05/")


def test_data_that_cannot_be_had_leave_the_page_as_it_was_built(visitor: Visitor, war: ServedSite) -> None:
    page = visitor.new_page(war.root)
    page.route("**/holders.json", lambda route: route.fulfill(status=503))
    page.goto(war.url("/compare/"))
    visitor.settle(page)
    expect(page.get_by_label("First day", exact=True)).to_be_hidden()
    assert page.locator(".moved li").count() == 2
    visitor.faults.clear()
