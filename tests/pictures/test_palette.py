"""The colours of pictures are those of the stylesheet."""

from __future__ import annotations

import re
from itertools import pairwise

from chronicle.pictures.palette import COLOURS, PLACES, STEPS, TOKENS, backwards, ramp
from tests.world import ROOT


def test_tokens_are_those_of_the_light_theme() -> None:
    style = (ROOT / "templates/assets/style.css").read_text("utf-8")
    light = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", style.partition("@media")[0]))
    assert {name: light[name] for name in TOKENS} == TOKENS


def test_every_token_stands_in_the_palette_as_it_is() -> None:
    assert {name: "#" + COLOURS[place].hex() for name, place in PLACES.items()} == TOKENS
    assert len(COLOURS) <= 256


def test_a_ramp_leads_from_one_token_to_the_other_without_a_step_back() -> None:
    steps = ramp("paper", "ink")
    assert (steps[0], steps[-1], len(steps)) == (PLACES["paper"], PLACES["ink"], STEPS)
    reds = [COLOURS[step][0] for step in steps]
    assert all(before > after for before, after in pairwise(reds))
    assert backwards("paper", "ink") == steps[::-1]
