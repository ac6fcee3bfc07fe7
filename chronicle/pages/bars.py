"""Who held a place over time, as one bar: shapes at percentages of an axis of whole years.

A change has a window: the days on which it can have taken effect. Both ends
of the windows of a place never go back, so the seams between its holders,
drawn from the first possible day at the bottom to the last at the top, never
cross, however the windows overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from chronicle import edtf
from chronicle.control_history import Change
from chronicle.model import ActorCard, Card
from chronicle.pages.axes import Axis, Tick, axis_of, ticks
from chronicle.pages.seams import Seam, Step, seam

__all__ = ["Axis", "Bar", "Legend", "Tick", "axis_of", "bar", "legend_of", "ticks"]

STRAIGHT = 0.4
"""Windows narrower than this part of the axis, in percent, are straight seams: about 3 px on a desk."""
LONG = 366
"""Windows of more days are drawn as two dashed lines."""
CODE_FROM = 9.0
"""The narrowest segment, in percent, in which a code stands; one of more than three letters needs more."""
CROWDED = 200
"""In a bar of more segments those that follow one another more closely than `STRAIGHT` are drawn as one."""


@dataclass(frozen=True)
class Segment:
    """For certain under one holder, with one status."""

    x: float
    width: float
    colour: str
    code: str | None
    """None where there is no room for it."""
    status: str


@dataclass(frozen=True)
class LongWindow:
    """Changed on some day of more than a year; `earlier` is None where nobody is known to have held it."""

    x: float
    width: float
    earlier: str | None
    later: str


@dataclass(frozen=True)
class Unknown:
    """Held from an unknown day up to `x`."""

    x: float
    colour: str


@dataclass(frozen=True)
class Flurry:
    """So many changes that they cannot be told apart in a bar."""

    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    segments: tuple[Segment, ...]
    flurries: tuple[Flurry, ...]
    seams: tuple[Seam, ...]
    abouts: tuple[float, ...]
    """Straight seams of a day that is given as about, or as uncertain."""
    long_windows: tuple[LongWindow, ...]
    unknown: Unknown | None


@dataclass(frozen=True)
class LegendColour:
    colour: str
    holders: tuple[ActorCard, ...]
    """Told apart by their codes, the most frequent first."""


@dataclass(frozen=True)
class Legend:
    """What has to be explained beside some bars."""

    colours: tuple[LegendColour, ...]
    """That of the most frequent holder first."""
    contested: str | None
    """A colour of something contested; None where nothing is. So the next ones."""
    besieged: str | None
    seam: tuple[str | None, str] | None
    """Before and after; what was before may be unknown."""
    long_window: tuple[str, str] | None
    unknown: str | None
    about: str | None
    has_flurries: bool


def bar(history: Sequence[Change], axis: Axis, cards: Mapping[str, Card]) -> Bar:
    """The bar of one place; `cards` has every holder of its history."""
    steps = _steps(history, axis, cards)
    wide = [(before, cluster) for before, cluster in _clusters(steps) if cluster[-1].end > cluster[0].start]
    segments, flurries = _told_apart(tuple(_segments(steps)))
    return Bar(
        segments=segments,
        flurries=flurries,
        abouts=tuple(_abouts(steps)) if len(steps) <= CROWDED else (),
        seams=tuple(seam(before, cluster) for before, cluster in wide if not _is_long(cluster)),
        long_windows=tuple(_long_window(before, cluster) for before, cluster in wide if _is_long(cluster)),
        unknown=_unknown(steps),
    )


def legend_of(
    bars: Iterable[Bar], histories: Iterable[Sequence[Change]], cards: Mapping[str, Card]
) -> Legend:
    """The holders of these histories, most frequent first, and the states in their bars."""
    bars = tuple(bars)
    numbers: dict[str, int] = {}
    for change in (change for history in histories for change in history):
        numbers[change.holder] = numbers.get(change.holder, 0) + 1
    order = sorted(numbers, key=lambda holder: -numbers[holder])
    segments = [segment for bar in bars for segment in bar.segments]
    pairs = (_outer_colours(it) for bar in bars for it in bar.seams)
    windows = (window for bar in bars for window in bar.long_windows)
    about = (segment.colour for bar in bars for segment in bar.segments if segment.x in bar.abouts)
    return Legend(
        colours=tuple(_colours(_holder(slug, cards) for slug in order)),
        contested=next((segment.colour for segment in segments if segment.status == "contested"), None),
        besieged=next((segment.colour for segment in segments if segment.status == "besieged"), None),
        seam=next((pair for pair in pairs if pair), None),
        long_window=next(((window.earlier or window.later, window.later) for window in windows), None),
        unknown=next((bar.unknown.colour for bar in bars if bar.unknown), None),
        about=next(about, None),
        has_flurries=any(bar.flurries for bar in bars),
    )


def _colours(holders: Iterable[ActorCard]) -> Iterator[LegendColour]:
    found: dict[str, list[ActorCard]] = {}
    for holder in holders:
        found.setdefault(holder.colour or "", []).append(holder)
    for colour, alike in found.items():
        yield LegendColour(colour, tuple(alike))


def _holder(slug: str, cards: Mapping[str, Card]) -> ActorCard:
    card = cards[f"actors/{slug}"]
    assert isinstance(card, ActorCard), "holders are actors"
    return card


def _steps(history: Sequence[Change], axis: Axis, cards: Mapping[str, Card]) -> tuple[Step, ...]:
    """The changes that are seen in a bar, at their places, which never go back."""
    pairs = zip((None, *history), history, strict=False)
    seen = [change for before, change in pairs if before is None or _is_new(before, change)]
    windows = [_window(change, axis) for change in seen]
    starts = accumulate((start for start, _ in windows), max)
    ends = accumulate((end for _, end in windows), max)
    return tuple(
        Step(
            _holder(it.holder, cards),
            it.status,
            start,
            end,
            is_long=_lasts_long(it),
            is_from_unknown_day=it.is_from_unknown_day,
            is_about=_is_about(it),
        )
        for it, start, end in zip(seen, starts, ends, strict=True)
    )


def _is_new(before: Change, change: Change) -> bool:
    return before.is_from_unknown_day or (before.holder, before.status) != (change.holder, change.status)


def _window(change: Change, axis: Axis) -> tuple[float, float]:
    if change.is_from_unknown_day:
        return 0.0, 0.0
    start = axis.at(change.earliest) if change.earliest else 0.0
    end = axis.at(change.latest) if change.latest else 100.0
    if end - start < STRAIGHT:
        return (start + end) / 2, (start + end) / 2
    return start, end


def _lasts_long(change: Change) -> bool:
    if change.is_from_unknown_day:
        return False
    return not (change.earliest and change.latest) or (change.latest - change.earliest).days > LONG


def _is_about(change: Change) -> bool:
    """Its day is known, and only roughly."""
    date = edtf.parse(change.date_text) if change.date_text else None
    return date is not None and (date.approximate or date.uncertain)


def _clusters(steps: Sequence[Step]) -> Iterator[tuple[Step | None, tuple[Step, ...]]]:
    """Changes whose windows overlap, together, each time with the one before them."""
    before: Step | None = None
    cluster: list[Step] = []
    for step in steps:
        if cluster and step.start >= cluster[-1].end:
            yield before, tuple(cluster)
            before, cluster = cluster[-1], []
        if step.is_from_unknown_day:
            before = step
        else:
            cluster.append(step)
    if cluster:
        yield before, tuple(cluster)


def _is_long(cluster: Sequence[Step]) -> bool:
    return any(step.is_long for step in cluster)


def _segments(steps: Sequence[Step]) -> Iterator[Segment]:
    ends = [*(step.start for step in steps[1:]), 100.0]
    for step, end in zip(steps, ends, strict=True):
        width = round(end - step.end, 2)
        if width > 0 and not step.is_from_unknown_day:
            code = _code(step.holder.code, width)
            yield Segment(round(step.end, 2), width, step.colour, code, step.status)


def _told_apart(segments: Sequence[Segment]) -> tuple[tuple[Segment, ...], tuple[Flurry, ...]]:
    """The segments of a bar, and in place of runs of very many narrow ones what stands for all of these."""
    if len(segments) <= CROWDED:
        return tuple(segments), ()
    wide: list[Segment] = []
    flurries: list[Flurry] = []
    for is_narrow, run in groupby(segments, key=lambda segment: segment.width < STRAIGHT):
        found = tuple(run)
        if is_narrow and len(found) > 1:
            x = found[0].x
            flurries.append(Flurry(x, round(found[-1].x + found[-1].width - x, 2)))
        else:
            wide += found
    return tuple(wide), tuple(flurries)


def _abouts(steps: Iterable[Step]) -> Iterator[float]:
    return (round(step.end, 2) for step in steps if step.is_about and step.start == step.end)


def _code(code: str, width: float) -> str | None:
    return code if width >= max(CODE_FROM, 2.2 * len(code) + 3) else None


def _unknown(steps: Sequence[Step]) -> Unknown | None:
    """The holder before the first known day."""
    if len(steps) < 2 or not steps[0].is_from_unknown_day:
        return None
    return Unknown(steps[1].start, steps[0].colour)


def _long_window(before: Step | None, cluster: Sequence[Step]) -> LongWindow:
    start, end = cluster[0].start, cluster[-1].end
    return LongWindow(start, round(end - start, 2), before.colour if before else None, cluster[-1].colour)


def _outer_colours(seam: Seam) -> tuple[str | None, str] | None:
    """Those of the first and the last holder of a seam, the first None where it is unknown."""
    colours = [shape.colour for shape in seam.shapes if shape.colour]
    if not colours or (len(colours) > 1 and colours[0] == colours[-1]):
        return None
    return (colours[0] if len(colours) > 1 else None), colours[-1]
