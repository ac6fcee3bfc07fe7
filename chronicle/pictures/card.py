"""A social card: what others show of a page when somebody shares its address."""

from __future__ import annotations

from chronicle.geography.ground import Ground
from chronicle.pictures.canvas import Canvas
from chronicle.pictures.lettering import SANS, SERIF, Style, line_of, width_of, wrapped
from chronicle.pictures.marks import Board, diamond, put, site_mark
from chronicle.pictures.palette import COLOURS, PLACES, Ramp, ramp
from chronicle.pictures.png import png
from chronicle.pictures.shown import HEIGHT, MAP, REACH, WIDTH, CardText, Spot
from chronicle.pictures.terrain import draw_ground, window

MARGIN = 60
GUTTER = 36
"""Between text and map."""
SIZES = (64, 56, 48)
"""Of the title: the largest at which it needs three lines at most."""
LINES = 3
LEADING = 1.18
DATE, FOOT = Style(SANS, 40), Style(SANS, 26)
DATE_LEADING = 52
SIGN = 44
"""The site's mark."""


def card(text: CardText, spots: tuple[Spot, ...], ground: Ground | None) -> bytes:
    """The card as PNG; without a place to show, the text has all of it."""
    canvas = Canvas(WIDTH, HEIGHT, PLACES["paper"])
    has_map = bool(spots) and ground is not None
    if ground is not None and spots:
        _map(canvas, ground, spots, 0 if text.from_right else WIDTH - MAP)
    left = MAP + GUTTER if has_map and text.from_right else MARGIN
    column = _Column(
        canvas, left, WIDTH - 2 * MARGIN - (MAP + GUTTER - MARGIN if has_map else 0), text.from_right
    )
    _words(column, text)
    return png(canvas.pixels, WIDTH, COLOURS)


def _map(canvas: Canvas, ground: Ground, spots: tuple[Spot, ...], left: int) -> None:
    about = [spot for spot in spots if spot.mark != "plain"]
    shown, held = window(ground, [(it.longitude, it.latitude) for it in about], MAP, HEIGHT, REACH)
    draw_ground(canvas, ground, shown, left)
    seen = (*(about[number] for number in held), *(spot for spot in spots if spot.mark == "plain"))
    Board(canvas, left, MAP, HEIGHT).put(
        [(spot, shown.position(spot.longitude, spot.latitude)) for spot in seen]
    )


class _Column:
    """Where the text stands."""

    def __init__(self, canvas: Canvas, left: int, width: int, from_right: bool) -> None:
        self.canvas, self.left, self.width, self.from_right = canvas, left, width, from_right

    def line(self, words: str, style: Style, baseline: int, colours: Ramp, indent: float = 0) -> float:
        """A line from the column's start, and how far it reaches."""
        mask = line_of(words, style, self.from_right)
        x = self.left + self.width - indent - mask.advance if self.from_right else self.left + indent
        put(self.canvas, mask, round(x), baseline, colours)
        return indent + mask.advance

    def at(self, indent: float) -> float:
        """The column of the canvas so far from the start."""
        return self.left + self.width - indent if self.from_right else self.left + indent


def _words(column: _Column, text: CardText) -> None:
    ink, second = ramp("paper", "ink"), ramp("paper", "ink-2")
    top, end = MARGIN + 46, 0.0
    for line in _date_lines(text.date, column):
        end = column.line(line, DATE, top, second)
        top += DATE_LEADING
    if text.certainty_words:
        _certainty(column, text, top - DATE_LEADING, end)
    style, lines = _title(text, column)
    top += round(0.72 * style.size) - 4
    for line in lines:
        column.line(line, style, top, ink)
        top += round(LEADING * style.size)
    _foot(column, text.site)


def _date_lines(date: str, column: _Column) -> tuple[str, ...]:
    return wrapped(date, DATE, column.width, 2, column.from_right)


def _certainty(column: _Column, text: CardText, baseline: int, end: float) -> None:
    """The sign and its word after the date, where there is room for both."""
    needed = end + 30 + 40 + width_of(text.certainty_words, DATE, column.from_right)
    if needed > column.width:
        return
    x = column.at(end + 30 + 14)
    diamond(column.canvas, x, baseline - 14, 14, text.certainty, "paper")
    column.line(text.certainty_words, DATE, baseline, ramp("paper", "ink-2"), end + 30 + 40)


def _title(text: CardText, column: _Column) -> tuple[Style, tuple[str, ...]]:
    """The title as large as three lines allow; cut only where even the smallest letters are too many."""
    styles = [Style(SERIF, size, 700, 87.5) for size in SIZES]
    for style in styles:
        lines = wrapped(text.title, style, column.width, LINES + 1, column.from_right)
        if len(lines) <= LINES and " ".join(lines) == " ".join(text.title.split()):
            return style, lines
    return styles[-1], wrapped(text.title, styles[-1], column.width, LINES, column.from_right)


def _foot(column: _Column, site: str) -> None:
    """The mark and the site's name at the bottom."""
    bottom = HEIGHT - MARGIN
    corner = round(column.at(SIGN) if column.from_right else column.at(0))
    column.canvas.paste(site_mark(SIGN), SIGN, corner, bottom - SIGN)
    indent = SIGN + 16
    lines = wrapped(site, FOOT, column.width - indent, 2, column.from_right)
    baseline = bottom - 12 if len(lines) == 1 else bottom - 28
    for line in lines:
        column.line(line, FOOT, baseline, ramp("paper", "ink-2"), indent)
        baseline += 34
