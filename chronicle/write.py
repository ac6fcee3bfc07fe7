"""Bytes to the output folder: whole files only, nothing of a stranger's touched, what is stale removed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from chronicle.addresses import file_of

KEPT = frozenset({".gitignore", ".gitkeep"})
"""Files of the repository's own in an output folder."""


class WriteError(Exception):
    """The output folder is not ours, or cannot be written; the message is one sentence."""


@dataclass(frozen=True)
class Written:
    written: int
    unchanged: int
    removed: int
    bytes: int
    """Size of the whole site."""


def write(files: Iterable[tuple[str, bytes]], output: Path) -> Written:
    """Put every (address, bytes) into `output`, each file by renaming; what is no more is removed.

    What was written is kept in a manifest beside the folder
    (``.site.cache/manifest.json`` for ``site``), last of all, so that a build
    killed at any moment is put right by the next.

    Raises `WriteError` where the folder holds files that are not ours, or
    where it cannot be written.
    """
    try:
        return _write(dict(files), output)
    except OSError as error:
        raise WriteError(f"{error.filename or output}: {error.strerror or error}") from error


def manifest_folder(output: Path) -> Path:
    """Where the manifest of an output folder lies: beside it, under its name."""
    return output.parent / f".{output.name}.cache"


def _write(files: Mapping[str, bytes], output: Path) -> Written:
    cache = manifest_folder(output)
    contents = {file_of(address): content for address, content in files.items()}
    before = _manifest(cache)
    _refuse_strangers(output, contents, before)
    staging = cache / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    changed = [name for name, content in contents.items() if _differs(output / name, content)]
    staged = {name: staging / str(number) for number, name in enumerate(changed)}
    for name, path in staged.items():
        path.write_bytes(contents[name])
    removed = [name for name in before if name not in contents]
    in_the_way = _in_the_way(removed, contents)
    for name in in_the_way:
        _remove(output, name)
    for name, path in staged.items():
        _folder_for(output, name)
        path.replace(output / name)
    for name in removed:
        if name not in in_the_way:
            _remove(output, name)
    _save_manifest(cache, contents)
    staging.rmdir()
    size = sum(map(len, contents.values()))
    return Written(len(changed), len(contents) - len(changed), len(removed), size)


def _manifest(cache: Path) -> Mapping[str, str]:
    """File name to digest of what the last build wrote; empty where there is none or it cannot be read."""
    try:
        known = json.loads((cache / "manifest.json").read_text())
        return {str(name): str(digest) for name, digest in known["files"].items() if _is_inside(str(name))}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _is_inside(name: str) -> bool:
    """Whether a name of the manifest stays in the folder: a damaged one must not make us delete elsewhere."""
    return not name.startswith("/") and ".." not in name.split("/")


def _save_manifest(cache: Path, contents: Mapping[str, bytes]) -> None:
    files = {name: blake2b(content, digest_size=16).hexdigest() for name, content in sorted(contents.items())}
    temporary = cache / "manifest.json.new"
    temporary.write_text(json.dumps({"version": 1, "files": files}, indent=0))
    temporary.replace(cache / "manifest.json")


def _refuse_strangers(output: Path, contents: Mapping[str, bytes], before: Mapping[str, str]) -> None:
    """Raise where something in the folder was not written by us and would be in the way.

    A folder without a manifest is ours when everything in it is something that
    we are about to write: so much is left by a first build that was killed.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise WriteError(f"{output} is not a folder of ours; give another with --output")
    strange = [name for name in _files_in(output) if name not in before and (before or name not in contents)]
    in_the_way = [name for name in strange if name in contents]
    if not before and strange:
        others = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
        raise WriteError(
            f"{output} holds files that this program did not write ({strange[0]}{others}); "
            "give an empty folder with --output"
        )
    differing = [name for name in in_the_way if _differs(output / name, contents[name])]
    if differing:
        raise WriteError(
            f"{output / differing[0]} was not written by this program and is in the way; move it first"
        )


def _files_in(output: Path) -> list[str]:
    found = []
    for folder, _, names in os.walk(output):
        found += [(Path(folder) / name).relative_to(output).as_posix() for name in names]
    return sorted(name for name in found if name not in KEPT)


def _in_the_way(removed: Collection[str], contents: Mapping[str, bytes]) -> set[str]:
    """Stale files where a folder must stand now, or in a folder where a file must."""
    if not removed:
        return set()
    folders = {folder.as_posix() for name in contents for folder in PurePosixPath(name).parents}
    return {
        name
        for name in removed
        if name in folders or any(folder.as_posix() in contents for folder in PurePosixPath(name).parents)
    }


def _differs(path: Path, content: bytes) -> bool:
    try:
        return path.is_symlink() or path.stat().st_size != len(content) or path.read_bytes() != content
    except (FileNotFoundError, NotADirectoryError):
        return True


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
    """Remove a stale file, and the folders that it leaves empty."""
    path = output / name
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == output or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
