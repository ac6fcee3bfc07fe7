"""The notes of a content folder as files: which there are, and which one is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from chronicle.content_folder import Found, list_content
from chronicle.nearest import nearest_of
from chronicle.problems import quoted


class NoNote(Exception):
    """What is named is no note; the message says so."""


def all_notes(content: Path) -> dict[str, Found]:
    """Every note by id (``events/x``), in order of path."""
    return {f"{found.folder}/{found.slug}": found for found in list_content(content, "content").notes}


def note_called(name: str, notes: Mapping[str, Found]) -> str:
    """The id of the note that is meant: by its id, by its slug if no other kind has it, or by its file.

    Raises `NoNote`.
    """
    if name in notes:
        return name
    meant = [it for it in notes if it.partition("/")[2] == name]
    if name.endswith(".md"):
        meant = [it for it, found in notes.items() if found.disk == Path(name).resolve()]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise NoNote(f"{quoted(name)} may be {' or '.join(meant)}: say which")
    raise NoNote(f"there is no note {quoted(name)}; {_nearest(name, notes)}")


def _nearest(name: str, notes: Iterable[str]) -> str:
    """What may have been meant, or how notes are called; what all of a kind have in common says nothing."""
    folder, _, slug = name.rpartition("/")
    near = nearest_of(
        slug, [it.partition("/")[2] for it in notes if not folder or it.startswith(f"{folder}/")]
    )
    for identity in sorted(notes):
        if near and identity.partition("/")[2] == near and identity.startswith(folder):
            return f'did you mean "{identity}"?'
    return "name its kind and its slug, as in places/al-qaim"


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
