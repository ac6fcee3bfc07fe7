"""What was saved: by which of the folders it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from watchfiles import Change, DefaultFilter, watch

QUIET = 5
"""Milliseconds without another change, after which a save counts as done."""

BEAT = 100
"""Milliseconds of silence, after which there is nothing."""

LONGEST = 200
"""Milliseconds that changes without a pause are gathered."""


@dataclass(frozen=True)
class Saved:
    """Files that were saved together."""

    content: frozenset[Path] = frozenset()
    templates: frozenset[Path] = frozenset()
    engine: frozenset[Path] = frozenset()


class _OfInterest(DefaultFilter):
    """What no editor keeps beside a file, and no other program makes of it."""

    def __call__(self, change: Change, path: str) -> bool:
        name = Path(path).name
        left_out = name.startswith((".", "#")) or name.endswith(("~", ".tmp", ".bak", ".orig", ".new"))
        return not left_out and super().__call__(change, path)


def saved(content: Path, templates: Path, engine: Path, stop: Event | None = None) -> Iterator[Saved]:
    """What is saved below these folders, as it happens, and every now and then nothing.

    When the first has come, nothing that is saved later is missed. Ends when
    `stop` is set or with Ctrl-C.
    """
    folders = {"content": content.resolve(), "templates": templates.resolve(), "engine": engine.resolve()}
    for changes in watch(
        *folders.values(),
        watch_filter=_OfInterest(),
        debounce=LONGEST,
        step=QUIET,
        rust_timeout=BEAT,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=True,
    ):
        # A new folder stands for files in it, of which nothing may have been told
        paths = {Path(path) for change, path in changes if change is Change.added or not Path(path).is_dir()}
        found = {
            name: frozenset(path for path in paths if path.is_relative_to(folder))
            for name, folder in folders.items()
        }
        found["engine"] = frozenset(path for path in found["engine"] if path.suffix in (".py", ".js", ".css"))
        yield Saved(**found)
