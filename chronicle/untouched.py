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

from chronicle.addresses import file_of
from chronicle.cache import Records, StoredNote
from chronicle.manifest import Made, Manifest, as_seen_now, as_written
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
    told = (digest(path.encode()) + note.told for path, note in sorted(notes.items()))
    return digest(b"".join((*map(digest, parts), *told)))


def untouched(
    manifest: Manifest | None,
    basis: bytes,
    records: Records | None,
    digest_of_records: bytes,
    notes: Mapping[str, StoredNote],
    output: Path,
    outputs: Mapping[str, Stamp],
    read_at: int,
) -> Untouched | None:
    """What need not be planned; None where more than the text of notes has changed, or may have.

    `records` are those that were stored with the manifest, `notes` what they are now,
    `outputs` the files of the folder `output` as they were later than `read_at`.
    """
    if manifest is None or records is None or manifest.basis != basis:
        return None
    if manifest.records != digest_of_records:
        return None  # a build that found errors has stored others since
    changed = _changed(records.notes, notes)
    if changed is None:
        return None
    touched: set[str] = set()
    standing: dict[str, Made] = {}
    for address, made in manifest.pages.items():
        stamp = outputs.get(name := file_of(address))
        if (
            stamp is None
            or not changed.isdisjoint(made.key.inputs)
            or not as_written(made.output, output / name, stamp)
        ):
            touched.add(address)
        else:
            standing[address] = Made(made.key, as_seen_now(made.output, stamp, read_at))
    return Untouched(frozenset(touched), standing)


def _changed(before: Mapping[str, StoredNote], now: Mapping[str, StoredNote]) -> set[bytes] | None:
    """The digests of the texts that have changed, as they were.

    None where one of them names a place by another of its slugs: then it is
    printed with the place's own, and stands in the key with another digest.
    """
    edited = [it for path, it in now.items() if before[path].entry.prose.digest != it.entry.prose.digest]
    others = {f"places/{it.text}" for note in now.values() for it in note.entry.facts.other_slugs}
    if any(need in others for note in edited if note.entry.record for need in note.entry.record.needs):
        return None
    return {before[note.entry.path].entry.prose.digest for note in edited}
