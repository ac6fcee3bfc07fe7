"""What the last build was made from and what it wrote: what decides whether anything has to be done.

Data, never code, stored as the cache is. A manifest that is damaged, cut off
or of another version counts as none: then every page is rendered.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path

import msgspec

from chronicle.addresses import file_of
from chronicle.cache import packed, unpacked
from chronicle.keys import Key
from chronicle.problems import Problem
from chronicle.stamps import Seen, Stamp, all_sure

VERSION = 1
"""Of the format; goes up with any change of the types below."""


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A page as it was made."""

    key: Key
    output: Seen


class Manifest(msgspec.Struct, frozen=True, array_like=True):
    version: int
    options: bytes
    """Digest of what was asked for: folders, base URL, drafts; and of the packages that did the work."""
    surroundings: dict[str, bytes]
    """Name to digest of each thing that every page depends on."""
    today: str
    embargoes: tuple[str, ...]
    """Days on which something comes out, in order."""
    inputs: dict[str, Stamp]
    """Every file that the build can have read, by its path."""
    read_at: int
    """See `stamps.is_sure`."""
    pages: dict[str, Made]
    """By address."""
    notes: dict[str, int]
    """Notes by kind, for the report."""
    warnings: tuple[Problem, ...]
    size: int
    """Bytes of the whole site."""


def load_manifest(folder: Path) -> Manifest | None:
    """The manifest that the last build left in a folder, or None."""
    try:
        manifest = unpacked((folder / "manifest").read_bytes(), Manifest)
    except OSError:
        return None
    return manifest if manifest is not None and manifest.version == VERSION else None


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest, whole."""
    temporary = folder / "manifest.new"
    temporary.write_bytes(packed(manifest))
    temporary.replace(folder / "manifest")


def nothing_changed(
    manifest: Manifest, options: bytes, today: str, inputs: Mapping[str, Stamp], outputs: Mapping[str, Stamp]
) -> bool:
    """Whether the site stands: same question, same files, nothing come out, and all there that was written.

    `outputs` may hold files of strangers.
    """
    if manifest.options != options or _out(manifest, today) != _out(manifest, manifest.today):
        return False
    if not all_sure(manifest.inputs, inputs, manifest.read_at):
        return False
    return all(outputs.get(name) == seen.stamp for name, seen in written_files(manifest).items())


def written_files(manifest: Manifest | None) -> dict[str, Seen]:
    """The files that a build wrote, by their name below the output folder."""
    if manifest is None:
        return {}
    return {file_of(address): made.output for address, made in manifest.pages.items()}


def _out(manifest: Manifest, today: str) -> int:
    """How many embargoes are over on a day."""
    return bisect_right(manifest.embargoes, today)
