"""The whole benchmark, on almost nothing and without Hugo."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from benchmarks.results import EXTRAS, STEPS, Results
from benchmarks.run import main


@pytest.mark.slow
def test_every_step_is_measured_and_kept(tmp_path: Path) -> None:
    numbers = tmp_path / "numbers.json"
    options = ["--sizes", "40", "--rounds", "1", "--no-hugo", "--no-real", "--output", str(numbers)]
    result = CliRunner().invoke(main, options, catch_exceptions=False)
    assert result.exit_code == 0
    series = msgspec.json.decode(numbers.read_bytes(), type=Results).series[0]
    assert list(series.builds) == [*EXTRAS, *STEPS]
    assert "index" in series.builds["search"]["ours"][0].stages
    assert "index" not in series.builds["cold"]["ours"][0].stages
    assert all(builds["ours"][0].seconds > 0 for builds in series.builds.values())
    assert "| nothing changed |" in result.stdout
    assert "| cold, with social cards |" in result.stdout


@pytest.mark.slow
def test_very_many_events_are_built_by_one_program_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.run.HUGE", 40)
    numbers = tmp_path / "numbers.json"
    options = ["--sizes", "", "--huge", "--no-hugo", "--no-real", "--no-search", "--no-cards"]
    result = CliRunner().invoke(main, [*options, "--output", str(numbers)], catch_exceptions=False)
    assert result.exit_code == 0
    series = msgspec.json.decode(numbers.read_bytes(), type=Results).series
    assert [list(one.builds) for one in series] == [["cold", "prose", "title"]]
    assert series[0].pages["ours"] > 40
