"""Where a value of a note stands in its file."""

from __future__ import annotations

from chronicle.model import Note, Path
from chronicle.problems import Location, quoted


def named(path: Path) -> str:
    """What an editor calls the value at a path.

    >>> named(("figures", 0, "value")), named(("places", 3)), named(())
    ('"value"', 'an item of "places"', 'the front matter')
    """
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return "the front matter"
    name = quoted(names[-1])
    return name if path[-1] == names[-1] else f"an item of {name}"


def locate(note: Note, path: Path) -> Location:
    """Where a value stands; where it has no place of its own, the nearest thing around it."""
    while path:
        found = note.locations.get(path)
        if found is not None:
            return found
        path = path[:-1]
    return note.locations.get((), Location(note.path, 1, 1))
