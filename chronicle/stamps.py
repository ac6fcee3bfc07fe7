"""What the disk says of a file without reading it, and whether that can be trusted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec

Stamp = tuple[int, int, int, int]
"""Size in bytes, times of the last change of content and of status in nanoseconds, inode.

Anybody can set the first of the times back, but not the second.
"""


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
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def stamps_below(folder: Path, *, follow: bool = False) -> Iterator[tuple[str, Stamp]]:
    """Every file below a folder by its path from there, in no order.

    With `follow` the stamp of a link is that of the file it leads to; a link to a folder is never entered.
    """
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
                        yield name, stamp_of(_status(entry, follow))
        except (FileNotFoundError, NotADirectoryError):
            continue


def _status(entry: os.DirEntry[str], follow: bool) -> os.stat_result:
    if follow:
        try:
            return entry.stat()
        except OSError:  # a link that leads nowhere, or in a circle
            pass
    return entry.stat(follow_symlinks=False)


def disk_time(path: Path) -> int:
    """What the clock of the disk says now, in nanoseconds, told by touching a file of ours."""
    os.utime(path)
    return path.stat().st_mtime_ns


def settled(stamp: Stamp, read_at: int) -> Stamp:
    """The stamp to remember of a file that is read later than `read_at`, by the disk's own clock.

    A file as young as that may be changed again within the same tick of that
    clock, and its stamp would not tell: git calls it racy (git's documentation,
    technical/racy-git). Of such a file the size is remembered and times that no
    file has, so that it is looked into the next time. Compare it with stamps
    as they are: of two files that are young neither is known to be the other.
    """
    return stamp if stamp[1] < read_at and stamp[2] < read_at else (stamp[0], 0, 0, 0)


def same_content(seen: Seen, path: Path, now: Stamp) -> bool:
    """Whether a file with this stamp has the content that was seen; looked into only where it must be."""
    if now == seen.stamp:
        return True
    try:
        return now[0] == seen.stamp[0] and digest(path.read_bytes()) == seen.digest
    except OSError:
        return False
