"""What a change does for readers, as data: consequences first, then notes, then what is trivial."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chronicle.geography.drawing import MapDrawing
from chronicle.pages.insets import Insets, inset_drawing
from chronicle.pages.towns import Towns
from chronicle.review.claims import FigureChange, figure_changes
from chronicle.review.findings import Findings, findings
from chronicle.review.holders import ControlChanges, PlaceChange, control_changes
from chronicle.review.names import Names
from chronicle.review.notes import NoteChange, note_changes, renamed_notes
from chronicle.review.pages import BrokenAddress, Pages, broken_addresses, pages_touched
from chronicle.review.states import State, States, states

MOST_ON_MAP = 24
"""More places than this are shown by nobody on a small map."""


@dataclass(frozen=True)
class Review:
    base: str
    """The commit at which the change left its base, short."""
    head: str
    """That which is looked at; empty where it is the folder as it lies there."""
    broken: tuple[BrokenAddress, ...]
    findings: Findings
    control: tuple[PlaceChange, ...]
    day: str | None
    """Of the maps."""
    maps: tuple[MapDrawing, MapDrawing] | None
    figures: tuple[FigureChange, ...]
    notes: tuple[NoteChange, ...]
    """Of substance."""
    trivial: tuple[NoteChange, ...]
    pages: Pages

    @property
    def must_fail(self) -> bool:
        """Whether it breaks an address or has errors."""
        return bool(self.broken or self.findings.errors)


def review(
    content: Path,
    base: str,
    head: str | None,
    today: str,
    drafts: bool,
    site: Path,
    say: Callable[[str], None],
) -> tuple[Review, States]:
    """Compare what the content was where this branch left `base` with what it is; see `states.states`."""
    both = states(content, base, head, today, drafts, site, say)
    return reviewed(both), both


def reviewed(both: States) -> Review:
    """The review of two states."""
    names = Names(both)
    renamed = renamed_notes(both)
    notes = note_changes(both, names)
    control = control_changes(both, names, renamed)
    return Review(
        base=both.base[:12],
        head=both.head[:12],
        broken=broken_addresses(both),
        findings=findings(both),
        control=control.places,
        day=control.day,
        maps=_maps(both, control),
        figures=figure_changes(both, names, renamed),
        notes=tuple(it for it in notes if not it.is_trivial),
        trivial=tuple(it for it in notes if it.is_trivial),
        pages=pages_touched(both, names, frozenset(_addresses(notes))),
    )


def _addresses(notes: Iterable[NoteChange]) -> Iterator[str]:
    """Where the changed notes stand, or stood."""
    for note in notes:
        yield note.address
        if note.former_address:
            yield note.former_address


def _maps(both: States, control: ControlChanges) -> tuple[MapDrawing, MapDrawing] | None:
    """The same small map twice; None where a state has errors, or no map."""
    if control.day is None:
        return None
    places = [
        slug for slug in control.on_day if _has_place(both.before, slug) and _has_place(both.after, slug)
    ]
    before = _map(both.before, places[:MOST_ON_MAP], date.fromisoformat(control.day))
    after = _map(both.after, places[:MOST_ON_MAP], date.fromisoformat(control.day))
    return (before, after) if before is not None and after is not None else None


def _has_place(state: State, slug: str) -> bool:
    chronicle = state.checked.chronicle
    return chronicle is not None and slug in chronicle.places


def _map(state: State, places: list[str], day: date) -> MapDrawing | None:
    chronicle, derived = state.checked.chronicle, state.checked.derived
    if chronicle is None or derived is None:
        return None
    towns = Towns(chronicle, derived)
    return inset_drawing(Insets(chronicle, derived.ground, towns).of(tuple(places), day))
