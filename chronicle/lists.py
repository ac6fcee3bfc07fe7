"""Lists that CommonMark takes differently: an editor's preview would not show what the site does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chronicle.marks import Fault, Mark

CODE = "ambiguous-list"
HINT = "leave a blank line before a list, begin items with - or 1., indent what is within by four spaces"
_ITEM = re.compile(r"(?P<indent> *)(?:[*+-]|\d{1,9}(?P<end>[.)]))[ \t]+\S")
_ANY_ITEM = re.compile(r"^ *(?:[*+-]|\d{1,9}[.)])[ \t]", re.MULTILINE)
_INTERRUPTS = re.compile(r"(?:[*+-]|1\.)[ \t]")
"""What begins a list in CommonMark even right below text."""
_RULE = re.compile(r" *([*_-])(?: *\1){2,} *")
_NO_TEXT = re.compile(r" *(?:[#>|]|$)")


def ambiguous_lists(body: str, marks: Sequence[Mark]) -> Iterator[Fault]:
    """A list right below text, an item or what belongs to one indented by less than four spaces, ``1)``."""
    if not _ANY_ITEM.search(body):
        return
    within, before = False, ""
    for offset, line in _lines(body, marks):
        item = None if _RULE.fullmatch(line) else _ITEM.match(line)
        fault = _item_fault(item, line, before, within=within) if item else ""
        indent = len(line) - len(line.lstrip(" "))
        if not item and within and line.strip() and not before and indent < 4:
            within = False
            fault = "this belongs to no item of the list above" if indent else ""
        if fault:
            yield Fault(offset + indent, CODE, fault, HINT)
        within = within or bool(item)
        before = line.strip()


def _item_fault(item: re.Match[str], line: str, before: str, *, within: bool) -> str:
    if item["end"] == ")":
        return "a list is numbered with brackets"
    if len(item["indent"]) % 4:
        return "an item of a list is indented, by other than four spaces"
    if not within and not _NO_TEXT.match(before) and _INTERRUPTS.match(line):
        return "a list stands right below text"
    return ""


def _lines(body: str, marks: Sequence[Mark]) -> Iterator[tuple[int, str]]:
    """Lines with their offsets; those of fenced code as blank ones."""
    fences = [(mark.offset, mark.offset + len(mark.typed)) for mark in marks if mark.kind == "fence"]
    offset = 0
    for line in body.split("\n"):
        fenced = any(start <= offset < end for start, end in fences)
        yield offset, "" if fenced else line
        offset += len(line) + 1
