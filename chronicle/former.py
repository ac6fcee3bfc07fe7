"""The content folder as it was at a commit, and what of a problem stays when lines come and go."""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from chronicle.git_log import ask_git
from chronicle.problems import Problem
from chronicle.repository import Repository


def merge_base(repository: Repository, base: str, head: str = "HEAD") -> str:
    """The commit at which two lines of history parted. Raises `GitSilent` where git finds none."""
    return ask_git(repository, "git", "merge-base", "--end-of-options", base, head).decode().strip()


@contextmanager
def content_at(repository: Repository, commit: str) -> Iterator[Path | None]:
    """The content folder as it was at a commit; None where there was none."""
    inside = repository.inside
    if not ask_git(repository, "git", "ls-tree", commit, "--", *([] if inside == "." else [inside])):
        yield None
        return
    archive = ask_git(repository, "git", "archive", "--format=tar", commit, "--", inside)
    with TemporaryDirectory(prefix="chronicle-") as name:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(name, filter="data")
        yield Path(name) / inside


_PLACE = re.compile(r":\d+")


def fingerprint(problem: Problem) -> tuple[str, ...]:
    """What stays of a problem when lines above it come and go."""
    return problem.location.file, problem.code, problem.about, _PLACE.sub("", problem.message)
