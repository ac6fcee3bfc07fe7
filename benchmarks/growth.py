"""Draws how builds grow with the number of events, from the numbers that `run --output` kept.

    python -m benchmarks.growth RESULTS.json… docs/growth.svg

Both axes are logarithmic: what grows as fast as the events rises as steeply as the grey lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, floor, log10
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click
import msgspec

from benchmarks.results import Results, Series

WIDTH, HEIGHT = 720, 480
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 30, 50
REAL = "The real chronicle"
"""How the series begins that is of no generated chronicle."""
LETTERS = 16
"""From one line of words to the next."""
LINES = (
    ("cold", "hugo", "Hugo, cold", "#b45309", ""),
    ("cold", "ours", "ours, cold", "#1d4ed8", ""),
    ("prose", "hugo", "Hugo, one edit", "#b45309", "6 4"),
    ("prose", "ours", "ours, one edit", "#1d4ed8", "6 4"),
    ("unchanged", "ours", "ours, nothing changed", "#1d4ed8", "2 4"),
)
"""Step, builder, words, colour, dashes."""

Point = tuple[float, float]


class Scale(NamedTuple):
    """Powers of ten at the ends of one axis, and where on the drawing they lie."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def powers(self) -> range:
        return range(self.low, self.high + 1)


def chart(series: Iterable[Series]) -> str:
    """The SVG."""
    ordered = sorted(series, key=lambda one: one.events)
    lines = {words: _points(ordered, step, builder) for step, builder, words, *_ in LINES}
    events = [x for points in lines.values() for x, _ in points]
    seconds = [y for points in lines.values() for _, y in points]
    across = _scale(events, LEFT, WIDTH - RIGHT)
    along = _scale(seconds, HEIGHT - BOTTOM, TOP)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"',
            ' role="img" font-family="sans-serif" font-size="13">',
            "<title>Seconds of a build by number of events, both axes logarithmic</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *_grid(across, along),
            *(line for style in LINES for line in _line(style, lines[style[2]], across, along)),
            *_names(lines, across, along),
            "</svg>",
            "",
        ]
    )


def _points(series: Sequence[Series], step: str, builder: str) -> list[Point]:
    return [
        (one.events, median(build.seconds for build in one.builds[step][builder]))
        for one in series
        if builder in one.builds.get(step, {})
    ]


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return Scale(low, max(high, low + 1), start, end)


def _grid(across: Scale, along: Scale) -> Iterator[str]:
    """Powers of ten, and lines on which double the events take double the time."""
    for power in across.powers:
        x = across.at(10.0**power)
        yield f'<path d="M{x:.1f} {along.start}V{along.end}" stroke="#e5e5e5"/>'
        yield f'<text x="{x:.1f}" y="{along.start + 20}" text-anchor="middle">{10**power:,}</text>'
    for power in along.powers:
        y = along.at(10.0**power)
        yield f'<path d="M{across.start} {y:.1f}H{across.end}" stroke="#e5e5e5"/>'
        yield f'<text x="{across.start - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g} s</text>'
    yield f'<text x="{across.start}" y="{HEIGHT - 10}">events</text>'
    steps = across.high - across.low
    for power in range(along.low, along.high - steps + 1):
        start, end = along.at(10.0**power), along.at(10.0 ** (power + steps))
        way = f"M{across.start} {start:.1f}L{across.end} {end:.1f}"
        yield f'<path d="{way}" stroke="#ccc" stroke-dasharray="1 3"/>'


def _line(
    style: tuple[str, str, str, str, str], points: Sequence[Point], across: Scale, along: Scale
) -> Iterator[str]:
    if not points:
        return
    _, _, _, colour, dashes = style
    spots = [(across.at(x), along.at(y)) for x, y in points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
    for x, y in spots:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'


def _names(lines: Mapping[str, Sequence[Point]], across: Scale, along: Scale) -> Iterator[str]:
    """Each line's words at its end, from the top, none over another."""
    colours = {words: colour for _, _, words, colour, _ in LINES}
    ends = sorted(
        (along.at(points[-1][1]), across.at(points[-1][0]), words)
        for words, points in lines.items()
        if points
    )
    lowest: dict[float, float] = {}
    for y, x, words in ends:
        lowest[x] = max(y, lowest.get(x, 0) + LETTERS)
        yield f'<text x="{x + 10:.1f}" y="{lowest[x] + 4:.1f}" fill="{colours[words]}">{words}</text>'


@click.command()
@click.argument("results", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
@click.argument("drawing", type=click.Path(path_type=Path))
def main(results: tuple[Path, ...], drawing: Path) -> None:
    """Draw the growth found in RESULTS, files of `run --output`, as the SVG file DRAWING."""
    found = [msgspec.json.decode(path.read_bytes(), type=Results) for path in results]
    generated = (one for each in found for one in each.series if not one.title.startswith(REAL))
    drawing.write_text(chart(generated), "utf-8")


if __name__ == "__main__":
    main()
