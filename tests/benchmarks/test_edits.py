"""The edits that benchmarks measure change something, and leave the notes right."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.edits import EDITS, edit, event_to_edit
from benchmarks.generate import write
from chronicle import build as engine
from tests.world import TODAY


@pytest.mark.parametrize("name", list(EDITS))
def test_a_note_is_right_after_an_edit(tmp_path: Path, name: str) -> None:
    content = tmp_path / "content"
    write(60, content)
    note = event_to_edit(content, 0)
    before = note.read_text("utf-8")
    edit(note, EDITS[name])
    assert note.read_text("utf-8") != before
    assert list(engine.check(content, TODAY).problems) == []


def test_another_edit_takes_another_note(tmp_path: Path) -> None:
    write(60, tmp_path / "content")
    notes = {event_to_edit(tmp_path / "content", number) for number in range(5)}
    assert len(notes) == 5
