"""The two states of the content that are compared: where a branch left its base, and what it has become."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from chronicle.bases import NoBase, commit_called, merge_base, repository_with
from chronicle.between_notes import table_of
from chronicle.build import check_with
from chronicle.cache import CacheDamaged, ProseFile, Records, load_records
from chronicle.canonical import canonical
from chronicle.former import content_at
from chronicle.git_log import GitSilent
from chronicle.judged import Judged, load_judged
from chronicle.model import Entry, Event, Measure, Prose, Site
from chronicle.planning import Checked
from chronicle.repository import Repository
from chronicle.surroundings import maker
from chronicle.write import cache_folder

Say = Callable[[str], None]


@dataclass(frozen=True)
class State:
    """The content as it is on one side, right or wrong."""

    checked: Checked
    entries: Mapping[str, Entry]
    """By id; places under their own slugs."""
    prose: ProseFile | None
    """Where the prose of notes is that were not read anew."""

    def prose_of(self, identity: str) -> Prose:
        """The prose of a note, empty where there is none."""
        prose = self.opened(self.entries[identity].prose) if identity in self.entries else None
        return prose if isinstance(prose, Prose) else Prose()

    def opened(self, value: object) -> object:
        """What a page gets: prose in place of where it is stored, anything else as it is."""
        return self.prose.opened(value) if self.prose is not None else value

    def events(self, former: Mapping[str, Entry]) -> tuple[Event, ...]:
        """The events that readers are told of; what is wrong now is taken as it was."""
        shown = (entry for entry in self.entries.values() if entry.id not in self.checked.hidden)
        records = (
            entry.record or (former[entry.id].record if entry.id in former else None) for entry in shown
        )
        return tuple(it for it in records if isinstance(it, Event) and it.withdrawn is None)


@dataclass(frozen=True)
class States:
    before: State
    after: State
    base: str
    """The commit at which the change left its base."""
    head: str
    """The commit that is looked at; empty where it is the folder as it lies there."""

    def events(self) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
        """The events before and after."""
        return self.before.events({}), self.after.events(self.before.entries)

    @property
    def site(self) -> Site:
        """The settings that both are shown by: those of the change, with the words that it has taken out."""
        before, after = self.before.checked.site, self.after.checked.site
        site = after or before
        if site is None:
            raise NoBase("site.yaml cannot be read, so nothing can be compared")
        old = before or site
        words = {name: {**getattr(old, name), **getattr(site, name)} for name in _WORDS}
        words["units"] = {**{unit: unit for unit in self._units()}, **words["units"]}
        return msgspec.structs.replace(site, **words)

    def _units(self) -> Iterator[str]:
        """Of all measures: settings that cannot be read judge none of their words."""
        for state in (self.before, self.after):
            records = (entry.record for entry in state.entries.values())
            yield from (record.unit for record in records if isinstance(record, Measure))


_WORDS = (
    "event_kinds", "importance", "certainty", "place_kinds", "actor_kinds", "sides", "rivers", "units",
    "scopes", "source_types",
)  # fmt: skip
"""The vocabularies of `site.yaml`."""


def states(
    content: Path, base: str, head: str | None, today: str, drafts: bool, site: Path, say: Say
) -> States:
    """What the content was where this branch left `base`, and what it is at `head` or in the folder.

    What a build or a check has left beside the folder `site` is used, and each
    side reads only what the other has not. Raises `NoBase` where git
    cannot tell.
    """
    repository = repository_with(content)
    commit = merge_base(repository, base, head if head is not None else "HEAD")
    after_commit = commit_called(repository, head) if head is not None else ""
    try:
        kept = _Kept(site, say)
        if head is None:
            after = _state(content, today, drafts, kept)
        else:
            after = _state_at(repository, after_commit, today, drafts, kept)
        before = _state_at(repository, commit, today, drafts, kept)
    except GitSilent as error:
        raise NoBase(f"git does not tell what was there before: {error}") from error
    return States(before, after, commit, after_commit)


class _Kept:
    """What is known of notes already: from the last build or check, then from the side read first."""

    def __init__(self, site: Path, say: Say) -> None:
        folder = cache_folder(site)
        self.records: Records | None = None
        self.judged: Judged | None = None
        try:
            self.records = load_records(folder, maker())
            self.judged = load_judged(folder, say) if self.records is not None else None
        except (OSError, CacheDamaged):
            pass  # it only saves time
        self.prose = ProseFile(folder / self.records.prose) if self.records is not None else None

    def forget(self) -> None:
        self.records = self.judged = self.prose = None


def _state_at(repository: Repository, commit: str, today: str, drafts: bool, kept: _Kept) -> State:
    with content_at(repository, commit) as content, TemporaryDirectory(prefix="chronicle-") as nothing:
        return _state(content if content is not None else Path(nothing), today, drafts, kept)


def _state(content: Path, today: str, drafts: bool, kept: _Kept) -> State:
    try:
        checked, stored = check_with(content, today, drafts, 0, kept.records, kept.prose, kept.judged)
    except CacheDamaged:
        kept.forget()
        checked, stored = check_with(content, today, drafts)
    kept.records, kept.judged = stored, checked.judged or kept.judged
    others = table_of(checked.entries).other_slugs
    entries = {it.id: it if it.record is None else canonical(it, others) for it in checked.entries}
    return State(checked, entries, kept.prose)
