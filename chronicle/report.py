"""What a command prints: problems as lines, counts as sentences or JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from chronicle.build import Built, Checked
from chronicle.problems import Problem


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """One line a problem, as an editor reads them."""
    return [str(problem) for problem in problems]


def closing_line(problems: Iterable[Problem], refused: bool, strict: bool) -> str:
    """How many there are, and what was not done because of them."""
    counts = Counter(problem.severity for problem in problems)
    parts = [_count(counts["error"], "error"), _count(counts["warning"], "warning")]
    said = " and ".join(part for part in parts if part) or "no problems"
    if not refused:
        return said
    because = "" if counts["error"] or not strict else " (--strict)"
    return f"{said}{because}; nothing was written"


def built_line(built: Built) -> str:
    """One sentence on what was built."""
    written = built.written
    assert written is not None, "only a build that wrote something is told of"
    seconds = sum(built.checked.seconds.values())
    notes = sum(built.checked.notes.values())
    changed = f"{written.written} written, {written.unchanged} unchanged, {written.removed} removed"
    return (
        f"{_count(notes, 'note')}, {_count(len(built.checked.pages), 'page')} in {seconds:.1f} s: {changed}"
    )


def as_json(built: Built | Checked) -> str:
    """Counts for programs: notes by kind, pages, seconds by stage, problems by code."""
    checked = built.checked if isinstance(built, Built) else built
    counts = {
        "notes": dict(sorted(checked.notes.items())),
        "pages": len(checked.pages),
        "seconds": {stage: round(seconds, 3) for stage, seconds in checked.seconds.items()},
        "problems": dict(sorted(Counter(problem.code for problem in checked.problems).items())),
    }
    if isinstance(built, Built):
        written = built.written
        counts |= {
            "written": written.written if written else 0,
            "unchanged": written.unchanged if written else 0,
            "removed": written.removed if written else 0,
            "bytes": written.bytes if written else 0,
        }
    return json.dumps(counts, indent=2, ensure_ascii=False)


def problems_as_json(problems: Iterable[Problem]) -> str:
    """The problems themselves for programs."""
    return json.dumps(
        [
            {
                "file": problem.location.file,
                "line": problem.location.line,
                "column": problem.location.column,
                "severity": problem.severity,
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in problems
        ],
        indent=2,
        ensure_ascii=False,
    )


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}" if number else ""
