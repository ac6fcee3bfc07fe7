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


Known = dict[int, tuple[Any, bytes]]
"""Long lists and their digests, by their identity."""

LONG = 8


def key_of(
    page: Page, templates: Mapping[str, bytes], surroundings: bytes, known: Known | None = None
) -> Key:
    """The key of a page; `templates` are the digests that `template_digests` makes."""
    return Key(input_digests(page.inputs, known), template_of(page, templates), surroundings)


def input_digests(inputs: Iterable[Any], known: Known | None = None) -> tuple[bytes, ...]:
    """A digest an input, in order.

    Many pages share long lists: of pages with the same `known` each such list is looked at once.
    """
    return tuple([_known(value, known) for value in inputs])


def template_of(page: Page, templates: Mapping[str, bytes]) -> bytes:
    """The digest of a page's template; of an export that of its view, which writes the bytes itself."""
    if page.view.template:
        return templates[page.view.template]
    return _name(page.view.make.__module__, page.view.make.__qualname__)


def _known(value: Any, known: Known | None) -> bytes:
    if known is None or type(value) is not tuple or len(value) < LONG:
        return digest_of(value)
    found = known.get(id(value))
    if found is None:
        found = known[id(value)] = (value, digest_of(value))
    return found[1]


def digest_of(value: Any) -> bytes:
    """The digest of an input: its own where it was sealed, else that of its content.

    Of a list within the input, what is sealed counts by its digest, so that long
    lists of cards cost little.

    >>> digest_of(("a", "b")) == digest_of(("a", "b")), digest_of(("ab",)) == digest_of(("a", "b"))
    (True, False)
    """
    sealed = getattr(value, "digest", None)
    if sealed:
        return bytes(sealed)
    parts: list[bytes] = []
    _spell(value, parts)
    return blake2b(b"".join(parts), digest_size=SIZE).digest()


def _spell(value: Any, parts: list[bytes]) -> None:
    """Append what tells the value from any other: its type, its length, its content."""
    kind = type(value)
    if kind is tuple:
        parts.append(b"(%d:" % len(value))
        for item in value:
            sealed = getattr(item, "digest", None)
            if sealed:
                parts += (b"#", sealed)
            else:
                _spell(item, parts)
        return
    if kind is str:
        content = value.encode()
    elif kind is bytes:
        content = value
    elif value is None or kind is bool or kind is int:
        content = repr(value).encode()
    else:
        content = _packed(value)
    parts += (b"%s %d:" % (kind.__name__.encode(), len(content)), content)


def _packed(value: Any) -> bytes:
    return msgspec.msgpack.encode(value, order="deterministic")


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


def digest_of_all(parts: Mapping[str, bytes]) -> bytes:
    """One digest of things with names: of all that every page depends on."""
    return digest_of(tuple(parts[name] for name in sorted(parts)))
