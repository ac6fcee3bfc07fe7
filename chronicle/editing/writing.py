"""Changes of several files as one: all are prepared before the first takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chronicle.git_log import GitSilent, ask_git
from chronicle.repository import repository_of


def write_all(contents: Mapping[Path, bytes], moved: tuple[Path, Path] | None = None) -> None:
    """Give these files these contents, each by renaming. When one cannot be prepared, none is touched.

    `moved` is a file that gets another name first, in git's index, too, where it
    knows it. Raises OSError.
    """
    prepared: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}.new")
            prepared[temporary] = path
            temporary.write_bytes(content)
            if path.exists():
                temporary.chmod(path.stat().st_mode & 0o777)
        if moved is not None:
            _move(*moved)
        for temporary, path in prepared.items():
            temporary.replace(path)
    finally:
        for temporary in prepared:
            temporary.unlink(missing_ok=True)


def _move(old: Path, new: Path) -> None:
    repository = repository_of(old.parent)
    if repository is not None:
        try:
            ask_git(repository, "git", "mv", "--", str(old), str(new))
        except GitSilent:  # a file that git does not know yet
            pass
        else:
            return
    old.rename(new)
