"""The one module that knows the order of the stages.

load → validate → link → derive → plan → render → write

What is heavy (YAML, Markdown, pydantic, Jinja) is imported where a build
comes to need it: one with nothing to do needs none of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from chronicle.addresses import file_of
from chronicle.cache import VERSION as RECORDS
from chronicle.cache import CacheDamaged, ProseFile, Records, load_records, save_records
from chronicle.lock import only_one
from chronicle.manifest import VERSION as MANIFEST
from chronicle.manifest import Made, Manifest, load_manifest, nothing_changed, save_manifest, written_files
from chronicle.model import Page, Site, sealed
from chronicle.problems import Problem
from chronicle.stamps import Seen, Stamp, digest, stamp_of, stamps_below
from chronicle.surroundings import engine_folder, maker, packages, surroundings
from chronicle.write import WriteError, cache_folder, refuse_strangers, staging_folder, write

if TYPE_CHECKING:
    from chronicle.deciding import Decision
    from chronicle.reading import Read
    from chronicle.rendering import Rendered


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


@dataclass
class Times:
    """Seconds by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + perf_counter() - start


@dataclass(frozen=True)
class Checked:
    """What is known of the content before anything is rendered."""

    problems: tuple[Problem, ...]
    """All of them, in order of file, line and column."""
    notes: Mapping[str, int]
    """Notes by kind."""
    site: Site | None
    pages: tuple[Page, ...]
    """Empty where there are errors."""
    seconds: Mapping[str, float]

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


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
    from chronicle.reading import read

    times = Times()
    with times.of("read"):
        found = read(content, "content", None, None)
    return _planned(found, today, drafts, {}, None, times)


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
    manifest = load_manifest(folder)
    before = written_files(manifest)
    if request.fresh:
        return _build(request, None, None, before)
    standing = _standing(request, manifest)
    if standing is not None:
        return standing
    if manifest is None and (folder / "manifest").exists():
        say("what the last build left is of no use; everything is built anew")
    try:
        return _build(request, manifest, load_records(folder, maker()), before)
    except CacheDamaged as damage:
        say(f"{damage}; everything is built anew")
        return _build(request, None, None, before)


def _standing(request: Request, manifest: Manifest | None) -> Built | None:
    """The answer where nothing has changed; None where anything may have."""
    times = Times()
    with times.of("look"):
        if manifest is None or (request.strict and manifest.warnings):
            return None
        outputs = dict(stamps_below(request.output))
        if not nothing_changed(manifest, _options(request), request.today, _inputs(request), outputs):
            return None
    pages = len(manifest.pages)
    fate = _fate(request.explain, manifest.pages, {})
    return Built(
        manifest.warnings, manifest.notes, pages, times.seconds, Written(0, pages, 0, 0, manifest.size), fate
    )


def _options(request: Request) -> bytes:
    """Digest of what was asked for, but for the day and how to go about it; and of the packages."""
    folders = (request.content, request.templates, request.output)
    asked = (*(str(path) for path in folders), str(request.drafts), str(request.base_url), packages())
    return digest("\0".join(asked).encode())


def _inputs(request: Request) -> dict[str, Stamp]:
    """Every file that a build can read, with its stamp."""
    folders = {"content": request.content, "templates": request.templates, "engine": engine_folder()}
    return {
        f"{name}/{path}": stamp
        for name, folder in folders.items()
        for path, stamp in stamps_below(folder)
        if not path.endswith(".pyc")
    }


