"""What is wrong with a piece of YAML, in an editor's words instead of the parser's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chronicle.problems import Location, Problem

Words = tuple[str, str, str]
"""Code, message, hint."""


_TAB = ("yaml-tab", "a tab stands where YAML wants spaces", "indent with spaces")
_QUOTES = "put the value in quotes"


def explain(error: Exception, text: str, lines_above: int, file: str) -> list[Problem]:
    """Why `text`, which stands under so many lines of the file, cannot be read: one finding, or one a tab."""
    lines = text.split("\n")
    if tabs := _tabs(lines, lines_above, file):
        return tabs
    failure = _failure(error, lines)
    location = Location(file, failure.line + 1 + lines_above, failure.column + 1)
    return [Problem(location, *failure.words)]


def no_field(text: str, whole: bool) -> Words:
    """A line that should be a field and is not; `whole` if there is nothing else."""
    if match := re.match(r"([\w-]+):(?!//)(\S.*)", text):
        hint = f"write `{match[1]}: {shortened(match[2])}`"
        return "yaml-syntax", "a space is missing after the colon", hint
    if whole:
        return "not-a-mapping", "text stands where fields should", "write `name: value`, a field a line"
    hint = "write `name: value`, or `- value` for an item of a list; indent what goes on from above"
    return "yaml-syntax", f'"{shortened(text)}" has no colon', hint


def shortened(text: str) -> str:
    """A piece of a note that fits into a message."""
    first = text.split("\n", 1)[0]
    return first if len(first) <= 60 else first[:59] + "…"


@dataclass(frozen=True)
class _Failure:
    """Where the parser stopped, from 0, and what to say about it."""

    line: int
    column: int
    words: Words


@dataclass(frozen=True)
class _Stop:
    """What the parser tells: its words, where it stopped, and where the thing began that it was reading."""

    problem: str
    context: str
    line: int
    column: int
    start_line: int
    start_column: int
    lines: list[str]

    @property
    def row(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def character(self) -> str:
        return self.row[self.column : self.column + 1]

    @property
    def before(self) -> str:
        return self.row[: self.column]

    @property
    def row_above(self) -> int:
        """The number of the nearest line above that has something in it."""
        line = min(self.line, len(self.lines)) - 1
        while line > 0 and not self.lines[line].strip():
            line -= 1
        return max(line, 0)

    def here(self, code: str, message: str, hint: str) -> _Failure:
        return _Failure(self.line, self.column, (code, message, hint))

    def at_start(self, code: str, message: str, hint: str) -> _Failure:
        return _Failure(self.start_line, self.start_column, (code, message, hint))


def _tabs(lines: list[str], lines_above: int, file: str) -> list[Problem]:
    """A finding for every line that is indented with a tab."""
    problems = []
    for number, line in enumerate(lines, lines_above + 1):
        indent = re.match(r"[ \t-]*", line)
        column = line.find("\t", 0, indent.end() if indent else 0)
        if column >= 0:
            location = Location(file, number, column + 1)
            problems.append(Problem(location, *_TAB))
    return problems


def _failure(error: Exception, lines: list[str]) -> _Failure:
    stop = _stop(error, lines)
    for words, describe in _DESCRIPTIONS:
        if any(word in stop.problem or word in stop.context for word in words):
            return describe(stop)
    return _unknown(stop)


def _stop(error: Exception, lines: list[str]) -> _Stop:
    """The same for a parser's error and for our own about depth, which carries the event it stopped at."""
    problem = getattr(error, "problem", None) or "nested too deep"
    context = getattr(error, "context", None) or ""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error.args[0], "start_mark", None)
    start: Any = getattr(error, "context_mark", None) or mark
    if mark is None:
        return _Stop("", "", 0, 0, 0, 0, lines)
    return _Stop(problem, context, mark.line, mark.column, start.line, start.column, lines)


_FIELD = re.compile(r"\s*(?:- +)*([^\s:#][^:]*):(?:\s+(.*))?$")


def _unexpected_colon(stop: _Stop) -> _Failure:
    if field := re.match(r"\s*(?:- +)*([^\s:#][^:]*):\s+(\S.*)", stop.before):
        quote = "'" if '"' in stop.row else '"'
        value = shortened(stop.row[field.start(2) :].rstrip())
        hint = f"{_QUOTES}: `{field[1]}: {quote}{value}{quote}`"
        message = f'a second colon stands in the value of "{shortened(field[1])}"'
        return stop.here("yaml-syntax", message, hint)
    above = stop.lines[stop.row_above]
    if (field := _FIELD.match(above)) and field[2]:
        name = shortened(field[1])
        message = f'this line is indented under "{name}", which has a value already'
        hint = f'begin it in the column of "{name}", or put the whole value in quotes'
        return _Failure(stop.line, len(stop.row) - len(stop.row.lstrip()), ("yaml-syntax", message, hint))
    words = no_field(above.strip().removeprefix("- "), whole=False)
    return _Failure(stop.row_above, len(above) - len(above.lstrip()), words)


def _missing_colon(stop: _Stop) -> _Failure:
    row = stop.lines[stop.start_line][stop.start_column :]
    return stop.at_start(*no_field(row.rstrip(), whole=False))


