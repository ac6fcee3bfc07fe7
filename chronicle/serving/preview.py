"""The site as the files have it now: what is wrong with them, and any page of it when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, RLock
from time import perf_counter

import msgspec

from chronicle.cache import CacheDamaged
from chronicle.canonical import canonical
from chronicle.derive import Derived, derive
from chronicle.history import history
from chronicle.judged import Judged
from chronicle.link import Linked, link
from chronicle.model import Entry, NoteHistory, Page, Site, sealed
from chronicle.planning import judged
from chronicle.problems import Problem
from chronicle.published import addresses_of, lost_addresses
from chronicle.reading import Read
from chronicle.repository import repository_of
from chronicle.serving.edition import Edition
from chronicle.serving.full_text import full_text
from chronicle.serving.notes_in_memory import NotesInMemory
from chronicle.serving.printing import Failure, Printing, failure_of
from chronicle.silences import hear
from chronicle.surroundings import maker
from chronicle.template_folder import assets_in

MOST_GOOD = 64
"""Pages that are remembered as they were before something went wrong."""

START = 120.0
"""Seconds that a page waits for the first reading of the notes."""

LATE = frozenset({"unknown-link", "duplicate-address", "lost-address"})
"""Codes of what only a whole plan can tell of."""


@dataclass(frozen=True)
class Settings:
    """What is served, and how."""

    content: Path
    templates: Path
    folder: Path
    """For what is kept from one start to the next."""
    today: str
    search: bool = False
    cards: bool = False


@dataclass(frozen=True)
class State:
    """How things stood after some change."""

    number: int
    """Goes up with each change of what is shown."""
    problems: tuple[Problem, ...] = ()
    failure: Failure | None = None
    """Of the engine or of a template, not of a page alone."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")


@dataclass(frozen=True)
class Shown:
    """A page or a file as it is sent, with what is to be said about it."""

    content: bytes
    is_found: bool
    state: State
    entry: Entry | None = None
    """Of the note behind the page."""
    failure: Failure | None = None
    """What the page stumbled over; then the content is what it was before that, or empty."""


@dataclass(frozen=True)
class _Standing:
    """The last state that could be shown."""

    found: Read
    linked: Linked
    derived: Derived
    edition: Edition
    site: Site
    entries: Mapping[str, Entry]
    """By path."""
    files: Mapping[str, bytes]
    """Of the full text, by address."""


