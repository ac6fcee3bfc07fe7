"""What is put into a page that is served: the script that reloads it, and what is wrong, in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from chronicle.model import Entry
from chronicle.problems import Problem
from chronicle.report import problem_lines
from chronicle.serving.preview import Shown

PLACE = "/.serve/"
"""Below this address stands what is only there while the site is served: no page has a name like it."""

MOST_LISTED = 20

BARE = (
    b'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
    b'<meta name="viewport" content="width=device-width, initial-scale=1">'
    b"<title>Not to be shown yet</title></head>\n<body></body>\n</html>\n"
)
"""Stands where there is no good page yet."""


def with_notice(shown: Shown, mark: str, today: str) -> bytes:
    """The page as a browser gets it; `mark` stands for the state that it was made from."""
    page = shown.content or BARE
    head = (
        f'<link rel="stylesheet" href="{PLACE}serve.css">\n'
        f'<script type="module" src="{PLACE}reload.js?{mark}"></script>\n</head>'
    )
    page = page.replace(b"</head>", head.encode(), 1)
    start = page.find(b"<body")
    end = page.find(b">", start) + 1
    if start < 0 or end == 0:
        return page
    return page[:end] + "\n".join(_notices(shown, today)).encode() + page[end:]


def _notices(shown: Shown, today: str) -> Iterator[str]:
    failure = shown.failure or shown.state.failure
    if failure is not None:
        under = "Below is the page as it was before." if shown.content else ""
        trace = f"<details><summary>The way to it</summary><pre>{escape(failure.trace)}</pre></details>"
        yield _box("serve-error", "This cannot be shown", [str(failure)], under, trace)
    errors = shown.state.errors
    if errors:
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        under = "Below is the last page without them." if shown.content else ""
        yield _box("serve-error", f"{count} in the notes", _lines(errors), under)
    if shown.entry is not None:
        yield from _of_the_note(shown.entry, shown.state.problems, today)


def _of_the_note(entry: Entry, problems: Iterable[Problem], today: str) -> Iterator[str]:
    embargo = entry.facts.embargo
    if embargo is not None and embargo > today:
        yield _box("serve-mark", f"Under embargo until {embargo}", [])
    own = [it for it in problems if it.severity == "warning" and it.location.file == entry.path]
    if own:
        count = "1 warning" if len(own) == 1 else f"{len(own)} warnings"
        yield _box("serve-warning", f"{count} about this note", _lines(own))


def _lines(problems: Iterable[Problem]) -> list[str]:
    lines = problem_lines(problems)
    more = len(lines) - MOST_LISTED
    return [*lines[:MOST_LISTED], *([f"and {more} more"] if more > 0 else [])]


def _box(kind: str, heading: str, lines: list[str], under: str = "", more: str = "") -> str:
    items = "".join(f"<li><code>{escape(line)}</code></li>" for line in lines)
    listed = f"<ul>{items}</ul>" if lines else ""
    below = f"<p>{under}</p>" if under else ""
    role = "alert" if kind == "serve-error" else "note"
    return (
        f'<div class="{kind}" role="{role}" lang="en" dir="ltr"><p><strong>{escape(heading)}</strong></p>'
        f"{listed}{more}{below}</div>"
    )
