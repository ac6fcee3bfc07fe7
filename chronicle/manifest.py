"""What the last build was made from and what it wrote: what decides whether anything has to be done.

Data, never code: MessagePack of the types below, with a checksum before it.
A manifest that is damaged, cut off or of another version counts as none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

Stored = TypeVar("Stored")

VERSION = 1
"""Of the format of manifest and cache; goes up with any change of what they hold."""

Stamp = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode: what the disk says without reading a file."""


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was."""

    stamp: Stamp
    digest: bytes
    """BLAKE2b of its content, 16 bytes."""


class PageKey(msgspec.Struct, frozen=True, array_like=True):
    """What a page was made from (see `keys`), and what came of it."""

    inputs: tuple[bytes, ...]
    template: bytes
    output: Seen


class Manifest(msgspec.Struct, frozen=True, array_like=True):
    version: int
    options: bytes
    """Digest of what the command asked for."""
    surroundings: dict[str, bytes]
    """Digest of each thing that any page may depend on."""
    embargoes: tuple[str, ...]
    """Days (``YYYY-MM-DD``) on which something comes out, sorted."""
    today: str
    inputs: dict[str, Seen]
    """Content, templates, assets, the engine: by path."""
    written_at: int
    """Nanoseconds, as the disk counts them: what is as young as that may have changed since."""
    pages: dict[str, PageKey]
    """By address."""
    templates: dict[str, bytes]
    problems: tuple[str, ...]
    """The warnings of that build as they were printed."""


def digest(content: bytes) -> bytes:
    """BLAKE2b, 16 bytes."""
    return blake2b(content, digest_size=16).digest()


def packed(value: object) -> bytes:
    """A value as stored: digest, then MessagePack."""
    content = msgspec.msgpack.encode(value)
    return digest(content) + content


def unpacked(content: bytes, kind: type[Stored]) -> Stored | None:
    """The value, or None where the bytes are not what was stored."""
    body = content[16:]
    if digest(body) != content[:16]:
        return None
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except msgspec.DecodeError:
        return None


def stamps_below(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Every file below a folder with its stamp, in no order; links are not followed."""
    waiting = [os.fspath(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        yield entry.path, stamp_of(entry.stat(follow_symlinks=False))
        except FileNotFoundError:
            continue


def stamp_of(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ino


def unchanged(
    now: Mapping[str, Stamp], before: Mapping[str, Seen], written_at: int, ignored: Iterable[str] = ()
) -> bool:
    """Whether the same files are there with the same stamps, none of them as young as the table itself.

    A file may have been changed again within the disk's own tick after it was
    read; git calls such an entry racy and reads the file again (Documentation,
    technical/racy-git). Here one that is racy makes the answer no.
    """
    names = set(now) - set(ignored)
    if names != set(before):
        return False
    return all(now[name] == before[name].stamp and now[name][1] < written_at for name in names)
