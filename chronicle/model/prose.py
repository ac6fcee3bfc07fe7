"""Prose: a pure function of a note's body, with holes that a page's view fills."""

from __future__ import annotations

import msgspec

from chronicle.model.base import Value


class Cited(Value, frozen=True, kw_only=True):
    """One work of a citation."""

    source: str
    locator: str | None = None


class Citation(Value, frozen=True, kw_only=True, tag=True):
    """``[@one, p. 4; @other]``."""

    works: tuple[Cited, ...]


class WikiLink(Value, frozen=True, kw_only=True, tag=True):
    """``[[slug]]`` or ``[[places/slug|words]]``."""

    target: str
    """Id of a record: ``events/slug``."""
    words: str | None = None


class Prose(msgspec.Struct, frozen=True, kw_only=True, tag="prose", tag_field="is"):
    """Sanitised HTML with holes, which a page's view fills from its inputs."""

    parts: tuple[str | Citation | WikiLink, ...] = ()
    """HTML text between holes, and the holes, in order."""
    addresses: tuple[str, ...] = ()
    """Own addresses (``/…/``) that its links go to."""
    summary: str = ""
    digest: bytes = b""


class StoredProse(msgspec.Struct, frozen=True, kw_only=True, tag="stored", tag_field="is"):
    """Where a note's prose lies in the file of the cache; stands for it until a page needs it."""

    digest: bytes
    """The prose's own."""
    offset: int
    size: int
