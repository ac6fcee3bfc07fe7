"""Fields of a note, changed in its file: all that is not changed stays byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chronicle.canonical_form import canonical_head
from chronicle.editing.notes import NoNote
from chronicle.frontmatter_handler import FENCE, Unclosed, read_parts


def with_fields(text: str, folder: str, file: str, change: Callable[[dict[str, Any]], None]) -> str:
    """The text of a note whose fields `change` has changed. Raises `NoNote` where it is not in its form."""
    plain = text.replace("\r\n", "\n")
    try:
        parts = read_parts(plain, file) if FENCE.match(plain) else None
    except Unclosed:
        parts = None
    if parts is None or parts.tree.problems or canonical_head(folder, parts.tree.values) != parts.head:
        raise NoNote(f"{file} is not in its canonical form; first: python build.py format {file}")
    change(parts.tree.values)
    changed = canonical_head(folder, parts.tree.values) + parts.body
    return changed.replace("\n", "\r\n") if plain != text else changed
