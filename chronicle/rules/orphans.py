"""The rule about notes that nothing refers to."""

from __future__ import annotations

from chronicle.problems import Finding


def orphan(identity: str) -> Finding:
    """`orphan`: a place, an actor or a source that no note names. Whether that is so, `judging` can see."""
    folder, _, slug = identity.partition("/")
    message = f'no note names the {folder.removesuffix("s")} "{slug}"'
    return Finding(identity, (), "orphan", message, "use it, or delete the note")
