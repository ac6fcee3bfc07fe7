"""The content folder as it was last read: after an edit only the notes that were saved are read again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from chronicle.cache import VERSION as RECORDS
from chronicle.cache import ProseFile, Records, StoredNote, kept_records, save_records
from chronicle.content_folder import Found
from chronicle.lock import only_one
from chronicle.reading import Read, read, read_again
from chronicle.stamps import disk_time, stamp_of
from chronicle.surroundings import maker

MANY = 50
"""Notes saved at once, from which on the whole folder is looked through."""

NAME = "content"
"""What problems call the folder."""


class NotesInMemory:
    """What `reading.read` gives of a content folder, kept in step with it.

    `folder` keeps the records from one start to the next, so that the second
    need not read a thousand notes.
    """

    def __init__(self, content: Path, folder: Path, say: Callable[[str], None]) -> None:
        self._content = content
        self._folder = folder
        self._say = say
        self._read: Read | None = None
        self._records: Records | None = None

    @property
    def prose(self) -> ProseFile:
        """Where the prose of notes that have not been read since the start is."""
        return ProseFile(self._folder / (self._records.prose if self._records is not None else "prose-0"))

    def read(self, changed: Collection[Path]) -> Read:
        """The folder as it is now, where nothing but these files has changed since the last call.

        Raises `cache.CacheDamaged` where what was kept is gone; then `forget` and call it again.
        """
        now = self._with_saved(changed) if self._read is not None and changed else None
        self._read = now if now is not None else self._whole()
        return self._read

    def forget(self) -> None:
        """Know nothing of what was read, and keep nothing of it."""
        self._read = self._records = None
        (self._folder / "records").unlink(missing_ok=True)

    # --- everything -------------------------------------------------------------

    def _whole(self) -> Read:
        with only_one(self._folder, lambda: None):
            read_at = disk_time(self._folder / "lock")
            if self._read is not None and self._records is not None:
                known = _records(self._read, self._records)
                return read(self._content, NAME, read_at, known, self.prose)
            self._records = self._stored()
            found = read(self._content, NAME, read_at, self._records, self._prose_if_any())
            if self._records is not None and not found.fresh:
                return found
            save_records(self._folder, _records(found, self._records))
            self._records = self._stored()
        # With the prose where it has just been put, so that the texts of all notes are not held in memory
        return read(self._content, NAME, read_at, self._records, self._prose_if_any())

    def _stored(self) -> Records | None:
        return kept_records(self._folder, maker(), self._say)

    def _prose_if_any(self) -> ProseFile | None:
        return self.prose if self._records is not None else None

    # --- what was saved ---------------------------------------------------------

    def _with_saved(self, changed: Collection[Path]) -> Read | None:
        """What was read, with these notes as they are now; None where the whole must be looked through."""
        before = self._read
        assert before is not None, "something was read before"
        changed = [path for path in changed if path.exists() or self._name(path) in before.stored]
        found = [it for path in changed if (it := self._found(path, before)) is not None]
        if len(found) != len(changed) or len(found) > MANY:
            return None
        read_at = disk_time(self._folder / "lock")
        notes = dict(zip((it.path for it in found), read_again(found, self._site(), read_at), strict=True))
        if any(not _touches_itself_only(before, path, note) for path, note in notes.items()):
            return None
        entries = tuple(notes[it.path].entry if it.path in notes else it for it in before.entries)
        problems = [it for it in before.problems if it.location.file not in notes]
        problems += (problem for note in notes.values() for problem in note.problems)
        stored = {**before.stored, **notes}
        return replace(before, entries=entries, problems=tuple(sorted(problems)), stored=stored)

    def _found(self, path: Path, before: Read) -> Found | None:
        """A note that was there before and still is."""
        name = self._name(path)
        known = before.stored.get(name)
        if known is None or path.is_symlink() or not path.is_file():
            return None
        return Found(name, path, known.entry.folder, known.entry.slug, stamp_of(path.stat()))

    def _name(self, path: Path) -> str:
        """As problems name a file; empty for one that lies elsewhere."""
        root = self._content.resolve()
        return f"{NAME}/{path.relative_to(root).as_posix()}" if path.is_relative_to(root) else ""

    def _site(self) -> Found | None:
        path = self._content.resolve() / "site.yaml"
        return Found(f"{NAME}/site.yaml", path, "", "site", stamp_of(path.stat())) if path.is_file() else None


def _touches_itself_only(before: Read, path: str, note: StoredNote) -> bool:
    """Whether nothing that was read of other files depends on what has changed in this one."""
    was = before.stored[path]
    of_the_file = [it for it in before.problems if it.location.file == path]
    return was.entry.facts.other_slugs == note.entry.facts.other_slugs and of_the_file == sorted(was.problems)


def _records(found: Read, before: Records | None) -> Records:
    prose = before.prose if before is not None else "prose-0"
    return Records(RECORDS, maker(), prose, 0, found.stored_site, dict(found.stored))
