"""A note to its canonical form: the same note for readers, and one way to write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

from chronicle.canonical_form import canonical_body, canonical_head
from chronicle.editing.notes import notes_in
from chronicle.frontmatter_handler import FENCE, Parts, Unclosed, read_parts
from chronicle.problems import Location, Problem
from chronicle.text_file import line_and_column, read_text
from chronicle.yaml_tree import Loader


@dataclass(frozen=True)
class Formatted:
    content: bytes | None
    """The file in its form, the same bytes where it was in it; None where nothing can be done for it."""
    changes: tuple[str, ...] = ()
    """What is another, in words."""
    problems: tuple[Problem, ...] = ()
    """Why nothing can be done."""


def formatted(content: bytes, folder: str, file: str) -> Formatted:
    """The note in that file of a kind's folder.

    A comment is never lost: a note with one in its front matter stays as it is,
    and so does one whose front matter cannot be read. Line ends are kept.
    """
    text, problems = read_text(content, file)
    if text is None or problems:
        return Formatted(None, problems=tuple(problems))
    parts = _parts(text, file)
    if isinstance(parts, Problem):
        return Formatted(None, problems=(parts,))
    problems = [*parts.tree.problems, *_comments(parts.head, file)]
    if problems:
        return Formatted(None, problems=tuple(sorted(problems)))
    head, body = canonical_head(folder, parts.tree.values), canonical_body(parts.body)
    if head + body == text:
        return Formatted(content)
    back = read_parts(head + body, file)
    if back.tree.problems or back.tree.values != _filled(parts.tree.values):
        message = "the front matter cannot be written in another form without loss"
        return Formatted(None, problems=(Problem(Location(file, 1, 1), "not-canonical", message),))
    new = (head + body).replace("\n", "\r\n") if b"\r\n" in content else head + body
    return Formatted(new.encode(), tuple(_changes(parts, head, body)))


def _parts(text: str, file: str) -> Parts | Problem:
    top = Location(file, 1, 1)
    if FENCE.match(text) is None:
        return Problem(top, "no-front-matter", "the first line is not `---`")
    try:
        return read_parts(text, file)
    except Unclosed:
        return Problem(top, "unclosed-front-matter", "the front matter that begins here never ends")


def _filled(tree: Any) -> Any:
    """A tree without what is empty."""
    if isinstance(tree, dict):
        fields = {name: _filled(value) for name, value in tree.items()}
        return {name: value for name, value in fields.items() if value}
    if isinstance(tree, list):
        return [filled for value in tree if (filled := _filled(value))]
    return tree


def _comments(head: str, file: str) -> Iterator[Problem]:
    """Every comment of a front matter that can be read."""
    if "#" not in head:
        return
    text = head.split("\n", 1)[1].rstrip().removesuffix("---")
    for start, end in _gaps(text):
        for match in _COMMENT.finditer(text, start, end):
            line, column = line_and_column(text, match.start())
            message = "a comment stands here; the canonical form has none, and it would be lost"
            hint = "say it in the text or in a field `note`, or delete it"
            yield Problem(Location(file, line + 1, column), "not-canonical", message, hint)


_COMMENT = re.compile(r"#.*")


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """Where nothing stands that YAML reads; the first line of a block scalar, beside its sign, is one."""
    end = 0
    for token in yaml.scan(text, Loader=Loader):
        yield end, token.start_mark.index
        end = max(end, token.end_mark.index)
        if getattr(token, "style", None) in ("|", ">"):
            yield token.start_mark.index, text.find("\n", token.start_mark.index)
    yield end, len(text)


def _changes(parts: Parts, head: str, body: str) -> Iterator[str]:
    names = list(parts.tree.values)
    after = list(read_parts(head + body, "").tree.values)
    if [name for name in names if name in after] != after:
        yield "fields put in order"
    if lines := _lines_changed(parts.head, head):
        yield f"front matter: {lines}"
    if lines := _lines_changed(parts.body, body):
        yield f"text: {lines}"


def _lines_changed(before: str, after: str) -> str:
    """How many lines are others."""
    one, two = before.split("\n"), after.split("\n")
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    count = sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in blocks if tag != "equal")
    return "" if not count else "1 line" if count == 1 else f"{count} lines"


@dataclass(frozen=True)
class FormattedNotes:
    contents: dict[Path, bytes]
    """What is to be written."""
    changes: dict[str, tuple[str, ...]]
    """By file, as problems name it."""
    problems: tuple[Problem, ...]
    notes: int
    """How many were looked at."""

    def line(self, *, only_checked: bool) -> str:
        """The last line that is printed."""
        one = len(self.changes) == 1
        what = "would be put into its form" if one else "would be put into their form"
        if not only_checked:
            what = what.replace("would be", "is" if one else "are")
        left = (
            f"; {_notes(len({it.location.file for it in self.problems}))} left alone" if self.problems else ""
        )
        if not self.changes:
            return f"nothing to change in {_notes(self.notes)}{left}"
        return f"{_notes(len(self.changes))} {what}{left}"


def _notes(count: int) -> str:
    return "1 note" if count == 1 else f"{count:,} notes"


def format_all(content: Path, files: Iterable[Path]) -> FormattedNotes:
    """What `formatted` says of the notes in these files, of all where none is named; nothing is written.

    Raises `NoNote` and OSError.
    """
    contents, changes, problems = {}, {}, list[Problem]()
    notes = notes_in(files, content)
    for found in notes:
        before = found.disk.read_bytes()
        answer = formatted(before, found.folder, found.path)
        problems += answer.problems
        if answer.content is not None and answer.content != before:
            contents[found.disk] = answer.content
            changes[found.path] = answer.changes
    return FormattedNotes(contents, changes, tuple(problems), len(notes))
