"""The notes of a content folder as files: which there are, and which one is meant."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from chronicle.content_folder import Found, list_content
from chronicle.nearest import did_you_mean
from chronicle.problems import quoted


class NoNote(Exception):
    """What is named is no note; the message says so."""


def all_notes(content: Path) -> dict[str, Found]:
    """Every note by id (``events/x``), in order of path."""
    return {f"{found.folder}/{found.slug}": found for found in list_content(content, "content").notes}


def note_called(name: str, notes: dict[str, Found]) -> Found:
    """The note of an id. Raises `NoNote`."""
    if name in notes:
        return notes[name]
    folder = name.partition("/")[0]
    hint = did_you_mean(name, [it for it in notes if it.startswith(f"{folder}/")] or notes)
    raise NoNote(f"there is no note {quoted(name)}" + (f"; {hint}" if hint else ""))


def notes_in(files: Iterable[Path], content: Path) -> list[Found]:
    """The notes in these files and folders, in order; all where none is named. Raises `NoNote`."""
    notes = list_content(content, "content").notes
    wanted: set[str] = set()
    for file in files:
        place = file.resolve()
        inside = {it.path for it in notes if place == it.disk or place in it.disk.parents}
        if not inside:
            raise NoNote(f'"{file}" is no note of "{content}"')
        wanted |= inside
    return [found for found in notes if found.path in wanted or not wanted]
