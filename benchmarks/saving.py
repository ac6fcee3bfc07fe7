"""From a saved note to a page that shows it, while the site is served.

    python -m benchmarks.generate 1000 FOLDER
    python -m benchmarks.saving FOLDER

Serves a content folder as `python build.py serve` does, saves a note again and
again as an editor would, and listens as a browser does. `told` is the time
from the save until the page is told to load anew, `shown` until the page of
the event has arrived with the edit in it; `work` what both cost the processor.
"""

from __future__ import annotations

import http.client
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter, process_time, sleep

import click

from benchmarks.edits import EDITS, edit, event_to_edit
from chronicle.serving.preview import Settings
from chronicle.serving.serve import serve

TODAY = "2026-11-25"
PAUSE = 1.0
"""Seconds between two saves, so that all pages of one are planned before the next."""


@contextmanager
def served(content: Path, kept: Path) -> Iterator[int]:
    """The port at which a content folder is served."""
    said: list[str] = []
    stop = Event()
    settings = Settings(content, Path("templates"), kept, TODAY)
    thread = Thread(target=serve, args=(settings, "127.0.0.1", 0, said.append, stop))
    thread.start()
    try:
        while not said:
            sleep(0.05)
        yield int(said[0].split("/")[2].split(":")[1])
    finally:
        stop.set()
        thread.join()


def get(port: int, address: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", address)
    content = connection.getresponse().read()
    connection.close()
    return content


class Page:
    """The page of an event, open in a browser that only listens."""

    def __init__(self, port: int, address: str) -> None:
        self._port, self._address = port, address
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("GET", f"/.serve/changes?{address}")
        self._told = connection.getresponse()
        self._next()

    def saved(self, save: Callable[[], None]) -> tuple[float, float, float]:
        """Milliseconds until it was told, until it was shown, and of work."""
        before = get(self._port, self._address)
        start, work = perf_counter(), process_time()
        save()
        self._next()
        told = perf_counter()
        while _without_mark(get(self._port, self._address)) == _without_mark(before):
            pass
        shown, worked = perf_counter(), process_time()
        return (told - start) * 1000, (shown - start) * 1000, (worked - work) * 1000

    def _next(self) -> None:
        while not self._told.readline().startswith(b"data:"):
            pass


def _without_mark(page: bytes) -> bytes:
    return b"".join(line for line in page.splitlines() if b"/.serve/reload.js" not in line)


@click.command()
@click.argument("content", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--rounds", type=click.IntRange(1, 20), default=5, show_default=True)
def main(content: Path, rounds: int) -> None:
    """Measure saves in a copy of CONTENT."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "content"
        shutil.copytree(content, copy)
        start = perf_counter()
        with served(copy, Path(scratch) / "kept") as port:
            get(port, "/")
            print(f"first page, nothing kept: {perf_counter() - start:.1f} s")
        start = perf_counter()
        with served(copy, Path(scratch) / "kept") as port:
            get(port, "/")
            print(f"first page, second start: {perf_counter() - start:.1f} s")
            print(f"{'saved':8}{'told':>9}{'shown':>9}{'work':>9}   ms, median of {rounds} (least told)")
            for name, change in EDITS.items():
                times = []
                for number in range(rounds):
                    note = event_to_edit(copy, number)
                    sleep(PAUSE)
                    page = Page(port, f"/events/{note.stem[11:]}/")
                    times.append(page.saved(partial(edit, note, change)))
                told, shown, work = (median(column) for column in zip(*times, strict=True))
                print(f"{name:8}{told:9.0f}{shown:9.0f}{work:9.0f}   ({min(times)[0]:.0f})")


if __name__ == "__main__":
    main()
