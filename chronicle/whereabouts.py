"""Where findings stand: the notes in which rules between notes have found something are opened once more.

So nothing about the places of values has to be kept for the many notes in which nothing is found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from chronicle.content_folder import Found, Listing
from chronicle.model import Entry, Note
from chronicle.problems import Finding
from chronicle.stamps import stamp_of

TOP = (1, 1)


def locator(
    folder: Path, entries: Mapping[str, Entry]
) -> Callable[[Sequence[Finding]], list[tuple[int, int]]]:
    """Tells line and column of findings; `folder` is that of the content, `entries` are all notes by id."""

    def locate(findings: Sequence[Finding]) -> list[tuple[int, int]]:
        wanted = sorted({finding.note for finding in findings if finding.path})
        notes = {identity: _read(folder, entries[identity]) for identity in wanted}
        return [_place(finding, notes.get(finding.note)) for finding in findings]

    return locate


def _read(folder: Path, entry: Entry) -> Note | None:
    """The note as it is now; None where it has gone, or is not what was judged."""
    from chronicle.load import load_listed  # brings YAML, which is much where nothing is found

    disk = folder / entry.path.partition("/")[2]
    try:
        stamp = stamp_of(disk.stat())
    except OSError:
        return None
    (note,) = load_listed(Listing(notes=[Found(entry.path, disk, entry.folder, entry.slug, stamp)])).notes
    return note if note.digest == entry.digest else None


def _place(finding: Finding, note: Note | None) -> tuple[int, int]:
    from chronicle.positions import locate

    if note is None or not finding.path:
        return TOP
    where = locate(note, finding.path)
    return where.line, where.column
