"""Where the marks of claims stand: in percent of a row's plot, on one scale for all rows of a chart.

The plots have no `viewBox`, so that text keeps its size on every screen:
places are percentages of the plot's width, everything about a place is in px.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chronicle.model import Figure

SCALE_END = 90
"""Where the highest claim stands, in percent of the plot: what is left is for its arrow."""
NARROWEST = 328
"""The plot's width on a small phone, in px: what fits there fits everywhere."""
DIGIT = 7
"""The width of a digit and of a letter, in px: rather too wide than too narrow."""
MOST_STEPS = 5

REACH = {"exact": (6, 6), "about": (14, 14), "at-least": (2, 30), "at-most": (30, 2), "range": (2, 2)}
"""How far a mark reaches before and after its place, in px."""
WORDS = {"exact": 0, "about": 6, "at-least": 9, "at-most": 8, "range": 4}
"""Letters that stand beside the number: "at least " has nine."""


@dataclass(frozen=True)
class Tick:
    value: str
    """Decimal text."""
    x: str
    """Its place: ``36%``."""


@dataclass(frozen=True)
class Label:
    """Where the number in words stands: beside its mark, on the side where there is room."""

    x: str
    side: str
    """``after`` or ``before`` the mark; ``over`` it where neither side has room."""
    offset: int
    """From `x`, in px; below zero before the mark."""


@dataclass(frozen=True)
class Mark:
    qualifier: str
    """Which mark, as in `model.Figure`."""
    x: str
    end: str
    """Of a range its end; of all others the same as `x`."""
    width: str
    """Of a range, from `x` to `end`; ``0%`` of all others."""
    label: Label


@dataclass(frozen=True)
class Scale:
    """Values to places: zero stands at `start`, `top` at `SCALE_END`. Make one with `scale_of`."""

    top: Decimal
    start: float = 0.0
    """In percent of the plot; above zero only where a mark near zero needs the room."""

    def place(self, value: Decimal) -> float:
        """A value's place in percent of the plot.

        >>> Scale(Decimal(100)).place(Decimal(50)), Scale(Decimal(100), start=10).place(Decimal(50))
        (45.0, 50.0)
        """
        return self.start + float(value / self.top) * (SCALE_END - self.start)

    def ticks(self, is_whole: bool = True) -> tuple[Tick, ...]:
        """The numbers along the scale, from zero; not closer than one where things are counted whole.

        >>> [(tick.value, tick.x) for tick in Scale(Decimal(90000)).ticks()]
        [('0', '0%'), ('20000', '20%'), ('40000', '40%'), ('60000', '60%'), ('80000', '80%')]
        """
        step = max(step_of(self.top), Decimal(1)) if is_whole else step_of(self.top)
        values = (step * count for count in range(int(self.top / step) + 1))
        return tuple(Tick(f"{value.normalize():f}", percent(self.place(value))) for value in values)

    def mark(self, figure: Figure) -> Mark:
        """The mark of a claim and where its number stands."""
        low, high = values_of(figure)
        start, end = self.place(low), self.place(high)
        return Mark(
            qualifier=figure.qualifier,
            x=percent(start),
            end=percent(end),
            width=percent(end - start),
            label=_label(figure, start, end),
        )


def scale_of(figures: Sequence[Figure], is_percent: bool = False) -> Scale:
    """The scale on which these claims fit, from zero; percentages have that of the whole, up to 100.

    >>> claim = Figure(measure="m", qualifier="exact", value="7", as_of="2017", claimant="c", source="s")
    >>> scale_of([claim]), scale_of([claim], is_percent=True)
    (Scale(top=Decimal('7'), start=0.0), Scale(top=Decimal('100'), start=0.0))
    >>> few = Figure(measure="m", qualifier="at-most", value="2", as_of="2017", claimant="c", source="s")
    >>> near = scale_of([claim, few], is_percent=True)
    >>> round(near.start, 2), round(near.place(Decimal(2)) * NARROWEST / 100)
    (7.5, 30)
    """
    values = [value for figure in figures for value in values_of(figure)]
    top = max([*values, Decimal(100)] if is_percent else values, default=Decimal(0)) or Decimal(1)
    plain = Scale(top)
    near = (
        (REACH[figure.qualifier][0] * 100 / NARROWEST, plain.place(values_of(figure)[0]))
        for figure in figures
        if figure.qualifier in {"about", "at-most"}
    )
    short = ((reach - place) / (1 - place / SCALE_END) for reach, place in near if place < reach)
    return Scale(top, start=max([0.0, *short]))


def step_of(top: Decimal) -> Decimal:
    """From tick to tick: 1, 2 or 5 with zeros, the smallest that leaves room for the numbers on a phone.

    >>> [f"{step_of(Decimal(top)):f}" for top in (1, 7, 100, 110000, 8000000, 14300000000)]
    ['0.2', '2.0', '20', '20000', '2000000', '5000000000']
    """
    room = NARROWEST * SCALE_END / 100
    needed = _length(f"{top:f}") * DIGIT + 4
    power = Decimal(1).scaleb(top.adjusted() - 1)
    for step in (power * times for times in (1, 2, 5, 10, 20, 50)):
        if top // step <= MOST_STEPS and float(step / top) * room >= needed:
            return step
    return power * 100


def values_of(figure: Figure) -> tuple[Decimal, Decimal]:
    """The lowest and the highest number that a claim names: twice the same, unless it is a range."""
    return Decimal(figure.low or figure.value or 0), Decimal(figure.high or figure.value or 0)


def percent(place: float) -> str:
    """A place as an attribute.

    >>> percent(45.0), percent(33.3333)
    ('45%', '33.33%')
    """
    return f"{place:.2f}".rstrip("0").rstrip(".") + "%"


def _label(figure: Figure, start: float, end: float) -> Label:
    """After the mark where that fits on a small phone, else before it, else over it.

    >>> about = Figure(measure="m", qualifier="about", value="90000", as_of="2017", claimant="c", source="s")
    >>> _label(about, 20.0, 20.0), _label(about, 74.0, 74.0)
    (Label(x='20%', side='after', offset=20), Label(x='74%', side='before', offset=-20))
    >>> from msgspec.structs import replace
    >>> _label(replace(about, qualifier="range", value=None, low="20", high="90"), 5.0, 90.0)
    Label(x='5%', side='over', offset=0)
    """
    gap = 6
    before, after = REACH[figure.qualifier]
    numbers = dict.fromkeys(values_of(figure))
    letters = WORDS[figure.qualifier] + sum(_length(f"{number:f}") for number in numbers)
    needed = letters * DIGIT + gap
    if NARROWEST * (100 - end) / 100 - after >= needed:
        return Label(percent(end), "after", after + gap)
    if NARROWEST * start / 100 - before >= needed:
        return Label(percent(start), "before", -(before + gap))
    room = NARROWEST * (100 - start) / 100
    return Label(percent(start if room >= needed else max(0.0, 100 - needed * 100 / NARROWEST)), "over", 0)


def _length(number: str) -> int:
    """How many signs a number has when it is printed with a comma after each three digits.

    >>> _length("500"), _length("90000"), _length("6600000")
    (3, 6, 9)
    """
    whole = number.partition(".")[0]
    return len(number) + (len(whole) - 1) // 3
