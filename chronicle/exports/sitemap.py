"""For search engines: `sitemap.xml` with every page, `robots.txt` with the way to it.

Not in the list of exports: what it lists is the plan itself.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Collection, Iterator

from chronicle.addresses import address_of
from chronicle.exports.documents import absolute
from chronicle.exports.files import File
from chronicle.model import Chronicle, NoteHistory, Page, Record, View
from chronicle.pages.records import records

FILES = (
    File(address="/sitemap.xml", group="web", media_type="application/xml"),
    File(address="/robots.txt", group="web", media_type="text/plain"),
)


def sitemap(base_url: str, entries: tuple[tuple[str, str | None], ...]) -> bytes:
    """Addresses, each with the day of its note's last change where that is known."""
    urls = ElementTree.Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for address, day in entries:
        url = ElementTree.SubElement(urls, "url")
        ElementTree.SubElement(url, "loc").text = absolute(base_url, address)
        if day:
            ElementTree.SubElement(url, "lastmod").text = day
    ElementTree.indent(urls, space="")
    xml: bytes = ElementTree.tostring(urls, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def robots(base_url: str) -> bytes:
    """Everything may be read."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {absolute(base_url, '/sitemap.xml')}\n".encode()


SITEMAP, ROBOTS = View(sitemap, None), View(robots, None)


def sitemap_pages(chronicle: Chronicle, addresses: Collection[str]) -> Iterator[Page]:
    """Of all `addresses` those of pages: no files, no embeds, nor old addresses that only lead on."""
    base_url = chronicle.site.base_url
    notes = {
        address_of(identity): (record, chronicle.history.get(identity))
        for identity, record in records(chronicle)
    }
    old = {alias for record, _ in notes.values() for alias in record.aliases}
    entries = (
        (address, _last_change(*notes.get(address, (None, None))))
        for address in sorted(addresses)
        if address not in old and not address.startswith("/embed/")
    )
    yield Page(
        "/sitemap.xml", SITEMAP, (base_url, tuple(entry for entry in entries if entry[0].endswith("/")))
    )
    yield Page("/robots.txt", ROBOTS, (base_url,))


def _last_change(record: Record | None, history: NoteHistory | None) -> str | None:
    """The last day on which a note changed, by what git and it itself say."""
    if record is None:
        return None
    days = [record.added or "", *(correction.date for correction in record.corrections)]
    days += [record.withdrawn.date] if record.withdrawn else []
    days += [history.changed] if history else []
    return max(days) or None
