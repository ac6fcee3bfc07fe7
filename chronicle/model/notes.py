"""Notes: what `load` gives to `validate`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chronicle.problems import Location

Path = tuple[str | int, ...]
"""Where a value stands in front matter: ``("figures", 0, "value")``."""


@dataclass(frozen=True)
class Note:
    """One file of the content folder, read but not yet judged."""

    path: str
    """POSIX path from the content folder's parent: ``content/events/2017/2017-11-03-x.md``."""
    folder: str
    """The kind of note: ``events``, ``places`` … (the first folder)."""
    slug: str
    """The file name without its date and extension."""
    values: Mapping[str, Any]
    """Front matter: dicts and lists whose scalars are all text (``None`` where empty)."""
    locations: Mapping[Path, Location]
    """Where each value begins; ``()`` is the whole mapping."""
    keys: Mapping[Path, Location]
    """Where each key begins, under the path of its value."""
    body: str
    """The Markdown, line ends as ``\\n``, nothing stripped."""
    body_line: int
    """The line of the file on which `body` begins, from 1."""
    head: str = ""
    """The front matter as it is written, with both fences; empty where nobody needs to know."""
    digest: bytes = b""
    """BLAKE2b of the file, 16 bytes."""
