"""Whether a note is in its canonical form. Asked of notes without errors: others are edited anyway."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from chronicle.canonical_form import canonical_body, canonical_head
from chronicle.model import Note
from chronicle.problems import Location, Problem


def note_has_its_form(note: Note) -> Iterator[Problem]:
    """Stands where the first line differs."""
    head = canonical_head(note.folder, note.values)
    if not note.head or (note.head == head and note.body == canonical_body(note.body)):
        return
    line, column, wanted = first_difference(note.head + note.body, head + canonical_body(note.body))
    message = f"the canonical form has {wanted} here"
    hint = "`python build.py format` writes it"
    if "#" not in wanted and _has_comment(note.head, line):
        message = "a comment stands here; the canonical form has none"
        hint = "say it in the text or in a field `note`, or delete it"
    yield Problem(Location(note.path, line, column), "not-canonical", message, hint, "warning")


def _has_comment(head: str, line: int) -> bool:
    """Whether there is one on a line of the front matter, of which we know that it is not in its form."""
    lines = head.split("\n")
    return line < len(lines) and bool(_COMMENT.search(lines[line - 1]))


_COMMENT = re.compile(r"(^|\s)#")


def first_difference(text: str, other: str) -> tuple[int, int, str]:
    """Line and column of the first line of a text that is another in the other, and what stands there."""
    lines = zip_longest(text.split("\n"), other.split("\n"))
    number, (there, wanted) = next((n, pair) for n, pair in enumerate(lines, 1) if pair[0] != pair[1])
    if wanted is None or there is None:
        return number, 1, "nothing" if wanted is None else _line(wanted)
    if there.rstrip() == wanted:
        return number, len(wanted) + 1, "no space"
    same = next((i for i, (one, two) in enumerate(zip(there, wanted, strict=False)) if one != two), None)
    column = (min(len(there), len(wanted)) if same is None else same) + 1
    return number, column, _line(wanted)


def _line(text: str) -> str:
    words = text.strip()
    return f"`{words[:59] + '…' if len(words) > 60 else words}`" if words else "an empty line"
