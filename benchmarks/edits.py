"""The edits after which a build is measured: of prose, of a title, of a date, of a template."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

_DAY = re.compile(r"^date: (\d{4}-\d\d-(?!01)\d\d)$", re.MULTILINE)
_TITLE = re.compile(r"^title: ([^'\"\n]+)$", re.MULTILINE)
_UNSUITABLE = re.compile(r"^(?:control|withdrawn):", re.MULTILINE)

Change = Callable[[str], str]


def prose(text: str) -> str:
    """One more sentence."""
    return text.rstrip("\n") + "\nIt rained on the following day.\n"


def title(text: str) -> str:
    """Two more words."""
    return _TITLE.sub(r"title: \1 at last", text, count=1)


def day(text: str) -> str:
    """The day before."""
    return _DAY.sub(lambda found: f"date: {date.fromisoformat(found[1]) - timedelta(1)}", text, count=1)


EDITS: dict[str, Change] = {"prose": prose, "title": title, "date": day}


def event_to_edit(content: Path, number: int) -> Path:
    """The note of an event that any of the edits leaves right; one after another, from the middle on."""
    paths = sorted((content / "events").rglob("*.md"))
    middle = len(paths) // 2
    suitable = (path for path in paths[middle:] + paths[:middle] if _is_suitable(path.read_text("utf-8")))
    for _ in range(number):
        next(suitable)
    return next(suitable)


def edit(path: Path, change: Change) -> None:
    """Change a note; that it was no change would be a mistake of ours."""
    before = path.read_text("utf-8")
    after = change(before)
    assert after != before, f"nothing changed in {path}"
    path.write_text(after, "utf-8")


def edit_template(path: Path, number: int) -> None:
    """Print something more at the end of every article."""
    edit(path, lambda text: text.replace("</article>", f"<p>Edited {number} times.</p></article>"))


def _is_suitable(text: str) -> bool:
    return bool(_DAY.search(text) and _TITLE.search(text) and not _UNSUITABLE.search(text))
