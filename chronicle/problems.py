"""Problems: what is wrong, where, and what to do. Data only; imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: line and column count characters from 1."""

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

    def __str__(self) -> str:
        """``content/events/x.md:7:3: error[unknown-place]: no place "x"; did you mean "y"?``"""
        where = f"{self.location.file}:{self.location.line}:{self.location.column}"
        tail = f"; {self.hint}" if self.hint else ""
        return f"{where}: {self.severity}[{self.code}]: {self.message}{tail}"
