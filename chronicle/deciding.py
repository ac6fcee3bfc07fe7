"""Which pages must be rendered, and why: from their keys and from what the last build wrote.

What can be told without a look at a page's inputs is told first, for all
pages. Those that are left are compared where they would be rendered, in all
processes: to put the inputs of every page together is most of an edit's work.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronicle.addresses import file_of
from chronicle.keys import Key, digest_of_all, template_of
from chronicle.manifest import Made, Manifest, as_it_stands
from chronicle.model import Page, View
from chronicle.stamps import Stamp


@dataclass(frozen=True)
class Case:
    """A page, and what is known of it before its inputs are looked at."""

    page: Page
    before: Key | None
    """What it was made from, where that can be compared with what it is made from now."""
    reason: str | None
    """Why it must be rendered whatever its inputs are; None where they decide."""


@dataclass(frozen=True)
class Decision:
    cases: tuple[Case, ...]
    """In order of the pages."""
    standing: Mapping[str, Made]
    """By address, what stands of the pages whose inputs decide."""


def decide(
    pages: Sequence[Page],
    templates: Mapping[str, bytes],
    surroundings: Mapping[str, bytes],
    manifest: Manifest | None,
    output: Path,
    outputs: Mapping[str, Stamp],
    read_at: int,
) -> Decision:
    """Compare all but the inputs of every page with the last build, and its file with what was written then.

    `templates` are digests by name; of `output`, `outputs` and `read_at` see `manifest.as_it_stands`.
    """
    former = manifest.pages if manifest is not None else {}
    around = digest_of_all(surroundings)
    changed = _changed_surroundings(surroundings, manifest)
    standing: dict[str, Made] = {}
    cases: list[Case] = []
    for page in pages:
        before = former.get(page.address)
        if before is None:
            cases.append(Case(page, None, "it is new"))
        elif around != before.key.surroundings:
            cases.append(Case(page, None, f"every page depends on this, and it has changed: {changed}"))
        elif template_of(page, templates) != before.key.template:
            words = f'its template "{page.view.template}" has changed, or one that it uses'
            cases.append(Case(page, None, words))
        elif made := as_it_stands(before, page.address, output, outputs, read_at):
            standing[page.address] = made
            cases.append(Case(page, before.key, None))
        else:
            is_there = file_of(page.address) in outputs
            cases.append(Case(page, before.key, f"its file was {'changed' if is_there else 'removed'}"))
    return Decision(tuple(cases), standing)


def _changed_surroundings(surroundings: Mapping[str, bytes], manifest: Manifest | None) -> str:
    former = manifest.surroundings if manifest is not None else {}
    return ", ".join(sorted(name for name in surroundings if surroundings[name] != former.get(name)))


def reason_of(case: Case, inputs: Sequence[Any], digests: Sequence[bytes]) -> str | None:
    """Why a page must be rendered, now that its inputs and their digests are known; None where it stands."""
    if case.before is None or digests == case.before.inputs:
        return case.reason
    changed = ", ".join(_changed_inputs(case.page.view, inputs, digests, case.before.inputs))
    return f"of what it is made from this has changed: {changed}"


def _changed_inputs(
    view: View, inputs: Sequence[Any], digests: Sequence[bytes], before: Sequence[bytes]
) -> list[str]:
    """The inputs that differ, by the names that the view has for them."""
    if len(digests) != len(before):
        return ["the number of its inputs"]
    parameters = inspect.signature(view.make).parameters
    rows = zip(parameters, inputs, digests, before, strict=False)  # the last may have defaults
    return [_described(name, value) for name, value, now, then in rows if now != then]


def _described(name: str, value: object) -> str:
    """``event (content/events/2017/…md)`` for what comes from a file of its own."""
    path = getattr(value, "path", None)
    words = name.replace("_", " ")
    return f"{words} ({path})" if isinstance(path, str) else words
