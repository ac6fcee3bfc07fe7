"""What was asked before, kept beside the site's cache: a second run asks only what is old or has failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from chronicle.cache import packed, unpacked
from chronicle.links.outcome import Outcome

VERSION = 1


class Kept(msgspec.Struct, frozen=True):
    version: int
    outcomes: dict[str, Outcome]
    copies: dict[str, tuple[str, str]]
    """Address to the address of a copy (empty where there is none) and the day on which that was asked."""


@dataclass
class Remembered:
    file: Path
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    copies: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, file: Path) -> Remembered:
        """What a file tells; nothing where there is none, or where it is damaged."""
        try:
            kept = unpacked(file.read_bytes(), Kept)
        except OSError:
            kept = None
        if kept is None or kept.version != VERSION:
            return cls(file)
        return cls(file, kept.outcomes, kept.copies)

    def save(self) -> None:
        """Replace the file, whole."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.file.with_name(f"{self.file.name}.new")
        temporary.write_bytes(packed(Kept(VERSION, dict(self.outcomes), dict(self.copies))))
        temporary.replace(self.file)

    def is_due(self, url: str, today: str, days: int) -> bool:
        """Whether an address is to be asked: never was, failed, or so many days ago."""
        known = self.outcomes.get(url)
        return known is None or not known.stands or _days(known.asked, today) >= days

    def copy_is_due(self, url: str, today: str, days: int) -> bool:
        """The same of whether there is a copy."""
        known = self.copies.get(url)
        return known is None or (not known[0] and _days(known[1], today) >= days)


def _days(before: str, today: str) -> int:
    return (date.fromisoformat(today) - date.fromisoformat(before)).days
