"""The newest changes as feeds: `feed.xml` (Atom, RFC 4287) and `feed.json` (JSON Feed 1.1)."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from typing import Any

from chronicle.derive import Derived
from chronicle.exports.atom import atom, link, text
from chronicle.exports.documents import absolute, pretty
from chronicle.exports.files import File
from chronicle.exports.newest import Change, headline, html_of, instant, newest_changes
from chronicle.exports.publication import Publication
from chronicle.model import Chronicle, Later, Page, View
from chronicle.pages.once import once
from chronicle.wording import Language, language

FILES = (
    File(address="/feed.xml", group="news", media_type="application/atom+xml"),
    File(address="/feed.json", group="news", media_type="application/feed+json"),
)


def atom_feed(publication: Publication, changes: tuple[Change, ...]) -> bytes:
    """Entries are known by the address of their page, so that a correction renews an entry."""
    words = language(publication.language)
    return atom(
        publication,
        publication.title,
        publication.description,
        "/feed.xml",
        "/",
        max((change.day for change in changes), default=None),
        (_entry(change, words, publication.base_url) for change in changes),
    )


def json_feed(publication: Publication, changes: tuple[Change, ...]) -> bytes:
    """The same for programs that would rather read JSON."""
    base_url, words = publication.base_url, language(publication.language)
    contact = f"mailto:{publication.email}" if publication.email else publication.contact
    return pretty(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": publication.title,
            "home_page_url": base_url,
            "feed_url": absolute(base_url, "/feed.json"),
            "description": publication.description,
            "language": publication.language,
            "authors": [{"name": publication.holder, "url": contact}],
            "items": [_item(change, words, base_url) for change in changes],
        }
    )


ATOM, JSON_FEED = View(atom_feed, None), View(json_feed, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """Both feeds."""
    inputs = Later(_inputs, chronicle)
    yield Page("/feed.xml", ATOM, inputs, like="feeds")
    yield Page("/feed.json", JSON_FEED, inputs, like="feeds")


@once
def _inputs(chronicle: Chronicle) -> tuple[object, ...]:
    return Publication.of(chronicle.site), newest_changes(chronicle)


def _entry(change: Change, words: Language, base_url: str) -> ElementTree.Element:
    address = absolute(base_url, change.address)
    entry = ElementTree.Element("entry")
    text(entry, "id", address)
    text(entry, "title", headline(change, words))
    link(entry, "alternate", address, "text/html")
    text(entry, "updated", instant(change.day))
    if change.added:
        text(entry, "published", instant(change.added))
    for term in _tags(change):
        ElementTree.SubElement(entry, "category", {"term": term})
    if change.summary:
        text(entry, "summary", change.summary)
    text(entry, "content", html_of(change, words, base_url), {"type": "html"})
    return entry


def _item(change: Change, words: Language, base_url: str) -> dict[str, Any]:
    address = absolute(base_url, change.address)
    item = {
        "id": address,
        "url": address,
        "title": headline(change, words),
        "content_html": html_of(change, words, base_url),
        "summary": change.summary,
        "date_published": instant(change.added) if change.added else None,
        "date_modified": instant(change.day),
        "tags": _tags(change),
    }
    return {key: value for key, value in item.items() if value}


def _tags(change: Change) -> list[str]:
    """What happened to the note, and the kind of its event."""
    return [change.change, *([change.kind] if change.kind else [])]
