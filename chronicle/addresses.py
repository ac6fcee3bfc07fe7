"""Addresses of pages, and how they are written into bytes.

An address is the way from the site's root: ``/events/x/``. In a page it is
written behind a root mark, which `render` replaces by the page's own way to
the root, so that the same bytes work under any base path.
"""

from __future__ import annotations

import re

ROOT_MARK = "\ue000"
"""A private-use character: notes may not contain it."""

FOLDER_ADDRESS = {
    "events": "/events/",
    "periods": "/periods/",
    "places": "/places/",
    "actors": "/actors/",
    "operations": "/operations/",
    "sources": "/sources/",
    "measures": "/figures/",
    "pages": "/",
}

SECTIONS = frozenset(FOLDER_ADDRESS.values()) | {
    "/timeline/",
    "/map/",
    "/control/",
    "/on-this-day/",
    "/search/",
    "/compare/",
    "/corrections/",
    "/data/",
    "/embed/",
    "/cards/",
    "/assets/",
    "/pagefind/",
    "/admin/",
}
"""Addresses that no note may claim: sections of the site, those that are still to come among them."""

PARTS_OF_PAGES = frozenset(
    "about-page after-map agency arc-caption before-map beside changes claims data dates days events figures"
    " going-on held holders how-sure inside jump-date kinds list lists main months nearby parts periods"
    " sources voice within-events years".split()
)
"""Anchors on the pages of notes. Those of a measure's scopes are not among them."""
_MADE_UP = re.compile(r"(?:cite|head|year|pattern|fn|fnref|\d{4})\b.*|.*-(?:title|description|left|right)")


def is_part_of_page(anchor: str) -> bool:
    """Whether a page has a part of this name, so that nothing else may have it.

    >>> is_part_of_page("sources"), is_part_of_page("map-title"), is_part_of_page("afp-2017-11-03-town")
    (True, True, False)
    """
    return anchor in PARTS_OF_PAGES or _MADE_UP.fullmatch(anchor) is not None


def address_of(identity: str) -> str:
    """The address of a note: ``events/x`` → ``/events/x/``, ``pages/about`` → ``/about/``."""
    folder, slug = identity.split("/", 1)
    return f"{FOLDER_ADDRESS[folder]}{slug}/"


def card_address(address: str) -> str:
    """Where a page's social card is: ``/events/x/`` → ``/cards/events/x.png``."""
    return f"/cards{address.rstrip('/')}.png"


def rooted(address: str) -> str:
    """An address of ours behind the root mark; any other as it is."""
    return ROOT_MARK + address[1:] if address.startswith("/") else address


def way_to_root(address: str) -> str:
    """What the root mark stands for on the page at `address`.

    >>> way_to_root("/"), way_to_root("/events/x/"), way_to_root("/data/events.json")
    ('./', '../../', '../')
    """
    return "../" * (address.count("/") - 1) or "./"


def file_of(address: str) -> str:
    """The file of an address below the output folder: ``/events/x/`` → ``events/x/index.html``."""
    path = address[1:]
    return path + "index.html" if not path or path.endswith("/") else path