def _expected_field(stop: _Stop) -> _Failure:
    if stop.character == ":":
        return stop.here("yaml-key", "a colon stands here without a name before it", "write `name: value`")
    if stop.before.rstrip().endswith(('"', "'")):
        quote = stop.before.rstrip()[-1]
        hint = "a quote inside single quotes is written twice (''), inside double quotes as \\\""
        return stop.here("yaml-syntax", f"text goes on after the closing {quote}", hint)
    if stop.character in ("]", "}", ","):
        message = f'"{stop.character}" stands here without a bracket before it'
        return stop.here("yaml-syntax", message, _QUOTES)
    if not stop.before.strip():
        message = "this line is indented unlike those above it"
        return stop.here("yaml-syntax", message, "begin it in the column of the fields that it belongs to")
    return _unknown(stop)


def _expected_item(stop: _Stop) -> _Failure:
    message = "this line stands in the column of a list and does not begin with `- `"
    hint = "write `- ` before it, or indent it like the item or the field that it belongs to"
    return stop.here("yaml-syntax", message, hint)


def _unclosed_quote(stop: _Stop) -> _Failure:
    message = "the quote that begins here is never closed"
    return stop.at_start("yaml-syntax", message, "write the same quote at the end")


def _unclosed_bracket(stop: _Stop) -> _Failure:
    bracket = stop.lines[stop.start_line][stop.start_column : stop.start_column + 1]
    closing = "]" if bracket == "[" else "}"
    if stop.line == stop.start_line and stop.character:
        message = f'a comma or "{closing}" is missing here'
        return stop.here("yaml-syntax", message, "write the list one item a line, with `- `")
    hint = f'write "{closing}" at the end, or {_QUOTES} if the bracket is part of the text'
    return stop.at_start("yaml-syntax", f'the "{bracket}" that begins here is never closed', hint)


def _unexpected_start(stop: _Stop) -> _Failure:
    if stop.character == "\t":
        return stop.here(*_TAB)
    if stop.row.rstrip() == "...":
        return stop.here("yaml-syntax", "`...` ends YAML, and fields follow", "remove it")
    return stop.here("yaml-syntax", f'a value cannot begin with "{stop.character}"', _QUOTES)


def _unexpected_block(stop: _Stop) -> _Failure:
    character = stop.lines[stop.start_line][stop.start_column : stop.start_column + 1]
    return stop.at_start("yaml-syntax", f'a value cannot begin with "{character}"', _QUOTES)


def _alias(stop: _Stop) -> _Failure:
    row = stop.lines[stop.start_line]
    message = f'a value cannot begin with "{row[stop.start_column : stop.start_column + 1]}"'
    return stop.at_start("yaml-alias", f"{message}, YAML's sign for anchors and aliases", _QUOTES)


def _tag(stop: _Stop) -> _Failure:
    return stop.at_start("yaml-tag", 'a value cannot begin with "!", YAML\'s sign for tags', _QUOTES)


def _unexpected_item(stop: _Stop) -> _Failure:
    hint = f"begin the list on the next line, or {_QUOTES}"
    return stop.here("yaml-syntax", "a list cannot begin behind the name of its field", hint)


def _escape(stop: _Stop) -> _Failure:
    hint = "use single quotes, in which a backslash is only a backslash"
    return stop.here("yaml-syntax", "the backslash in double quotes makes no character that exists", hint)


def _too_deep(stop: _Stop) -> _Failure:
    return stop.here("yaml-too-deep", "this is nested more than eight levels deep", "write it flatter")


def _second_root(stop: _Stop) -> _Failure:
    if stop.row.startswith("%"):
        return stop.here("yaml-syntax", 'a line cannot begin with "%"', _QUOTES)
    message = "this line does not begin in the column of the first field"
    return stop.here("yaml-syntax", message, "begin all fields in the first column")


def _unknown(stop: _Stop) -> _Failure:
    return stop.here("yaml-syntax", "this cannot be read as YAML", "look at this line and the one above it")


_DESCRIPTIONS: tuple[tuple[tuple[str, ...], Callable[[_Stop], _Failure]], ...] = (
    (("nesting depth", "nested too deep"), _too_deep),
    (("an alias", "an anchor"), _alias),
    (("a tag", "tag handle"), _tag),
    (("a directive",), _second_root),
    (("mapping values are not allowed",), _unexpected_colon),
    (("could not find expected ':'",), _missing_colon),
    (("sequence entries are not allowed",), _unexpected_item),
    (("mapping keys are not allowed", "cannot start any token"), _unexpected_start),
    (("escape", "hexdecimal", "hexadecimal"), _escape),
    (("unexpected end of stream", "unexpected document indicator"), _unclosed_quote),
    (("a flow sequence", "a flow mapping"), _unclosed_bracket),
    (("a block scalar",), _unexpected_block),
    (("a block collection",), _expected_item),
    (("a block mapping",), _expected_field),
    (("node content",), _unexpected_start),
    (("<document start>",), _second_root),
)
"""In order: words of the parser's (of either of its two makes), and who says it better; the first counts."""
