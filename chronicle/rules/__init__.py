"""Rules that a program can check: each a function, all in one list.

A rule about one note takes the note and its references and yields problems.
It reads the tree, not the record, so that a note with a wrong field is still
judged by all rules that its other fields allow. Its findings are kept with its
record. Rules about the words of a note stand in `words`.

A rule about several notes takes their records and yields findings, which know
the note and the field: `judging` runs these, and only where something changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from chronicle.model import Note, Reference
from chronicle.problems import Problem
from chronicle.rules.events import (
    control_names_one_place,
    event_has_a_source,
    fight_names_who_fights,
    figure_gives_a_number,
)
from chronicle.rules.lists import nothing_stands_twice
from chronicle.rules.sources import (
    cited_sources_are_listed,
    source_can_be_found,
    source_has_an_anchor_of_its_own,
    source_is_listed_once,
    source_is_written_whole,
)
from chronicle.rules.unwritten import nothing_is_left_to_write

NoteRule = Callable[[Note, Sequence[Reference]], Iterable[Problem]]

NOTE_RULES: tuple[NoteRule, ...] = (
    event_has_a_source,
    control_names_one_place,
    figure_gives_a_number,
    fight_names_who_fights,
    nothing_stands_twice,
    source_is_written_whole,
    source_is_listed_once,
    source_has_an_anchor_of_its_own,
    cited_sources_are_listed,
    source_can_be_found,
    nothing_is_left_to_write,
)

EVIDENCE = (
    "already-held",
    "confirmed-by-winner",
    "control-contradiction",
    "dating-word",
    "endless-fight",
    "figure-after-source",
    "loaded-word",
    "missing-against",
    "needless-silence",
    "no-late-source",
    "one-origin",
    "one-sided",
    "one-source",
    "orphan",
    "outside-country",
    "outside-operation",
    "same-event",
    "two-holders",
    "unexplained-jump",
    "unknown-rule",
    "untraceable-source",
)
"""The codes of the rules of evidence, each with a paragraph in `docs/rules.md`."""
