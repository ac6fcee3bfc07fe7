"""A page of every kind in a browser: nothing is missing, nothing moves, nothing sticks out."""

from __future__ import annotations

import pytest

from tests.browser.visiting import DESK, PHONE, ServedSite, Visitor

pytestmark = pytest.mark.browser

NARROWEST = 320
"""What WCAG asks for: a desk's width at a zoom of 400 %."""
PAPER = 658
"""A4 without its margins of 18 mm."""

STICKING_OUT = """() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    return [...document.body.querySelectorAll("*")]
        .filter(it => it.getBoundingClientRect().right > root.clientWidth + 1)
        .map(it => it.outerHTML.slice(0, 99)).slice(0, 5)
}"""
SHIFTS = """() => new Promise(tell => {
    new PerformanceObserver(list => tell(list.getEntries().map(it => [
        it.value, ...it.sources.map(from => from.node?.parentElement?.outerHTML?.slice(0, 120))
    ]))).observe({type: "layout-shift", buffered: true})
    setTimeout(() => tell([]), 100)
})"""
IDLE_CONTROLS = """() => [...document.querySelectorAll("button, input, select, textarea")]
    .filter(it => it.checkVisibility({visibilityProperty: true}) && !it.closest("form[action]"))
    .map(it => it.outerHTML.slice(0, 99))"""
WRONG_ON_PAPER = """() => {
    const faults = []
    const shown = selector => [...document.querySelectorAll(selector)].filter(it => it.checkVisibility())
    const lightness = colour => Math.max(...colour.match(/\\d+/g).slice(0, 3).map(Number))
    const ground = getComputedStyle(document.body).backgroundColor
    if (lightness(ground) < 255 && ground !== "rgba(0, 0, 0, 0)") faults.push(`ground ${ground}`)
    for (const it of shown("nav, form, button, .skip")) faults.push(it.outerHTML.slice(0, 99))
    for (const it of shown("main details > summary"))
        if (getComputedStyle(it.parentElement, "::details-content").contentVisibility === "hidden")
            faults.push(`closed: ${it.outerHTML.slice(0, 99)}`)
    for (const it of shown("h1, main p, main li, main td"))
        if (lightness(getComputedStyle(it).color) > 140) faults.push(`faint: ${it.outerHTML.slice(0, 99)}`)
    return faults.slice(0, 8)
}"""
WORDS = "document.body.innerText.split(/\\s+/).length"
INJECTED = """() => {
    const add = (name, parts) => document.body.append(Object.assign(document.createElement(name), parts))
    add("script", {textContent: "window.ran = true"})
    add("script", {src: "data:text/javascript,window.ran = true"})
    add("div", {innerHTML: "<img src='data:,' onerror='window.ran = true'>"})
    add("div", {innerHTML: "<p id='styled' style='position: fixed'>"})
    return new Promise(tell => setTimeout(() => tell({
        ran: window.ran ?? false, position: getComputedStyle(document.getElementById("styled")).position
    }), 100))
}"""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_page_stands_still_and_fits(
    width: int, visitor: Visitor, page_of_a_kind: tuple[ServedSite, str]
) -> None:
    page = visitor.open(*page_of_a_kind, width=width)
    assert page.evaluate(SHIFTS) == []
    assert page.evaluate(STICKING_OUT) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(STICKING_OUT) == []
    page.set_viewport_size({"width": NARROWEST, "height": 256})
    assert page.evaluate(STICKING_OUT) == []


def test_page_prints_whole_and_dark_on_white(
    visitor: Visitor, page_of_a_kind: tuple[ServedSite, str]
) -> None:
    """What leads elsewhere or works only on a screen is left out; what is folded is open."""
    page = visitor.open(*page_of_a_kind, width=PAPER, scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate(WRONG_ON_PAPER) == []
    assert page.evaluate(STICKING_OUT) == []


def test_page_is_whole_without_javascript_and_offers_nothing_that_does_nothing(
    visitor: Visitor, short_page_of_a_kind: tuple[ServedSite, str]
) -> None:
    """Scripts add (words for controls, what was chosen); they never bring what a page has to say."""
    page = visitor.open(*short_page_of_a_kind, width=PHONE, javascript=False)
    assert page.evaluate(IDLE_CONTROLS) == []
    assert page.evaluate(STICKING_OUT) == []
    with_scripts = visitor.open(*short_page_of_a_kind, width=PHONE)
    assert page.evaluate(WORDS) > 0.75 * with_scripts.evaluate(WORDS)


def test_injected_code_and_style_do_nothing(
    visitor: Visitor, short_page_of_a_kind: tuple[ServedSite, str]
) -> None:
    """Should markup of a stranger ever come through, the Content-Security-Policy is the last wall."""
    page = visitor.open(*short_page_of_a_kind)
    assert page.evaluate(INJECTED) == {"ran": False, "position": "static"}
    assert all("Content Security Policy" in fault for fault in visitor.faults)
    assert len(visitor.faults) >= 4
    visitor.faults.clear()
