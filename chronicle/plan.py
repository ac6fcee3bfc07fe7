"""The Chronicle to pages: every address of the site, its view and all that it may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from chronicle.derive import Derived
from chronicle.exports import EXPORTS
from chronicle.exports.sitemap import sitemap_pages
from chronicle.model import Chronicle, Page
from chronicle.pages import SECTIONS
from chronicle.pages.assets import asset_pages

Section = Callable[[Chronicle, Derived], Iterator[Page]]


@dataclass(frozen=True)
class Planned:
    pages: tuple[Page, ...]
    """In order of address."""
    clashes: frozenset[str]
    """Addresses that two pages claim: an alias, or a page of the content, in the way of a section."""


def plan(chronicle: Chronicle, derived: Derived, assets: Mapping[str, bytes]) -> Planned:
    """Every page of the site."""
    pages: dict[str, Page] = {}
    clashes: set[str] = set()
    for page in _all(chronicle, derived, assets):
        if page.address in pages:
            clashes.add(page.address)
        pages[page.address] = page
    pages |= {page.address: page for page in sitemap_pages(chronicle, pages)}
    return Planned(tuple(pages[address] for address in sorted(pages)), frozenset(clashes))


def _all(chronicle: Chronicle, derived: Derived, assets: Mapping[str, bytes]) -> Iterator[Page]:
    for section in (*SECTIONS, *EXPORTS):
        yield from section(chronicle, derived)
    yield from asset_pages(assets)
