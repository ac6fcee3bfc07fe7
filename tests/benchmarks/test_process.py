"""Programs that are measured run as they do for everyone: from a fresh process, with byte code kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.process import Failed, memory_can_be_read, must_have_byte_code, peak_memory, timed

TWO_PROCESSES = """
import subprocess, sys, time
held = bytes(60 << 20).replace(b"\\0", b"1")
if sys.argv[1:]:
    time.sleep(1)
else:
    subprocess.run([sys.executable, __file__, "child"])
"""


def test_what_is_imported_leaves_its_byte_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though this process may have been told to keep none."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (tmp_path / "river.py").write_text("LENGTH = 12\n")
    must_have_byte_code(tmp_path, ["river"])
    assert list((tmp_path / "__pycache__").glob("river.*.pyc"))


def test_nothing_is_measured_where_byte_code_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "river.py").write_text("LENGTH = 12\n")
    (tmp_path / "__pycache__").write_text("in the way")
    with pytest.raises(Failed, match="river"):
        must_have_byte_code(tmp_path, ["river"])


def test_a_program_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="no such river"):
        timed([sys.executable, "-c", "raise SystemExit('no such river')"], tmp_path)


@pytest.mark.skipif(not memory_can_be_read(), reason="this system does not tell")
def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    program = tmp_path / "two.py"
    program.write_text(TWO_PROCESSES)
    alone = peak_memory([sys.executable, str(program), "child"], tmp_path)
    assert peak_memory([sys.executable, str(program)], tmp_path) > 1.7 * alone


@pytest.mark.skipif(not memory_can_be_read(), reason="this system does not tell")
def test_memory_of_a_long_run_is_looked_at_while_it_is_timed(tmp_path: Path) -> None:
    hold = "import time; held = bytearray(60_000_000); time.sleep(0.4)"
    run = timed([sys.executable, "-c", hold], tmp_path, look_every=0.02)
    assert run.megabytes is not None
    assert run.megabytes > 55
    assert timed([sys.executable, "-c", "pass"], tmp_path).megabytes is None
