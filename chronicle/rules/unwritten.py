"""What an editor has marked as still to be written. A draft may have it; what is published may not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from chronicle.model import Note, Path, Reference
from chronicle.problems import Location, Problem

MARK = "TODO"
_MARKED = re.compile(rf"\b{MARK}\b")


def nothing_is_left_to_write(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """`to-do`: in the text, and in fields that begin with the mark."""
    if note.values.get("status") in ("draft", "review"):
        return
    for match in _MARKED.finditer(note.body) if MARK in note.body else ():
        line = note.body.count("\n", 0, match.start())
        column = match.start() - note.body.rfind("\n", 0, match.start())
        yield _problem(Location(note.path, note.body_line + line, column))
    if MARK in note.head or not note.head:
        for path in _marked(note.values, ()):
            yield _problem(note.locations[path])


def _marked(tree: Any, path: Path) -> Iterator[Path]:
    if isinstance(tree, str) and tree.startswith(MARK):
        yield path
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield from _marked(value, (*path, key))


def _problem(where: Location) -> Problem:
    message = f"{MARK} stands here: something is left to be written"
    return Problem(where, "to-do", message, "write it; until then the note can be a draft (`status: draft`)")
