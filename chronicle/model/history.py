"""What git tells of a note."""

from __future__ import annotations

from chronicle.model.base import Value


class NoteHistory(Value, frozen=True, kw_only=True):
    """When a note was written and changed, whatever file it stood in then. Days are ``YYYY-MM-DD``."""

    first: str
    """The day of the first commit that has it."""
    changed: str
    """The day of the last commit that changed a word of it."""
    revisions: int
    """How many commits made it what it is; those that only moved it are not counted."""
