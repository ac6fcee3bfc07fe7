"""A page's key: what it is made from, as digests. The same key means the same bytes.

A key holds the digest of each input, of the page's template with all that it
extends and imports, and of the surroundings (see `surroundings`). Nothing
else can reach a page, so nothing else can change it; hashes decide, never
times (Mokhov, Mitchell and Peyton Jones, *Build Systems à la Carte*, 2018:
verifying traces).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec

from chronicle.model import Page

SIZE = 16
"""Bytes of a digest."""


class Key(msgspec.Struct, frozen=True, array_like=True):
    """What one page is made from."""

    inputs: tuple[bytes, ...]
    """A digest an input, in order."""
    template: bytes
    surroundings: bytes


def key_of(page: Page, templates: Mapping[str, bytes], surroundings: bytes) -> Key:
    """The key of a page; `templates` are the digests that `template_digests` makes."""
    template = templates[page.view.template] if page.view.template else _function(page)
    return Key(tuple(map(digest_of, page.inputs)), template, surroundings)


def digest_of(value: Any) -> bytes:
    """The digest of an input: its own where it was sealed, else that of its content.

    A list's digest follows from those of its items, so that long lists of
    cards cost little.

    >>> digest_of(("a", "b")) == digest_of(("a", "b")), digest_of(("ab",)) == digest_of(("a", "b"))
    (True, False)
    """
    sealed = getattr(value, "digest", None)
    if sealed:
        return bytes(sealed)
    if isinstance(value, tuple):
        return blake2b(
            b"".join(map(digest_of, value)) + b"%d" % len(value), digest_size=SIZE, person=b"tuple"
        ).digest()
    if isinstance(value, bytes):
        return blake2b(value, digest_size=SIZE, person=b"bytes").digest()
    content = msgspec.msgpack.encode(value, order="deterministic")
    return blake2b(content, digest_size=SIZE, person=type(value).__name__[:16].encode()).digest()


_REFERENCE = re.compile(r"""\{%-?\+?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
"""How a template names another: always by a text, as a test of the templates makes sure."""


def template_digests(templates: Mapping[str, str]) -> dict[str, bytes]:
    """Each template's digest: of its own text and of all that it extends and imports, near and far."""
    near = {name: _REFERENCE.findall(text) for name, text in templates.items()}
    return {name: _digest_of_texts(templates, _reached(name, near)) for name in templates}


def _reached(name: str, near: Mapping[str, Iterable[str]]) -> list[str]:
    seen = {name}
    waiting = [name]
    while waiting:
        for other in near.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return sorted(seen)


def _digest_of_texts(templates: Mapping[str, str], names: Iterable[str]) -> bytes:
    parts = [part for name in names for part in (name, templates.get(name, ""))]
    return digest_of(tuple(parts))


@lru_cache(maxsize=256)
def _name(module: str, name: str) -> bytes:
    return digest_of((module, name))


def _function(page: Page) -> bytes:
    """Stands for the template of an export, whose view writes the bytes itself."""
    return _name(page.view.make.__module__, page.view.make.__qualname__)


def surroundings(parts: Mapping[str, str | bytes]) -> bytes:
    """One digest for all that any page may depend on: the engine, `site.yaml`, translations, dependencies."""
    return digest_of(tuple((name, parts[name]) for name in sorted(parts)))
