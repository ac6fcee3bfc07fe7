"""A PNG with a palette read back, by the specification and not by our writer."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    pixels: tuple[bytes, ...]
    """Row after row: red, green and blue of each pixel."""

    def at(self, x: int, y: int) -> str:
        """A colour as the stylesheet writes it."""
        return "#" + self.pixels[y * self.width + x].hex()

    def colours(self, left: int = 0, right: int | None = None) -> set[str]:
        """All that there are between two columns."""
        columns = range(left, right if right is not None else self.width)
        return {self.at(x, y) for y in range(self.height) for x in columns}

    def rows_with(self, colour: str, left: int, right: int) -> set[int]:
        return {y for y in range(self.height) if any(self.at(x, y) == colour for x in range(left, right))}


def decoded(content: bytes) -> Picture:
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    chunks = list(_chunks(content[8:]))
    assert [name for name, _ in chunks] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    head, palette, data = (part for _, part in chunks[:3])
    width, height, *form = struct.unpack(">IIBBBBB", head)
    assert form == [8, 3, 0, 0, 0], "eight bits, a palette, nothing interlaced"
    rows = zlib.decompress(data)
    assert len(rows) == height * (width + 1)
    colours = [palette[at : at + 3] for at in range(0, len(palette), 3)]
    pixels: list[bytes] = []
    for row in range(height):
        line = rows[row * (width + 1) : (row + 1) * (width + 1)]
        assert line[0] == 0, "no filter"
        pixels += [colours[value] for value in line[1:]]
    return Picture(width, height, tuple(pixels))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    while content:
        (length,) = struct.unpack(">I", content[:4])
        name, data = content[4:8], content[8 : 8 + length]
        assert struct.unpack(">I", content[8 + length : 12 + length]) == (zlib.crc32(name + data),)
        yield name, data
        content = content[12 + length :]
