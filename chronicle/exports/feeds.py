"""The newest changes as feeds: `feed.xml` (Atom, RFC 4287) and `feed.json` (JSON Feed 1.1)."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from typing import Any

from chronicle.derive import Derived
from chronicle.exports.documents import absolute, pretty
from chronicle.exports.files import File
from chronicle.exports.newest import Change, headline, html_of, instant, newest_changes
from chronicle.exports.publication import Publication
from chronicle.model import Chronicle, Page, View
from chronicle.wording import Language, language

FILES = (
    File(address="/feed.xml", group="news", media_type="application/atom+xml"),
    File(address="/feed.json", group="news", media_type="application/feed+json"),
)

_NO_DAY = "1970-01-01"
"""Atom demands a day of an empty feed, too."""


def atom_feed(publication: Publication, changes: tuple[Change, ...]) -> bytes:
    """Entries are known by the address of their page, so that a correction renews an entry."""
    base_url, words = publication.base_url, language(publication.language)
    feed = ElementTree.Element(
        "feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": publication.language}
    )
    _text(feed, "id", base_url)
    _text(feed, "title", publication.title)
    _text(feed, "subtitle", publication.description)
    _text(feed, "updated", instant(max((change.day for change in changes), default=_NO_DAY)))
    _link(feed, "self", absolute(base_url, "/feed.xml"), "application/atom+xml")
    _link(feed, "alternate", base_url, "text/html")
    _link(feed, "license", publication.licence_url)
    _text(feed, "rights", f"© {publication.holder}. {publication.licence_name}")
    author = ElementTree.SubElement(feed, "author")
    _text(author, "name", publication.holder)
    if publication.email:
        _text(author, "email", publication.email)
    else:
        _text(author, "uri", publication.contact)
    for change in changes:
        feed.append(_entry(change, words, base_url))
    ElementTree.indent(feed, space="")
    xml: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


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
    inputs = (Publication.of(chronicle.site), newest_changes(chronicle))
    yield Page("/feed.xml", ATOM, inputs)
    yield Page("/feed.json", JSON_FEED, inputs)


def _entry(change: Change, words: Language, base_url: str) -> ElementTree.Element:
    address = absolute(base_url, change.address)
    entry = ElementTree.Element("entry")
    _text(entry, "id", address)
    _text(entry, "title", headline(change, words))
    _link(entry, "alternate", address, "text/html")
    _text(entry, "updated", instant(change.day))
    if change.added:
        _text(entry, "published", instant(change.added))
    for term in _tags(change):
        ElementTree.SubElement(entry, "category", {"term": term})
    if change.summary:
        _text(entry, "summary", change.summary)
    _text(entry, "content", html_of(change, words, base_url), {"type": "html"})
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


def _text(
    parent: ElementTree.Element, name: str, text: str, attributes: dict[str, str] | None = None
) -> None:
    ElementTree.SubElement(parent, name, attributes or {}).text = text


def _link(parent: ElementTree.Element, relation: str, address: str, media_type: str | None = None) -> None:
    form = {"type": media_type} if media_type else {}
    ElementTree.SubElement(parent, "link", {"rel": relation, **form, "href": address})
