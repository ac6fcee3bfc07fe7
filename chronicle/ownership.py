"""Which files of the output folder are ours: those that may be replaced and removed.

Kept apart from the manifest, and told before anything is written, so that a
build that was killed, a damaged manifest or one of another version leaves no
file behind that nobody knows of. A plain list of names under its own digest;
its form does not change.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from chronicle.stamps import digest


def files_of_ours(folder: Path) -> set[str] | None:
    """The names of all files that builds have written; None where that is not known."""
    try:
        told, _, names = (folder / "files").read_bytes().partition(b"\n")
        if told == digest(names).hex().encode():
            return set(names.decode().splitlines())
    except (OSError, UnicodeDecodeError):
        pass
    return None


def claim(folder: Path, names: Collection[str], known: Collection[str] | None) -> None:
    """Note that these files, and no others, are ours; `known` is what is noted so far."""
    if known is not None and set(known) == set(names):
        return
    content = "".join(f"{name}\n" for name in sorted(names)).encode()
    temporary = folder / "files.new"
    temporary.write_bytes(digest(content).hex().encode() + b"\n" + content)
    temporary.replace(folder / "files")
