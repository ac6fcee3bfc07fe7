"""The whole way of a build. It, `planning` and `putting` know the order of the stages.

load → validate → link → derive → plan → render → write

What is heavy (YAML, Markdown, pydantic, Jinja) is imported where a build
comes to need it: one with nothing to do needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from chronicle.cache import VERSION as RECORDS
from chronicle.cache import CacheDamaged, ProseFile, Records, kept_records, save_records
from chronicle.lock import only_one
from chronicle.manifest import VERSION as MANIFEST
from chronicle.manifest import Made, Manifest, come_out, save_manifest
from chronicle.model import sealed
from chronicle.planning import Checked, Times
from chronicle.problems import Problem
from chronicle.repository import Repository, repository_of
from chronicle.stamps import disk_time, settled
from chronicle.standing import Before, Question, look
from chronicle.surroundings import maker, surroundings
from chronicle.template_folder import assets_in, templates_in
from chronicle.write import (
    WriteError,
    cache_folder,
    clear_leftovers,
)

if TYPE_CHECKING:
    from chronicle.history import Told
    from chronicle.indexing import Indexed
    from chronicle.judged import Judged
    from chronicle.reading import Read
    from chronicle.untouched import Untouched


@dataclass(frozen=True)
class Request:
    """What a build is asked for."""

    content: Path
    templates: Path
    output: Path
    today: str
    """``YYYY-MM-DD``: what embargoes are compared with."""
    drafts: bool = False
    strict: bool = False
    base_url: str | None = None
    jobs: int | None = None
    """Processes; None leaves it to the size of the work."""
    fresh: bool = False
    """Use nothing of what the last build left."""
    explain: str | None = None
    """An address whose fate is wanted in words."""
    search: bool = False
    """Make the index of the full text, too."""
    cards: bool = False
    """Draw social cards."""
    editor_scripts: Mapping[str, bytes] = field(default_factory=dict)
    """Scripts of the browser editor by name; without them the site has none."""

    def question(self, history: str = "") -> Question:
        """What is asked of the files; `history` stands for what git tells of them."""
        return Question(
            self.content,
            self.templates,
            self.output,
            self.drafts,
            self.base_url,
            history,
            self.search,
            self.cards,
            bool(self.editor_scripts),
        )


@dataclass(frozen=True)
class Written:
    """What became of the pages, in numbers."""

    rendered: int
    reused: int
    written: int
    """Of the rendered, those whose bytes were new."""
    removed: int
    bytes: int
    """Size of the whole site."""


@dataclass(frozen=True)
class Built:
    problems: tuple[Problem, ...]
    notes: Mapping[str, int]
    """Notes by kind."""
    pages: int
    """0 where the content has errors."""
    seconds: Mapping[str, float]
    written: Written | None
    """None where the content has errors: then nothing was written."""
    explanation: str | None = None
    """Of the page that was asked about."""


def check(content: Path, today: str, drafts: bool = False) -> Checked:
    """Everything up to the plan: all problems of all notes, and the pages where there is no error."""
    checked, _ = check_with(content, today, drafts)
    return checked


def check_with(
    content: Path,
    today: str,
    drafts: bool,
    read_at: int = 0,
    records: Records | None = None,
    prose: ProseFile | None = None,
    judged: Judged | None = None,
) -> tuple[Checked, Records]:
    """The same by means of what was kept before, and what can be kept of it."""
    from chronicle.planning import planned
    from chronicle.reading import read

    times = Times()
    with times.of("read"):
        found = read(content, "content", read_at, records, prose)
    checked = planned(found, content, today, drafts, {}, judged, times)
    return checked, _stored(found, records)


def build(request: Request, say: Callable[[str], None] = print) -> Built:
    """The whole way from notes to the site on disk. With errors (`strict`: with warnings) nothing is written.

    What the last build left beside the output folder is used as far as it
    still holds; the bytes are the same without it. `say` gets a line where
    something of it was no good, or where another build is waited for.

    Raises `write.WriteError` where the output folder is not ours or cannot be written.
    """
    folder = cache_folder(request.output)
    try:
        with only_one(folder, lambda: say(f"another build is at work in {request.output}; waiting for it")):
            return _build_alone(request, folder, say)
    except OSError as error:
        raise WriteError(f"{error.filename or request.output}: {error.strerror or error}") from error


def _build_alone(request: Request, folder: Path, say: Callable[[str], None]) -> Built:
    clear_leftovers(request.output)
    times = Times()
    with times.of("look"):
        repository = _repository(request.content, say)
        asked = request.question(repository.key if repository is not None else "")
        before = look(asked, folder, say)
    if request.fresh:
        told = _history(repository, request, folder, say, times)
        return _build(request, replace(before, manifest=None, noted=before.ours), None, told, times, say)
    manifest = before.manifest
    if manifest is not None and not (request.strict and manifest.warnings):
        with times.of("look"):
            stands = before.stands(asked, request.today)
        if stands:
            return _standing(request, manifest, times)
    told = _history(repository, request, folder, say, times)
    try:
        return _build(request, before, kept_records(folder, maker(), say), told, times, say)
    except CacheDamaged as damage:
        say(f"{damage}; every note is read anew")
    # Something may have been written meanwhile
    return _build(
        request, look(asked, folder, _nothing_more_to_say), None, told, Times(), _nothing_more_to_say
    )


def _repository(content: Path, say: Callable[[str], None]) -> Repository | None:
    """Where the notes are kept; None where there is no history to be had."""
    repository = repository_of(content)
    if repository is not None and repository.is_shallow:
        say(
            "this clone is shallow, so no history of notes is shown; get the rest with: git fetch --unshallow"
        )
    return repository if repository is not None and repository.key else None


def _history(
    repository: Repository | None, request: Request, folder: Path, say: Callable[[str], None], times: Times
) -> Told | None:
    """What git tells of the notes."""
    if repository is None:
        return None
    from chronicle.history import history

    with times.of("history"):
        return history(repository, folder, maker(), say, fresh=request.fresh)


def _parts(
    request: Request,
    asked: Question,
    found: Read,
    templates: Mapping[str, str],
    assets: Mapping[str, bytes],
) -> Iterator[bytes]:
    """All but the notes that decides what is planned, and from what."""
    yield asked.digest
    if found.site is not None:
        yield from surroundings(found.site, request.templates).values()
    yield b"%d" % come_out(_embargoes(found), request.today)
    for name, content in (
        *sorted(found.files.items()),
        *sorted(assets.items()),
        *sorted(request.editor_scripts.items()),
    ):
        yield from (name.encode(), content)
    for name, text in sorted(templates.items()):
        yield from (name.encode(), text.encode())


def _can_be_searched(manifest: Manifest | None) -> bool:
    return manifest is not None and manifest.index is not None


def _nothing_more_to_say(line: str) -> None:
    """It has been said before."""


def _standing(request: Request, manifest: Manifest, times: Times) -> Built:
    """The answer where nothing has changed."""
    pages = len(manifest.pages)
    fate = _fate(request.explain, manifest.pages, {})
    return Built(
        manifest.warnings, manifest.notes, pages, times.seconds, Written(0, pages, 0, 0, manifest.size), fate
    )


def _build(
    request: Request,
    before: Before,
    records: Records | None,
    told: Told | None,
    times: Times,
    say: Callable[[str], None],
) -> Built:
    """A build that has something to do."""
    from chronicle.deciding import decide
    from chronicle.judged import load_judged, save_judged
    from chronicle.keys import template_digests
    from chronicle.pages.search import with_full_text
    from chronicle.planning import planned
    from chronicle.putting import put
    from chronicle.reading import read
    from chronicle.untouched import basis_of, texts_of, untouched
    from chronicle.workshop import Workshop

    folder = cache_folder(request.output)
    prose = ProseFile(folder / records.prose) if records is not None else None
    with times.of("read"):
        found = read(request.content, "content", before.read_at, records, prose, request.jobs)
    found = _for_this(found, request)
    templates = templates_in(request.templates)
    assets = assets_in(request.templates)
    judged = None if request.fresh else load_judged(folder, say)
    asked = request.question(told.key if told is not None else "")
    with times.of("look"):
        basis = basis_of(_parts(request, asked, found, templates, assets), found.stored)
        alike = untouched(
            before.manifest, basis, found.stored, request.output, before.outputs, before.read_at
        )

    def until_planned(alike: Untouched | None) -> Checked:
        return planned(
            found, request.content, request.today, request.drafts, assets, judged, times, told, alike
        )

    checked = until_planned(alike)
    if checked.judged is not None:
        save_judged(folder, checked.judged)
    stored, site = _stored(found, records), checked.site
    if checked.has_errors or (request.strict and checked.problems) or site is None:
        save_records(folder, stored)
        return Built(checked.problems, checked.notes, 0, times.seconds, None)
    around = surroundings(site, request.templates)
    index = _indexed(request, checked, before, folder / stored.prose, around, say, times)
    if checked.standing and _can_be_searched(before.manifest) != (index is not None):
        checked = until_planned(None)
    if index is not None:
        checked = replace(checked, pages=with_full_text(checked.pages))
    checked = _with_editor(checked, request.editor_scripts)
    digests = template_digests(templates)
    with times.of("look"):
        decision = decide(
            checked.pages,
            digests,
            around,
            before.manifest,
            request.output,
            before.outputs,
            before.read_at,
        )
    words = request.templates / "locale"
    workshop = Workshop(templates, digests, around, words, site, folder / stored.prose, request.output)
    done = put(decision, checked.standing, workshop, before, index, times, request.jobs)
    made = {**done.standing, **done.made}
    found_by = index.on_disk(request.output, disk_time(folder / "lock")) if index is not None else None
    size = sum(page.output.stamp[0] for page in made.values())
    size += sum(seen.stamp[0] for seen in found_by.files.values()) if found_by is not None else 0
    with times.of("save"):
        save_records(folder, stored)
        save_manifest(
            folder,
            Manifest(
                version=MANIFEST,
                options=replace(asked, search=found_by is not None).digest,
                surroundings=around,
                today=request.today,
                embargoes=_embargoes(found),
                inputs={name: settled(it, before.read_at) for name, it in before.inputs.items()},
                pages=made,
                notes=dict(checked.notes),
                warnings=checked.problems,
                size=size,
                index=found_by,
                basis=basis,
                texts=texts_of(found.stored),
            ),
        )
    counts = Written(len(done.made), len(done.standing), done.written, done.removed, size)
    fate = _fate(request.explain, made, done.reasons)
    return Built(checked.problems, checked.notes, len(made), times.seconds, counts, fate)


def _indexed(
    request: Request,
    checked: Checked,
    before: Before,
    prose: Path,
    around: Mapping[str, bytes],
    say: Callable[[str], None],
    times: Times,
) -> Indexed | None:
    """The full-text index, where one is asked for and can be made; `say` gets a line where it cannot."""
    if not request.search or checked.chronicle is None:
        return None
    from chronicle.indexing import indexed
    from chronicle.pagefind import NoPagefind

    last = before.manifest.index if before.manifest is not None else None
    words = request.templates / "locale"
    try:
        with times.of("index"):
            return indexed(
                checked.chronicle, prose, words, around, last, request.output, before.outputs, before.read_at
            )
    except NoPagefind as reason:
        say(f"{reason}, so the full text cannot be searched: names, titles and dates can")
        return None


def _stored(found: Read, records: Records | None) -> Records:
    """What the next build can use of what was read."""
    prose = records.prose if records is not None else "prose-0"
    return Records(RECORDS, maker(), prose, 0, found.stored_site, dict(found.stored))


def _embargoes(found: Read) -> tuple[str, ...]:
    days = {entry.facts.embargo for entry in found.entries if entry.facts.embargo is not None}
    return tuple(sorted(days))


def _fate(address: str | None, pages: Mapping[str, Made], reasons: Mapping[str, str]) -> str | None:
    """In a sentence, why the page that was asked about was rendered or reused."""
    if address is None:
        return None
    if address not in pages:
        return f"{address}: there is no such page"
    if address in reasons:
        return f"{address} was rendered: {reasons[address]}"
    return f"{address} was reused: nothing that it is made from has changed"


def _for_this(found: Read, request: Request) -> Read:
    """What was read, with the site as it is asked for: with social cards or not, under what address."""
    if found.site is None:
        return found
    base_url = request.base_url.rstrip("/") + "/" if request.base_url is not None else found.site.base_url
    site = msgspec.structs.replace(found.site, cards=request.cards, base_url=base_url)
    return found if site == found.site else replace(found, site=sealed(site))


def _with_editor(checked: Checked, scripts: Mapping[str, bytes]) -> Checked:
    """With the pages of the browser editor, where its scripts are there."""
    if not scripts or checked.chronicle is None or checked.standing:
        return checked
    from chronicle.browser_editor.pages import browser_editor

    pages = (*checked.pages, *browser_editor(checked.chronicle, scripts))
    return replace(checked, pages=tuple(sorted(pages, key=lambda page: page.address)))
