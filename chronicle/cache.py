"""The entries of notes as the last build read them, and their prose apart, so that an edit need not read all.

Data, never code: MessagePack of our own types, with a checksum before it.
What is damaged, cut off or of another version is said to be so and counts as
nothing, and all notes are read anew. Who can write the cache can write the
site: it is to be trusted as the site is, and never taken from a stranger's
build.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from chronicle.model import Entry, Mention, Prose, Site, StoredProse, sealed
from chronicle.problems import Problem
from chronicle.stamps import Seen, digest

VERSION = 2
"""Of the format; goes up with any change of the types that are stored."""

Stored = TypeVar("Stored")


class CacheDamaged(Exception):
    """Something is not what was stored; the message says what, as the beginning of a sentence."""


class StoredNote(msgspec.Struct, frozen=True, array_like=True):
    seen: Seen
    entry: Entry
    """Its prose is a `StoredProse`."""
    problems: tuple[Problem, ...]
    told: bytes = b""
    """Digest of all that the note tells but for its text; see `told_by`."""


class StoredSite(msgspec.Struct, frozen=True, array_like=True):
    seen: Seen
    site: Site | None
    references: tuple[Mention, ...]
    problems: tuple[Problem, ...]


class Records(msgspec.Struct, frozen=True, array_like=True):
    version: int
    maker: bytes
    """Digest of the engine and its dependencies, which made the records."""
    prose: str
    """Name of the file of prose."""
    prose_size: int
    """How long that file is at least."""
    site: StoredSite | None
    notes: dict[str, StoredNote]
    """By path."""


def told_by(entry: Entry) -> bytes:
    """The digest of all that a note tells but for its text: its record, its sources, what it refers to."""
    record = entry.record.digest if entry.record is not None else b""
    references = [(mention.target, mention.field) for mention in entry.references]
    sources = [source.digest for source in entry.in_place]
    told = (entry.id, record, sources, references, entry.facts)
    return digest(msgspec.msgpack.encode(told, order="deterministic"))


def packed(value: object) -> bytes:
    """A value as stored: a digest, then MessagePack."""
    content = msgspec.msgpack.encode(value)
    return digest(content) + content


def unpacked(content: bytes, kind: type[Stored]) -> Stored | None:
    """The value, or None where the bytes are not what was stored."""
    body = content[16:]
    if digest(body) != content[:16]:
        return None
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, MemoryError):
        return None


def load_records(folder: Path, maker: bytes) -> Records | None:
    """The records that the last build left in a folder; None where it left none.

    Raises `CacheDamaged` where they are of no use.
    """
    try:
        content = (folder / "records").read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CacheDamaged(f"{folder / 'records'} cannot be read ({error.strerror})") from error
    records = unpacked(content, Records)
    if records is None or records.version != VERSION:
        raise CacheDamaged(f"{folder / 'records'} is damaged or of another version")
    if records.maker != maker:
        raise CacheDamaged("the engine or a package has changed since the last build")
    if _PROSE_NAME.fullmatch(records.prose) is None or _size(folder / records.prose) < records.prose_size:
        raise CacheDamaged(f"{folder / records.prose} is damaged or not there")
    return records


def kept_records(folder: Path, maker: bytes, say: Callable[[str], None]) -> Records | None:
    """The same; None where they are of no use either, and `say` gets a line."""
    try:
        return load_records(folder, maker)
    except CacheDamaged as damage:
        say(f"{damage}; every note is read anew")
        return None


_PROSE_NAME = re.compile(r"prose-[0-9]{1,9}")


def _size(path: Path) -> int:
    """0 where there is no such file."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


class ProseFile:
    """The prose of a cache, read piece by piece."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, stored: StoredProse) -> Prose:
        """A piece of prose. Raises `CacheDamaged` where it is not what was stored."""
        try:
            prose = msgspec.msgpack.decode(self.raw(stored), type=Prose)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, MemoryError) as error:
            raise CacheDamaged(f"{self._path} is damaged") from error
        if prose.digest != stored.digest or sealed(prose).digest != stored.digest:
            raise CacheDamaged(f"{self._path} is damaged")
        return prose

    def opened(self, value: Any) -> Any:
        """Prose where `value` stands for it, else the value itself. Raises as `read` does."""
        return self.read(value) if isinstance(value, StoredProse) else value

    def raw(self, stored: StoredProse) -> bytes:
        """The bytes of a piece, not looked into. Raises `CacheDamaged` where the file is too short for it."""
        try:
            with self._path.open("rb") as file:
                if not 0 <= stored.offset <= stored.offset + stored.size <= os.fstat(file.fileno()).st_size:
                    raise CacheDamaged(f"{self._path} is damaged")
                file.seek(stored.offset)
                return file.read(stored.size)
        except OSError as error:
            raise CacheDamaged(f"{self._path} cannot be read ({error.strerror})") from error


def save_records(folder: Path, records: Records) -> None:
    """Write the records, and the prose of those notes that have it with them to the file of prose.

    New prose is appended, so that the records of a build that is killed here
    still fit the file; where more than half of the file is of no use any more
    it is written anew under another name. The records are replaced last, by
    renaming.

    Raises `CacheDamaged` where prose that was stored is not there any more.
    """
    old = folder / records.prose
    pieces = [it.entry.prose for it in records.notes.values() if isinstance(it.entry.prose, StoredProse)]
    live = sum(piece.size for piece in pieces)
    if _size(old) < max((piece.offset + piece.size for piece in pieces), default=0):
        raise CacheDamaged(f"{old} is damaged or not there")
    target = old if pieces and _size(old) <= 2 * live else folder / _new_name(folder)
    notes = _with_prose_stored(records.notes, old, target)
    whole = msgspec.structs.replace(records, prose=target.name, prose_size=_size(target), notes=notes)
    temporary = folder / "records.new"
    temporary.write_bytes(packed(whole))
    temporary.replace(folder / "records")
    for path in folder.glob("prose-*"):
        if path.name != target.name:
            path.unlink()


def _new_name(folder: Path) -> str:
    """A name that no file of prose has."""
    taken = {path.name for path in folder.glob("prose-*")}
    number = 1
    while f"prose-{number}" in taken:
        number += 1
    return f"prose-{number}"


def _with_prose_stored(notes: Mapping[str, StoredNote], old: Path, target: Path) -> dict[str, StoredNote]:
    """The notes with all prose in the file `target`."""
    stored: dict[str, StoredNote] = {}
    source = ProseFile(old)
    with target.open("ab") as file:
        file.seek(0, os.SEEK_END)
        for path, note in notes.items():
            prose = note.entry.prose
            if isinstance(prose, StoredProse) and target == old:
                stored[path] = note
                continue
            content = source.raw(prose) if isinstance(prose, StoredProse) else msgspec.msgpack.encode(prose)
            placed = StoredProse(digest=prose.digest, offset=file.tell(), size=len(content))
            file.write(content)
            entry = msgspec.structs.replace(note.entry, prose=placed)
            stored[path] = msgspec.structs.replace(note, entry=entry)
    return stored
