"""What a change is compared with: the commit that a name leads to, and the words where it leads to none."""

from __future__ import annotations

from pathlib import Path
from shutil import which

from chronicle.git_log import GitSilent, ask_git
from chronicle.nearest import nearest_of
from chronicle.problems import shown
from chronicle.repository import Repository, repository_of


class NoBase(Exception):
    """There is nothing to compare with; the message says why, and what to do."""


def repository_with(content: Path) -> Repository:
    """The repository that a content folder lies in. Raises `NoBase`."""
    repository = repository_of(content)
    if repository is not None:
        return repository
    if not which("git"):
        raise NoBase("there is no git here, which knows what was there before; install it")
    raise NoBase(f'"{content}" lies in no git repository; what is not kept there has no state before')


def merge_base(repository: Repository, base: str, head: str = "HEAD") -> str:
    """The commit at which two lines of history parted. Raises `NoBase` where there is none."""
    one, other = commit_called(repository, base), commit_called(repository, head)
    try:
        return _told(repository, "merge-base", one, other)
    except GitSilent as error:
        here = "this branch" if head == "HEAD" else f'"{shown(head)}"'
        do = _if_shallow(repository) or "; name the branch that this one came from"
        raise NoBase(f'"{shown(base)}" and {here} have no commit in common{do}') from error


def commit_called(repository: Repository, name: str) -> str:
    """The commit that a branch, a tag or the like leads to. Raises `NoBase`."""
    try:
        return _told(repository, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
    except GitSilent as error:
        raise NoBase(_no_commit(repository, name, str(error))) from error


def _no_commit(repository: Repository, name: str, why: str) -> str:
    try:
        told = _told(repository, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes")
        branches = told.split()
        if not branches and not _told(repository, "rev-list", "--all", "--max-count=1"):
            return "nothing is committed in this repository yet, so there is nothing to compare with"
    except GitSilent:
        return f"git does not answer: {why}"
    if not name:
        return "say with what to compare: a branch such as main, or a commit"
    near = f"origin/{name}" if f"origin/{name}" in branches else nearest_of(name, branches)
    said = f'there is no branch, tag or commit "{shown(name)}" here'
    if near:
        return f'{said}; did you mean "{near}"?'
    return f"{said}{_if_shallow(repository) or '; git fetch brings what others have'}"


def _if_shallow(repository: Repository) -> str:
    if not repository.is_shallow:
        return ""
    return "; this clone is shallow, it lacks what is older: git fetch --unshallow brings it"


def _told(repository: Repository, *words: str) -> str:
    return ask_git(repository, "git", *words).decode("utf-8", "replace").strip()
