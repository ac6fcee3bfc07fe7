"""A note's slug, renamed everywhere: in fields, links, citations, `site.yaml`; the old address leads on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from chronicle.addresses import address_of
from chronicle.content_folder import list_content
from chronicle.editing.fields import with_fields
from chronicle.editing.notes import NoNote, note_called
from chronicle.load import load
from chronicle.model import Note, Reference
from chronicle.problems import quoted
from chronicle.prose import compile_prose
from chronicle.references import ANY, references_of, values_at

_SLUG = re.compile(r"(?=.{1,120}$)[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Renaming:
    old_file: Path
    new_file: Path
    contents: dict[Path, bytes]
    """Every file that is another, the renamed one under its new name."""
    places: int
    """How many times the note was named, in `files` files."""
    files: int

    @property
    def line(self) -> str:
        """What is printed."""
        times = "once" if self.places == 1 else f"{self.places} times"
        files = "1 file" if self.files == 1 else f"{self.files} files"
        named = f"it was named {times} in {files}" if self.places else "nothing named it"
        return f"{self.old_file.name} is {self.new_file.name} now; {named}"


def renaming(content: Path, old: str, new: str) -> Renaming:
    """What renaming the note `old` (``places/x``) to `new` would write. Raises `NoNote`."""
    listing = list_content(content, "content")
    notes = {f"{it.folder}/{it.slug}": it for it in listing.notes}
    old = note_called(old, notes)
    found = notes[old]
    new = new if "/" in new else f"{found.folder}/{new}"
    loaded = load(content)
    _may_be_called(new, old, loaded.notes)
    disk = {it.path: it.disk for it in (*listing.notes, *([listing.site] if listing.site else []))}
    spots = _spots([*loaded.notes, *([loaded.site] if loaded.site else [])], old)
    texts = {path: disk[path].read_bytes().decode("utf-8") for path in {*spots, found.path}}
    for path, places in spots.items():
        texts[path] = _renamed(texts[path], path, places, old, new)
    texts[found.path] = with_fields(
        texts[found.path], found.folder, found.path, lambda fields: _lead_on(fields, old, new)
    )
    file = found.disk.with_name(f"{found.disk.stem.removesuffix(found.slug)}{new.partition('/')[2]}.md")
    if file.exists():
        raise NoNote(f'the file "{file.name}" is there already')
    disk[found.path] = file
    contents = {disk[path]: text.encode() for path, text in texts.items()}
    return Renaming(found.disk, file, contents, sum(map(len, spots.values())), len(spots))


def _lead_on(fields: dict[str, Any], old: str, new: str) -> None:
    """The old address becomes an alias; the new one is none any more, where a note gets an old name again."""
    aliases = [it for it in fields.get("aliases") or () if it != address_of(new)]
    fields["aliases"] = [*aliases, address_of(old)]


def _may_be_called(new: str, old: str, notes: tuple[Note, ...]) -> None:
    """Raises where the name is taken or can be none."""
    kind, _, slug = new.partition("/")
    if kind != old.partition("/")[0]:
        raise NoNote(f"a note keeps its kind: {quoted(new)} is of another than {quoted(old)}")
    if not _SLUG.fullmatch(slug):
        raise NoNote(f"{quoted(slug)} is no slug: lower-case letters, digits, single hyphens, a letter first")
    for note in notes:
        identity = f"{note.folder}/{note.slug}"
        if identity == new:
            raise NoNote(f"there is a note {quoted(new)} already: {note.path}")
        if kind == "places" and slug in _list(note, "other_slugs"):
            raise NoNote(f'"{slug}" stands in the `other_slugs` of {note.path}; take it out there first')
        if identity != old and address_of(new) in _list(note, "aliases"):
            raise NoNote(f'"{address_of(new)}" is an alias of {note.path}; take it out there first')


def _list(note: Note, field: str) -> list[str]:
    value = note.values.get(field)
    return value if isinstance(value, list) else []


Spot = tuple[int, int, str]
"""Line and column from which on it is named, and how: its slug or its address."""


def _spots(notes: list[Note], old: str) -> dict[str, list[Spot]]:
    """Where the note is named, by file, each place once, from the last to the first."""
    spots: dict[str, set[Spot]] = defaultdict(set)
    slug, address = old.partition("/")[2], address_of(old)
    for note in notes:
        for reference in _references(note, slug, address):
            if reference.target == old:
                spots[note.path].add((reference.location.line, reference.location.column, slug))
            elif reference.field == "address" and reference.target.split("#")[0] == address:
                spots[note.path].add((reference.location.line, reference.location.column, address))
        if old.startswith("sources/"):
            spots[note.path] |= set(_values(note, ("figures", ANY, "source"), slug))
        if spots[note.path] or f"{note.folder}/{note.slug}" == old:
            spots[note.path] |= set(_values(note, ("silenced", ANY, "about"), slug))
    return {path: sorted(found, reverse=True) for path, found in spots.items() if found}


def _references(note: Note, slug: str, address: str) -> Iterator[Reference]:
    yield from references_of(note)
    if slug in note.body or address in note.body:
        yield from compile_prose(note.body, note.path, note.body_line)[1]


def _values(note: Note, pattern: tuple[str | int, ...], slug: str) -> Iterator[Spot]:
    for path, value in values_at(note.values, pattern):
        if value == slug:
            where = note.locations[path]
            yield where.line, where.column, slug


def _renamed(text: str, file: str, spots: list[Spot], old: str, new: str) -> str:
    """The text with these places, which come from the last to the first, renamed."""
    folder, _, slug = old.partition("/")
    named = re.compile(rf"(?P<before>['\"@]?(?:{folder}/)?){slug}(?![a-z0-9-])")
    linked = re.compile(rf"(?P<before>[^\n]{{0,2000}}?\(?<?){address_of(old)}")
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    for line, column, words in spots:
        match = (named if words == slug else linked).match(text, starts[line - 1] + column - 1)
        if match is None:
            raise NoNote(f"{file}:{line}:{column}: {quoted(words)} is not written plainly here; write it so")
        put = new.partition("/")[2] if words == slug else address_of(new)
        text = text[: match.end("before")] + put + text[match.end() :]
    return text
