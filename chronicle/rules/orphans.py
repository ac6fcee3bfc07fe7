"""The rule about notes that nothing refers to."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from chronicle.problems import Finding

WANTED = ("places", "actors", "sources")
"""Kinds of note that serve others."""


def orphans(identities: Iterable[str], used: Container[str]) -> Iterator[Finding]:
    """`orphan`: a place, an actor or a source that no note names."""
    for identity in identities:
        folder, _, slug = identity.partition("/")
        if folder in WANTED and identity not in used:
            message = f'no note names the {folder.removesuffix("s")} "{slug}"'
            yield Finding(identity, (), "orphan", message, "use it, or delete the note")
