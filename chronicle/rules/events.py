"""Rules about one event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from chronicle.model import Note, Path, Reference
from chronicle.positions import locate
from chronicle.problems import Location, Problem
from chronicle.references import ANY, values_at

PLAIN = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,9})?")


def event_has_a_source(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """Nothing unsourced is published: an event lists at least one source."""
    if note.folder == "events" and not note.values.get("sources") and ("sources",) not in note.keys:
        where = Location(note.path, 1, 1)
        yield Problem(where, "no-source", "the event has no source", 'add one under "sources:"')


def control_names_one_place(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """A control entry names a place, or hands over all that one actor holds; one of the two."""
    for path, entry in _mappings(note, "control"):
        given = [field for field in ("place", "all_held_by") if field in entry]
        if given == ["all_held_by"] and "taken_from" in entry:
            where = locate(note, (*path, "taken_from"))
            yield Problem(where, "bad-value", '"all_held_by" says already from whom all is taken')
        if len(given) == 1:
            continue
        message = 'a control entry takes "place" or "all_held_by"; this one has '
        code = "missing-field" if not given else "bad-value"
        yield Problem(locate(note, path), code, message + ("both" if given else "neither"))


def figure_gives_a_number(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """A figure has a value with its qualifier, or a range from `low` to `high`."""
    for path, figure in _mappings(note, "figures"):
        given = {field for field in ("value", "low", "high") if field in figure}
        where = locate(note, path)
        if given == {"value"}:
            if "qualifier" not in figure:
                yield Problem(where, "missing-field", 'the field "qualifier" is missing in "figures"')
        elif given != {"low", "high"}:
            yield Problem(where, "missing-field", 'a figure takes "value", or "low" and "high"')
        elif "qualifier" in figure:
            yield Problem(
                locate(note, (*path, "qualifier")),
                "bad-value",
                'a range from "low" to "high" has no "qualifier"',
            )
        elif _number(figure["low"]) > _number(figure["high"]):
            yield Problem(
                locate(note, (*path, "low")), "bad-number", '"low" is larger than "high"', "exchange the two"
            )


def fight_names_who_fights(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """`missing-against`: contested or besieged, and nothing says by whom."""
    for path, entry in _mappings(note, "control"):
        status = entry.get("status")
        if status in ("contested", "besieged") and not entry.get("against"):
            place, handed = entry.get("place"), entry.get("all_held_by")
            subject = f'"{place}"' if place else f'all that "{handed}" holds'
            where = "inside" if status == "contested" else "around"
            yield Problem(
                locate(note, (*path, "status")),
                "missing-against",
                f"{subject} is {status} and nothing says by whom",
                f'add "against", a list of the actors {where}',
                "warning",
                str(place or handed or ""),
            )


def _mappings(note: Note, field: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for path, value in values_at(note.values, (field, ANY)):
        if isinstance(value, dict):
            yield path, value


def _number(text: object) -> Decimal:
    """The number, or zero where the text is none: the field's own error says so."""
    return Decimal(text) if isinstance(text, str) and PLAIN.fullmatch(text) else Decimal(0)
