"""Everything on a page of every kind is reached by the keyboard alone, in order, and seen when it is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browser.visiting import PHONE, ServedSite, Visitor

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Stop:
    place: int
    """Among all that a keyboard should stop at, in their order."""
    faults: list[str]
    markup: str


PREPARED = """() => {
    // What a keyboard should stop at: of a group of radio buttons the chosen one, of what scrolls the box
    const groups = new Set()
    const isStop = it => {
        if (it.tabIndex < 0 || it.disabled || !it.checkVisibility({visibilityProperty: true})) return false
        if (it.type !== "radio") return true
        return it.checked || ![...document.getElementsByName(it.name)].some(other => other.checked)
    }
    const stops = "a[href], button, input, select, textarea, summary, [tabindex]"
    window.stops = [...document.querySelectorAll(stops)].filter(isStop)
    return window.stops.length
}"""

LOOK = """() => {
    const it = document.activeElement
    if (it === document.body || it === null) return null
    const style = getComputedStyle(it)
    const faults = []
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("no ring")
    const box = it.getClientRects()[0]
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
        faults.push("outside the window")
    const points = [[box.left + 1, box.top + 1], [box.right - 1, box.bottom - 1],
        [(box.left + box.right) / 2, (box.top + box.bottom) / 2]]
    for (const [x, y] of points) {
        let over = document.elementFromPoint(x, y)
        for (; over && !over.contains(it) && !it.contains(over); over = over.parentElement)
            if (["sticky", "fixed"].includes(getComputedStyle(over).position)) {
                faults.push(`under ${over.className || over.localName}`)
                break
            }
    }
    return {place: window.stops.indexOf(it), faults: faults, markup: it.outerHTML.slice(0, 99)}
}"""


def walk(page: Page, key: str) -> list[Stop]:
    """What has the focus after each press of a key, until it leaves the page or begins again.

    A field for a date is several stops, of which one has the ring.
    """
    stops: list[Stop] = []
    for _ in range(page.evaluate(PREPARED) + 20):
        page.keyboard.press(key)
        found = page.evaluate(LOOK)
        if found is None:
            break
        stop = Stop(**found)
        if stops and stops[-1].place == stop.place:
            stop = min(stops.pop(), stop, key=lambda it: len(it.faults))
        elif stop.place in (it.place for it in stops):
            break
        stops.append(stop)
    return stops


def test_keyboard_stops_at_everything_once_in_order_and_in_sight(
    visitor: Visitor, short_page_of_a_kind: tuple[ServedSite, str]
) -> None:
    """On the way back, what comes into the window comes from above, where headings stick."""
    page = visitor.open(*short_page_of_a_kind, width=PHONE, height=480)
    there = walk(page, "Tab")
    back = walk(page, "Shift+Tab")
    everything = list(range(page.evaluate("window.stops.length")))
    assert [stop for stop in there if stop.place < 0] == []
    assert [stop.place for stop in there] == everything
    assert [stop.place for stop in back] == everything[::-1]
    assert [stop for stop in [*there, *back] if stop.faults] == []


def test_first_stop_leads_past_the_masthead(
    visitor: Visitor, short_page_of_a_kind: tuple[ServedSite, str]
) -> None:
    """What stands in a frame of another site has no masthead."""
    page = visitor.open(*short_page_of_a_kind, width=PHONE)
    page.keyboard.press("Tab")
    if page.locator("header.masthead").count():
        assert page.evaluate(
            "document.activeElement.matches('.skip') && document.activeElement.offsetTop >= 0"
        )
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('header, .crumbs')")
