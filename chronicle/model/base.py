"""What the other types are made of."""

from __future__ import annotations

from hashlib import blake2b
from typing import TypeVar

import msgspec

Sealable = TypeVar("Sealable", bound=msgspec.Struct)


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a record."""


def sealed(value: Sealable) -> Sealable:
    """The same record, prose, card or site with its digest: 16 bytes of BLAKE2b over its msgpack."""
    bare = msgspec.structs.replace(value, digest=b"") if value.digest else value  # type: ignore[attr-defined]
    content = msgspec.msgpack.encode(bare, order="deterministic")
    return msgspec.structs.replace(value, digest=blake2b(content, digest_size=16).digest())
