"""The content folder to entries: what is as it was comes from the cache, the rest is loaded and validated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from chronicle.cache import ProseFile, Records, StoredNote, StoredSite, told_by
from chronicle.content_folder import Found, Listing, list_content
from chronicle.model import Entry, Mention, Reference, Site, StoredProse
from chronicle.problems import Location, Problem
from chronicle.published import MOST_BYTES as MOST_LOCK_BYTES
from chronicle.published import Lock, locked
from chronicle.stamps import Seen, digest, same_content, settled
from chronicle.text_file import read_text
from chronicle.workers import default_jobs, shared_out

WORTH = 400
"""Notes that are worth a process of their own."""


@dataclass(frozen=True)
class Read:
    site: Site | None
    site_references: tuple[Reference, ...]
    entries: tuple[Entry, ...]
    """In order of path."""
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    stored: Mapping[str, StoredNote]
    """The notes for the next build's cache."""
    stored_site: StoredSite | None
    fresh: int
    """How many notes were read anew."""
    lock: Lock | None = None
    """The addresses that were ever published; None where nobody keeps them."""


def read(
    folder: Path,
    name: str,
    read_at: int,
    records: Records | None,
    prose: ProseFile | None,
    jobs: int | None = None,
) -> Read:
    """All notes of the folder as entries, with every problem of every note and file.

    `read_at` is the disk's time before this (see `stamps.settled`), `records`
    what the last build stored and `prose` the file with their prose. A note is
    not read again while its stamp is the same, nor when its content is. A
    change of `site.yaml` makes all of them new: its words are what notes are
    judged by.
    """
    listing = list_content(folder, name)
    site = _site(listing, records)
    if (
        records is None
        or site is None
        or records.site is None
        or site.seen.digest != records.site.seen.digest
    ):
        known: dict[str, StoredNote] = {}
    else:
        known = _known(listing.notes, records, read_at)
    new = [found for found in listing.notes if found.path not in known]
    jobs = jobs or default_jobs(len(new), WORTH)
    answers = shared_out(_read_notes, new, jobs, listing.site, read_at, kind=StoredNote) if new else []
    stored = {**known, **{found.path: answer for found, answer in zip(new, answers, strict=True)}}
    notes = [stored[found.path] for found in listing.notes]
    files, file_problems = _data(listing)
    lock, lock_problems = _lock(listing)
    problems = [
        *listing.problems,
        *file_problems,
        *lock_problems,
        *(site.problems if site is not None else ()),
    ]
    problems += (problem for note in notes for problem in note.problems)
    return Read(
        site=site.site if site is not None else None,
        site_references=_references(site, listing),
        entries=_with_prose_to_rewrite([note.entry for note in notes], prose),
        files=files,
        problems=tuple(sorted(problems)),
        stored=stored,
        stored_site=site,
        fresh=len(new),
        lock=lock,
    )


def _known(notes: Sequence[Found], records: Records, read_at: int) -> dict[str, StoredNote]:
    """Path to the stored note, for those that are what they were."""
    known = {}
    for found in notes:
        before = records.notes.get(found.path)
        if before is None or before.entry.id != f"{found.folder}/{found.slug}":
            continue
        if before.seen.stamp == found.stamp:
            known[found.path] = before
        elif same_content(before.seen, found.disk, found.stamp):
            seen = Seen(settled(found.stamp, read_at), before.seen.digest)
            known[found.path] = msgspec.structs.replace(before, seen=seen)
    return known


def _read_notes(notes: Sequence[Found], site: Found | None, read_at: int) -> list[StoredNote]:
    """Load and validate these notes; in whatever process."""
    # Here and not above: they bring YAML, Markdown and pydantic, which is much where no note is new
    from chronicle.load import load_listed
    from chronicle.validate import validate

    loaded = load_listed(Listing(notes=list(notes), site=site))
    validated = validate(loaded.notes, loaded.site, {})
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in (*loaded.problems, *validated.problems):
        found[problem.location.file].append(problem)
    return [
        StoredNote(
            _seen(note, entry, found[entry.path], read_at),
            entry,
            tuple(found[entry.path]),
            told_by(entry),
        )
        for note, entry in zip(notes, validated.entries, strict=True)
    ]


