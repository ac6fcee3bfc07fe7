from __future__ import annotations

from pathlib import Path

from tests.world import build_world, words


def test_the_page_for_unknown_addresses_leads_on_from_wherever_it_is_shown(tmp_path: Path) -> None:
    """A server sends it for `/any/address/at/all`, so that relative links would lead astray."""
    page = build_world(tmp_path, {}).page("/404.html")
    assert words(page.find(".//h1")) == "There is no page at this address."
    links = [link.get("href", "") for link in page.iter("a")]
    assert {"/", "/timeline/", "/places/", "/sources/"} <= set(links)
    assert [link for link in links if not link.startswith(("/", "#", "http", "mailto:"))] == []


def test_it_is_not_to_be_found_by_searching(tmp_path: Path) -> None:
    page = build_world(tmp_path, {}).page("/404.html")
    assert [meta.get("content") for meta in page.iter("meta") if meta.get("name") == "robots"] == ["noindex"]
