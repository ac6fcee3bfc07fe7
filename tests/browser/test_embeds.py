"""Embeds in a frame on somebody else's page, and the buttons that copy what readers take with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.serving import served
from tests.browser.visiting import ServedSite, Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def host(tmp_path: Path) -> Iterator[ServedSite]:
    """Another site, at another port: to a browser as foreign as any."""
    with ExitStack() as stack:
        yield ServedSite(tmp_path, stack.enter_context(served(tmp_path, "/")))


def embeds_of(site: ServedSite) -> list[str]:
    """An embed of each kind that the site has."""
    paths = sorted((site.folder / "embed").glob("*/*/index.html"))
    kinds = {path.parts[-3]: path for path in paths}
    return [f"/embed/{kind}/{path.parts[-2]}/" for kind, path in sorted(kinds.items())]


def framed(host: ServedSite, site: ServedSite, address: str, visitor: Visitor, width: int = 600) -> Page:
    """A page of the other site with the embed in a frame."""
    (host.folder / "index.html").write_text(
        "<!doctype html><html lang=en><title>Host</title><link rel=icon href=data:,>"
        f'<iframe src="{site.url(address)}" title=x width="{width}" height="500"></iframe>'
    )
    page = visitor.new_page(host.root.rpartition(":")[0])
    page.goto(host.root)
    visitor.settle(page)
    return page


def test_every_kind_of_embed_shows_in_a_frame_of_another_site(
    visitor: Visitor, host: ServedSite, small_site: ServedSite
) -> None:
    """The visitor fails the test for any console error, any failed request and any request elsewhere."""
    found = embeds_of(small_site)
    assert {address.split("/")[2] for address in found} >= {"events", "map"}
    for address in found:
        frame = framed(host, small_site, address, visitor).frames[1]
        assert frame.locator("h1").is_visible()
        assert frame.locator("footer .from a").is_visible()


@pytest.mark.parametrize("width", [300, 480, 800])
def test_an_embed_fits_its_frame(
    width: int, visitor: Visitor, host: ServedSite, small_site: ServedSite
) -> None:
    for address in embeds_of(small_site):
        frame = framed(host, small_site, address, visitor, width).frames[1]
        widths = frame.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert widths[0] <= widths[1], address


def test_a_link_in_a_frame_opens_beside_the_page_around_it(
    visitor: Visitor, host: ServedSite, small_site: ServedSite
) -> None:
    page = framed(host, small_site, embeds_of(small_site)[0], visitor)
    with page.context.expect_page() as opened:
        page.frames[1].locator("h1 a").click()
    opened.value.wait_for_load_state()
    assert opened.value.url.startswith(small_site.url("/events/"))
    assert page.url == host.root
    assert opened.value.evaluate("window.opener") is None


def test_a_button_copies_what_stands_beside_it(visitor: Visitor, small_site: ServedSite) -> None:
    page = visitor.open(small_site, "/events/amundsen-reaches-the-pole/", alone=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Cite this page").click()
    page.get_by_role("button", name="Copy: BibTeX").click()
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_role("textbox", name="BibTeX", exact=True).input_value()
    assert copied.startswith("@misc{amundsen-reaches-the-pole,")


def test_copying_works_where_the_clipboard_is_not_allowed(visitor: Visitor, small_site: ServedSite) -> None:
    """As on a page without https: the text is chosen, and the old command copies it."""
    page = visitor.open(small_site, "/events/amundsen-reaches-the-pole/")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_text("Embed this").click()
    page.get_by_role("button", name="Copy: HTML").click()
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    chosen = page.evaluate("document.getSelection().toString()")
    assert chosen.startswith("<iframe src=")


def test_without_javascript_the_text_can_be_chosen_and_no_button_stands_idle(
    visitor: Visitor, small_site: ServedSite
) -> None:
    page = visitor.open(small_site, "/events/amundsen-reaches-the-pole/", javascript=False)
    page.get_by_text("Cite this page").click()
    assert page.get_by_role("textbox", name="BibTeX", exact=True).is_visible()
    assert page.locator(".take button").count() == 0
