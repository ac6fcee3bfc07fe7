"""Problems: what is wrong, where, and what to do. Data only; imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec


def shown(text: str) -> str:
    r"""A piece of a note as a message shows it: on one line, and not endless.

    >>> shown("one\ntwo"), shown(70 * "a")
    ('one two', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…')
    """
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def quoted(text: str) -> str:
    """The same in quotes.

    >>> print(quoted("deir-ezzor"))
    "deir-ezzor"
    """
    return f'"{shown(text)}"'


class Location(msgspec.Struct, frozen=True, order=True):
    """A place in a file: line and column count characters from 1.

    No dataclass, as the findings are: notes have thousands, and it is made in an eighth of the time.
    """

    file: str
    line: int
    column: int


@dataclass(frozen=True, order=True)
class Problem:
    """One finding. Sorts by file, line, column, then code and message."""

    location: Location
    code: str
    """A key of `codes.CODES`; its meaning never changes."""
    message: str
    """What is wrong, in an editor's words."""
    hint: str = ""
    """What to do, or what was probably meant; empty where there is no good guess."""
    severity: str = "error"
    """``error`` or ``warning``."""
    about: str = ""
    """The slug, id or word that it is about, where one note may have several of a code."""

    def __str__(self) -> str:
        """``content/events/x.md:7:3: error[unknown-place]: no place "x"; did you mean "y"?``"""
        where = f"{self.location.file}:{self.location.line}:{self.location.column}"
        tail = f"; {self.hint}" if self.hint else ""
        return f"{where}: {self.severity}[{self.code}]: {self.message}{tail}"


@dataclass(frozen=True, order=True)
class Finding:
    """What a rule between notes has found: it knows the note and the field, not yet the line."""

    note: str
    """Id of the note in which it is to be mended: ``events/x``."""
    path: tuple[str | int, ...]
    """Where in its front matter: ``("control", 0, "holder")``; empty for the note as such."""
    code: str
    message: str
    hint: str = ""
    about: str = ""
    """As of a problem."""
