"""Bounds of prose, judged before Markdown reads it: its work grows with the square of some inputs.

A body within them is read in a second at worst, and never nests so deep that
Python gives up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chronicle.marks import Fault

BODY_BYTES = 64 * 1024
PARAGRAPH_BYTES = 16 * 1024
PARAGRAPH_LINES = 1000
BRACKETS = 200
"""Opening ones in a paragraph; footnotes in a body."""
BODY_BRACKETS = 2000
OPEN_BRACKETS = 20
"""At one time, whether one ever closes or not."""
CELLS = 5000
"""Of a table, counted as if each row were as long as the longest."""
LEVELS = 8
"""Of quotations and lists within one another."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)
_BY_NUMBER = re.compile(r"&#(?:[xX]0*(?P<hex>[0-9a-fA-F]+)|0*(?P<decimal>[0-9]+))")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_FOOTNOTE = re.compile(r"\[\^")
_BRACKET = re.compile(r"[\[\]]")
_NESTED = re.compile(r"^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)]|:)(?=[ \t])))+", re.MULTILINE)
_LEVEL = re.compile(r">|[*+:-]|\d+[.)]|\t|[ ]{4}")
_DEFINITION = re.compile(r"^[ ]{0,3}:[ ]", re.MULTILINE)


def broken_bounds(body: str) -> Iterator[Fault]:
    """What forbids that Markdown reads the body at all."""
    if _size(body) > BODY_BYTES:
        yield Fault(0, "prose-too-long", f"the text is longer than {BODY_BYTES // 1024} kB", "split the note")
        return
    yield from _hidden_characters(body)
    yield from _footnotes(body)
    of_paragraphs = [
        fault for start, paragraph in _paragraphs(body) for fault in _paragraph_bounds(start, paragraph)
    ]
    yield from of_paragraphs or _brackets(body)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _hidden_characters(body: str) -> Iterator[Fault]:
    code, hint = "control-character", "delete it; most editors do not show it"
    for match in _HIDDEN.finditer(body):
        yield Fault(match.start(), code, f"the character U+{ord(match[0]):04X} stands here", hint)
    for match in _BY_NUMBER.finditer(body):
        digits, base = (match["hex"], 16) if match["hex"] else (match["decimal"], 10)
        if len(digits) > 7 or not 0 < int(digits, base) <= 0x10FFFF or _HIDDEN.match(chr(int(digits, base))):
            message = f"{match[0][:12]} stands for a character that may not stand here"
            yield Fault(match.start(), code, message, "delete it, or write the character itself")


def _brackets(body: str) -> Iterator[Fault]:
    if body.count("[") > BODY_BRACKETS:
        where = [offset for offset, character in enumerate(body) if character == "["][BODY_BRACKETS]
        message = f"the text has more than {BODY_BRACKETS:,} opening brackets"
        yield Fault(where, "too-many-brackets", message, "split the note")


def _footnotes(body: str) -> Iterator[Fault]:
    if body.count("[^") > BRACKETS:
        where = list(_FOOTNOTE.finditer(body))[BRACKETS].start()
        message = f"the text has more than {BRACKETS} marks of footnotes"
        yield Fault(where, "too-many-brackets", message, "split the note")


def _paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """Each paragraph with its offset; a paragraph ends at a blank line."""
    start = 0
    for blank in _BLANK_LINE.finditer(body):
        yield start, body[start : blank.start()]
        start = blank.end() + 1
    yield start, body[start:]


def _paragraph_bounds(start: int, paragraph: str) -> Iterator[Fault]:
    code, hint = "paragraph-too-long", "break it with blank lines"
    lines = paragraph.count("\n") + 1
    if _size(paragraph) > PARAGRAPH_BYTES:
        message = f"this paragraph is longer than {PARAGRAPH_BYTES // 1024} kB"
        yield Fault(start, code, message, hint)
    if lines > PARAGRAPH_LINES:
        yield Fault(start, code, f"this paragraph has more than {PARAGRAPH_LINES} lines", hint)
    if paragraph.count("[") > BRACKETS:
        where = start + [offset for offset, character in enumerate(paragraph) if character == "["][BRACKETS]
        message = f"this paragraph has more than {BRACKETS} opening brackets"
        yield Fault(where, "too-many-brackets", message, hint)
    elif paragraph.count("[") > OPEN_BRACKETS:
        yield from _open_brackets(start, paragraph)
    if "|" in paragraph and lines * (1 + max(line.count("|") for line in paragraph.split("\n"))) > CELLS:
        yield Fault(start, code, f"this table has more than {CELLS} cells", "make two of it")
    yield from _levels(start, paragraph)


def _open_brackets(start: int, paragraph: str) -> Iterator[Fault]:
    opened = 0
    for bracket in _BRACKET.finditer(paragraph):
        opened = opened + 1 if bracket[0] == "[" else max(opened - 1, 0)
        if opened > OPEN_BRACKETS:
            message = f"more than {OPEN_BRACKETS} brackets are open here"
            yield Fault(start + bracket.start(), "too-many-brackets", message, "close them")
            return


def _levels(start: int, paragraph: str) -> Iterator[Fault]:
    """Levels of quotations and lists; definitions that follow one another count, as Markdown nests them."""
    hint = "write it flatter"
    for line in _NESTED.finditer(paragraph):
        if len(_LEVEL.findall(line[0])) > LEVELS:
            message = f"quotations and lists stand more than {LEVELS} deep within one another"
            yield Fault(start + line.start(), "prose-too-deep", message, hint)
            return
    if len(_DEFINITION.findall(paragraph)) > LEVELS:
        message = f"more than {LEVELS} definitions follow one another without a blank line"
        yield Fault(start, "prose-too-deep", message, "put a blank line before each term")
