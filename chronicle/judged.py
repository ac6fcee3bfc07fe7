"""What the rules between notes have found and looked at, kept for the next time: data, as the records are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from chronicle.cache import CacheDamaged, packed, unpacked
from chronicle.codes import CODES
from chronicle.model import Entry
from chronicle.problems import Finding, Location, Problem
from chronicle.rules.stocks import Jump

VERSION = 1
"""Of the format."""

Subject = str
"""What is judged as a whole; see `judging`."""


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """A finding, and where in the file of its note it stands."""

    finding: Finding
    line: int
    column: int


class Judged(msgspec.Struct, frozen=True, array_like=True):
    """What the rules between notes have found, and what they have looked at."""

    version: int = VERSION
    basis: bytes = b""
    """Digest of what all of them depend on: the engine, the settings, the map, who is an agency."""
    notes: dict[str, bytes] = {}
    """Id of each note that was judged to the digest of its file."""
    parts: dict[Subject, bytes] = {}
    """Digest of the parts of notes behind a subject."""
    jumps: dict[Subject, tuple[Jump, ...]] = {}
    """In series of claims, explained or not."""
    findings: dict[Subject, tuple[Placed, ...]] = {}
    """Of the subjects of which there is something to say."""

    def problems(self, entries: Mapping[str, Entry]) -> Iterator[Problem]:
        """Every finding as a problem, in no order."""
        for placed in self.findings.values():
            for it in placed:
                found = it.finding
                where = Location(entries[found.note].path, it.line, it.column)
                severity = CODES[found.code].severity
                yield Problem(where, found.code, found.message, found.hint, severity, found.about)


def load_judged(folder: Path, say: Callable[[str], None]) -> Judged:
    """What the last build or check left in a folder; `say` gets a line where it is damaged."""
    path = folder / "findings"
    try:
        judged = unpacked(path.read_bytes(), Judged)
    except FileNotFoundError:
        return Judged()
    except OSError as error:
        raise CacheDamaged(f"{path} cannot be read ({error.strerror})") from error
    if judged is None or judged.version != VERSION:
        say(f"{path} is damaged or of another version; the rules judge everything anew")
        return Judged()
    return judged


def save_judged(folder: Path, judged: Judged) -> None:
    """Replace it, whole."""
    temporary = folder / "findings.new"
    temporary.write_bytes(packed(judged))
    temporary.replace(folder / "findings")
