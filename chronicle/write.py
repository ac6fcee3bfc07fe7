"""Bytes to the output folder: whole files only, nothing of a stranger's touched, what is stale removed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

KEPT = frozenset({".gitignore", ".gitkeep"})
"""Files of the repository's own in an output folder."""


class WriteError(Exception):
    """The output folder is not ours, or cannot be written; the message is one sentence."""


def cache_folder(output: Path) -> Path:
    """Where what belongs to an output folder lies: beside it, under its name (``.site.cache``)."""
    return output.parent / f".{output.name}.cache"


def staging_folder(output: Path) -> Path:
    """An empty folder for what is about to be written; what a killed build has left in it is gone."""
    folder = cache_folder(output) / "staging"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def stage(
    files: Iterable[tuple[str, bytes]], output: Path, staging: Path, prefix: str = ""
) -> dict[str, Path]:
    """Put the (name, bytes) that differ from what stands into the staging folder; name to staged file."""
    staged: dict[str, Path] = {}
    for number, (name, content) in enumerate(files):
        if differs(output / name, content):
            path = staging / f"{prefix}{number}"
            path.write_bytes(content)
            staged[name] = path
    return staged


def differs(path: Path, content: bytes) -> bool:
    """Whether a file has another content, or is none."""
    try:
        return path.is_symlink() or path.stat().st_size != len(content) or path.read_bytes() != content
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return True


def refuse_strangers(output: Path, names: Collection[str], before: Collection[str]) -> None:
    """Raise `WriteError` where something in the folder that we did not write would be in the way.

    `names` are the files of the new site and `before` those that the last
    build wrote. A folder of which nothing is known is ours when everything in
    it is something that we are about to write: so much is left by a first
    build that was killed.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise WriteError(f"{output} is not a folder of ours; give another with --output")
    ours = set(before)
    strange = [name for name in _files_in(output) if name not in ours]
    if not ours:
        strange = [name for name in strange if name not in names]
        if strange:
            others = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
            raise WriteError(
                f"{output} holds files that this program did not write ({strange[0]}{others}); "
                "give an empty folder with --output"
            )
        return
    wanted = set(names)
    for name in strange:
        if name in wanted:
            raise WriteError(
                f"{output / name} was not written by this program and is in the way; move it first"
            )


def write(staged: Mapping[str, Path], names: Collection[str], before: Collection[str], output: Path) -> int:
    """Replace each staged file's counterpart by renaming; then remove what was written before and is no more.

    Killed at any moment it leaves every file whole, old or new, and the next
    build puts the rest right. Returns how many files were removed.

    Raises `WriteError` where the folder cannot be written.
    """
    try:
        return _write(staged, names, before, output)
    except OSError as error:
        raise WriteError(f"{error.filename or output}: {error.strerror or error}") from error


def _write(staged: Mapping[str, Path], names: Collection[str], before: Collection[str], output: Path) -> int:
    wanted = set(names)
    removed = [name for name in before if name not in wanted and _is_inside(name)]
    in_the_way = _in_the_way(removed, wanted)
    for name in in_the_way:
        _remove(output, name)
    for name, path in staged.items():
        _folder_for(output, name)
        path.replace(output / name)
    for name in removed:
        if name not in in_the_way:
            _remove(output, name)
    return len(removed)


def _is_inside(name: str) -> bool:
    """Whether a name stays in the folder: a damaged manifest must not make us delete elsewhere."""
    return not name.startswith("/") and ".." not in name.split("/")


def _files_in(output: Path) -> list[str]:
    found = []
    for folder, _, names in os.walk(output):
        found += [(Path(folder) / name).relative_to(output).as_posix() for name in names]
    return sorted(name for name in found if name not in KEPT)


def _in_the_way(removed: Collection[str], wanted: Collection[str]) -> set[str]:
    """Stale files where a folder must stand now, or in a folder where a file must."""
    if not removed:
        return set()
    folders = {folder.as_posix() for name in wanted for folder in PurePosixPath(name).parents}
    return {
        name
        for name in removed
        if name in folders or any(folder.as_posix() in wanted for folder in PurePosixPath(name).parents)
    }


def _folder_for(output: Path, name: str) -> None:
    """The folder of a file; a link or a file of ours that stands where it must be gives way."""
    folder = output
    for part in name.split("/")[:-1]:
        folder = folder / part
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    if (output / name).is_dir() and not (output / name).is_symlink():
        (output / name).rmdir()


def _remove(output: Path, name: str) -> None:
    """Remove a stale file, and the folders that it leaves empty; never through a link."""
    path = output / name
    if any(
        folder.is_symlink() for folder in path.parents if folder.is_relative_to(output) and folder != output
    ):
        return
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == output or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
