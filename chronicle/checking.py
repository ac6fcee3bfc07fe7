"""The check as a command runs it: quicker the second time; where asked, only what concerns a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chronicle.bases import NoBase, merge_base, repository_with
from chronicle.build import check_with
from chronicle.cache import CacheDamaged, ProseFile, kept_records, load_records, save_records
from chronicle.former import content_at, fingerprint
from chronicle.git_log import GitSilent, ask_git
from chronicle.judged import load_judged, save_judged
from chronicle.lock import only_one
from chronicle.planning import Checked
from chronicle.problems import Problem
from chronicle.repository import Repository, repository_of
from chronicle.silences import Silenced
from chronicle.stamps import disk_time
from chronicle.surroundings import maker
from chronicle.write import cache_folder

Say = Callable[[str], None]


@dataclass(frozen=True)
class Concerned:
    """What of a check concerns a change."""

    problems: tuple[Problem, ...]
    silenced: tuple[Silenced, ...]
    others: int
    """Problems that have nothing to do with it."""


def check_kept(content: Path, today: str, drafts: bool, output: Path, say: Say) -> Checked:
    """What `build.check` says, by means of what the last build or check has left beside the output folder.

    What this one learns is left there for the next. Where nothing can be
    written there, everything is read.
    """
    folder = cache_folder(output)
    try:
        with only_one(folder, lambda: say(f"a build is at work in {output}; waiting for it")):
            return _check_kept(content, today, drafts, folder, say)
    except (OSError, CacheDamaged):
        checked, _ = check_with(content, today, drafts)
        return checked


def _check_kept(content: Path, today: str, drafts: bool, folder: Path, say: Say) -> Checked:
    read_at = disk_time(folder / "lock")
    records = kept_records(folder, maker(), say)
    prose = ProseFile(folder / records.prose) if records is not None else None
    checked, stored = check_with(content, today, drafts, read_at, records, prose, load_judged(folder, say))
    if records is None or stored.notes != records.notes or stored.site != records.site:
        save_records(folder, stored)
    if checked.judged is not None:
        save_judged(folder, checked.judged)
    return checked


def concerned(
    content: Path, base: str, checked: Checked, today: str, drafts: bool, output: Path
) -> Concerned:
    """What of a check concerns what has changed since this branch left `base`, committed or not.

    It is what stands in the notes that have changed, and what was not there at
    the merge base, in whatever note: one that names a note that has gone. Raises
    `NoBase` where git cannot tell.
    """
    repository = repository_with(content)
    commit = merge_base(repository, base)
    try:
        changed = set(_changed(repository, commit))
        with content_at(repository, commit) as former:
            then = _check_former(former, today, drafts, output) if former is not None else None
    except GitSilent as error:
        raise NoBase(f"git does not tell what was there before: {error}") from error
    return _what_is_new(checked, changed, then)


def _what_is_new(checked: Checked, changed: set[str], then: Checked | None) -> Concerned:
    former = Counter(map(fingerprint, then.problems)) if then is not None else Counter[tuple[str, ...]]()
    shown: list[Problem] = []
    for problem in checked.problems:
        key = fingerprint(problem)
        if problem.location.file in changed or former[key] == 0:
            shown.append(problem)
        else:
            former[key] -= 1
    silenced = tuple(it for it in checked.silenced if it.where.file in changed)
    return Concerned(tuple(shown), silenced, len(checked.problems) - len(shown))


def _changed(repository: Repository, commit: str) -> Iterator[str]:
    """The files of the content folder that differ from a commit's, as problems name them."""
    for command in (
        (
            "git",
            "diff",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "-z",
            commit,
            "--",
            repository.inside,
        ),
        ("git", "ls-files", "--others", "--exclude-standard", "-z", "--", repository.inside),
    ):
        for name in ask_git(repository, *command).decode("utf-8", "replace").split("\0"):
            if name:
                yield _as_named(name, repository.inside)


def _as_named(name: str, inside: str) -> str:
    return f"content/{name if inside == '.' else name.removeprefix(inside + '/')}"


def _check_former(content: Path, today: str, drafts: bool, output: Path) -> Checked:
    """The check of a former state, in which most notes are what they are now and need not be read."""
    folder = cache_folder(output)
    try:
        records = load_records(folder, maker())
        if records is not None:
            checked, _ = check_with(content, today, drafts, 0, records, ProseFile(folder / records.prose))
            return checked
    except (OSError, CacheDamaged):
        pass  # what was kept only saves time
    checked, _ = check_with(content, today, drafts)
    return checked


def from_root(problems: Iterable[Problem], content: Path) -> tuple[Problem, ...]:
    """The same problems, their files named from the top of the repository, as code hosts want them."""
    from dataclasses import replace

    import msgspec

    repository = repository_of(content)
    inside = repository.inside if repository is not None else content.as_posix()
    start = "" if inside == "." else f"{inside}/"

    def renamed(problem: Problem) -> Problem:
        file = start + problem.location.file.removeprefix("content/")
        return replace(problem, location=msgspec.structs.replace(problem.location, file=file))

    return tuple(map(renamed, problems))
