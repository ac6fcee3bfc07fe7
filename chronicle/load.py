"""Files to notes: what stands in the content folder, each value with its place. Knows nothing of events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chronicle import model
from chronicle.content_folder import Found, Listing, list_content
from chronicle.frontmatter_handler import FENCE, Parts, Unclosed, read_parts
from chronicle.model import Note
from chronicle.problems import Location, Problem
from chronicle.stamps import digest
from chronicle.text_file import read_text
from chronicle.yaml_tree import Tree, read_tree

MOST_BYTES = 256 * 1024
MOST_DATA_BYTES = 16 * 1024 * 1024
"""Of one file of the map or of the images."""


@dataclass(frozen=True)
class Loaded:
    notes: tuple[Note, ...]
    """In order of their paths. A note that cannot be read is here too, without values: others may name it.

    A field that cannot be read is in `keys` and not in `values`; where nothing
    can be read, `locations` is empty. Either has its problem already.
    """
    site: Note | None
    """`site.yaml`, whose folder is empty; None where there is none that can be read."""
    files: Mapping[str, bytes]
    """The data of `map/` and `images/`, by path from the content folder."""
    problems: tuple[Problem, ...]
    """In order of file, line and column."""


def load(folder: Path, name: str = "content") -> Loaded:
    """Everything in the content folder, and everything that is wrong with the files as such.

    Problems name files under `name`. The answer does not depend on the order
    in which the disk lists them.
    """
    return load_listed(list_content(folder, name))


def load_listed(listing: Listing) -> Loaded:
    """The files of a listing, which may be a part of the folder's."""
    problems = list(listing.problems)
    notes = []
    for found in listing.notes:
        note, wrong = _read(found)
        notes.append(note)
        problems += wrong
    site = None
    if listing.site is not None:
        read, wrong = _read(listing.site)
        problems += wrong
        site = read if read.locations else None
    files = {}
    for found in listing.data:
        content, wrong = _content(found, MOST_DATA_BYTES, "data-too-large")
        problems += wrong
        if content is not None:
            files[found.slug] = content
    return Loaded(tuple(notes), site, files, tuple(sorted(problems)))


class Locations(Mapping[model.Path, Location]):
    """Locations made when they are asked for: most never are."""

    def __init__(self, file: str, positions: Mapping[model.Path, tuple[int, int]]) -> None:
        self._file = file
        self._positions = positions

    def __getitem__(self, path: model.Path) -> Location:
        return Location(self._file, *self._positions[path])

    def __iter__(self) -> Iterator[model.Path]:
        return iter(self._positions)

    def __len__(self) -> int:
        return len(self._positions)


def _read(found: Found) -> tuple[Note, list[Problem]]:
    """A note, or `site.yaml`, from the disk."""
    content, problems = _content(found, MOST_BYTES, "file-too-large")
    parts = None
    if content is not None:
        text, problems = read_text(content, found.path)
        if text is not None:
            parts, wrong = (_note_parts if found.folder else _site_parts)(text, found.path)
            problems += wrong
    parts = parts or Parts(Tree({}, {}, {}, []), "", 1)
    note = Note(
        path=found.path,
        folder=found.folder,
        slug=found.slug,
        values=parts.tree.values,
        locations=Locations(found.path, parts.tree.positions),
        keys=Locations(found.path, parts.tree.keys),
        body=parts.body,
        body_line=parts.body_line,
        head="" if problems or parts.tree.problems else parts.head,
        digest=digest(content or b""),
    )
    return note, problems + parts.tree.problems


def _content(found: Found, most: int, code: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes, if there are not too many."""
    top = Location(found.path, 1, 1)
    try:
        if found.stamp[0] <= most:
            return found.disk.read_bytes()[:most], []
    except OSError as error:
        return None, [Problem(top, "unreadable", f"the file cannot be read: {error.strerror}")]
    message = f"the file has {found.stamp[0] // 1024} kB; {most // 1024} are allowed"
    return None, [Problem(top, code, message)]


def _site_parts(text: str, file: str) -> tuple[Parts | None, list[Problem]]:
    """`site.yaml`: YAML without fences. One of comments alone is as empty as one without a letter."""
    tree = read_tree(text, file)
    if not (tree.positions or tree.problems):
        hint = "docs/new-chronicle.md shows what it wants"
        return None, [Problem(Location(file, 1, 1), "empty-file", "the file is empty", hint)]
    return Parts(tree, "", text.count("\n") + 1), []


def _note_parts(text: str, file: str) -> tuple[Parts | None, list[Problem]]:
    top = Location(file, 1, 1)
    if not text.strip():
        return None, [Problem(top, "empty-file", "the file is empty", "write the note, or delete the file")]
    if FENCE.match(text) is None:
        return None, [Problem(top, "no-front-matter", "the first line is not `---`", _fence_hint(text))]
    try:
        return read_parts(text, file), []
    except Unclosed:
        message = "the front matter that begins here never ends"
        return None, [Problem(top, "unclosed-front-matter", message, _end_hint(text))]


def _fence_hint(text: str) -> str:
    if FENCE.match(text.lstrip()):
        return "delete the empty space before it"
    first = text.split("\n", 1)[0].strip()
    if first and not first.strip("-–—"):
        return "write it with three hyphens, nothing else"
    return "write `---`, the fields, and `---` again, above the text"


def _end_hint(text: str) -> str:
    """Where the second fence was probably meant to stand: at the first empty line."""
    rows = text.split("\n")
    blank = next((number for number, row in enumerate(rows, 1) if not row.strip()), len(rows))
    if blank < len(rows):
        return f"write `---` on a line of its own after the last field, perhaps in line {blank}"
    return "write `---` on a line of its own after the last field"
