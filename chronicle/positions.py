"""Where a value of a note stands in its file."""

from __future__ import annotations

from chronicle.model import Note, Path
from chronicle.problems import Location


def locate(note: Note, path: Path) -> Location:
    """Where a value stands; where it has no place of its own, the nearest thing around it."""
    while path:
        found = note.locations.get(path)
        if found is not None:
            return found
        path = path[:-1]
    return note.locations.get((), Location(note.path, 1, 1))
