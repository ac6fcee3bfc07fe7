"""Pages to staged files, in one process or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from chronicle.addresses import file_of
from chronicle.cache import ProseFile
from chronicle.model import Page, Site, StoredProse
from chronicle.render import render
from chronicle.stamps import digest
from chronicle.wording import language
from chronicle.workers import default_jobs, shared_out
from chronicle.write import stage

WORTH = 150
"""Pages that are worth a process of their own."""


class Rendered(msgspec.Struct, frozen=True, array_like=True):
    """What came of a page."""

    digest: bytes
    size: int
    staged: str | None
    """The staged file; None where the same bytes stand in the output folder."""


@dataclass(frozen=True)
class Workshop:
    """What is the same for all pages."""

    templates: Mapping[str, str]
    translations: Path
    """The folder with the words of other languages."""
    site: Site
    prose: Path
    """The file with the prose of notes that were not read anew."""
    output: Path
    staging: Path


def render_staged(pages: Sequence[Page], workshop: Workshop, jobs: int | None = None) -> list[Rendered]:
    """Render the pages and stage those whose bytes differ from what stands; the same for any number of jobs.

    Raises `cache.CacheDamaged` where stored prose is not what was stored.
    """
    numbered = list(enumerate(pages))
    return shared_out(_render, numbered, jobs or default_jobs(len(pages), WORTH), workshop)


def _render(pages: Sequence[tuple[int, Page]], workshop: Workshop) -> list[Rendered]:
    prose = ProseFile(workshop.prose)
    whole = (_with_prose(page, prose) for _, page in pages)
    words = language(workshop.site.languages[0], workshop.translations)
    made = []
    for (number, _), (address, content) in zip(
        pages, render(whole, workshop.templates, workshop.site, words), strict=True
    ):
        staged = stage([(file_of(address), content)], workshop.output, workshop.staging, f"{number}-")
        path = next(iter(staged.values()), None)
        made.append(Rendered(digest(content), len(content), str(path) if path is not None else None))
    return made


def _with_prose(page: Page, prose: ProseFile) -> Page:
    if not any(isinstance(value, StoredProse) for value in page.inputs):
        return page
    return replace(page, inputs=tuple(_opened(value, prose) for value in page.inputs))


def _opened(value: Any, prose: ProseFile) -> Any:
    return prose.read(value) if isinstance(value, StoredProse) else value
