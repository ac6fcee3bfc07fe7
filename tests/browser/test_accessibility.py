"""What axe-core finds on a page of every kind, and what it does not look for."""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import Page

from tests.browser.visiting import DESK, PHONE, ServedSite, Visitor

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
JUDGED = """async rules => {
    const found = await axe.run({runOnly: rules, resultTypes: ["violations"]})
    return found.violations.map(it => [it.id, ...it.nodes.slice(0, 3).map(node => node.html.slice(0, 150))])
}"""
HOVERED = """() => {
    // Looks that say no more than that this is what the pointer is on
    const harmless = /^(text-decoration|text-underline|border|outline|color|background-color|cursor)/
    const inside = rule => rule.cssRules?.length ? [rule, ...[...rule.cssRules].flatMap(inside)] : [rule]
    return [...document.styleSheets].flatMap(sheet => [...sheet.cssRules].flatMap(inside))
        .filter(rule => rule.selectorText?.includes(":hover"))
        .filter(rule => [...rule.style].some(name => !harmless.test(name)))
        .map(rule => rule.cssText)
}"""


def test_axe_finds_nothing_on_a_phone(visitor: Visitor, page_of_a_kind: tuple[ServedSite, str]) -> None:
    page = visitor.open(*page_of_a_kind, width=PHONE)
    assert judged(page) == []


def test_axe_finds_nothing_on_a_dark_desk(
    visitor: Visitor, short_page_of_a_kind: tuple[ServedSite, str]
) -> None:
    """Contrast is another in each scheme, and what is folded at each width."""
    page = visitor.open(*short_page_of_a_kind, width=DESK, scheme="dark")
    assert judged(page) == []


def judged(page: Page) -> list[list[str]]:
    """Each rule that is broken, with the first places."""
    page.evaluate(AXE)
    found: list[list[str]] = page.evaluate(JUDGED, RULES)
    return found


def test_nothing_shows_only_under_a_pointer(visitor: Visitor, small_site: ServedSite) -> None:
    """Fingers and keyboards do not hover."""
    assert visitor.open(small_site).evaluate(HOVERED) == []
