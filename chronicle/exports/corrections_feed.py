"""The corrections as a feed of their own: `corrections.xml` (Atom), each an entry that stays."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from markupsafe import escape

from chronicle.derive import Derived
from chronicle.exports.atom import atom, link, text
from chronicle.exports.documents import absolute
from chronicle.exports.files import File
from chronicle.exports.newest import LIMIT, correction_html, instant, titled
from chronicle.exports.publication import Publication
from chronicle.model import Chronicle, Correction, Later, Page, View
from chronicle.pages.corrections import Change, changes_of, is_trivial, newest_first
from chronicle.wording import Language, language

ADDRESS = "/corrections.xml"
FILES = (File(address=ADDRESS, group="news", media_type="application/atom+xml"),)


def corrections_feed(publication: Publication, changes: tuple[Change, ...]) -> bytes:
    """Entries are known by their place on the page of corrections, and lead to the page that was wrong."""
    words = language(publication.language)
    return atom(
        publication,
        f"{words.gettext('Corrections')} – {publication.title}",
        words.gettext("What we got wrong, newest first: what it said, what it says, and why."),
        ADDRESS,
        "/corrections/",
        max((it.change.date for it in changes), default=None),
        (_entry(it, words, publication.base_url) for it in changes),
    )


CORRECTIONS_FEED = View(corrections_feed, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The newest corrections of substance, and withdrawals."""
    yield Page(ADDRESS, CORRECTIONS_FEED, Later(_inputs, chronicle))


def _inputs(chronicle: Chronicle) -> tuple[object, ...]:
    weighty = [it for it in changes_of(chronicle) if not is_trivial(it)]
    return Publication.of(chronicle.site), tuple(newest_first(weighty)[:LIMIT])


def _entry(it: Change, words: Language, base_url: str) -> ElementTree.Element:
    kind = "corrected" if isinstance(it.change, Correction) else "withdrawn"
    entry = ElementTree.Element("entry")
    text(entry, "id", absolute(base_url, f"/corrections/#{it.anchor}"))
    text(entry, "title", titled(kind, it.title, words))
    link(entry, "alternate", absolute(base_url, it.address), "text/html")
    text(entry, "updated", instant(it.change.date))
    text(entry, "published", instant(it.change.date))
    ElementTree.SubElement(entry, "category", {"term": kind})
    text(entry, "content", _html(it, words, base_url), {"type": "html"})
    return entry


def _html(it: Change, words: Language, base_url: str) -> str:
    """What was corrected, or why it was withdrawn, and the way to the page."""
    said = it.change
    told = correction_html(said, words) if isinstance(said, Correction) else f"<p>{escape(said.why)}</p>"
    return f'{told}<p><a href="{escape(absolute(base_url, it.address))}">{escape(it.title)}</a></p>'
