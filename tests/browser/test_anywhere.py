"""The site works wherever it stands: below a base path, and opened from a disk without any server."""

from __future__ import annotations

import pytest

from tests.browser.visiting import PHONE, ServedSite, Visitor

pytestmark = pytest.mark.browser

LINKS = "[...document.links].map(it => it.href).filter(it => it.startsWith(location.origin))"
IS_STYLED = "getComputedStyle(document.querySelector('main')).getPropertyValue('--paper') !== ''"


def test_no_link_leaves_the_base_path(visitor: Visitor, short_page_of_a_kind: tuple[ServedSite, str]) -> None:
    site, address = short_page_of_a_kind
    page = visitor.open(site, address)
    links: list[str] = page.evaluate(LINKS)
    assert links
    assert [link for link in links if not link.startswith(site.root)] == []


@pytest.mark.parametrize("address", ["/events/never-was/", "/a/long/way/down/page.html"])
def test_address_without_a_page_gets_one_that_leads_back(
    address: str, visitor: Visitor, small_site: ServedSite
) -> None:
    page = visitor.open(small_site, address)
    assert all("404" in fault for fault in visitor.faults)
    assert len(visitor.faults) == 2  # the page itself, as response and in the console
    visitor.faults.clear()
    assert page.evaluate(IS_STYLED)
    page.get_by_role("link", name="Timeline").first.click()
    assert page.url == small_site.url("/timeline/")


def test_page_is_read_from_a_disk(visitor: Visitor, short_page_of_a_kind: tuple[ServedSite, str]) -> None:
    """Browsers load no modules from there: it is as without scripts. Folders are shown as lists of files."""
    site, address = short_page_of_a_kind
    if address == "/404.html":
        return  # Servers show it, at any address, so its own addresses are whole
    disk = ServedSite(site.folder, f"{site.folder.as_uri()}/")
    page = visitor.open(disk, f"{address}index.html", width=PHONE)
    assert page.locator("h1").inner_text()
    assert page.evaluate(IS_STYLED)
    modules = ("blocked by CORS policy", "net::ERR_FAILED")
    visitor.faults[:] = [fault for fault in visitor.faults if not any(words in fault for words in modules)]


def test_redirect_leads_to_where_the_page_now_is(visitor: Visitor, small_site: ServedSite) -> None:
    page = visitor.open(small_site, "/events/fram-arrives/", javascript=False)
    page.wait_for_url(small_site.url("/events/fram-reaches-the-bay-of-whales/"))
