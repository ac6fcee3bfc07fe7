"""What the last build was made from and what it wrote: what decides whether anything has to be done.

Data, never code, stored as the cache is. A manifest that is damaged, cut off
or of another version counts as none: then every page is rendered. Which files
of the output folder are ours is kept apart from it (see `ownership`), so that
no stale page stays when the manifest is lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from chronicle.addresses import file_of
from chronicle.cache import CacheDamaged, packed, unpacked
from chronicle.keys import Key
from chronicle.problems import Problem
from chronicle.stamps import Seen, Stamp, same_content, settled

VERSION = 4
"""Of the format; goes up with any change of the types below."""


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A page as it was made."""

    key: Key
    output: Seen


class Index(msgspec.Struct, frozen=True, array_like=True):
    """The full-text index as it was made."""

    key: bytes
    files: dict[str, Seen]
    """By their names in the output folder."""


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
    """Every file that the build can have read, by its path; see `stamps.settled`."""
    pages: dict[str, Made]
    """By address."""
    notes: dict[str, int]
    """Notes by kind, for the report."""
    warnings: tuple[Problem, ...]
    size: int
    """Bytes of the whole site."""
    index: Index | None = None
    """None where the full text cannot be searched."""
    basis: bytes = b""
    """Digest of what decided which pages there are and what they are made from; see `untouched`."""
    texts: bytes = b""
    """The digests of all notes' texts, in the order of their paths."""


def load_manifest(folder: Path) -> Manifest | None:
    """The manifest that the last build left in a folder; None where it left none.

    Raises `CacheDamaged` where it is of no use.
    """
    path = folder / "manifest"
    try:
        manifest = unpacked(path.read_bytes(), Manifest)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CacheDamaged(f"{path} cannot be read ({error.strerror})") from error
    if manifest is None or manifest.version != VERSION:
        raise CacheDamaged(f"{path} is damaged or of another version")
    return manifest


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest, whole."""
    temporary = folder / "manifest.new"
    temporary.write_bytes(packed(manifest))
    temporary.replace(folder / "manifest")


def nothing_changed(
    manifest: Manifest,
    options: bytes,
    today: str,
    inputs: Mapping[str, Stamp],
    outputs: Mapping[str, Stamp],
    output: Path,
) -> bool:
    """Whether the site stands: same question, same files, nothing come out, and all there that was written.

    `outputs` are the files of the folder `output`, those of strangers among them.
    """
    if manifest.options != options or come_out(manifest.embargoes, today) != come_out(
        manifest.embargoes, manifest.today
    ):
        return False
    if manifest.inputs != inputs:
        return False
    written = written_files(manifest).items()
    return all(as_written(seen, name, output, outputs) for name, seen in written)


def as_written(seen: Seen, name: str, output: Path, outputs: Mapping[str, Stamp]) -> bool:
    """Whether a file of the folder `output` is what was written; `outputs` are those that are there."""
    now = outputs.get(name)
    if now is None or now == seen.stamp:  # so it is of nearly all: they need no path
        return now is not None
    path = output / name
    return not path.is_symlink() and same_content(seen, path, now)


def as_it_stands(
    made: Made, address: str, output: Path, outputs: Mapping[str, Stamp], read_at: int
) -> Made | None:
    """The page, with the stamp that its file has now; None where that is not as it was written.

    `outputs` are the files of the folder `output` as they were later than `read_at`. One with another
    stamp than it was written with is looked into: the same bytes will do.
    """
    now = as_seen_now(made.output, file_of(address), output, outputs, read_at)
    if now is None:
        return None
    return made if now is made.output else Made(made.key, now)


def as_seen_now(
    seen: Seen, name: str, output: Path, outputs: Mapping[str, Stamp], read_at: int
) -> Seen | None:
    """The same of one file of the folder."""
    if not as_written(seen, name, output, outputs):
        return None
    stamp = outputs[name]
    return seen if stamp == seen.stamp else Seen(settled(stamp, read_at), seen.digest)


def written_files(manifest: Manifest | None) -> dict[str, Seen]:
    """The files that a build wrote, by their name below the output folder."""
    if manifest is None:
        return {}
    index = manifest.index.files if manifest.index is not None else {}
    return {file_of(address): made.output for address, made in manifest.pages.items()} | index


def come_out(embargoes: Sequence[str], today: str) -> int:
    """How many embargoes are over on a day."""
    return bisect_right(embargoes, today)
