"""Pages to staged files, in one process or several, as far as they have to be rendered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import tee
from pathlib import Path
from typing import NamedTuple

from chronicle.addresses import file_of
from chronicle.cache import ProseFile
from chronicle.deciding import Case, reason_of
from chronicle.keys import Key, Known, digest_of_all, input_digests, template_of
from chronicle.model import Page
from chronicle.render import render
from chronicle.stamps import digest
from chronicle.wording import language
from chronicle.workers import default_jobs, shared_out
from chronicle.workshop import Rendered, Workshop
from chronicle.write import stage

WORTH = 150
"""Pages that are worth a process of their own."""

COMPARED = 8
"""Pages whose inputs are compared in the time in which one is rendered."""


def render_staged(
    cases: Sequence[Case], workshop: Workshop, staging: Path, jobs: int | None = None
) -> list[Rendered | None]:
    """Render the pages and stage those whose bytes differ from what stands; the same for any number of jobs.

    None for a page that is made from what it was made from before. Raises
    `cache.CacheDamaged` where stored prose is not what was stored.
    """
    certain = sum(case.reason is not None for case in cases)
    size = certain + (len(cases) - certain) // COMPARED
    numbered, like = list(enumerate(cases)), [case.page.like for case in cases]
    return shared_out(
        _render,
        numbered,
        jobs or default_jobs(size, WORTH),
        workshop,
        staging,
        together=like,
        kind=Rendered | None,
    )


def _render(cases: Sequence[tuple[int, Case]], workshop: Workshop, staging: Path) -> list[Rendered | None]:
    answers: dict[int, Rendered | None] = dict.fromkeys(number for number, _ in cases)
    words = language(workshop.site.languages[0], workshop.translations)
    to_render, again = tee(_to_render(cases, workshop))
    contents = render((it.page for it in again), workshop.templates, workshop.site, words)
    for it, (address, content) in zip(to_render, contents, strict=True):
        staged = stage([(file_of(address), content)], workshop.output, staging, f"{it.number}-")
        path = next(iter(staged.values()), None)
        name = str(path) if path is not None else None
        answers[it.number] = Rendered(it.key, it.reason, digest(content), name)
    return list(answers.values())


class _ToRender(NamedTuple):
    number: int
    page: Page
    """With its inputs put together, and the text of its note among them."""
    key: Key
    reason: str


def _to_render(cases: Sequence[tuple[int, Case]], workshop: Workshop) -> Iterator[_ToRender]:
    """Of these pages those that have to be rendered; the inputs of each are put together once."""
    prose = ProseFile(workshop.prose)
    around = digest_of_all(workshop.surroundings)
    lists: Known = {}
    for number, case in cases:
        inputs = case.page.inputs
        digests = input_digests(inputs, lists)
        reason = reason_of(case, inputs, digests)
        if reason is not None:
            key = Key(digests, template_of(case.page, workshop.digests), around)
            page = replace(case.page, given=tuple(map(prose.opened, inputs)))
            yield _ToRender(number, page, key, reason)
