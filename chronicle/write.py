"""Bytes to the output folder: whole files only, nothing of a stranger's touched, what is stale removed."""

from __future__ import annotations

import errno
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

KEPT = frozenset({".gitignore", ".gitkeep"})
"""Files of the repository's own in an output folder."""


class WriteError(Exception):
    """The output folder is not ours, or cannot be written; the message is one sentence."""


def cache_folder(output: Path) -> Path:
    """Where what belongs to an output folder lies: beside it, under its name (``.site.cache``)."""
    return output.parent / f".{output.name}.cache"


STAGING = ".staging"
"""Folder in the output folder for what is about to be written, where that is a file system of its own."""


def staging_root(output: Path) -> Path:
    """Where what is about to be written is put: on the same file system as its place, for it is renamed."""
    return output / STAGING if output.is_mount() else cache_folder(output) / "staging"


@contextmanager
def staging_folder(output: Path) -> Iterator[Path]:
    """An empty folder for what is about to be written; gone afterwards."""
    root = staging_root(output)
    root.mkdir(parents=True, exist_ok=True)
    try:
        # Of a name that none had before: a process that outlives a killed build finds its folder gone
        yield Path(mkdtemp(dir=root))
    finally:
        for folder in (root, output / STAGING):
            shutil.rmtree(folder, ignore_errors=True)


def clear_leftovers(output: Path) -> None:
    """Remove what a build that was killed has left half done."""
    for root in (cache_folder(output) / "staging", output / STAGING):
        if root.is_dir():
            shutil.rmtree(root)
    for path in cache_folder(output).glob("*.new"):
        path.unlink()


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


def refuse_strangers(
    output: Path, found: Collection[str], names: Collection[str], before: Collection[str]
) -> None:
    """Raise `WriteError` where something in the folder that we did not write would be in the way.

    `found` are the files in the folder, `names` those of the new site and
    `before` those that are ours. A folder of which nothing is known is ours
    when everything in it is something that we are about to write: then nothing
    can be lost.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise WriteError(f"{output} is not a folder of ours; give another with --output")
    strange = _strange(found, before)
    if not before:
        wanted = set(names)
        strange = [name for name in strange if name not in wanted]
        if strange:
            others = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
            raise WriteError(
                f"{output} holds files that this program did not write, or no longer knows of "
                f"({strange[0]}{others}); empty the folder, or give an empty one with --output"
            )
        return
    for name in sorted({*names}.intersection(strange) | _in_the_way(strange, names)):
        if not (output / name).is_symlink():
            raise WriteError(
                f"{output / name} was not written by this program and is in the way; move it first"
            )


def clear_links(
    output: Path, found: Collection[str], names: Collection[str], before: Collection[str]
) -> None:
    """Remove links that stand where a folder of ours must: behind one, a page would seem to be there."""
    for name in _in_the_way(_strange(found, before), names):
        if (output / name).is_symlink():
            (output / name).unlink()


def _strange(found: Collection[str], before: Collection[str]) -> list[str]:
    """What is not ours, in order."""
    ours = {*before, *KEPT}
    return sorted(name for name in found if name not in ours)


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
    stale = [name for name in sorted(before) if name not in wanted and _is_inside(name)]
    in_the_way = _in_the_way(stale, wanted)
    removed = sum(_remove(output, name) for name in in_the_way)
    folders = _Folders(output)
    for name, path in staged.items():
        folders.make_for(name)
        _replace(output, name, path)
    return removed + sum(_remove(output, name) for name in stale if name not in in_the_way)


def _replace(output: Path, name: str, staged: Path) -> None:
    """Put a file in its place, whole."""
    try:
        staged.replace(output / name)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The output folder is mounted from elsewhere on the same disk, which nothing tells beforehand
        near = output / STAGING / staged.name
        near.parent.mkdir(exist_ok=True)
        shutil.copyfile(staged, near)
        near.replace(output / name)


def _is_inside(name: str) -> bool:
    """Whether a name stays in the folder: a damaged manifest must not make us delete elsewhere."""
    return not name.startswith("/") and ".." not in name.split("/")


def _in_the_way(names: Collection[str], wanted: Collection[str]) -> set[str]:
    """Those that stand where a folder must be, or in a folder where a file must."""
    if not names:
        return set()
    folders = {folder.as_posix() for name in wanted for folder in PurePosixPath(name).parents}
    files = set(wanted)
    return {
        name
        for name in names
        if name in folders or any(folder.as_posix() in files for folder in PurePosixPath(name).parents)
    }


class _Folders:
    """Folders below the output folder, each looked at once."""

    def __init__(self, output: Path) -> None:
        self._output = output
        output.mkdir(parents=True, exist_ok=True)
        self._there = {""}

    def make_for(self, name: str) -> None:
        """The folder of a file; a link or a file of ours that stands where it must be gives way."""
        folder = name.rpartition("/")[0]
        if not self._make(folder):
            path = self._output / name
            if path.is_dir() and not path.is_symlink():
                path.rmdir()

    def _make(self, folder: str) -> bool:
        """Whether it was not there before, and so is empty."""
        if folder in self._there:
            return False
        self._make(folder.rpartition("/")[0])
        path = self._output / folder
        is_new = True
        try:
            path.mkdir()
        except FileExistsError:
            is_new = not stat.S_ISDIR(path.lstat().st_mode)
            if is_new:
                path.unlink()
                path.mkdir()
        self._there.add(folder)
        return is_new


def _remove(output: Path, name: str) -> bool:
    """Remove a stale file, if it is there, and the folders that it leaves empty; never through a link."""
    path = output / name
    if any(
        folder.is_symlink() for folder in path.parents if folder.is_relative_to(output) and folder != output
    ):
        return False
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    for folder in path.parents:
        if folder == output or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()
    return True
