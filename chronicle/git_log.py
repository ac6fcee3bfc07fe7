"""What git says of the notes: one `git log` for all of them, and what each commit did to them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.content_folder import identity_of
from chronicle.repository import Repository

ELSEWHERE = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
    "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
)  # fmt: skip
"""Variables with which git, running a hook, points at a repository: perhaps another than the notes'."""

LOG = (
    "git", "--no-pager", "--literal-pathspecs", "-c", "log.showRoot=true", "-c", "log.showSignature=false",
    "log",
    "--reverse", "--topo-order", "--no-follow", "--no-color", "--no-notes", "--no-decorate",
    "--format=@%ad", "--date=short", "--raw", "-z", "--no-abbrev", "--no-relative", "--no-ext-diff",
    "--find-renames=50%", "-l1000", "-c", "--combined-all-paths",
)  # fmt: skip
"""Says for itself what somebody's settings might say otherwise. A merge tells only what it made itself."""


class GitSilent(Exception):
    """Git does not answer; the message says why."""


@dataclass(frozen=True)
class Change:
    """What a commit did to one file."""

    before: frozenset[str]
    """Ids of the notes that it was made from: none where it is new; several only in a merge."""
    after: str | None
    """The id of the note that it is now; None where it was removed, or is no note."""
    has_new_words: bool

    @property
    def renamed(self) -> frozenset[str]:
        """The ids that it has done away with: where a merge's parents differ, none."""
        return frozenset() if self.after in self.before else self.before


def commits(repository: Repository) -> Iterator[tuple[str, list[Change]]]:
    """The author's day and the changes of each commit that did something to a note, those before it first.

    Raises `GitSilent` where git does not answer.
    """
    prefix = "" if repository.inside == "." else f"{repository.inside}/"
    return _commits(ask_git(repository, *LOG, repository.commit, "--", prefix or "."), prefix)


def ask_git(repository: Repository, *command: str, given: bytes = b"") -> bytes:
    """What git says to what is `given`, asked where the notes are; nothing is fetched for it."""
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    environment |= {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; what comes from files stands behind options
            command, cwd=repository.top, env=environment, input=given, capture_output=True, check=False
        )
    except OSError as error:
        raise GitSilent(error.strerror or str(error)) from error
    if done.returncode:
        lines = os.fsdecode(done.stderr).splitlines()
        raise GitSilent(lines[0] if lines else f"it ended with {done.returncode}")
    return done.stdout


def _commits(told: bytes, prefix: str) -> Iterator[tuple[str, list[Change]]]:
    """Day and changes of each commit, those before it first."""
    day, changes = "", list[Change]()
    parts = iter(told.split(b"\0"))
    for part in parts:
        head = part.lstrip(b"\n")
        if head.startswith(b":"):
            changes.append(_change(head.decode(), parts, prefix))
        elif head:
            if _DAY.fullmatch(day):
                yield day, changes
            day, changes = head.removeprefix(b"@").decode(), []
    if _DAY.fullmatch(day):
        yield day, changes


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""What others than git have written may have none, or one in a year that no calendar has."""


def _change(head: str, parts: Iterator[bytes], prefix: str) -> Change:
    """From a line of git's raw format: as many colons as parents, then modes, digests, a word, then paths."""
    parents = len(head) - len(head.lstrip(":"))
    fields = head.lstrip(":").split(" ")
    digests, status = fields[parents + 1 : -1], fields[-1]
    has_old_path = parents > 1 or status[0] in "RC"
    old = [next(parts) for _ in range(parents)] if has_old_path else []
    path = next(parts)
    old = old or ([] if status == "A" else [path])
    gone = digests[-1].strip("0") == ""
    return Change(
        before=frozenset(identity for it in old if (identity := _identity(it, prefix))),
        after=None if gone else _identity(path, prefix),
        has_new_words=digests[-1] not in digests[:-1],
    )


def _identity(path: bytes, prefix: str) -> str | None:
    name = os.fsdecode(path)
    return identity_of(name.removeprefix(prefix)) if name.startswith(prefix) else None
