"""Footnotes that are marked and not written, written and not marked, or written twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chronicle.marks import Fault

CODE = "bad-footnote"
_WRITTEN = re.compile(r"^[ >]*\[\^(?P<label>[^\]\n]*)\]:", re.MULTILINE)
_LABEL = re.compile(r"[\w-]+")


def footnote_faults(body: str, undefined: Iterable[str], unused: Iterable[str]) -> Iterator[Fault]:
    """What is wrong with a body's footnotes; the labels are those that Markdown found wanting."""
    for label in undefined:
        offset = max(body.find(f"[^{label}]"), 0)
        message = f'the footnote "{label}" is marked here and written nowhere'
        yield Fault(offset, CODE, message, f"write it on a line of its own that begins with [^{label}]:")
    if "[^" not in body:
        return
    seen: set[str] = set()
    lost = set(unused)
    for written in _WRITTEN.finditer(body):
        label, offset = written["label"], written.start("label") - 2
        if label in seen:
            message = f'the footnote "{label}" is written twice'
            yield Fault(offset, CODE, message, "give one another label")
        elif not _LABEL.fullmatch(label):
            message = f'"{label}" cannot be the label of a footnote'
            yield Fault(offset, CODE, message, "use letters, digits and hyphens")
        elif label in lost:
            message = f'the footnote "{label}" is written and marked nowhere'
            yield Fault(offset, CODE, message, f"put [^{label}] where it belongs")
        seen.add(label)
