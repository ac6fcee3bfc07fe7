"""Whatever is done to a chronicle and in whatever order: a build gives what a build from nothing gives."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from tests.incremental.properties import Workplace
from tests.incremental.sequences import Step, assert_right, program
from tests.world import ROOT

MINUTES = float(os.environ.get("CHRONICLE_LONG", "0"))
"""So long for sequences that nobody has tried before: ``CHRONICLE_LONG=10 make tests TESTS="-k longer"``."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes that it has forked"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_edits_gives_what_a_build_from_nothing_gives(seed: int) -> None:
    """With templates that print all that a page has."""
    assert_right(f"plain {seed}", 30)


def test_so_it_does_with_the_real_templates() -> None:
    assert_right("real", 12, ROOT / "templates")


@pytest.mark.skipif(not MINUTES, reason="CHRONICLE_LONG says for how many minutes")
def test_so_it_does_for_longer() -> None:
    end = monotonic() + MINUTES * 60
    while monotonic() < end:
        seed = Random().randrange(10**9)
        assert_right(f"long {seed}", 60, ROOT / "templates" if seed % 8 == 0 else None, 300)


def test_a_sequence_that_fails_is_told_as_a_program(tmp_path: Path) -> None:
    steps = [Step("remove", {"note": "events/rain"}), Step("check", {})]
    told = program(steps, None)
    assert told.splitlines()[1:] == [
        "    work = Workplace(tmp_path)",
        "    work.remove(note='events/rain')",
        "    work.check()",
    ]
    work = Workplace(tmp_path)
    for step in steps:
        step.take(work)