def read_again(notes: Sequence[Found], site: Found | None, read_at: int) -> list[StoredNote]:
    """Only these notes, judged by `site.yaml` as it is now: what has just been saved."""
    return _read_notes(notes, site, read_at)


def _seen(note: Found, entry: Entry, problems: Sequence[Problem], read_at: int) -> Seen:
    """What could not be read is tried again each time: nothing of the file need change for it."""
    if any(problem.code == "unreadable" for problem in problems):
        return Seen((-1, 0, 0, 0), b"")
    return Seen(settled(note.stamp, read_at), entry.digest)


def _site(listing: Listing, records: Records | None) -> StoredSite | None:
    """`site.yaml`, from the cache where it and the files of the map are what they were."""
    if listing.site is None:
        return None
    seen = Seen(listing.site.stamp, _site_digest(listing))
    if records is not None and records.site is not None and records.site.seen.digest == seen.digest:
        return msgspec.structs.replace(records.site, seen=seen)
    from chronicle.load import load_listed
    from chronicle.validate import validate

    loaded = load_listed(Listing(data=listing.data, site=listing.site))
    validated = validate((), loaded.site, loaded.files)
    mentions = (
        Mention(it.target, it.field, it.location.line, it.location.column) for it in validated.site_references
    )
    problems = {*loaded.problems, *validated.problems}
    own = tuple(sorted(problem for problem in problems if problem.location.file == listing.site.path))
    return StoredSite(seen, validated.site, tuple(mentions), own)


def _site_digest(listing: Listing) -> bytes:
    """Of `site.yaml` and of all data files: they are few, and the map is judged with them."""
    assert listing.site is not None
    parts = []
    for found in (listing.site, *listing.data):
        try:
            parts.append(digest(found.disk.read_bytes()) + found.path.encode())
        except OSError:
            parts.append(found.path.encode())
    return digest(b"\n".join(parts))


def _references(site: StoredSite | None, listing: Listing) -> tuple[Reference, ...]:
    if site is None or listing.site is None:
        return ()
    path = listing.site.path
    return tuple(Reference(it.target, Location(path, it.line, it.column), it.field) for it in site.references)


def _data(listing: Listing) -> tuple[Mapping[str, bytes], Sequence[Problem]]:
    """The data files, with what is wrong with them."""
    from chronicle.load import load_listed

    loaded = load_listed(Listing(data=listing.data))
    return loaded.files, loaded.problems


def _lock(listing: Listing) -> tuple[Lock | None, Sequence[Problem]]:
    """The addresses that were ever published, with what is wrong with their file."""
    if listing.lock is None:
        return None, ()
    path, size = listing.lock.path, listing.lock.stamp[0]
    top = Location(path, 1, 1)
    if size > MOST_LOCK_BYTES:
        return None, [Problem(top, "data-too-large", f"the file has {size // 1024} kB; 4096 are allowed")]
    try:
        content = listing.lock.disk.read_bytes()
    except OSError as error:
        return None, [Problem(top, "unreadable", f"the file cannot be read: {error.strerror}")]
    text, problems = read_text(content, path)
    lock, wrong = locked(text or "", path)
    return lock, [*problems, *wrong]


def _with_prose_to_rewrite(entries: Sequence[Entry], prose: ProseFile | None) -> tuple[Entry, ...]:
    """The entries; with its prose what names a place by another of its slugs: it may have to be changed."""
    others = {f"places/{other.text}" for entry in entries for other in entry.facts.other_slugs}
    return tuple(_opened(entry, prose) if _names(entry, others) else entry for entry in entries)


def _names(entry: Entry, others: set[str]) -> bool:
    return entry.record is not None and bool(others) and not others.isdisjoint(entry.record.needs)


def _opened(entry: Entry, prose: ProseFile | None) -> Entry:
    if prose is None or not isinstance(entry.prose, StoredProse):
        return entry
    return msgspec.structs.replace(entry, prose=prose.read(entry.prose))
