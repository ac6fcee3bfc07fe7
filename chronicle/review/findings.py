"""What the check finds that it did not find before, what is cured, and what is newly silenced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from chronicle.former import fingerprint
from chronicle.problems import Problem
from chronicle.review.states import States
from chronicle.silences import Silenced


@dataclass(frozen=True)
class Findings:
    errors: tuple[Problem, ...]
    """All that there are now, new or not."""
    new: tuple[Problem, ...]
    """Warnings."""
    cured: tuple[Problem, ...]
    """Errors and warnings that are gone."""
    silenced: tuple[Silenced, ...]
    """Newly."""


def findings(states: States) -> Findings:
    """Of both checks, problems compared without the lines in which they stand."""
    before, after = states.before.checked, states.after.checked
    new = _besides(after.problems, before.problems)
    known = Counter((*fingerprint(it.problem), it.why) for it in before.silenced)
    silenced = []
    for it in after.silenced:
        key = (*fingerprint(it.problem), it.why)
        if known[key]:
            known[key] -= 1
        else:
            silenced.append(it)
    quiet = {fingerprint(it.problem) for it in after.silenced}
    cured = (it for it in _besides(before.problems, after.problems) if fingerprint(it) not in quiet)
    return Findings(
        errors=tuple(it for it in after.problems if it.severity == "error"),
        new=tuple(it for it in new if it.severity != "error"),
        cured=tuple(cured) if states.after.checked.pages or not states.before.checked.pages else (),
        silenced=tuple(silenced),
    )


def _besides(problems: Iterable[Problem], others: Iterable[Problem]) -> list[Problem]:
    """Those that are not among the others."""
    known = Counter(map(fingerprint, others))
    found = []
    for problem in problems:
        key = fingerprint(problem)
        if known[key]:
            known[key] -= 1
        else:
            found.append(problem)
    return found
