"""Warnings that a note silences, with its reason for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from chronicle.codes import CODES
from chronicle.model import Entry, Silence
from chronicle.nearest import did_you_mean
from chronicle.problems import Location, Problem, quoted

LOUD = ("unknown-rule", "needless-silence")
"""Warnings about silences, which none silences."""


@dataclass(frozen=True, order=True)
class Silenced:
    """A warning, and what the note says why it may stand."""

    problem: Problem
    why: str
    where: Location
    """Of the silence."""


@dataclass(frozen=True)
class Heard:
    problems: tuple[Problem, ...]
    """What is left, with what is wrong with the silences themselves; sorted."""
    silenced: tuple[Silenced, ...]


def hear(problems: Iterable[Problem], entries: Iterable[Entry], judged: Collection[str]) -> Heard:
    """Parts the problems from those that are silenced where they are found.

    `judged` are the ids of the notes on which all rules have been run: only
    there can a silence be known to be needless.
    """
    quiet = {entry.path: entry for entry in entries if entry.facts.silences}
    if not quiet:
        return Heard(tuple(sorted(set(problems))), ())
    left: list[Problem] = []
    of_notes: dict[str, list[Problem]] = defaultdict(list)
    for problem in set(problems):
        (of_notes[problem.location.file] if problem.location.file in quiet else left).append(problem)
    silenced: list[Silenced] = []
    for path, entry in quiet.items():
        used: set[Silence] = set()
        for problem in sorted(of_notes[path]):
            silence = next((it for it in entry.facts.silences if _covers(it, problem)), None)
            if silence is None:
                left.append(problem)
            else:
                used.add(silence)
                silenced.append(Silenced(problem, silence.why, _where(entry, silence)))
        left += _wrong(entry, used, is_judged=entry.id in judged)
    return Heard(tuple(sorted(left)), tuple(sorted(silenced)))


def _covers(silence: Silence, problem: Problem) -> bool:
    about = silence.about is None or silence.about == problem.about
    return _can_be_silenced(silence.rule) and silence.rule == problem.code and about


def _can_be_silenced(rule: str) -> bool:
    return rule in CODES and CODES[rule].severity == "warning" and rule not in LOUD


def _wrong(entry: Entry, used: Collection[Silence], *, is_judged: bool) -> Iterator[Problem]:
    for silence in entry.facts.silences:
        where = _where(entry, silence)
        if silence.rule in CODES and not _can_be_silenced(silence.rule):
            what = "an error" if CODES[silence.rule].severity == "error" else "a warning about silences"
            message = f'"{silence.rule}" is {what} and cannot be silenced'
            yield Problem(where, "unknown-rule", message, "mend what it says, and remove this", "warning")
        elif silence.rule not in CODES:
            rules = [rule for rule in CODES if _can_be_silenced(rule)]
            message = f"there is no rule {quoted(silence.rule)}"
            yield Problem(where, "unknown-rule", message, did_you_mean(silence.rule, rules), "warning")
        elif is_judged and silence not in used:
            about = f" about {quoted(silence.about)}" if silence.about else ""
            message = f'there is no warning "{silence.rule}"{about} here to silence'
            yield Problem(where, "needless-silence", message, "remove the item", "warning")


def _where(entry: Entry, silence: Silence) -> Location:
    return Location(entry.path, silence.line, silence.column)
