"""What pages are rendered with, and what comes of one: passed between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from chronicle.keys import Key
from chronicle.model import Site


class Rendered(msgspec.Struct, frozen=True, array_like=True):
    """What came of a page."""

    key: Key
    reason: str
    """Why it was rendered, in words."""
    digest: bytes
    staged: str | None
    """The staged file; None where the same bytes stand in the output folder."""


@dataclass(frozen=True)
class Workshop:
    """What is the same for all pages."""

    templates: Mapping[str, str]
    digests: Mapping[str, bytes]
    """Of the templates; see `keys.template_digests`."""
    surroundings: Mapping[str, bytes]
    """Name to digest of each thing that every page depends on."""
    translations: Path
    """The folder with the words of other languages."""
    site: Site
    prose: Path
    """The file with the prose of notes that were not read anew."""
    output: Path
