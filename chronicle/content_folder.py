"""Which files a content folder has: notes by kind, data, and strays. Opens none of them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from chronicle.nearest import did_you_mean
from chronicle.problems import Location, Problem
from chronicle.stamps import Stamp, stamp_of

KINDS = ("events", "periods", "places", "actors", "operations", "sources", "measures", "pages")
"""Folders of notes; a note may lie in folders inside them, such as a year's."""
DATA = ("map", "images")
SITE = "site.yaml"
LOCK = "addresses.lock"
"""Every address that was ever published; may be missing."""
ABOUT = frozenset({"README.md", "LICENSE", "LICENSE.md", "LICENSE.txt"})
"""May lie beside `site.yaml`, for those who look at the folder itself."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-(?:\d{2}-(?:\d{2}-)?)?")


@dataclass(frozen=True)
class Found:
    """One file."""

    path: str
    """As problems name it: ``content/events/2017/2017-11-03-x.md``."""
    disk: Path
    folder: str
    """The first folder; empty for `site.yaml`."""
    slug: str
    """The file name without date and ending; for data the path from the content folder."""
    stamp: Stamp
    """What the disk says of it: size, time of the last change, inode."""


@dataclass
class Listing:
    notes: list[Found] = field(default_factory=list)
    data: list[Found] = field(default_factory=list)
    site: Found | None = None
    lock: Found | None = None
    problems: list[Problem] = field(default_factory=list)

    def report(self, path: str, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(Location(path, 1, 1), code, message, hint))


def list_content(folder: Path, name: str) -> Listing:
    """Every file of the folder, in order of its path, whatever order the disk has.

    A symbolic link is followed only to a file inside the folder; anything that
    is neither file nor folder is reported and never opened.
    """
    listing = Listing()
    root = folder.resolve()
    for entry in sorted(_files(root, name, listing), key=lambda found: found.path):
        _sort_in(entry, name, listing)
    if listing.site is None:
        hint = "docs/new-chronicle.md shows how to write one"
        listing.report(f"{name}/{SITE}", "site-missing", "there is no site.yaml", hint)
    _report_duplicate_slugs(listing)
    return listing


def _files(root: Path, name: str, listing: Listing) -> Iterator[Found]:
    """Every ordinary file below `root`, dot-files and editors' backups left out."""
    waiting = [(root, name)]
    while waiting:
        folder, shown = waiting.pop()
        for entry in _entries(folder, shown, listing):
            path = f"{shown}/{_printable(entry.name)}"
            if path != f"{shown}/{entry.name}":
                listing.report(
                    path, "bad-file-name", "the name has characters that cannot be shown", "rename it"
                )
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((folder / entry.name, path))
            elif (stamp := _stamp(entry, root, path, listing)) is not None:
                yield Found(path, folder / entry.name, "", "", stamp)


def _entries(folder: Path, shown: str, listing: Listing) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            wanted = (entry for entry in found if not _is_left_out(entry.name))
            entries = sorted(wanted, key=lambda entry: entry.name)
    except OSError as error:
        listing.report(shown, "unreadable", f"the folder cannot be read: {error.strerror}")
        return []
    _report_case_clashes(shown, [entry.name for entry in entries], listing)
    return entries


def _stamp(entry: os.DirEntry[str], root: Path, path: str, listing: Listing) -> Stamp | None:
    """The stamp of an ordinary file, None (and a report) for everything else."""
    try:
        if entry.is_symlink():
            target = Path(entry.path).resolve(strict=True)
            if not target.is_relative_to(root):
                message = "this link leads out of the content folder"
                listing.report(path, "outside-folder", message, "put the file itself here")
                return None
            if target.is_dir():
                hint = "delete the link; each note has one place"
                listing.report(path, "linked-folder", "this is a link to a folder", hint)
                return None
        status = entry.stat()
    except (OSError, RuntimeError):  # before Python 3.13, a link in a circle is a RuntimeError
        message = "this link leads nowhere" if entry.is_symlink() else "the file cannot be read"
        listing.report(path, "unreadable", message)
        return None
    if not stat.S_ISREG(status.st_mode):
        listing.report(path, "unreadable", "this is not an ordinary file", "delete it")
        return None
    return stamp_of(status)


