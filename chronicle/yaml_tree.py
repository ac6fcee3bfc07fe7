"""YAML as text with positions: every scalar is text, every value and every key knows its line and column.

Built from the parser's events rather than its nodes: nothing is ever expanded
or recursed into beyond the levels that are allowed, and one broken field does
not hide the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from chronicle.model import Path
from chronicle.problems import Location, Problem
from chronicle.text_file import INVISIBLE, LOST, character_name
from chronicle.yaml_words import explain, no_field, shortened

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MOST_LEVELS = 8

_MOST_BROKEN = 50
"""After so many broken fields the rest is not read: it is not YAML, and saying so more often helps nobody."""

_UNREAD = object()
"""A value that cannot be read: its problem is reported, its field is in `Tree.keys`, not in `Tree.values`."""


@dataclass(frozen=True)
class Tree:
    values: dict[str, Any]
    """Dicts and lists of text; None where a scalar is empty. A field that cannot be read is missing."""
    positions: dict[Path, tuple[int, int]]
    """Line and column of each value; ``()`` is the whole mapping."""
    keys: dict[Path, tuple[int, int]]
    """Line and column of each key, under the path of its value."""
    problems: list[Problem]


class TooDeep(Exception):
    """Carries the event of the first collection that is nested too deep."""


def read_tree(text: str, file: str) -> Tree:
    """The tree of a YAML mapping whose first line is the first of the file, and what is wrong with it."""
    whole = _Reader(file)
    try:
        whole.read(text)
        return whole.tree
    except (yaml.YAMLError, TooDeep) as error:
        tree = _read_in_pieces(text, file)
        if not tree.problems:
            tree.problems.extend(explain(error, text, 0, file))
        return tree


def _read_in_pieces(text: str, file: str) -> Tree:
    """The same, top-level field by field, so that all broken ones are named and the others still count."""
    reader = _Reader(file)
    broken = 0
    for lines_above, piece in _pieces(text):
        read_before = len(reader.tree.values)
        try:
            reader.read(piece, lines_above, whole=False)
        except (yaml.YAMLError, TooDeep) as error:
            reader.tree.problems.extend(explain(error, piece, lines_above, file))
            reader.take_back(piece, lines_above, read_before)
            broken += 1
            if broken == _MOST_BROKEN:
                break
    return reader.tree


_PIECE = re.compile(r"^(?:[^\s#\-\]}]|-[^\s-])", re.MULTILINE)
"""Begins a line that begins a field: no space, comment, list item or closing bracket."""


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Each top-level field with all that is indented under it, and how many lines stand above it."""
    starts = [0, *(match.start() for match in _PIECE.finditer(text))]
    lines_above = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end]
        yield lines_above, piece
        lines_above += piece.count("\n")


