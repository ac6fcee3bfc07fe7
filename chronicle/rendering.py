"""Pages to staged files, in one process or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import tee
from pathlib import Path

from chronicle.addresses import file_of
from chronicle.cache import ProseFile
from chronicle.keys import Known, digest_of_all, key_of
from chronicle.model import Page
from chronicle.render import render
from chronicle.stamps import digest
from chronicle.wording import language
from chronicle.workers import default_jobs, shared_out
from chronicle.workshop import Rendered, Workshop
from chronicle.write import stage

WORTH = 150
"""Pages that are worth a process of their own."""


def render_staged(
    pages: Sequence[Page], workshop: Workshop, staging: Path, jobs: int | None = None
) -> list[Rendered]:
    """Render the pages and stage those whose bytes differ from what stands; the same for any number of jobs.

    Raises `cache.CacheDamaged` where stored prose is not what was stored.
    """
    numbered = list(enumerate(pages))
    return shared_out(_render, numbered, jobs or default_jobs(len(pages), WORTH), workshop, staging)


def _render(pages: Sequence[tuple[int, Page]], workshop: Workshop, staging: Path) -> list[Rendered]:
    prose = ProseFile(workshop.prose)
    words = language(workshop.site.languages[0], workshop.translations)
    around = digest_of_all(workshop.surroundings)
    lists: Known = {}
    made = []
    whole, again = tee(_with_prose(page, prose) for _, page in pages)
    contents = render(again, workshop.templates, workshop.site, words)
    for (number, _), page, (address, content) in zip(pages, whole, contents, strict=True):
        key = key_of(page, workshop.digests, around, lists)
        staged = stage([(file_of(address), content)], workshop.output, staging, f"{number}-")
        path = next(iter(staged.values()), None)
        made.append(Rendered(key, digest(content), len(content), str(path) if path is not None else None))
    return made


def _with_prose(page: Page, prose: ProseFile) -> Page:
    """The page with its inputs put together once for all, and the text of its note among them."""
    return replace(page, given=tuple(map(prose.opened, page.inputs)))
