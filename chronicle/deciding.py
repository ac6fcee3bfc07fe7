"""Which pages must be rendered, and why: from their keys and from what the last build wrote."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chronicle.addresses import file_of
from chronicle.keys import Key, Known, digest_of_all, key_of, template_of
from chronicle.manifest import Made, Manifest, as_it_stands
from chronicle.model import Page
from chronicle.stamps import Stamp


@dataclass(frozen=True)
class Decision:
    standing: Mapping[str, Made]
    """By address, the pages that need not be rendered."""
    reasons: Mapping[str, str]
    """Address to why, of the others."""


def decide(
    pages: Sequence[Page],
    templates: Mapping[str, bytes],
    surroundings: Mapping[str, bytes],
    manifest: Manifest | None,
    output: Path,
    outputs: Mapping[str, Stamp],
    read_at: int,
) -> Decision:
    """Compare every page's key with that of the last build, and its file with what was written then.

    `templates` are digests by name; of `output`, `outputs` and `read_at` see `manifest.as_it_stands`.
    """
    deciding = _Deciding(templates, surroundings, manifest)
    former = manifest.pages if manifest is not None else {}
    standing: dict[str, Made] = {}
    reasons: dict[str, str] = {}
    for page in pages:
        before = former.get(page.address)
        if before is None:
            reasons[page.address] = "it is new"
        elif reason := deciding.what_changed(page, before.key):
            reasons[page.address] = reason
        elif made := as_it_stands(before, page.address, output, outputs, read_at):
            standing[page.address] = made
        else:
            is_there = file_of(page.address) in outputs
            reasons[page.address] = f"its file was {'changed' if is_there else 'removed'}"
    return Decision(standing, reasons)


class _Deciding:
    """What a page is made from now beside what it was made from, the dearest to know last."""

    def __init__(
        self, templates: Mapping[str, bytes], surroundings: Mapping[str, bytes], manifest: Manifest | None
    ) -> None:
        self._templates = templates
        self._around = digest_of_all(surroundings)
        former = manifest.surroundings if manifest is not None else {}
        self._other = sorted(name for name in surroundings if surroundings[name] != former.get(name))
        self._lists: Known = {}

    def what_changed(self, page: Page, before: Key) -> str | None:
        """In words; None where nothing has."""
        if self._around != before.surroundings:
            return f"every page depends on this, and it has changed: {', '.join(self._other)}"
        if template_of(page, self._templates) != before.template:
            return f'its template "{page.view.template}" has changed, or one that it uses'
        key = key_of(page, self._templates, self._around, self._lists)
        if key.inputs == before.inputs:
            return None
        return f"of what it is made from this has changed: {', '.join(_changed_inputs(page, key, before))}"


def _changed_inputs(page: Page, key: Key, before: Key) -> list[str]:
    """The inputs that differ, by the names that the view has for them."""
    if len(key.inputs) != len(before.inputs):
        return ["the number of its inputs"]
    parameters = inspect.signature(page.view.make).parameters
    rows = zip(parameters, page.inputs, key.inputs, before.inputs, strict=False)  # the last may have defaults
    return [_described(name, value) for name, value, now, then in rows if now != then]


def _described(name: str, value: object) -> str:
    """``event (content/events/2017/…md)`` for what comes from a file of its own."""
    path = getattr(value, "path", None)
    words = name.replace("_", " ")
    return f"{words} ({path})" if isinstance(path, str) else words