class _Reader:
    """Reads one YAML text, or several pieces of one, into one tree."""

    def __init__(self, file: str) -> None:
        self.tree = Tree({}, {}, {}, [])
        self._file = file
        self._lines_above = 0
        self._next: Callable[[], Any] = lambda: None

    def read(self, text: str, lines_above: int = 0, whole: bool = True) -> None:
        """Adds the fields of a text to the tree. Raises YAMLError or TooDeep where it breaks off."""
        self._lines_above = lines_above
        loader = Loader(text)
        self._next = loader.get_event
        try:
            self._stream(whole)
        finally:
            loader.dispose()

    def take_back(self, piece: str, lines_above: int, kept: int) -> None:
        """Leaves out what was read of a broken field, but keeps its name, so that nobody calls it missing."""
        for name in [*self.tree.values][kept:]:
            del self.tree.values[name]
        if match := re.match(r"\w[\w-]*", piece):
            self.tree.keys.setdefault((match[0],), (lines_above + 1, 1))
        if re.match(r"\w[\w-]*:[ ]+[^\s|>#]", piece):  # what stands below is indented and should not be
            for number, line in enumerate(piece.split("\n")[1:], lines_above + 2):
                if match := re.match(r"([ ]+)(\w[\w-]*):(?:\s|$)", line):
                    self.tree.keys.setdefault((match[2],), (number, len(match[1]) + 1))

    def _position(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return mark.line + 1 + self._lines_above, mark.column + 1

    def _report(self, event: Any, code: str, message: str, hint: str) -> None:
        self.tree.problems.append(Problem(Location(self._file, *self._position(event)), code, message, hint))

    def _stream(self, whole: bool) -> None:
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            return
        self._root(self._next(), whole)
        self._next()
        if not isinstance(after := self._next(), StreamEndEvent):
            hint = "keep one, without `---` or `...`"
            self._report(after, "yaml-syntax", "a second YAML document begins here", hint)

    def _root(self, event: Any, whole: bool) -> None:
        if isinstance(event, MappingStartEvent):
            self.tree.positions.setdefault((), self._position(event))
            self._refuse_anchor_and_tag(event)
            self._mapping((), self.tree.values, 1)
            return
        if isinstance(event, ScalarEvent):
            self._report(event, *no_field(event.value, whole))
            self.take_back(event.value, self._position(event)[0] - 1, len(self.tree.values))
        elif isinstance(event, AliasEvent):
            self._report_alias(event)
        else:
            hint = "write `name: value`, a field a line"
            self._report(event, "not-a-mapping", "a list stands where fields should", hint)
        self._skip(event)

    def _mapping(self, path: Path, values: dict[str, Any], level: int) -> dict[str, Any]:
        while not isinstance(event := self._next(), MappingEndEvent):
            below = self._key(event, path)
            if below is None:
                self._skip(self._next())
                continue
            value = self._node(self._next(), below, level)
            if value is not _UNREAD:
                values[below[-1]] = value  # type: ignore[index]  # it ends with the name
        return values

    def _sequence(self, path: Path, level: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            value = self._node(event, (*path, len(items)), level)
            if value is not _UNREAD:
                items.append(value)
        return items

    def _node(self, event: Any, path: Path, level: int) -> Any:
        self.tree.positions[path] = self._position(event)
        if isinstance(event, ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self._refuse_anchor_and_tag(event)
            text = event.value
            if event.style == '"' or LOST in text:
                text = self._text(event)
            return text or (_UNREAD if event.anchor or event.tag else None)
        if isinstance(event, AliasEvent):
            self._report_alias(event)
            return _UNREAD
        self._refuse_anchor_and_tag(event)
        if level == MOST_LEVELS:
            raise TooDeep(event)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path, level + 1)
        return self._mapping(path, {}, level + 1)

    def _text(self, event: Any) -> str:
        text: str = event.value
        if event.style == '"' and (found := INVISIBLE.search(text)):
            message = f"this escape makes the character {character_name(found[0])}, which a note may not have"
            self._report(event, "control-character", message, "delete it")
            text = INVISIBLE.sub("", text)
        return text.replace(LOST, "") if LOST in text else text

    def _key(self, event: Any, path: Path) -> Path | None:
        """The path of the field, or None where its value is to be passed over."""
        if not isinstance(event, ScalarEvent):
            if isinstance(event, AliasEvent):
                self._report_alias(event)
            else:
                message = "a list or mapping stands where the name of a field should"
                self._report(event, "yaml-key", message, "write plain text")
            self._skip(event)
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse_anchor_and_tag(event)
        name = self._text(event)
        below = (*path, name)
        if name == "<<" and not event.style:
            self._report(event, "yaml-alias", "merge keys (`<<`) are not read", "write the fields out here")
        elif not name or "\n" in name:
            self._report(
                event, "yaml-key", "the name of a field is empty or has several lines", "write a word"
            )
        elif (first := self.tree.keys.get(below)) is not None:
            message = f'the field "{shortened(name)}" stands twice'
            hint = f"the first is on line {first[0]}; keep one of the two"
            self._report(event, "yaml-duplicate-key", message, hint)
        else:
            self.tree.keys[below] = self._position(event)
            return below
        return None

    def _skip(self, event: Any) -> None:
        """Passes over a value, however deep."""
        level = 0
        while True:
            if isinstance(event, CollectionStartEvent):
                level += 1
            elif isinstance(event, CollectionEndEvent):
                level -= 1
            if level == 0:
                return
            event = self._next()

    def _report_alias(self, event: Any) -> None:
        name = shortened(event.anchor)
        hint = f"write the value out; if the text begins with an asterisk, put it in quotes: '*{name}'"
        self._report(event, "yaml-alias", f'"*{name}" is an alias, which is not read', hint)

    def _refuse_anchor_and_tag(self, event: Any) -> None:
        if event.anchor is not None:
            name = shortened(event.anchor)
            hint = f"leave it out; if the text begins with an ampersand, put it in quotes: '&{name} …'"
            self._report(event, "yaml-alias", f'"&{name}" is an anchor, which is not read', hint)
        if event.tag is not None:
            hint = "leave it out; if the text begins with an exclamation mark, put it in quotes"
            self._report(event, "yaml-tag", "`!` before a value makes a YAML tag, which is not read", hint)
