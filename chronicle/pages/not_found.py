"""The page for addresses that do not exist: the sentence, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator

from chronicle.derive import Derived
from chronicle.model import Chronicle, Page, PageData, View


def not_found_view() -> PageData:
    """Nothing but the frame: all words stand in the template."""
    return PageData(section="")


NOT_FOUND = View(not_found_view, "404.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """``/404.html``, which servers send for any address; so its links begin at the root of the site."""
    yield Page("/404.html", NOT_FOUND)
