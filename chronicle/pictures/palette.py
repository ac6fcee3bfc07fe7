"""The colours of a picture: the tokens of the stylesheet, and what lies between two of them at an edge.

A picture has one byte a pixel, its place in `COLOURS`. Edges are softened
along ramps of our own choice; no colour is ever guessed from others.
"""

from __future__ import annotations

TOKENS = {
    "paper": "#fcfcfa",
    "ink": "#1a1d20",
    "ink-2": "#454b51",
    "land": "#e9e8e3",
    "land-2": "#f4f3ef",
    "water": "#c4d4dc",
    "river": "#5b8aa5",
    "border": "#7a7e7f",
    "admin": "#cfcec8",
    "hole": "#fdfdfb",
    "charcoal": "#2b2d2f",
    "blue": "#0f72b8",
    "green": "#214927",
    "sand": "#e4cba5",
    "amber": "#e09845",
    "red": "#be5257",
    "teal": "#34a3ab",
    "violet": "#79587c",
    "grey": "#a2a397",
}
"""As in the light theme of `style.css`, which a test compares."""

STEPS = 16
"""From none of a colour to all of it."""

Ramp = bytes
"""The places in `COLOURS` of the steps from one colour to another."""

_HOLDERS = ("charcoal", "blue", "green", "sand", "amber", "red", "teal", "violet", "grey")
_RAMPS = (
    ("paper", "ink"),
    ("paper", "ink-2"),
    ("land", "ink"),
    ("land", "ink-2"),
    ("land", "river"),
    ("land", "border"),
)
_SHORT = (("land", "water"), ("land", "admin"), *(("ink", holder) for holder in _HOLDERS))
"""Ramps of half as many steps, each twice."""


def _mixed(under: str, over: str, part: float) -> bytes:
    pairs = zip(bytes.fromhex(under[1:]), bytes.fromhex(over[1:]), strict=True)
    return bytes(round(below + (above - below) * part) for below, above in pairs)


def _made() -> tuple[list[bytes], dict[tuple[str, str], Ramp]]:
    colours = [bytes.fromhex(value[1:]) for value in TOKENS.values()]
    ramps = {}
    for pairs, times in ((_RAMPS, 1), (_SHORT, 2)):
        for under, over in pairs:
            count = STEPS // times
            inner = range(len(colours), len(colours) + count - 2)
            colours += [
                _mixed(TOKENS[under], TOKENS[over], step / (count - 1)) for step in range(1, count - 1)
            ]
            places = [PLACES[under], *inner, PLACES[over]]
            ramps[under, over] = bytes(place for place in places for _ in range(times))
    return colours, ramps


PLACES = {name: place for place, name in enumerate(TOKENS)}
"""Where a token stands in `COLOURS`."""
_colours, _ramps = _made()
COLOURS = tuple(_colours)
"""Red, green and blue of each; at most 256."""


def ramp(under: str, over: str) -> Ramp:
    """The steps from one token to another, of those that pictures need.

    >>> steps = ramp("paper", "ink")
    >>> len(steps), steps[0] == PLACES["paper"], steps[-1] == PLACES["ink"]
    (16, True, True)
    """
    return _ramps[under, over]


def backwards(under: str, over: str) -> Ramp:
    """The same ramp from its other end: paper on ink."""
    return _ramps[under, over][::-1]
