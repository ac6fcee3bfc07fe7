"""As much of CBOR (RFC 8949) as the files of a search index hold: whole numbers, texts, lists."""

from __future__ import annotations

from typing import Any

NUMBER, TEXT, LIST = 0, 3, 4
_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}


class NotKnown(ValueError):
    """Something else than numbers, texts and lists, or an end too early."""


def decoded(content: bytes) -> Any:
    """The value; a list as a list.

    >>> decoded(bytes([0x82, 0x18, 0x64, 0x61, 0x61]))
    [100, 'a']
    """
    value, end = _value(content, 0)
    if end != len(content):
        raise NotKnown(f"something follows at byte {end}")
    return value


def _value(content: bytes, at: int) -> tuple[Any, int]:
    if at >= len(content):
        raise NotKnown("the end comes too early")
    kind, size = content[at] >> 5, content[at] & 31
    at += 1
    if size in _LENGTHS:
        at, size = at + _LENGTHS[size], int.from_bytes(content[at : at + _LENGTHS[size]], "big")
    elif size > 23:
        raise NotKnown(f"a length that is not told at byte {at - 1}")
    if kind == NUMBER:
        return size, at
    if kind == TEXT:
        return content[at : at + size].decode(), at + size
    if kind == LIST:
        items = []
        for _ in range(size):
            item, at = _value(content, at)
            items.append(item)
        return items, at
    raise NotKnown(f"a value of kind {kind} at byte {at - 1}")


def encoded(value: Any) -> bytes:
    """The shortest form of a value.

    >>> encoded([100, "a"]).hex()
    '8218646161'
    """
    if isinstance(value, int):
        return _head(NUMBER, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(TEXT, len(text)) + text
    return _head(LIST, len(value)) + b"".join(map(encoded, value))


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    for sign, length in _LENGTHS.items():
        if size < 256**length:
            return bytes([kind << 5 | sign]) + size.to_bytes(length, "big")
    raise NotKnown(f"{size} is too large")
