"""Which pages an edit of nothing but the text of notes can touch: the others need not even be planned.

Nothing looks into the text of a note before its page is rendered, and a page
that prints it has it as an input of its own, whose digest stands in the page's
key. So as long as all else is the same, what is planned is the same, and the
keys of the last build tell where a text is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chronicle.cache import StoredNote
from chronicle.keys import SIZE
from chronicle.manifest import Made, Manifest, as_it_stands
from chronicle.stamps import Stamp, digest


@dataclass(frozen=True)
class Untouched:
    """The pages of a site that has the same addresses as before."""

    touched: frozenset[str]
    """Addresses of the pages that print an edited text, or whose files are not as they were written."""
    standing: Mapping[str, Made]
    """By address, all others."""


def basis_of(parts: Iterable[bytes], notes: Mapping[str, StoredNote]) -> bytes:
    """The digest of all that decides what is planned: some `parts`, and the notes but for their text."""
    told = (b"%s\0%s" % (path.encode(), note.told) for path, note in sorted(notes.items()))
    return digest(b"".join((*map(digest, parts), *told)))


def texts_of(notes: Mapping[str, StoredNote]) -> bytes:
    """The digests of the texts of notes, in the order of their paths."""
    return b"".join(note.entry.prose.digest for _, note in sorted(notes.items()))


def untouched(
    manifest: Manifest | None,
    basis: bytes,
    notes: Mapping[str, StoredNote],
    output: Path,
    outputs: Mapping[str, Stamp],
    read_at: int,
) -> Untouched | None:
    """What need not be planned; None where more than the text of notes has changed, or may have.

    `basis` is what `basis_of` says now; of `output`, `outputs` and `read_at` see `manifest.as_it_stands`.
    """
    if manifest is None or manifest.basis != basis:
        return None
    changed = _changed(manifest.texts, notes)
    if changed is None:
        return None
    standing: dict[str, Made] = {}
    for address, made in manifest.pages.items():
        if changed.isdisjoint(made.key.inputs):
            now = as_it_stands(made, address, output, outputs, read_at)
            if now is not None:
                standing[address] = now
    return Untouched(frozenset(manifest.pages.keys() - standing.keys()), standing)


def _changed(before: bytes, notes: Mapping[str, StoredNote]) -> set[bytes] | None:
    """The digests of the texts that have changed, as they were; `before` are those of the same notes.

    None where one of them names a place by another of its slugs: then it is
    printed with the place's own, and stands in the key with another digest.
    """
    changed: set[bytes] = set()
    others = {f"places/{it.text}" for note in notes.values() for it in note.entry.facts.other_slugs}
    for number, (_, note) in enumerate(sorted(notes.items())):
        was = before[number * SIZE : (number + 1) * SIZE]
        if was != note.entry.prose.digest:
            record = note.entry.record
            if record is not None and not others.isdisjoint(record.needs):
                return None
            changed.add(was)
    return changed
