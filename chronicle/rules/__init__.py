"""Rules that a program can check: each a function, all in one list.

A rule about one note takes the note and its references and yields problems.
It reads the tree, not the record, so that a note with a wrong field is still
judged by all rules that its other fields allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from chronicle.model import Note, Reference
from chronicle.problems import Problem
from chronicle.rules.events import (
    control_names_one_place,
    event_has_a_source,
    figure_gives_a_number,
)
from chronicle.rules.lists import nothing_stands_twice
from chronicle.rules.sources import (
    cited_sources_are_listed,
    source_has_an_anchor_of_its_own,
    source_is_listed_once,
    source_is_written_whole,
)

NoteRule = Callable[[Note, Sequence[Reference]], Iterable[Problem]]

NOTE_RULES: tuple[NoteRule, ...] = (
    event_has_a_source,
    control_names_one_place,
    figure_gives_a_number,
    nothing_stands_twice,
    source_is_written_whole,
    source_is_listed_once,
    source_has_an_anchor_of_its_own,
    cited_sources_are_listed,
)
