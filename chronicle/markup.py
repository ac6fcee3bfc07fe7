"""Markdown to sanitised HTML, with tokens where `marks` found something that is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from string import punctuation
from xml.etree.ElementTree import Element, SubElement

import nh3
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString, code_escape

from chronicle.addresses import rooted
from chronicle.marks import END, HOLE_OF, READ, TOKEN, TYPED, Fault, Mark

_ALIGNED = {f"text-align: {side};": f"align-{side}" for side in ("left", "right", "center")}
_TAGS = set("a br code em strong sup".split()) | set(
    "blockquote dd div dl dt h2 h3 h4 h5 h6 hr li ol p pre table tbody td th thead tr ul".split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "li": {"id"}, "sup": {"id"}}
_CLASSES = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"footnote"},
    "td": set(_ALIGNED.values()),
    "th": set(_ALIGNED.values()),
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
_ELSEWHERE = re.compile(
    r"""https?://[^\s/?#@\\:\[\]<>"]+(?::\d+)?(?:[/?#][^\s\\<>"]*)?
    |mailto:[^\s@<>"]+@[^\s@<>"]+""",
    re.IGNORECASE | re.VERBOSE,
)
_OURS = re.compile(r"/(?:[\w.~-]+/)*(?:[\w.~-]+)?(?:#[\w:.-]+)?|#[\w:.-]+", re.ASCII)
_UNPRINTED = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ue000-\uf8ff]")


@dataclass(frozen=True)
class Rendered:
    """What Markdown made of a body."""

    html: str
    """Sanitised, with a token for each hole."""
    reached: frozenset[int]
    """The marks that Markdown took for text, by number."""
    addresses: tuple[tuple[str, int], ...]
    """Own addresses that are linked to, in order, each with its place in the body."""
    faults: tuple[Fault, ...]
    undefined: tuple[str, ...]
    """Labels of footnotes that are marked and not written."""
    unused: tuple[str, ...]
    """Labels of footnotes that are written and not marked."""


def to_markup(text: str, marks: Sequence[Mark]) -> Rendered:
    """HTML of a body in which tokens stand for marks, with the faults of its links and pictures."""
    markdown, footnotes, judge = _markdown()
    judge.begin(marks)
    raw = markdown.reset().convert(text)
    html = _CLEANER.clean(TOKEN.sub(lambda token: _put_back(token, marks), raw))
    return Rendered(
        html,
        reached=frozenset(judge.reached),
        addresses=tuple(judge.addresses),
        faults=tuple(judge.faults),
        undefined=tuple(judge.undefined),
        unused=tuple(label for label in footnotes.footnotes if label not in footnotes.footnote_order),
    )


def _put_back(token: re.Match[str], marks: Sequence[Mark]) -> str:
    mark = marks[int(token[1])]
    if token[0][0] == READ and mark.kind in HOLE_OF:
        return f"{HOLE_OF[mark.kind]}{token[1]}{END}"
    return escape(mark.typed)


_NOT_READ = "html entity autolink automail image_link image_reference short_image_ref".split()
"""Markdown's own patterns for what `marks` finds, or refuses."""


@cache
def _markdown() -> tuple[Markdown, FootnoteExtension, _Judge]:
    """The one reader of a process: making one costs as much as ten notes."""
    footnotes = FootnoteExtension(BACKLINK_TITLE="")
    markdown = Markdown(extensions=[TableExtension(), footnotes, DefListExtension()], output_format="html")
    judge = _Judge(markdown)
    markdown.ESCAPED_CHARS = list(punctuation)
    markdown.preprocessors.deregister("html_block")
    markdown.postprocessors.deregister("raw_html")
    for name in _NOT_READ:
        markdown.inlinePatterns.deregister(name)
    markdown.inlinePatterns.register(_Token(judge, markdown), "mark", 185)
    markdown.inlinePatterns.register(_UndefinedFootnote(judge, markdown), "undefined-footnote", 174)
    markdown.inlinePatterns.register(SubstituteTagInlineProcessor(r"(?:  +|\\)\n", "br"), "linebreak", 100)
    blocks = markdown.parser.blockprocessors
    blocks.register(_Fence(markdown.parser, judge), "fence", 95)
    blocks.register(_Heading(markdown.parser), "hashheader", 70)
    markdown.treeprocessors.register(judge, "judge", -10)
    return markdown, footnotes, judge


class _Token(InlineProcessor):
    """Marks the tokens that are reached as text; an address in angle brackets becomes a link."""

    def __init__(self, judge: _Judge, markdown: Markdown) -> None:
        super().__init__(f"{TYPED}(\\d+){END}", markdown)
        self.judge = judge

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Markdown's name; its stub knows the old form
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | str, int, int]:
        mark = self.judge.marks[int(m[1])]
        if mark.kind != "autolink":
            return f"{READ}{m[1]}{END}", m.start(), m.end()
        link = Element("a", href=m[0] + ("" if ":" in str(mark.value) else "mailto:") + str(mark.value))
        link.text = AtomicString(str(mark.value))
        return link, m.start(), m.end()


