"""Runs a program from a fresh process: how long it takes, or how much memory with all that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SAMPLES_EVERY = 0.02
"""Seconds."""


@dataclass(frozen=True)
class Run:
    seconds: float
    """From start to end."""
    processor_seconds: float
    """Of all its processes together."""
    printed: str
    megabytes: float | None = None
    """Of all its processes together at most, where that was looked at."""


class Failed(Exception):
    """A program that was to be measured ended in an error; the message is what it said."""


def timed(command: Sequence[str], folder: Path, look_every: float | None = None) -> Run:
    """Run it in a folder and wait; nothing else is done meanwhile.

    With `look_every` its memory is looked at, so many seconds apart: for runs
    so long that looking does not count.
    """
    start = time.perf_counter()
    with _started(command, folder) as process, _watched(process.pid, look_every) as peak:
        assert process.stdout is not None, "it is a pipe"
        printed = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    _must_have_succeeded(process, command, printed)
    megabytes = max(peak) / 1024 if peak else None
    return Run(seconds, used.ru_utime + used.ru_stime, printed, megabytes)


@contextmanager
def _watched(root: int, every: float | None) -> Iterator[list[int]]:
    """A list that is filled with the kilobytes of a process and all that it starts, so many seconds apart."""
    seen: list[int] = []
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(every):
            seen.append(sum(_kilobytes(number) for number in _tree(root)))

    if every is None or not memory_can_be_read():
        yield seen
        return
    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield seen
    finally:
        ended.set()
        watching.join()


def peak_memory(command: Sequence[str], folder: Path) -> float:
    """Megabytes that it and all its processes had at most at one time (PSS: what they share counts once).

    Looking costs time, so no run is measured for time and memory at once.
    """
    peak = 0
    with _started(command, folder, output=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(_kilobytes(number) for number in _tree(process.pid)))
            time.sleep(SAMPLES_EVERY)
    _must_have_succeeded(process, command, "")
    return peak / 1024


def _started(command: Sequence[str], folder: Path, output: int = subprocess.PIPE) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=output, stderr=subprocess.STDOUT, text=True
    )


def _environment() -> dict[str, str]:
    """With byte code kept, as it is unless someone forbids it: else each start compiles everything anew."""
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "PYTHONDEVMODE"}
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def must_have_byte_code(folder: Path, modules: Sequence[str]) -> None:
    """That these modules and all that they import are compiled, as a measured process finds them."""
    imports = "; ".join(f"import {name}" for name in modules)
    look = (
        f"import os, sys; {imports}; print(sys.dont_write_bytecode, *(name for name, module in sys.modules."
        "items() if (kept := getattr(module, '__cached__', None)) and not os.path.exists(kept)))"
    )
    said = timed([sys.executable, "-c", look], folder).printed.split()
    if said != ["False"]:
        raise Failed(f"no byte code is kept, or there is none of: {' '.join(said[1:])}")


def _must_have_succeeded(process: subprocess.Popen[str], command: Sequence[str], printed: str) -> None:
    if process.returncode:
        raise Failed(f"{' '.join(command)}\nended with {process.returncode}: {printed[-2000:]}")


def _tree(root: int) -> Iterator[int]:
    """A process and all those that it or they started."""
    yield root
    for children in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            numbers = children.read_text().split()
        except OSError:  # it has just ended
            continue
        for number in numbers:
            yield from _tree(int(number))


def _kilobytes(number: int) -> int:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def memory_can_be_read() -> bool:
    """Whether this system tells what a process's memory is."""
    return sys.platform == "linux" and Path("/proc/self/smaps_rollup").exists()
