"""Prose: a note's body as sanitised HTML with holes, and what a view fills them with.

Each page's view fills the holes from its inputs, because a link prints another
note's title, which may change while this body does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape, unescape
from itertools import accumulate

from markupsafe import Markup

from chronicle.bounds import broken_bounds
from chronicle.footnotes import footnote_faults
from chronicle.lists import ambiguous_lists
from chronicle.marks import CITATION, HOLE, HOLE_OF, Fault, Mark, find_marks
from chronicle.model import Citation, Prose, Reference, WikiLink, sealed
from chronicle.problems import Location, Problem
from chronicle.sentences import first_sentence
from chronicle.typography import typographic

_PUNCTUATION = re.compile(rf"((?:{CITATION})+)([.,;:!?…]+[”’]?)")
_HOLES = re.compile(HOLE)
_UNREAD = re.compile(rf"<sup\b.*?</sup>|<[^>]*>|{CITATION}", re.DOTALL)

_NONE = sealed(Prose())


def compile_prose(
    body: str, path: str, first_line: int
) -> tuple[Prose, tuple[Reference, ...], list[Problem]]:
    """A body's prose, what it refers to and where, and what is wrong with it.

    `first_line` is the line of the file on which the body begins. Where a
    bound is broken the body is not read, and its prose is empty.
    """
    # Here and not above: it brings Markdown, 30 ms, and views that only fill prose do without
    from chronicle.markup import to_markup

    locate = _locations(body, path, first_line)
    broken = tuple(broken_bounds(body))
    if broken:
        return _NONE, (), _problems(broken, locate)
    if not body.strip():
        return _NONE, (), []
    text, marks = find_marks(body)
    try:
        read = to_markup(text, marks)
    except RecursionError:
        fault = Fault(0, "prose-too-deep", "the text is nested too deep to be read", "write it flatter")
        return _NONE, (), _problems((fault,), locate)
    html = _citations_behind(typographic(read.html))
    reached = [marks[number] for number in sorted(read.reached)]
    faults = [*read.faults, *(fault for mark in reached for fault in mark.faults)]
    faults += footnote_faults(body, read.undefined, read.unused)
    faults += ambiguous_lists(body, marks)
    addresses = tuple(address for address, _ in read.addresses)
    prose = Prose(parts=tuple(_parts(html, marks)), addresses=addresses, summary=_summary(html, marks))
    own = (Reference(address, locate(offset), "address") for address, offset in read.addresses)
    return sealed(prose), (*_references(reached, locate), *own), _problems(faults, locate)


def fill(prose: Prose, citation: Callable[[Citation], str], link: Callable[[WikiLink], str]) -> Markup:
    """The prose with its citations and links as these functions write them."""
    written: list[str] = []
    for part in prose.parts:
        match part:
            case Citation():
                written.append(citation(part))
            case WikiLink():
                written.append(link(part))
            case _:
                written.append(part)
    return Markup("".join(written))  # noqa: S704 -- `compile_prose` sanitised it


def _locations(body: str, path: str, first_line: int) -> Callable[[int], Location]:
    """From a place in the body, in characters, to one in the file."""
    starts = [0, *accumulate(len(line) + 1 for line in body.split("\n"))]

    def locate(offset: int) -> Location:
        line = bisect_right(starts, offset) - 1
        return Location(path, first_line + line, offset - starts[line] + 1)

    return locate


def _problems(faults: Iterable[Fault], locate: Callable[[int], Location]) -> list[Problem]:
    return sorted({Problem(locate(fault.offset), fault.code, fault.message, fault.hint) for fault in faults})


def _references(reached: Iterable[Mark], locate: Callable[[int], Location]) -> Iterator[Reference]:
    for mark in reached:
        for target, offset in mark.targets:
            yield Reference(target, locate(offset), "link" if mark.kind == "wikilink" else "citation")


def _citations_behind(html: str) -> str:
    """Citations without a space before them, and behind the punctuation that follows."""
    *before, last = html.split(HOLE_OF["citation"])
    html = HOLE_OF["citation"].join([*map(str.rstrip, before), last])
    return _PUNCTUATION.sub(lambda found: found[2] + found[1], html)


def _parts(html: str, marks: Sequence[Mark]) -> Iterator[str | Citation | WikiLink]:
    for index, part in enumerate(_HOLES.split(html)):
        if index % 2 == 0:
            if part:
                yield part
            continue
        value = marks[int(part)].value
        if isinstance(value, WikiLink):
            yield WikiLink(target=value.target, words=value.words and _typographic_words(value.words))
        elif isinstance(value, Citation):
            yield value


def _typographic_words(words: str) -> str:
    return unescape(typographic(escape(words, quote=False)))


def _summary(html: str, marks: Sequence[Mark]) -> str:
    """The first sentence of the first paragraph as plain text, without citations and marks of footnotes.

    A link without words of its own stands there by its slug: its title is another note's.
    """
    _, _, after = html.partition("<p>")
    paragraph, end, _ = after.partition("</p>")
    text = unescape(_UNREAD.sub("", paragraph if end else html))
    return first_sentence(" ".join(_HOLES.sub(lambda hole: _words(marks[int(hole[1])].value), text).split()))


def _words(value: object) -> str:
    if not isinstance(value, WikiLink):
        return ""
    if value.words:
        return _typographic_words(value.words)
    return value.target.rpartition("/")[2].replace("-", " ")