def _is_left_out(name: str) -> bool:
    """Dot-files, and what editors leave beside a file."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".bak", ".orig", ".tmp"))


def _printable(name: str) -> str:
    """The name, with everything escaped that a terminal or UTF-8 could not show."""
    if name.isprintable():
        return name
    escaped = (letter if letter.isprintable() else repr(letter)[1:-1] for letter in name)
    return "".join(escaped)


def _sort_in(found: Found, name: str, listing: Listing) -> None:
    """Puts a file where it belongs in the listing."""
    inside = found.path.removeprefix(f"{name}/")
    folder, _, rest = inside.partition("/")
    if not rest:
        _top_file(found, inside, listing)
    elif folder in DATA:
        listing.data.append(Found(found.path, found.disk, folder, inside, found.stamp))
    elif folder in KINDS:
        _note(found, folder, listing)
    else:
        known = (*KINDS, *DATA)
        message = f'"{folder}" is none of the folders of a chronicle'
        hint = did_you_mean(folder, known) or f"they are {', '.join(known)}"
        listing.report(found.path, "unknown-folder", message, hint)


def _top_file(found: Found, file_name: str, listing: Listing) -> None:
    if file_name == SITE:
        listing.site = Found(found.path, found.disk, "", "site", found.stamp)
    elif file_name == LOCK:
        listing.lock = Found(found.path, found.disk, "", LOCK, found.stamp)
    elif file_name not in ABOUT:
        near = file_name.lower() in {"site.yml", SITE}
        hint = f'did you mean "{SITE}"?' if near else "move it to the folder of its kind"
        listing.report(found.path, "unknown-folder", f'"{file_name}" lies in no folder of a kind', hint)


def _note(found: Found, folder: str, listing: Listing) -> None:
    stem, ending = found.disk.stem, found.disk.suffix
    if ending.lower() not in {".md", ".markdown"}:
        message = f'"{found.disk.name}" is not a note; the names of notes end in ".md"'
        listing.report(found.path, "unknown-folder", message, "pictures belong into images/")
        return
    slug = _slug_of(folder, stem)
    good = slug if _SLUG.fullmatch(slug) else slug_like(slug)
    if ending != ".md" or slug != good or not good:
        date = stem[: len(stem) - len(slug)]
        wanted = 'lower-case letters, digits, single hyphens, a letter first; then ".md"'
        message = f'"{found.disk.name}" gives no slug: {wanted}'
        hint = f'rename it to "{date}{good}.md"' if good else "rename it"
        listing.report(found.path, "bad-file-name", message, hint)
    listing.notes.append(Found(found.path, found.disk, folder, good, found.stamp))


def _slug_of(folder: str, stem: str) -> str:
    """The stem of a file name; of an event's without the date."""
    return _DATE.sub("", stem, count=1) if folder == "events" and _DATE.match(stem) else stem


def identity_of(path: str) -> str | None:
    """The id of the note in a file, by its path from the content folder; None where it is no note.

    >>> identity_of("events/2017/2017-11-03-deir-ez-zor.md"), identity_of("site.yaml")
    ('events/deir-ez-zor', None)
    """
    folder, _, rest = path.partition("/")
    stem, ending = os.path.splitext(rest.rsplit("/", 1)[-1])  # noqa: PTH122  # of a name, not of a file
    return f"{folder}/{_slug_of(folder, stem)}" if folder in KINDS and ending == ".md" else None


def slug_like(text: str) -> str:
    """The slug that is nearest to a text; empty where there is none."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")


def _report_case_clashes(shown: str, names: Iterable[str], listing: Listing) -> None:
    first: dict[str, str] = {}
    for name in names:
        key = normalize("NFC", name).casefold()
        if key in first:
            message = f'"{_printable(name)}" and "{_printable(first[key])}" are one name on some systems'
            listing.report(f"{shown}/{_printable(name)}", "case-clash", message, "rename one of them")
        first.setdefault(key, name)


def _report_duplicate_slugs(listing: Listing) -> None:
    first: dict[tuple[str, str], Found] = {}
    for found in listing.notes:
        other = first.setdefault((found.folder, found.slug), found)
        if found.slug and other is not found:
            message = f'the slug "{found.slug}" is taken by {other.path}'
            listing.report(found.path, "duplicate-slug", message, "rename one of the two")