class _UndefinedFootnote(InlineProcessor):
    """Sees what the footnotes' own processor has left."""

    def __init__(self, judge: _Judge, markdown: Markdown) -> None:
        super().__init__(r"\[\^([^\]]*)\]", markdown)
        self.judge = judge

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[None, int, int]:
        self.judge.undefined.append(m[1])
        return None, m.start(), m.end()


class _Fence(BlockProcessor):
    """A fenced block of code, which stands in a paragraph of its own as one token."""

    def __init__(self, parser: BlockParser, judge: _Judge) -> None:
        super().__init__(parser)
        self.judge = judge

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        token = TOKEN.fullmatch(block.strip())
        return token is not None and self.judge.marks[int(token[1])].kind == "fence"

    def run(self, parent: Element, blocks: list[str]) -> None:
        token = TOKEN.fullmatch(blocks.pop(0).strip())
        assert token is not None
        code = SubElement(SubElement(parent, "pre"), "code")
        code.text = AtomicString(code_escape(str(self.judge.marks[int(token[1])].value)))


class _Heading(HashHeaderProcessor):
    """CommonMark's rule: a space follows the last #. (Markdown's own pattern is slow on many of them.)"""

    RE = re.compile(r"(?:^|\n)[ ]{0,3}(?P<level>#{1,6})(?P<header>(?:[ ][^\n]*?)?)(?:[ ]#+)?[ ]*(?:\n|$)")


class _Judge(Treeprocessor):
    """Walks the finished tree: which tokens are text, where links go, no h1, no styles."""

    marks: Sequence[Mark]
    reached: set[int]
    addresses: list[tuple[str, int]]
    faults: list[Fault]
    undefined: list[str]

    def begin(self, marks: Sequence[Mark]) -> None:
        self.marks, self.reached, self.addresses, self.faults = marks, set(), [], []
        self.undefined = []

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self._link(element)
            elif element.tag == "h1":
                element.tag = "h2"
            elif element.tag in ("td", "th"):
                element.attrib = {"class": _ALIGNED[element.attrib["style"]]} if element.attrib else {}
            self._pictures(element)
            self.reached.update(_read_in(element.text), _read_in(element.tail))

    def _link(self, link: Element) -> None:
        if link.get("class", "").startswith("footnote-"):
            link.attrib.pop("title", None)
            return
        offset, href = self._address(link.get("href", ""))
        if _OURS.fullmatch(href) and not href.startswith("//"):
            self.addresses.append((href, offset))
        elif not _ELSEWHERE.fullmatch(href):
            self.faults.append(_bad_link(offset, href))
            href = ""
        link.set("href", rooted(href).replace("&", f"{AMP_SUBSTITUTE}amp;"))
        if "title" in link.attrib:
            link.set("title", self._as_typed(link.attrib["title"]))
        self.faults.extend(self._links_within(link, offset))

    def _address(self, href: str) -> tuple[int, str]:
        """Where the address stands in the body, and what a browser makes of it."""
        first = TOKEN.match(href)
        offset = self.marks[int(first[1])].offset if first else 0
        return offset, unescape(self._as_typed(href)).strip()

    def _as_typed(self, text: str) -> str:
        def typed(token: re.Match[str]) -> str:
            mark = self.marks[int(token[1])]
            return "" if mark.kind == "autolink" else mark.typed

        return TOKEN.sub(typed, text)

    def _links_within(self, link: Element, offset: int) -> Iterator[Fault]:
        if link.find(".//a") is not None:
            message = "a link stands within the words of a link"
            yield Fault(offset, "bad-link", message, "end one before the other")
        for number in _read_in("".join(link.itertext())):
            mark = self.marks[number]
            if mark.kind in HOLE_OF:
                message = f"a {mark.kind} stands within the words of a link"
                yield Fault(mark.offset, f"bad-{mark.kind}", message, "move it out of the brackets")

    def _pictures(self, element: Element) -> None:
        """A link right behind the token of an exclamation mark is a picture."""
        before = element.text
        for child in element:
            token = _LAST.search(before or "")
            mark = self.marks[int(token[1])] if token else None
            if mark and mark.kind == "image" and child.tag == "a":
                hint = "link to it, or use the event's `image` field"
                self.faults.append(Fault(mark.offset, "image-in-prose", "a picture stands in the text", hint))
            before = child.tail


def _read_in(text: str | None) -> Iterator[int]:
    """Numbers of the marks that Markdown took for text."""
    if text and READ in text:
        for token in TOKEN.finditer(text):
            if token[0][0] == READ:
                yield int(token[1])


_LAST = re.compile(f"{TOKEN.pattern}$")


def _bad_link(offset: int, href: str) -> Fault:
    shown = _UNPRINTED.sub("�", href)
    if not href:
        message, hint = "a link goes nowhere", "write the address between the round brackets"
    elif shown != href:
        message, hint = f'"{shown}" has a space or an invisible character in it', "write %20 for a space"
    else:
        message = f'"{shown}" is no address that a link may go to'
        hint = "give the whole address with https://, one of this site that begins with /, or write [[slug]]"
    return Fault(offset, "bad-link", message, hint)
