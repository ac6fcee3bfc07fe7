"""The Chronicle to pages: every address of the site, its view and all that it may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from chronicle.derive import Derived
from chronicle.exports import EXPORTS
from chronicle.model import Chronicle, Page
from chronicle.pages import SECTIONS
from chronicle.pages.assets import asset_pages

Section = Callable[[Chronicle, Derived], Iterator[Page]]


def plan(chronicle: Chronicle, derived: Derived, assets: Mapping[str, bytes]) -> tuple[Page, ...]:
    """Every page of the site in order of address; two for one address are a fault of ours and raise `ValueError`."""
    pages: dict[str, Page] = {}
    for page in _all(chronicle, derived, assets):
        if page.address in pages:
            raise ValueError(f"two pages for {page.address}")
        pages[page.address] = page
    return tuple(pages[address] for address in sorted(pages))


def _all(chronicle: Chronicle, derived: Derived, assets: Mapping[str, bytes]) -> Iterator[Page]:
    for section in (*SECTIONS, *EXPORTS):
        yield from section(chronicle, derived)
    yield from asset_pages(assets)
