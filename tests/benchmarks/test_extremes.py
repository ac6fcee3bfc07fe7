"""Extreme chronicles are right ones: else no build of them would be measured."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.extremes import KINDS, write
from chronicle import build as engine
from chronicle.bounds import BODY_BYTES
from tests.world import TODAY


@pytest.mark.parametrize("kind", KINDS)
def test_an_extreme_chronicle_has_no_error_and_what_it_is_made_for(tmp_path: Path, kind: str) -> None:
    events = 24
    write(kind, events, tmp_path / "content")
    checked = engine.check(tmp_path / "content", TODAY)
    chronicle = checked.chronicle
    assert chronicle is not None, "\n".join(map(str, checked.problems))
    told = chronicle.events
    assert len(told) > events / 2
    match kind:
        case "place":
            assert len({event.places for event in told}) == 1
        case "source":
            assert any(all(source in event.sources for event in told) for source in told[0].sources)
        case "series":
            claimed = Counter((it.measure, it.scope) for event in told for it in event.figures)
            assert claimed.most_common(1)[0][1] > events / 2
        case "control":
            assert len({entry.place for event in told for entry in event.control}) == 1
        case "size":
            notes = (tmp_path / "content/events").rglob("*.md")
            assert min(note.stat().st_size for note in notes) > 0.9 * BODY_BYTES
