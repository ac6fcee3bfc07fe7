"""A source that stands in a note gets a note of its own; the first lists it by its id, the anchor stays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronicle import edtf
from chronicle.canonical_form import canonical_head
from chronicle.editing.fields import with_fields
from chronicle.editing.notes import NoNote, all_notes, note_called
from chronicle.nearest import did_you_mean
from chronicle.problems import quoted


@dataclass(frozen=True)
class MovedSource:
    contents: dict[Path, bytes]
    """Both files."""
    file: str
    """The new one, as problems name it."""


def moved_source(content: Path, home: str, identity: str, today: str) -> MovedSource:
    """What moving the source out of the note `home` (an event's slug, or ``places/x``) would write.

    Raises `NoNote`.
    """
    notes = all_notes(content)
    found = notes[note_called(f"events/{home}" if f"events/{home}" in notes else home, notes)]
    if f"sources/{identity}" in notes:
        raise NoNote(f"{quoted(identity)} is a note of its own already: {notes[f'sources/{identity}'].path}")
    text = found.disk.read_bytes().decode("utf-8")
    taken: dict[str, str] = {}

    def take(fields: dict[str, Any]) -> None:
        items = [it for it in fields.get("sources") or () if isinstance(it, dict)]
        item = next((it for it in items if it.get("id") == identity and len(it) > 1), None)
        if item is None:
            inside = [str(it.get("id")) for it in items if len(it) > 1]
            hint = did_you_mean(identity, inside) or f"it has {', '.join(inside) or 'none in place'}"
            raise NoNote(f"no source {quoted(identity)} stands in {found.path}; {hint}")
        taken.update({name: value for name, value in item.items() if name != "id" and value})
        for name in [*item]:
            if name != "id":
                del item[name]

    left = with_fields(text, found.folder, found.path, take)
    inside = f"sources/{year_folder(taken.get('published'))}/{identity}.md"
    file = content / inside
    if file.exists():
        raise NoNote(f'the file "{file}" is there already')
    note = canonical_head("sources", {**taken, "added": today})
    return MovedSource({file: note.encode(), found.disk: left.encode()}, f"content/{inside}")


def year_folder(published: str | None) -> str:
    """The folder of a source by its date: a year, or ``undated``."""
    try:
        earliest = edtf.parse(published).earliest if published else None
    except ValueError:
        earliest = None
    return f"{earliest.year:04d}" if earliest is not None else "undated"
