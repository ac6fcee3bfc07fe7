r"""Suites of wrong notes: Markdown that an editor can read and add to.

A heading is the rule. A fenced block under it is a file: its first line says
``yaml``, the path, and perhaps an encoding (``windows-1252``, ``utf-16``,
``utf-8-sig``), ``crlf`` for the line ends of Windows, or ``escapes`` where
``\u0007`` stands for a character that cannot be seen. What should be reported
stands on the very line, and is taken off before the file is written::

    place: deir-ezzor  # error: 8 [unknown-place] did you mean "deir-ez-zor"

that is column, code, and a piece of the message; several may follow one
another, and one that has a line to itself speaks of the next line. A block
``errors`` lists them as they are printed, for whatever cannot carry a comment;
a block ``removed`` names files that should not be there.

Blocks before the first rule are shared by all rules of a suite, and stand on
top of those of ``world.md``. A rule that expects nothing wants a clean check.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chronicle.build import check
from chronicle.problems import Problem

SUITES = Path(__file__).with_name("suites")
TODAY = "2026-11-25"

_HEADING = re.compile(r"(#{1,6}) +(.+)")
_FENCE = re.compile(r"(`{3,})(.*)")
_MARKER = re.compile(
    r"[ \t]*# (?P<severity>error|warning): (?P<column>\d+) \[(?P<code>[a-z-]+)\](?P<words>.*?)"
    r"(?=[ \t]+# (?:error|warning): \d|$)"
)
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True)
class Expected:
    """A problem that should be reported: the beginning of its printed line, and a piece of what follows."""

    printed: str
    words: str = ""

    @property
    def code(self) -> str:
        return self.printed.partition("[")[2].partition("]")[0]

    def fits(self, problem: Problem) -> bool:
        line = str(problem)
        return line.startswith(self.printed) and self.words in line

    def __str__(self) -> str:
        return f"{self.printed} … {self.words}" if self.words else self.printed


@dataclass(frozen=True)
class Block:
    """What stands between two fences."""

    info: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """A heading with all that stands under it; `line` is the heading's."""

    suite: str
    title: str
    line: int
    blocks: tuple[Block, ...]


def rules_of(suite: Path) -> tuple[Rule, tuple[Rule, ...]]:
    """What all rules of a suite share, and the rules: each heading with a block of its own under it."""
    titles: list[str] = []
    sections: list[tuple[str, int, list[Block]]] = [("", 1, [])]
    lines = enumerate(suite.read_text("utf-8").split("\n"), 1)
    for number, line in lines:
        if heading := _HEADING.fullmatch(line):
            level = len(heading[1])
            titles = [*titles[: level - 1], heading[2]]
            if level > 1:
                sections.append((": ".join(titles[1:]), number, []))
        elif fence := _FENCE.fullmatch(line):
            sections[-1][2].append(Block(tuple(fence[2].split()), tuple(_until(fence[1], lines))))
    shared, *rules = (Rule(suite.name, title, number, tuple(blocks)) for title, number, blocks in sections)
    return shared, tuple(rule for rule in rules if rule.blocks)


def _until(fence: str, lines: Iterator[tuple[int, str]]) -> Iterator[str]:
    for _, line in lines:
        if line.rstrip() == fence:
            return
        yield line
    raise ValueError(f"a block is not closed by {fence}")


def write_world(folder: Path, blocks: Iterable[Block]) -> list[Expected]:
    """Writes the files of the blocks, later ones over earlier ones, and says what should be reported."""
    written: dict[str, tuple[bytes, list[Expected]]] = {}
    printed: list[Expected] = []
    for block in blocks:
        match block.info:
            case ("errors",):
                printed += (Expected(line) for line in block.lines if line)
            case ("removed",):
                for path in block.lines:
                    written.pop(path, None)
            case ("yaml" | "json", path, *manners):
                lines, expected = _without_markers(path, block.lines)
                written[path] = _as_bytes(lines, manners), expected
            case _:
                raise ValueError(f"no such block: {' '.join(block.info)}")
    for path, (content, _) in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return [*printed, *(one for _, expected in written.values() for one in expected)]


def _without_markers(path: str, block: Sequence[str]) -> tuple[list[str], list[Expected]]:
    lines: list[str] = []
    expected: list[Expected] = []
    for row in block:
        markers = list(_MARKER.finditer(row))
        line = row[: markers[0].start()] if markers else row
        alone = bool(markers) and not line.strip()
        number = len(lines) + 1
        for marker in markers:
            where = f"{path}:{number}:{marker['column']}"
            expected.append(
                Expected(f"{where}: {marker['severity']}[{marker['code']}]", marker["words"].strip())
            )
        if not alone:
            lines.append(line)
    return lines, expected


def _as_bytes(lines: Sequence[str], manners: Sequence[str]) -> bytes:
    text = "".join(f"{line}\n" for line in lines)
    encoding = "utf-8"
    for manner in manners:
        if manner == "crlf":
            text = text.replace("\n", "\r\n")
        elif manner == "escapes":
            text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        else:
            encoding = codecs.lookup(manner).name
    return text.encode(encoding)


def differences(problems: Iterable[Problem], expected: Iterable[Expected]) -> str:
    """What was expected and not found, and the other way round; empty if all is as it should be."""
    unexpected = list(problems)
    missing = []
    for one in expected:
        found = next((problem for problem in unexpected if one.fits(problem)), None)
        if found is None:
            missing.append(one)
        else:
            unexpected.remove(found)
    lines = []
    if missing:
        lines += ["Expected, and not reported:", *(f"  {one}" for one in missing)]
    if unexpected:
        lines += ["Reported, and not expected:", *(f"  {problem}" for problem in unexpected)]
    return "\n".join(lines)


def check_world(content: Path) -> list[Problem]:
    """Every problem that the program reports."""
    return list(check(content, TODAY).problems)
