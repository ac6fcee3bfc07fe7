"""The Chronicle to pages: every address of the site, its view and all that it may see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
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
    is_whole: bool = True
    """Whether these are all pages of the site."""


def plan(
    chronicle: Chronicle,
    derived: Derived,
    assets: Mapping[str, bytes],
    only: Collection[str] | None = None,
) -> Planned:
    """Every page of the site; or `only` those at some addresses, if sections have pages at all of them.

    Those alone are asked for where every page stands at the address at which it stood before.
    """
    some = _some(chronicle, derived, only) if only is not None else None
    return some or _whole(chronicle, derived, assets)


def _some(chronicle: Chronicle, derived: Derived, addresses: Collection[str]) -> Planned | None:
    """The pages at these addresses, planning little else; None where some are of no section."""
    found: dict[str, Page] = {}
    for section in SECTIONS:
        if len(found) == len(addresses):
            break
        for page in section(chronicle, derived):
            if page.address in addresses:
                found[page.address] = page
                if len(found) == len(addresses):
                    break
    if len(found) < len(addresses):
        return None
    return Planned(tuple(found[address] for address in sorted(found)), frozenset(), is_whole=False)


def _whole(chronicle: Chronicle, derived: Derived, assets: Mapping[str, bytes]) -> Planned:
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
