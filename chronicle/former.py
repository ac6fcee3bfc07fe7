"""The content folder as it was at a commit, and what of a problem stays when lines come and go."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from chronicle.git_log import GitSilent, ask_git
from chronicle.problems import Problem
from chronicle.repository import Repository


@contextmanager
def content_at(repository: Repository, commit: str) -> Iterator[Path | None]:
    """The content folder as it was at a commit, every file of it; None where there was none.

    `git archive` would leave out or change what a `.gitattributes` of the commit
    asks it to: nothing of a change may be hidden from its review.
    """
    inside = repository.inside
    listed = ask_git(
        repository, "git", "ls-tree", "-r", "-z", commit, "--", *([] if inside == "." else [inside])
    )
    files = list(_files(listed))
    if not files:
        yield None
        return
    contents = _contents(repository, [digest for _, digest, _ in files])
    with TemporaryDirectory(prefix="chronicle-") as name:
        for (mode, _, path), content in zip(files, contents, strict=True):
            _put(Path(name) / path, content, is_link=mode == b"120000")
        yield Path(name) / inside


def _files(listed: bytes) -> Iterator[tuple[bytes, bytes, str]]:
    """Mode, digest and path of each file; what leads out of the folder was made by no git."""
    for line in listed.split(b"\0"):
        head, _, path = line.partition(b"\t")
        if not head:
            continue
        mode, kind, digest = head.split(b" ")
        name = os.fsdecode(path)
        if (
            kind == b"blob"
            and not {"..", "."} & set(name.split("/"))
            and not PurePosixPath(name).is_absolute()
        ):
            yield mode, digest, name


def _contents(repository: Repository, digests: list[bytes]) -> Iterator[bytes]:
    """The files, in the order asked for."""
    told = ask_git(repository, "git", "cat-file", "--batch", given=b"\n".join(digests) + b"\n")
    at = 0
    for digest in digests:
        end = told.index(b"\n", at)
        head = told[at:end].split(b" ")
        if len(head) != 3:
            raise GitSilent(f"the object {digest.decode()} is not there; this clone is partial")
        size = int(head[2])
        yield told[end + 1 : end + 1 + size]
        at = end + size + 2


def _put(path: Path, content: bytes, *, is_link: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if is_link:
        path.symlink_to(os.fsdecode(content))
    else:
        path.write_bytes(content)


_PLACE = re.compile(r":\d+")


def fingerprint(problem: Problem) -> tuple[str, ...]:
    """What stays of a problem when lines above it come and go."""
    return problem.location.file, problem.code, problem.about, _PLACE.sub("", problem.message)
