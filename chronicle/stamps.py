"""What the disk says of a file without reading it, and whether that can be trusted."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

Stamp = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode."""


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was."""

    stamp: Stamp
    digest: bytes
    """BLAKE2b of its content, 16 bytes."""


def digest(content: bytes) -> bytes:
    """BLAKE2b, 16 bytes."""
    return blake2b(content, digest_size=16).digest()


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ino


def stamps_below(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Every file below a folder by its path from there, in no order; links are not followed."""
    start = os.fspath(folder)
    waiting = [start]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        name = entry.path[len(start) + 1 :].replace(os.sep, "/")
                        yield name, stamp_of(entry.stat(follow_symlinks=False))
        except FileNotFoundError:
            continue


def is_sure(before: Stamp, now: Stamp, read_at: int) -> bool:
    """Whether a file is what it was when it was read, without a look into it.

    `read_at` is the time, by the disk's own clock, at which reading began. A
    file as young as that may have been changed again within the same tick of
    that clock, and its stamp would not tell: git calls it racy and reads it
    again (git's documentation, technical/racy-git).
    """
    return before == now and now[1] < read_at


def all_sure(before: Mapping[str, Stamp], now: Mapping[str, Stamp], read_at: int) -> bool:
    """Whether the same files are there, and each is for sure what it was."""
    return before.keys() == now.keys() and all(
        is_sure(stamp, now[name], read_at) for name, stamp in before.items()
    )
