"""What a command prints: problems as lines, counts as sentences or JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from chronicle.annotations import github_lines, gitlab_report, sarif
from chronicle.build import Built
from chronicle.checking import Concerned, from_root
from chronicle.codes import CODES, advice_on
from chronicle.problems import Problem


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """One line a problem, as an editor reads them; where a problem has no hint, its code's advice stands."""
    return [str(replace(problem, hint=problem.hint or advice_on(problem.code))) for problem in problems]


def errors_page() -> str:
    """`docs/errors.md`: every code, from the table that the messages use."""
    lines = [
        "# Errors and warnings",
        "",
        "What `python build.py check` and a build can say, by code. Every line of theirs begins with the",
        "file, the line and the column, then the code in square brackets. An error stops the build; a",
        "warning does so with `--strict`. Codes never change their meaning. This page is made from",
        "`chronicle/codes.py` by `make errors`.",
    ]
    for name, code in sorted(CODES.items()):
        lines += [
            "",
            f"## {name}",
            "",
            f"*{code.severity.capitalize()}.* {code.meaning}",
            "",
            f"**What to do:** {code.advice}",
        ]
    return "\n".join(lines) + "\n"


def closing_line(problems: Iterable[Problem], refused: bool, strict: bool) -> str:
    """How many there are, and what was not done because of them."""
    counts = Counter(problem.severity for problem in problems)
    parts = [_count(counts["error"], "error"), _count(counts["warning"], "warning")]
    said = " and ".join(part for part in parts if part) or "no problems"
    if not refused:
        return said
    because = "" if counts["error"] or not strict else " (--strict)"
    return f"{said}{because}; nothing was written"


def recorded_line(new: Sequence[str], written: bool) -> str:
    """How many addresses were new, and whether they are recorded."""
    if not new:
        return "every address is recorded"
    count = _count(len(new), "new address", "new addresses")
    return f"{count} recorded" if written else f"{count}; --write records what is published now"


def built_line(built: Built) -> str:
    """One sentence on what was built."""
    written = built.written
    assert written is not None, "only a build that wrote something is told of"
    seconds = sum(built.seconds.values())
    work = f"{written.rendered:,} rendered, {written.reused:,} reused, {written.written:,} written, "
    work += f"{written.removed:,} removed"
    notes = _count(sum(built.notes.values()), "note") or "0 notes"
    return f"{notes}, {_count(built.pages, 'page')} in {seconds:.1f} s: {work}"


def as_json(built: Built) -> str:
    """Counts for programs: notes by kind, pages, seconds by stage, problems by code."""
    written = built.written
    counts = {
        "notes": dict(sorted(built.notes.items())),
        "pages": built.pages,
        "seconds": {stage: round(seconds, 3) for stage, seconds in built.seconds.items()},
        "problems": dict(sorted(Counter(problem.code for problem in built.problems).items())),
        "rendered": written.rendered if written else 0,
        "reused": written.reused if written else 0,
        "written": written.written if written else 0,
        "removed": written.removed if written else 0,
        "bytes": written.bytes if written else 0,
    }
    return json.dumps(counts, indent=2, ensure_ascii=False)


def checked_line(found: Concerned) -> str:
    """How much a check has found, and how much of it notes silence."""
    said = closing_line(found.problems, refused=False, strict=False)
    if found.silenced:
        said += f", {len(found.silenced):,} silenced with a reason"
    if found.others:
        said += f"; {_count(found.others, 'more problem')} in notes that this change has nothing to do with"
    return said


def in_form(form: str, found: Concerned, content: Path) -> str:
    """What a check has found, for programs: ``json``, ``github``, ``gitlab`` or ``sarif``.

    Code hosts get files by their names from the top of the repository.
    """
    if form == "json":
        return problems_as_json(found)
    problems = from_root(found.problems, content)
    if form == "github":
        return "\n".join(github_lines(problems))
    if form == "gitlab":
        return gitlab_report(problems)
    quiet = from_root((it.problem for it in found.silenced), content)
    return sarif(problems, [(it, silence.why) for it, silence in zip(quiet, found.silenced, strict=True)])


def problems_as_json(found: Concerned) -> str:
    """The problems themselves, and those that notes silence, with the reason."""
    return json.dumps(
        {
            "problems": [_as_data(problem) for problem in found.problems],
            "silenced": [{**_as_data(it.problem), "why": it.why} for it in found.silenced],
            "others": found.others,
        },
        indent=2,
        ensure_ascii=False,
    )


def _as_data(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.location.file,
        "line": problem.location.line,
        "column": problem.location.column,
        "severity": problem.severity,
        "code": problem.code,
        "about": problem.about,
        "message": problem.message,
        "hint": problem.hint or advice_on(problem.code),
    }


def _count(number: int, word: str, words: str = "") -> str:
    return f"{number:,} {word if number == 1 else words or word + 's'}" if number else ""