def _build(
    request: Request, manifest: Manifest | None, records: Records | None, before: Mapping[str, Seen]
) -> Built:
    """A build that has something to do; `before` are the files that the last one wrote."""
    from chronicle.keys import template_digests
    from chronicle.reading import read

    folder, times = cache_folder(request.output), Times()
    read_at = _disk_time(folder)
    inputs = _inputs(request)
    prose = ProseFile(folder / records.prose) if records is not None else None
    with times.of("read"):
        found = read(request.content, "content", records, prose, request.jobs)
    templates = _templates(request.templates)
    checked = _planned(
        found, request.today, request.drafts, _assets(request.templates), request.base_url, times
    )
    stored = _stored(found, records, read_at)
    if checked.has_errors or (request.strict and checked.problems) or checked.site is None:
        save_records(folder, stored)
        return Built(checked.problems, checked.notes, 0, times.seconds, None)
    around = surroundings(checked.site, request.templates)
    with times.of("keys"):
        from chronicle.deciding import decide

        decision = decide(checked.pages, template_digests(templates), around, manifest, request.output)
    files = {page.address: file_of(page.address) for page in checked.pages}
    refuse_strangers(request.output, set(files.values()), before)
    to_render = [page for page in checked.pages if page.address in decision.reasons]
    with times.of("render"):
        rendered = _rendered(request, to_render, templates, checked.site, folder / stored.prose)
    with times.of("write"):
        staged = {
            files[page.address]: Path(it.staged)
            for page, it in zip(to_render, rendered, strict=True)
            if it.staged is not None
        }
        removed = write(staged, set(files.values()), before, request.output)
    made = _made(decision, to_render, rendered, request.output)
    size = sum(page.output.stamp[0] for page in made.values())
    with times.of("save"):
        save_records(folder, stored)
        save_manifest(
            folder,
            Manifest(
                version=MANIFEST,
                options=_options(request),
                surroundings=around,
                today=request.today,
                embargoes=_embargoes(found),
                inputs=inputs,
                read_at=read_at,
                pages=made,
                notes=dict(checked.notes),
                warnings=checked.problems,
                size=size,
            ),
        )
    written = Written(len(to_render), len(made) - len(to_render), len(staged), removed, size)
    fate = _fate(request.explain, made, decision.reasons)
    return Built(checked.problems, checked.notes, len(made), times.seconds, written, fate)


def _planned(
    found: Read,
    today: str,
    drafts: bool,
    assets: Mapping[str, bytes],
    base_url: str | None,
    times: Times,
) -> Checked:
    """From what was read to the pages, with all problems on the way."""
    from chronicle.contradictions import located
    from chronicle.derive import derive
    from chronicle.link import link
    from chronicle.plan import plan

    problems = list(found.problems)
    site = _with_base_url(found.site, base_url)
    with times.of("link"):
        linked = link(found.entries, site, found.files, today, drafts, found.site_references)
    problems += linked.problems
    pages: tuple[Page, ...] = ()
    if linked.chronicle is not None:
        with times.of("derive"):
            derived = derive(linked.chronicle)
        problems += (
            located(it, linked.locate(f"events/{it.event_slug}", it.path)) for it in derived.findings
        )
        with times.of("plan"):
            planned = plan(linked.chronicle, derived, assets)
        pages, site = planned.pages, linked.chronicle.site
        problems += linked.clashes(planned.clashes)
        problems += linked.dead_links({page.address for page in pages})
    ordered = tuple(sorted(set(problems)))
    if any(problem.severity == "error" for problem in ordered):
        pages = ()
    notes = Counter(entry.folder for entry in found.entries)
    return Checked(ordered, notes, site, pages, times.seconds)


def _rendered(
    request: Request, pages: Sequence[Page], templates: Mapping[str, str], site: Site, prose: Path
) -> list[Rendered]:
    """What came of these pages; nothing is set up for none."""
    if not pages:
        return []
    from chronicle.rendering import Workshop, render_staged

    staging = staging_folder(request.output)
    return render_staged(pages, Workshop(templates, site, prose, request.output, staging), request.jobs)


def _made(
    decision: Decision, pages: Sequence[Page], rendered: Sequence[Rendered], output: Path
) -> dict[str, Made]:
    """Every page as it stands now."""
    made = {address: Made(decision.keys[address], seen) for address, seen in decision.standing.items()}
    for page, it in zip(pages, rendered, strict=True):
        stamp = stamp_of((output / file_of(page.address)).lstat())
        made[page.address] = Made(decision.keys[page.address], Seen(stamp, it.digest))
    return made


def _stored(found: Read, records: Records | None, read_at: int) -> Records:
    """What the next build can use of what was read."""
    prose = records.prose if records is not None else "prose-0"
    return Records(RECORDS, maker(), read_at, prose, found.stored_site, dict(found.stored))


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


def _disk_time(folder: Path) -> int:
    """What the disk's clock says now, in nanoseconds."""
    path = folder / "clock"
    path.write_bytes(b"")
    time = path.stat().st_mtime_ns
    path.unlink()
    return time


def _with_base_url(site: Site | None, base_url: str | None) -> Site | None:
    """The site under another base URL, as a preview needs it."""
    if site is None or base_url is None:
        return site
    return sealed(msgspec.structs.replace(site, base_url=base_url.rstrip("/") + "/"))  # type: ignore[no-any-return]  # a Site


def _templates(folder: Path) -> Mapping[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html"))
    }


def _assets(folder: Path) -> Mapping[str, bytes]:
    root = folder / "assets"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
