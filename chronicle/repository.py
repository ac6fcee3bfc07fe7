"""Where a folder stands in a git repository, told from a few small files: nothing is run for it.

A build looks here each time, to see that another commit is out though no file
has changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from shutil import which


@dataclass(frozen=True)
class Repository:
    top: Path
    """The work tree's uppermost folder."""
    inside: str
    """The way from there to the folder: ``content``; ``.`` where it is that one."""
    commit: str
    """The commit that is out; empty where the files do not tell, or where there is none yet."""
    is_shallow: bool
    """Whether the commits before some day are missing."""

    @property
    def key(self) -> str:
        """Stands for all that git can tell of the folder; the same key means the same history."""
        return f"{self.commit} {self.inside}" if self.commit and not self.is_shallow else ""


def repository_of(folder: Path) -> Repository | None:
    """The repository that a folder lies in; None where it lies in none, or where there is no git to ask."""
    place = folder.resolve()
    for top in (place, *place.parents):
        if (top / ".git").exists():
            return _repository(top, place) if which("git") else None
    return None


def _repository(top: Path, place: Path) -> Repository | None:
    try:
        own = _own_folder(top / ".git")
        common = _common_folder(own)
        commit = _commit(own, common)
        is_shallow = (common / "shallow").is_file()
    except (OSError, ValueError):
        return None
    return Repository(top, place.relative_to(top).as_posix(), commit, is_shallow)


def _own_folder(path: Path) -> Path:
    """What belongs to this work tree: `.git`, or the folder that a file of this name leads to."""
    if path.is_dir():
        return path
    return path.parent / path.read_text("utf-8").strip().removeprefix("gitdir: ")


def _common_folder(own: Path) -> Path:
    """What all work trees of a repository share."""
    other = own / "commondir"
    return own / other.read_text("utf-8").strip() if other.is_file() else own


def _commit(own: Path, common: Path) -> str:
    """The commit that HEAD leads to, over a branch or more."""
    text = (own / "HEAD").read_text("utf-8").strip()
    for _ in range(5):
        if not text.startswith("ref: "):
            return text if re.fullmatch(r"[0-9a-f]{40,64}", text) else ""
        name = text.removeprefix("ref: ")
        text = _loose(own / name) or _loose(common / name) or _packed(common / "packed-refs", name)
    return ""


def _loose(path: Path) -> str:
    return path.read_text("utf-8").strip() if path.is_file() else ""


def _packed(path: Path, name: str) -> str:
    if not path.is_file():
        return ""
    found = re.search(rf"^([0-9a-f]+) {re.escape(name)}$", path.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else ""