class Preview:
    def __init__(self, settings: Settings, base_url: str, say: Callable[[str], None]) -> None:
        self._settings = settings
        self._base_url = base_url
        self._say = say
        self._notes = NotesInMemory(settings.content, settings.folder, say)
        self._printing = Printing(settings.templates)
        self._judged = Judged()
        self._told: tuple[str, Mapping[str, NoteHistory]] = ("", {})
        self._open: Callable[[], Sequence[str]] = tuple
        self._engine_failure: Failure | None = None
        self._at_work = RLock()
        self._changed = Condition()
        self._state = State(0)
        self._standing: _Standing | None = None
        self._is_refused = False
        """What was saved last has errors, and what stands is from before."""
        self._good: dict[str, bytes] = {}

    def open_pages(self, addresses: Callable[[], Sequence[str]]) -> None:
        """Who tells which pages are being looked at: they are made first."""
        self._open = addresses

    # --- what is asked ----------------------------------------------------------

    @property
    def state(self) -> State:
        return self._state

    def newer_than(self, number: int, seconds: float) -> int:
        """The number of the state, as soon as it is another one, at the latest after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.number != number, seconds)
            return self._state.number

    def shown(self, address: str) -> Shown:
        """What stands at an address; the 404 page where nothing does."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.number > 0, START)
            state, standing = self._state, self._standing
        if standing is None:
            return Shown(b"", is_found=False, state=state)
        if address in standing.files:
            return Shown(standing.files[address], is_found=True, state=state)
        page = standing.edition.page(address)
        is_found = page is not None and address != "/404.html"
        page = page or standing.edition.page("/404.html")
        if page is None:
            return Shown(b"", is_found=False, state=state)
        entry: Entry | None = None
        try:
            page = standing.edition.with_its_prose(page)
            entry = standing.entries.get(getattr(page.inputs[0], "path", "") if page.inputs else "")
            content = self._printing.bytes_of(page, standing.site, self._notes.prose)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is shown in place
            failure = failure_of(error, self._settings.templates)
            return Shown(self._good.get(page.address, b""), is_found, state, entry, failure)
        self._remember(page, content)
        return Shown(content, is_found, state, entry)

    def has(self, address: str) -> bool:
        """Whether there is a page at an address."""
        return self._standing is not None and self._standing.edition.page(address) is not None

    def _remember(self, page: Page, content: bytes) -> None:
        if page.view.template is None:
            return
        self._good.pop(page.address, None)
        self._good[page.address] = content
        while len(self._good) > MOST_GOOD:
            self._good.pop(next(iter(self._good)))

    # --- what has changed -------------------------------------------------------

    def content_changed(self, paths: Collection[Path]) -> float:
        """Take in what was saved in the content folder (all of it where nothing is named).

        Returns the seconds until the browser could be told.
        """
        start = perf_counter()
        with self._at_work:
            try:
                self._take_in(paths)
            except CacheDamaged as damage:
                self._say(f"{damage}; every note is read anew")
                self._notes.forget()
                self._take_in(())
            except Exception as error:  # noqa: BLE001  # a mistake in the engine is shown in place
                self._set(failure=failure_of(error, self._settings.templates))
        return perf_counter() - start

    def templates_changed(self) -> float:
        """Take in the templates, styles, scripts and translations as they are now."""
        start = perf_counter()
        with self._at_work:
            try:
                self._printing.read()
                if self._standing is not None:
                    other = self._standing.edition.with_assets(assets_in(self._settings.templates))
                    self._standing = replace(self._standing, edition=other)
                self._set()
            except (OSError, UnicodeDecodeError) as error:
                self._set(failure=failure_of(error, self._settings.templates))
        return perf_counter() - start

    def engine_failed(self, failure: Failure) -> None:
        """Show what keeps a changed engine from starting, until another process does."""
        with self._at_work:
            self._engine_failure = failure
            self._set()

    def _set(self, problems: Sequence[Problem] | None = None, failure: Failure | None = None) -> None:
        with self._changed:
            known = self._state.problems if problems is None else tuple(problems)
            failure = failure or self._engine_failure or self._plan_failure()
            self._state = State(self._state.number + 1, known, failure)
            self._changed.notify_all()

    def _plan_failure(self) -> Failure | None:
        """What a section stumbled over, of which pages are missing."""
        failed = self._standing.edition.failed if self._standing is not None else None
        return failure_of(failed.error, self._settings.templates) if failed is not None else None

    def _take_in(self, paths: Collection[Path]) -> None:
        found = self._notes.read(paths)
        told = self._history()
        linked = self._with_other_prose(found, told) or link(
            found.entries,
            self._site(found.site),
            found.files,
            self._settings.today,
            drafts=True,
            site_references=found.site_references,
            history=told,
        )
        if linked.chronicle is None:
            self._refuse(hear([*found.problems, *linked.problems], found.entries, ()).problems)
            return
        standing = self._standing
        if standing is not None and linked.chronicle.cards is _cards_of(standing.linked):
            edition = standing.edition.with_prose(linked.chronicle)
            if edition is not None:
                self._show(found, linked, standing.derived, edition)
                self._planned(edition, self._problems(found, linked, standing.derived), is_new=True)
                return
        derived = derive(linked.chronicle)
        problems = self._problems(found, linked, derived)
        heard = hear(problems, found.entries, linked.chronicle.cards).problems
        if any(problem.severity == "error" for problem in heard):
            self._refuse(heard)
            return
        before = standing.edition if standing is not None else None
        if before is not None:
            before.give_up()
        assets, search = assets_in(self._settings.templates), self._settings.search
        edition = Edition(linked.chronicle, derived, assets, full_text=search, before=before)
        self._show(found, linked, derived, edition)
        self._set(self._still_wrong(heard))  # before anything is planned, which would hold up the news
        edition.start(self._open(), lambda it: self._planned(it, problems))

    def _refuse(self, problems: Sequence[Problem]) -> None:
        """These are told, and what could be shown last goes on being shown."""
        self._is_refused = True
        self._set(problems)

    def _with_other_prose(self, found: Read, told: Mapping[str, NoteHistory]) -> Linked | None:
        """What links to what, where nothing but the text of notes has changed; None where more has."""
        standing = self._standing
        if standing is None or standing.linked.chronicle is None:
            return None
        if not _same_but_entries(found, standing.found) or told is not standing.linked.chronicle.history:
            return None
        pairs = zip(standing.found.entries, found.entries, strict=True)
        changed = [(was, now) for was, now in pairs if was is not now]
        if not all(_same_but_prose(was, now) for was, now in changed):
            return None
        others = {it.text: entry.slug for entry in found.entries for it in entry.facts.other_slugs}
        prose = {now.id: canonical(now, others).prose for _, now in changed}
        chronicle = replace(standing.linked.chronicle, prose={**standing.linked.chronicle.prose, **prose})
        entries = {**standing.linked.entries, **{now.id: now for _, now in changed}}
        return replace(standing.linked, chronicle=chronicle, entries=entries)

    def _show(self, found: Read, linked: Linked, derived: Derived, edition: Edition) -> None:
        """From now on these pages are what is shown."""
        assert linked.chronicle is not None, "only what is linked is shown"
        entries = {entry.path: entry for entry in found.entries}
        files = self._standing.files if self._standing is not None else {}
        site = linked.chronicle.site
        self._standing = _Standing(found, linked, derived, edition, site, entries, files)
        self._is_refused = False

    def _problems(self, found: Read, linked: Linked, derived: Derived) -> list[Problem]:
        """What is wrong, but for what only a whole plan can tell of."""
        return [*found.problems, *linked.problems, *self._judge(linked, derived)]

    def _still_wrong(self, heard: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """With those of the problems known last that only a whole plan can tell of."""
        late = [it for it in self._state.problems if it.code in LATE]
        return tuple(sorted({*heard, *late})) if late else heard

    def _planned(self, edition: Edition, problems: list[Problem], *, is_new: bool = False) -> None:
        """All pages are known: what links lead nowhere, and which addresses are lost.

        A page is loaded anew only where there is something new to say, or `is_new`.
        """
        standing = self._standing
        if standing is None or standing.edition is not edition:
            return
        found, linked = standing.found, standing.linked
        addresses = edition.addresses()
        late = [*linked.clashes(edition.clashes), *linked.dead_links(addresses)]
        if found.lock is not None:
            there = addresses or frozenset(addresses_of(found.entries))
            late += lost_addresses(found.lock, there, linked.entries)
        heard = hear([*problems, *late], found.entries, edition.chronicle.cards).problems
        with self._at_work:
            if self._standing is not standing:
                return
            has_news = is_new or heard != self._state.problems or edition.failed is not None
            if has_news and not self._is_refused:
                self._set(heard)
        files = self._full_text(edition)
        with self._at_work:
            if self._standing is standing and files is not None:
                self._standing = replace(standing, files=files)

    def _full_text(self, edition: Edition) -> Mapping[str, bytes] | None:
        if not self._settings.search:
            return None
        return full_text(edition.chronicle, self._notes.prose, self._settings.templates / "locale", self._say)

    # --- what pages are made from beside the notes --------------------------------

    def _site(self, site: Site | None) -> Site | None:
        """The site at the address at which it is served."""
        if site is None:
            return None
        here = msgspec.structs.replace(site, base_url=self._base_url, cards=self._settings.cards)
        return sealed(here)

    def _history(self) -> Mapping[str, NoteHistory]:
        """What git tells of the notes; asked again when another commit is out."""
        repository = repository_of(self._settings.content)
        if repository is not None and repository.key and self._told[0] != repository.key:
            told = history(repository, self._settings.folder, maker(), self._say)
            self._told = (repository.key, told.notes)
        return self._told[1]

    def _judge(self, linked: Linked, derived: Derived) -> list[Problem]:
        self._judged = judged(linked, derived, self._judged, self._settings.content)
        return list(self._judged.problems(linked.entries))


def _cards_of(linked: Linked) -> object:
    return linked.chronicle.cards if linked.chronicle is not None else None


def _same_but_entries(now: Read, was: Read) -> bool:
    """Whether two readings tell the same but for their notes, and have notes of the same files."""
    beside = (now.site, now.files, now.lock, now.site_references, len(now.entries))
    return all(
        one is other or one == other
        for one, other in zip(
            beside, (was.site, was.files, was.lock, was.site_references, len(was.entries)), strict=True
        )
    )


def _same_but_prose(was: Entry, now: Entry) -> bool:
    """Whether a note tells others the same as before, from the same lines of its front matter."""
    return (
        now.record is not None
        and (was.id, was.path, was.record, was.in_place, was.facts)
        == (now.id, now.path, now.record, now.in_place, now.facts)
        and [(it.target, it.field) for it in was.references]
        == [(it.target, it.field) for it in now.references]
    )
