"""The history of every note, from one `git log` for all of them.

A note is followed by its slug, whatever file it lies in, and by git's own
guess where the slug itself was changed. Days are those of the author, in the
time zone in which each commit was written: the day that the editor's calendar
had, the same wherever and whenever it is read, and kept when a branch is
rebased or merged. What is not committed is no history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from chronicle.cache import packed, unpacked
from chronicle.git_log import Change, GitSilent, commits
from chronicle.model import NoteHistory
from chronicle.repository import Repository

VERSION = 1
"""Of what is kept; goes up with any change of its types."""


@dataclass(frozen=True)
class Told:
    """What git tells of the notes."""

    key: str = ""
    """Stands for all of it; empty where it tells nothing."""
    notes: Mapping[str, NoteHistory] = field(default_factory=dict)
    """By id; those that are gone are among them."""


def history(
    repository: Repository, folder: Path, maker: bytes, say: Callable[[str], None], *, fresh: bool = False
) -> Told:
    """The history of the notes, asked of git once for each commit and kept in a folder.

    `maker` is the digest of the engine; with `fresh` what is kept is not looked
    at. Where git is silent there is no history, and `say` gets a line.
    """
    kept = None if fresh else _kept(repository, folder, maker)
    if kept is not None:
        return Told(repository.key, kept)
    notes = _Notes()
    try:
        for day, changes in commits(repository):
            notes.commit(day, changes)
    except GitSilent as reason:
        say(f"git does not tell the history of the notes ({reason}); none is shown")
        return Told()
    _keep(repository, folder, maker, notes.known)
    return Told(repository.key, notes.known)


# --- what is kept ------------------------------------------------------------


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What a build keeps of this for the next."""

    version: int
    maker: bytes
    """Digest of the engine."""
    key: str
    """Of the repository; see `Repository.key`."""
    notes: dict[str, NoteHistory]


def _kept(repository: Repository, folder: Path, maker: bytes) -> Mapping[str, NoteHistory] | None:
    """The history as a build has kept it in a folder; None where another commit is out by now.

    What is damaged counts as nothing: git has it still.
    """
    try:
        kept = unpacked((folder / "history").read_bytes(), Kept)
    except OSError:
        return None
    if kept is None or (kept.version, kept.maker, kept.key) != (VERSION, maker, repository.key):
        return None
    return kept.notes


def _keep(repository: Repository, folder: Path, maker: bytes, notes: Mapping[str, NoteHistory]) -> None:
    """Keep a history for the next build."""
    temporary = folder / "history.new"
    temporary.write_bytes(packed(Kept(VERSION, maker, repository.key, dict(notes))))
    temporary.replace(folder / "history")


# --- what is made of commits -------------------------------------------------


@dataclass
class _Notes:
    """What is known of every note up to some commit."""

    known: dict[str, NoteHistory] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    """Ids that are no more, to those that they became: a branch may go on with the old one for a while."""

    def commit(self, day: str, changes: Iterable[Change]) -> None:
        """Take in all changes of a commit at once: two notes may have exchanged their names."""
        changes = [it for it in changes if it.after is not None]
        new = {it.after for it in changes if not it.before}
        renamed = {it.after: old for it in changes for old in it.renamed if old not in new}
        taken = {old: self.known.pop(old) for old in renamed.values() if old in self.known}
        for it in changes:
            self._take_in(it, day, taken.get(renamed.get(it.after, "")))
        self.moved |= {old: after for after, old in renamed.items() if after is not None}
        for it in changes:
            if it.after in self.known:
                self.moved.pop(it.after, None)

    def _take_in(self, change: Change, day: str, former: NoteHistory | None) -> None:
        assert change.after is not None
        now = self._today(change.after) if change.before else change.after
        before = former or self.known.get(now)
        if before is None:
            self.known[now] = NoteHistory(first=day, changed=day, revisions=1)
        elif change.has_new_words:
            self.known[now] = NoteHistory(
                first=min(before.first, day),
                changed=max(before.changed, day),
                revisions=before.revisions + 1,
            )
        else:
            self.known[now] = before

    def _today(self, identity: str) -> str:
        """What a note is called by now that a branch still calls by its old name."""
        seen = {identity}
        while identity not in self.known and self.moved.get(identity, identity) not in seen:
            identity = self.moved[identity]
            seen.add(identity)
        return identity
