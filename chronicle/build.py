"""The one module that knows the order of the stages.

load → validate → link → derive → plan → render → write
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import msgspec

from chronicle.contradictions import located
from chronicle.derive import derive
from chronicle.link import link
from chronicle.load import load
from chronicle.model import Page, Site, sealed
from chronicle.plan import plan
from chronicle.problems import Problem
from chronicle.render import render
from chronicle.validate import validate
from chronicle.wording import language
from chronicle.write import Written, write


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
class Built:
    checked: Checked
    written: Written | None
    """None where the content has errors: then nothing was written."""


def check(
    content: Path,
    today: str,
    drafts: bool = False,
    assets: Mapping[str, bytes] | None = None,
    base_url: str | None = None,
) -> Checked:
    """Everything up to the plan: all problems of all notes, and the pages where there is no error."""
    times = Times()
    with times.of("load"):
        loaded = load(content)
    problems = list(loaded.problems)
    notes = Counter(note.folder for note in loaded.notes)
    with times.of("validate"):
        validated = validate(loaded.notes, loaded.site, loaded.files)
    problems += validated.problems
    site = _with_base_url(validated.site, base_url)
    with times.of("link"):
        linked = link(validated.entries, site, loaded.files, today, drafts, validated.site_references)
    problems += linked.problems
    pages: tuple[Page, ...] = ()
    if linked.chronicle is not None:
        with times.of("derive"):
            derived = derive(linked.chronicle)
        problems += (
            located(it, linked.locate(f"events/{it.event_slug}", it.path)) for it in derived.findings
        )
        with times.of("plan"):
            planned = plan(linked.chronicle, derived, assets or {})
        pages = planned.pages
        problems += linked.clashes(planned.clashes)
        problems += linked.dead_links({page.address for page in pages})
    ordered = tuple(sorted(set(problems)))
    if any(problem.severity == "error" for problem in ordered):
        pages = ()
    return Checked(ordered, notes, site, pages, times.seconds)


def build(
    content: Path,
    templates: Path,
    output: Path,
    today: str,
    drafts: bool = False,
    strict: bool = False,
    base_url: str | None = None,
) -> Built:
    """The whole way from notes to the site on disk. With errors (`strict`: with warnings) nothing is written.

    Raises `write.WriteError` where the output folder is not ours or cannot be written.
    """
    checked = check(content, today, drafts, _assets(templates), base_url)
    if checked.has_errors or (strict and checked.problems) or checked.site is None:
        return Built(checked, None)
    times = Times(dict(checked.seconds))
    with times.of("render"):
        words = language(checked.site.languages[0])
        files = list(render(checked.pages, _templates(templates), checked.site, words))
    with times.of("write"):
        written = write(files, output)
    return Built(
        Checked(checked.problems, checked.notes, checked.site, checked.pages, times.seconds),
        written,
    )


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
