"""Rules about lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chronicle.model import Note, Reference
from chronicle.problems import Problem, quoted
from chronicle.references import ANY, values_at

LISTS = (
    ("places",),
    ("actors",),
    ("aliases",),
    ("other_names",),
    ("other_slugs",),
    ("scopes",),
    ("control", ANY, "against"),
)


def nothing_stands_twice(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """A list that names the same thing twice."""
    for pattern in LISTS:
        seen: set[tuple[object, ...]] = set()
        for path, value in values_at(note.values, (*pattern, ANY)):
            key = (*path[:-1], value) if isinstance(value, str) else ()
            if key and key in seen:
                yield Problem(
                    note.locations[path], "repeated-item", f'{quoted(value)} stands twice in "{pattern[-1]}"'
                )
            seen.add(key)
