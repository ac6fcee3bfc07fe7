"""Whether our HTML and CommonMark's say the same: editors see notes in their code host's preview too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

import html5lib
from markdown_it import MarkdownIt

from chronicle.addresses import ROOT_MARK
from chronicle.marks import HOLE, find_marks
from chronicle.markup import to_markup

COMMONMARK = MarkdownIt("commonmark").enable("table")
UNREAD = {"thead", "tbody"}
LOOSE = {"li", "blockquote"}
"""Whether their only paragraph is one is not seen by a reader."""


def same_reading(body: str) -> bool:
    """Whether both engines find the same headings, paragraphs, lists, links and words in a body."""
    return our_reading(body) == commonmark_reading(body)


def our_reading(body: str) -> list[str]:
    """Ours, with citations and links in double brackets as they are typed: CommonMark knows none."""
    text, marks = find_marks(body)
    html = re.sub(HOLE, lambda hole: escape(marks[int(hole[1])].typed), to_markup(text, marks).html)
    return reading(html.replace(ROOT_MARK, "/"))


def commonmark_reading(body: str) -> list[str]:
    return reading(COMMONMARK.render(body).replace("<h1>", "<h2>").replace("</h1>", "</h2>"))


def reading(html: str) -> list[str]:
    """Tags and words in order; of attributes only where links go."""
    return list(_read(html5lib.parseFragment(html, namespaceHTMLElements=False)))


def _read(element: Element) -> Iterator[str]:
    yield from (element.text or "").split()
    for child in element:
        tag = str(child.tag)
        seen = tag not in UNREAD and not (tag == "p" and element.tag in LOOSE and len(element) == 1)
        if seen:
            yield f"<{tag}>" if tag != "a" else f"<a {child.get('href')}>"
        yield from _read(child)
        if seen:
            yield f"</{tag}>"
        yield from (child.tail or "").split()
