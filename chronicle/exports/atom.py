"""Atom (RFC 4287): the frame of a feed, and the parts of an entry."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable

from chronicle.exports.documents import absolute
from chronicle.exports.newest import instant
from chronicle.exports.publication import Publication

NO_DAY = "1970-01-01"
"""Atom demands a day of an empty feed, too."""


def atom(
    publication: Publication,
    title: str,
    subtitle: str,
    address: str,
    page: str,
    updated: str | None,
    entries: Iterable[ElementTree.Element],
) -> bytes:
    """A feed that stands at `address` and tells of what is on the page at `page`; `updated` is a day."""
    base_url = publication.base_url
    feed = ElementTree.Element(
        "feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": publication.language}
    )
    text(feed, "id", absolute(base_url, page))
    text(feed, "title", title)
    text(feed, "subtitle", subtitle)
    text(feed, "updated", instant(updated or NO_DAY))
    link(feed, "self", absolute(base_url, address), "application/atom+xml")
    link(feed, "alternate", absolute(base_url, page), "text/html")
    link(feed, "license", publication.licence_url)
    text(feed, "rights", f"© {publication.holder}. {publication.licence_name}")
    author = ElementTree.SubElement(feed, "author")
    text(author, "name", publication.holder)
    if publication.email:
        text(author, "email", publication.email)
    else:
        text(author, "uri", publication.contact)
    feed.extend(entries)
    ElementTree.indent(feed, space="")
    xml: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def text(
    parent: ElementTree.Element, name: str, content: str, attributes: dict[str, str] | None = None
) -> None:
    """A part with nothing but text in it."""
    ElementTree.SubElement(parent, name, attributes or {}).text = content


def link(parent: ElementTree.Element, relation: str, address: str, media_type: str | None = None) -> None:
    """A link to what the feed or the entry tells of."""
    form = {"type": media_type} if media_type else {}
    ElementTree.SubElement(parent, "link", {"rel": relation, **form, "href": address})
