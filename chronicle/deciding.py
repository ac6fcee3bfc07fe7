"""Which pages must be rendered, and why: from their keys and from what the last build wrote."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chronicle.addresses import file_of
from chronicle.keys import Key, Known, digest_of, key_of
from chronicle.manifest import Manifest, as_written
from chronicle.model import Page
from chronicle.stamps import Seen, Stamp, settled


@dataclass(frozen=True)
class Decision:
    keys: Mapping[str, Key]
    """By address."""
    standing: Mapping[str, Seen]
    """Address to file, of the pages that need not be rendered."""
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

    `templates` are digests by name, `outputs` the files of the folder `output`
    as they were later than `read_at`. One with another stamp than it was
    written with is looked into: the same bytes will do.
    """
    around = digest_of(tuple(surroundings[name] for name in sorted(surroundings)))
    lists: Known = {}
    keys = {page.address: key_of(page, templates, around, lists) for page in pages}
    former = manifest.pages if manifest is not None else {}
    was = manifest.surroundings if manifest is not None else {}
    standing: dict[str, Seen] = {}
    reasons: dict[str, str] = {}
    for page in pages:
        key, before = keys[page.address], former.get(page.address)
        if before is None:
            reasons[page.address] = "it is new"
        elif key != before.key:
            reasons[page.address] = _what_changed(page, key, before.key, surroundings, was)
        elif (stamp := outputs.get(name := file_of(page.address))) is None:
            reasons[page.address] = "its file was removed"
        elif not as_written(before.output, output / name, stamp):
            reasons[page.address] = "its file was changed"
        else:
            standing[page.address] = _as_seen_now(before.output, stamp, read_at)
    return Decision(keys, standing, reasons)


def _as_seen_now(seen: Seen, stamp: Stamp, read_at: int) -> Seen:
    return seen if stamp == seen.stamp else Seen(settled(stamp, read_at), seen.digest)


def _what_changed(
    page: Page, key: Key, before: Key, surroundings: Mapping[str, bytes], former: Mapping[str, bytes]
) -> str:
    """In words, from the same digests."""
    if key.surroundings != before.surroundings:
        names = sorted(name for name in surroundings if surroundings[name] != former.get(name))
        return f"every page depends on this, and it has changed: {', '.join(names)}"
    if key.template != before.template:
        return f'its template "{page.view.template}" has changed, or one that it uses'
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
