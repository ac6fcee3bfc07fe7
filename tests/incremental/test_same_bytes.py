"""The same input gives the same bytes, whatever the machine and the moment."""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fullest import FULL_NOTES
from tests.incremental.properties import tree
from tests.incremental.small import Small, small
from tests.world import ROOT

SCRIPT = f"""\
import multiprocessing, os, random, runpy, sys
sys.path.insert(0, {str(ROOT)!r})
if __name__ == "__main__":
    method, order = sys.argv[1], random.Random(int(sys.argv[2]))
    del sys.argv[1:3]
    if method:
        multiprocessing.set_start_method(method)
    scandir = os.scandir
    class Shuffled(list):
        def __enter__(self): return self
        def __exit__(self, *error): pass
    def shuffled(path):
        entries = Shuffled(scandir(path))
        order.shuffle(entries)
        return entries
    os.scandir = shuffled
    runpy.run_path({str(ROOT / "build.py")!r}, run_name="__main__")
"""
"""`build.py` with a way to start processes, on a disk whose folders are in an order of their own."""

MACHINES: dict[str, tuple[str, int, str, dict[str, str]]] = {
    "one": ("", 1, "1", {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}),
    "far east": ("", 2, "1", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
    "far west": ("", 3, "3", {"TZ": "Pacific/Pago_Pago", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"}),
    "fork": ("fork", 4, "2", {"LANGUAGE": "fr", "PYTHONHASHSEED": "3", "PYTHONOPTIMIZE": "1"}),
    "spawn": ("spawn", 5, "2", {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}),
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    chronicle = small(tmp_path_factory.mktemp("first"))
    return chronicle.fresh()


@pytest.mark.parametrize("machine", MACHINES)
def test_the_same_notes_give_the_same_bytes(tmp_path: Path, first: dict[str, bytes], machine: str) -> None:
    method, order, jobs, variables = MACHINES[machine]
    if method == "fork" and not hasattr(os, "fork"):
        pytest.skip("there is no fork here")
    notes = dict(sorted(FULL_NOTES.items(), reverse=bool(order % 2)))
    chronicle = small(tmp_path / machine, notes)
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    for number, path in enumerate((tmp_path / machine / "content").rglob("*.md")):
        os.utime(path, (number * order * 1e6, number * order * 1e6))
    line = (str(script), method, str(order))
    done = chronicle.alone("--jobs", jobs, script=line, **variables)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert tree(chronicle.site) == first
    assert "0 rendered" in chronicle.command("--jobs", "1").stdout, "the next machine has nothing to do"


def test_the_real_templates_in_several_processes_give_the_same_bytes(tmp_path: Path) -> None:
    chronicle = small(tmp_path, templates=ROOT / "templates")
    chronicle.command("--jobs", "3")
    assert tree(chronicle.site) == chronicle.fresh()


def test_the_folder_from_which_it_is_called_does_not_matter(tmp_path: Path, first: dict[str, bytes]) -> None:
    chronicle = small(tmp_path / "a")
    (tmp_path / "b").mkdir()
    elsewhere = Small(tmp_path / "b", chronicle.templates)
    done = elsewhere.command("--content", "../a/content", "--output", "../a/site")
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(chronicle.site) == first


def test_no_file_tells_when_it_was_built(tmp_path: Path) -> None:
    """Dates come from notes alone; the day that embargoes are compared with is told nowhere either."""
    chronicle = small(tmp_path, templates=ROOT / "templates")
    now = datetime.now(UTC)
    assert chronicle.command("--today", "1999-04-03").returncode == 0
    for day in (now, datetime(1999, 4, 3, tzinfo=UTC)):
        forms = ("%Y-%m-%d", "%Y%m%d", "%-d %B %Y", "%d %b %Y", "%B %-d, %Y")
        if sys.platform == "win32":
            forms = tuple(form for form in forms if "%-d" not in form)
        told = re.compile("|".join(day.strftime(form) for form in forms).encode())
        assert [name for name, content in tree(chronicle.site).items() if told.search(content)] == []


def test_a_day_on_which_nothing_comes_out_changes_nothing(tmp_path: Path) -> None:
    chronicle = small(tmp_path)
    chronicle.build(today="1999-01-01")
    chronicle.build(today="1999-01-01")
    assert chronicle.build(today="2030-01-01").seconds.keys() == {"look"}
