"""The notes that benchmarks build: they are right, always the same, and as long as the real ones."""

from __future__ import annotations

from pathlib import Path
from statistics import mean, median

import pytest

from benchmarks.generate import files, write
from chronicle import build as engine
from tests.world import ROOT, TODAY

NUMBER = 400


@pytest.mark.parametrize("corpus", ["real", "long"])
def test_generated_notes_pass_the_check_without_a_warning(tmp_path: Path, corpus: str) -> None:
    write(NUMBER, tmp_path / "content", corpus)
    checked = engine.check(tmp_path / "content", TODAY)
    assert [str(problem) for problem in checked.problems] == []
    assert checked.notes["events"] == NUMBER


def test_a_chronicle_of_one_event_is_right_too(tmp_path: Path) -> None:
    write(1, tmp_path / "content")
    assert list(engine.check(tmp_path / "content", TODAY).problems) == []


def test_the_same_number_gives_the_same_notes() -> None:
    assert list(files(50)) == list(files(50))
    assert list(files(50)) != list(files(51))


def test_events_are_as_long_as_the_real_ones() -> None:
    """A benchmark of leaner notes would flatter the engine: the tolerance is a quarter."""
    generated = [text for name, text in files(NUMBER) if name.startswith("events/")]
    real = [path.read_text("utf-8") for path in (ROOT / "content/events").rglob("*.md")]
    for measure in (_words, _sources, _sources_in_place, _figures, _changes, _citations):
        there, here = (mean(map(measure, notes)) for notes in (real, generated))
        assert here == pytest.approx(there, rel=0.25), measure.__name__
    assert median(map(len, generated)) == pytest.approx(median(map(len, real)), rel=0.25)


def test_events_have_the_lengths_that_were_agreed_upon() -> None:
    """Those of the real chronicle when the aims were set; it grows, and so may change."""
    generated = [text for name, text in files(2000) if name.startswith("events/")]
    assert median(map(_words, generated)) >= 71
    assert mean(map(_sources, generated)) == pytest.approx(3.5, rel=0.05)
    assert mean(map(_sources_in_place, generated)) > 0.6 * mean(map(_sources, generated))
    assert mean(map(_figures, generated)) == pytest.approx(1.6, rel=0.05)
    assert mean(map(_changes, generated)) == pytest.approx(0.56, rel=0.1)
    assert mean(map(_citations, generated)) == pytest.approx(4, rel=0.1)


def test_long_events_have_120_words_and_a_list() -> None:
    generated = [text for name, text in files(2000, "long") if name.startswith("events/")]
    assert median(map(_words, generated)) == pytest.approx(120, rel=0.05)
    assert all("\n\n- " in text for text in generated)


def _words(text: str) -> int:
    return len([word for word in text.split("---\n", 2)[2].split() if not word.startswith("[@")])


def _citations(text: str) -> int:
    return text.split("---\n", 2)[2].count("@")


def _sources(text: str) -> int:
    return text.count("\n  - id: ")


def _sources_in_place(text: str) -> int:
    return text.count("\n    publisher: ")


def _figures(text: str) -> int:
    return text.count("\n  - measure: ")


def _changes(text: str) -> int:
    return text.count("\n    status: ")
