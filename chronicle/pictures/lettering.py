"""Lines of text as masks. The fonts come with packages of ours, never from the machine.

HarfBuzz does what scripts ask for: joined Arabic letters, marks above and
below, kerning. What none of the fonts has is left out; no line has boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

import uharfbuzz

from chronicle.pictures.directions import in_visual_order

SERIF, SANS, ARABIC = "fontpkg_noto_serif", "fontpkg_noto_sans", "fontpkg_noto_sans_arabic"
_FILES = {
    SERIF: "NotoSerif[wdth,wght].ttf",
    SANS: "NotoSans[wdth,wght].ttf",
    ARABIC: "NotoSansArabic[wdth,wght].ttf",
}
_UNITS = 64
"""To the pixel: glyphs are placed more finely than the grid."""
_HALO = 6
"""Pixels by which a halo is wider than its text, both sides together."""


class Style(NamedTuple):
    family: str
    size: int
    """Pixels to the em."""
    weight: int = 400
    width: float = 100.0
    """Percent of the usual width of letters."""


class Mask(NamedTuple):
    """The coverage of a line of text, a byte a pixel."""

    coverage: bytes
    width: int
    left: int
    """From the line's start to the mask's, in pixels."""
    top: int
    """From the baseline to the mask's first row; above it below zero."""
    advance: float
    """The width of the line in pixels."""


NOTHING = Mask(b"", 0, 0, 0, 0.0)


class _Glyph(NamedTuple):
    font: uharfbuzz.Font
    number: int
    x: int
    y: int


def width_of(text: str, style: Style, from_right: bool = False) -> float:
    """How far a line reaches, in pixels."""
    return _laid_out(text, style, from_right)[1] / _UNITS


def line_of(text: str, style: Style, from_right: bool = False, halo: bool = False) -> Mask:
    """A line as it is seen; `halo` gives the mask of what is kept clear around it."""
    glyphs, advance = _laid_out(text, style, from_right)
    raster = uharfbuzz.RasterDraw()
    raster.scale_factor = (_UNITS, _UNITS)
    for glyph in glyphs:
        raster.transform = (1, 0, 0, 1, glyph.x, glyph.y)
        font = _bold(glyph.font, _HALO / style.size) if halo else glyph.font
        raster.draw_glyph(font, glyph.number)
    image = raster.render() if glyphs else None
    extents = image.extents if image is not None else None
    if image is None or extents is None or not extents.width or not extents.height:
        return NOTHING._replace(advance=advance / _UNITS)
    stride, buffer = extents.stride, image.buffer
    rows = (buffer[row * stride : row * stride + extents.width] for row in reversed(range(extents.height)))
    top = -(extents.y_origin + extents.height)
    return Mask(b"".join(rows), extents.width, extents.x_origin, top, advance / _UNITS)


def wrapped(text: str, style: Style, width: float, most: int, from_right: bool = False) -> tuple[str, ...]:
    """The lines of a text, broken at spaces; the last of `most` ends in an ellipsis where there are more.

    So does a word that is longer than a line.
    """
    lines: list[str] = []
    words = text.split()
    while words:
        count = _fitting(words, style, width, from_right)
        line, words = " ".join(words[:count]), words[count:]
        if len(lines) + 1 == most and words:
            return (*lines, _shortened(f"{line} {words[0]}", style, width, from_right))
        fits = width_of(line, style, from_right) <= width
        lines.append(line if fits else _shortened(line, style, width, from_right))
    return tuple(lines)


def _fitting(words: list[str], style: Style, width: float, from_right: bool) -> int:
    """How many of the words fit on a line; one at least."""
    count = 1
    while count < len(words) and width_of(" ".join(words[: count + 1]), style, from_right) <= width:
        count += 1
    return count


def _shortened(text: str, style: Style, width: float, from_right: bool) -> str:
    """As many of the words as fit with an ellipsis after them; of a single one as many letters."""
    while " " in text and width_of(f"{text}…", style, from_right) > width:
        text = text.rpartition(" ")[0]
    while len(text) > 1 and width_of(f"{text}…", style, from_right) > width:
        text = text[:-1]
    return text.rstrip(" ,;:–-") + "…"


@lru_cache(maxsize=4096)
def _laid_out(text: str, style: Style, from_right: bool) -> tuple[tuple[_Glyph, ...], int]:
    """Every glyph with its place, and the whole advance, in units."""
    glyphs: list[_Glyph] = []
    x = 0
    for piece, to_left in in_visual_order(text, from_right):
        fonts = list(_by_font(piece, style))
        for font, part in reversed(fonts) if to_left else fonts:
            buffer = uharfbuzz.Buffer()
            buffer.add_str(part)
            buffer.guess_segment_properties()
            buffer.direction = "rtl" if to_left else "ltr"
            uharfbuzz.shape(font, buffer)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
                glyphs.append(_Glyph(font, info.codepoint, x + position.x_offset, position.y_offset))
                x += position.x_advance
    return tuple(glyphs), x


def _by_font(text: str, style: Style) -> Iterator[tuple[uharfbuzz.Font, str]]:
    """Pieces of a text, each with the font that has its letters."""
    fonts = [_font(family, style.size, style.weight, style.width) for family in (style.family, ARABIC, SANS)]
    chosen: list[tuple[int, str]] = []
    for character in text:
        last = chosen[-1][0] if chosen else 0
        keeps = category(character)[0] in "MPZN" and _has(fonts[last], character)
        number = last if keeps else next((at for at, it in enumerate(fonts) if _has(it, character)), None)
        if number is not None:
            chosen.append((number, character))
    for number, group in groupby(chosen, key=lambda pair: pair[0]):
        yield fonts[number], "".join(character for _, character in group)


def _has(font: uharfbuzz.Font, character: str) -> bool:
    return bool(font.get_nominal_glyph(ord(character)))


@lru_cache(maxsize=64)
def _font(family: str, size: int, weight: int, width: float) -> uharfbuzz.Font:
    font = uharfbuzz.Font(_face(family))
    font.scale = (size * _UNITS, size * _UNITS)
    font.set_variations({"wght": weight, "wdth": width})
    return font


@lru_cache(maxsize=64)
def _bold(font: uharfbuzz.Font, by: float) -> uharfbuzz.Font:
    """The same letters with fatter strokes, in place."""
    fat = uharfbuzz.Font(font)
    fat.synthetic_bold = (by, by, True)
    return fat


@lru_cache(maxsize=8)
def _face(family: str) -> uharfbuzz.Face:
    spec = find_spec(family)
    assert spec is not None, f"the package {family} is missing; install requirements.txt"
    assert spec.origin is not None
    return uharfbuzz.Face(
        uharfbuzz.Blob.from_file_path(str(Path(spec.origin).parent / "files" / _FILES[family]))
    )
