"""Fields on one line, as an option has them: ``place: upton, holder: millers``."""

from __future__ import annotations

from typing import Any

from chronicle.yaml_tree import read_tree


class Unreadable(Exception):
    """They are no fields; the message says why."""


def inline_fields(text: str) -> dict[str, Any]:
    """The fields, every scalar as text. Raises `Unreadable`.

    >>> inline_fields("place: upton, against: [millers, weavers], date: 1900-06-01")
    {'place': 'upton', 'against': ['millers', 'weavers'], 'date': '1900-06-01'}
    """
    tree = read_tree(f"it: {{{' '.join(text.split())}}}\n", "")
    fields = tree.values.get("it")
    if tree.problems:
        raise Unreadable(tree.problems[0].message)
    if not isinstance(fields, dict) or not all(fields.values()):
        raise Unreadable("each field wants its name, a colon, a space and its value")
    return fields
