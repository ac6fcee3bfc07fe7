"""Old addresses: what once had a page there is found where it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.derive import Derived
from chronicle.model import Card, Chronicle, Crumb, Page, PageData, View
from chronicle.pages.records import records, title_of


@dataclass(frozen=True, kw_only=True)
class RedirectPage(PageData):
    title: str
    target: str
    """The address of today."""


def redirect_view(card: Card) -> RedirectPage:
    """Where the note of this card stands now."""
    title = title_of(card)
    return RedirectPage(section="", crumbs=(Crumb(title, card.address),), title=title, target=card.address)


REDIRECT = View(redirect_view, "redirect.html")
"""Sitemap and feeds leave out the pages of this view."""


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """A page at each of the `aliases` of every note."""
    for identity, record in records(chronicle):
        for alias in record.aliases:
            yield Page(alias, REDIRECT, (chronicle.cards[identity],))
