"""Bytes as text: UTF-8 with or without a byte order mark, any line ends; what was lost is reported."""

from __future__ import annotations

import codecs
import re
import unicodedata

from chronicle.problems import Location, Problem

LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands in the text for every character that was reported here, so that columns stay right."""

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)
"""Control characters, line separators that only YAML counts as lines, what turns the order of letters round,
private use, what is no character."""

_MOST_REPORTED = 20
"""So many invisible characters of a file are named; a picture renamed to `.md` has thousands."""


def read_text(content: bytes, file: str) -> tuple[str | None, list[Problem]]:
    r"""The text with ``\n`` as line end (None where the encoding is another), and what is wrong with it."""
    if wide := _wide_encoding(content):
        return None, [_problem(file, 1, 1, "bad-encoding", f"the file is {wide}", "save it again as UTF-8")]
    content = content.removeprefix(codecs.BOM_UTF8)
    text = content.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    problems = _bad_bytes(content, file) or _lost_before(text, file)
    if INVISIBLE.search(text) is None:
        return text, problems
    return INVISIBLE.sub(LOST, text), [*problems, *_invisible_characters(text, file)]


def _wide_encoding(content: bytes) -> str:
    """``UTF-16`` or ``UTF-32`` where it begins with the mark of one, or has the zeros of one."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    beginning = content[:400]
    zeros = sorted((beginning[::2].count(0), beginning[1::2].count(0)))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or (
        zeros[0] == 0 and zeros[1] > len(beginning) // 4
    ):
        return "UTF-16"
    return ""


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Of the character at `index`, both from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _bad_bytes(content: bytes, file: str) -> list[Problem]:
    """The first byte that is not UTF-8, and what it may be. One is enough: one saving mends them all."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        byte = content[error.start]
        likely = bytes([byte]).decode("windows-1252", errors="ignore")
        hint = "save the file again as UTF-8"
        if likely:
            hint += f'; if it is Windows-1252 now, the character is "{likely}"'
        message = f"the byte 0x{byte:02X} is not UTF-8"
        return [_problem(file, *line_and_column(before, len(before)), "bad-encoding", message, hint)]
    return []


def _lost_before(text: str, file: str) -> list[Problem]:
    """A replacement character that stands in the file itself: some program lost a letter before."""
    index = text.find(LOST)
    if index < 0:
        return []
    message = "a letter was lost here (U+FFFD stands for it): the text was once read in a wrong encoding"
    return [_problem(file, *line_and_column(text, index), "bad-encoding", message, "write the letter again")]


def _invisible_characters(text: str, file: str) -> list[Problem]:
    problems = []
    found = list(INVISIBLE.finditer(text))
    for match in found[:_MOST_REPORTED]:
        message = f"the character {character_name(match[0])} may not stand in a note"
        line, column = line_and_column(text, match.start())
        problems.append(_problem(file, line, column, "control-character", message, "delete it"))
    if len(found) > _MOST_REPORTED:
        message = f"{len(found) - _MOST_REPORTED} more such characters follow"
        line, column = line_and_column(text, found[_MOST_REPORTED].start())
        problems.append(_problem(file, line, column, "control-character", message, "is this a text file?"))
    return problems


def character_name(character: str) -> str:
    """``U+0007``, with the character's name where it has one."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name.lower()})" if name else "")


def _problem(file: str, line: int, column: int, code: str, message: str, hint: str) -> Problem:
    return Problem(Location(file, line, column), code, message, hint)
