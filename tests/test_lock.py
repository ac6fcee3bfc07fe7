"""One build at a time in one folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from chronicle.lock import only_one
from tests.world import ROOT

HOLDER = f"""\
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from chronicle.lock import only_one
with only_one(Path(sys.argv[1]), lambda: print("waiting", flush=True)):
    print("held", flush=True)
    sys.stdin.readline()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """A process that has the lock, or waits for it."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def told(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def let_go(process: subprocess.Popen[str]) -> None:
    process.communicate("go\n")


def test_the_first_waits_for_nobody(tmp_path: Path) -> None:
    waited: list[str] = []
    with only_one(tmp_path / "new/folder", lambda: waited.append("waited")):
        assert (tmp_path / "new/folder/lock").exists()
    with only_one(tmp_path / "new/folder", lambda: waited.append("waited")):
        pass
    assert waited == []


def test_the_second_says_that_it_waits_once_and_then_has_it(tmp_path: Path) -> None:
    first = holder(tmp_path)
    assert told(first) == "held"
    second = holder(tmp_path)
    assert told(second) == "waiting"
    let_go(first)
    assert told(second) == "held"
    let_go(second)


def test_a_process_that_is_killed_holds_no_lock(tmp_path: Path) -> None:
    first = holder(tmp_path)
    assert told(first) == "held"
    first.kill()
    first.communicate()
    with only_one(tmp_path, lambda: pytest.fail("waited for a dead process")):
        pass


def test_an_error_lets_go_of_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="our own"), only_one(tmp_path, lambda: None):
        raise ValueError("our own")
    with only_one(tmp_path, lambda: pytest.fail("still held")):
        pass
