"""What a note refers to, taken from its tree: a note with a wrong field still has its references judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chronicle.model import Note, Path, Reference

ANY = -1
"""Stands for every item of a list in a pattern."""

_SOURCE: dict[Path, str] = {("agency",): "actors", ("voice",): "actors"}
_SOURCES: dict[Path, str] = {("sources", ANY, *path): folder for path, folder in _SOURCE.items()}
_ANSWERS = ("measures", "operations", "places", "actors", "periods", "events")

REFERENCES: dict[str, dict[Path, str]] = {
    "": {
        ("turning_points", ANY, "event"): "events",
        **{("questions", ANY, kind, ANY): kind for kind in _ANSWERS},
        ("focus",): "actors",
        ("methods",): "pages",
    },
    "events": {
        ("places", ANY): "places",
        ("actors", ANY): "actors",
        ("operation",): "operations",
        ("control", ANY, "place"): "places",
        ("control", ANY, "all_held_by"): "actors",
        ("control", ANY, "holder"): "actors",
        ("control", ANY, "taken_from"): "actors",
        ("control", ANY, "against", ANY): "actors",
        ("figures", ANY, "measure"): "measures",
        ("figures", ANY, "claimant"): "actors",
        ("figures", ANY, "of"): "actors",
    },
    "periods": {},
    "places": {("within",): "places"},
    "actors": {("parent",): "actors"},
    "operations": {("parent",): "operations", ("places", ANY): "places", ("actors", ANY): "actors"},
    "sources": {**_SOURCE},
    "measures": {},
    "pages": {},
}
"""Field to the kind of note that it names, by kind of note; ``""`` is `site.yaml`."""

_PATTERNS = {kind: {**fields, **_SOURCES} for kind, fields in REFERENCES.items()}


def values_at(tree: Any, pattern: Path) -> list[tuple[Path, Any]]:
    """Every value of the tree at a pattern such as ``("control", ANY, "place")``, with its path."""
    found: list[tuple[Path, Any]] = [((), tree)]
    for part in pattern:
        if part == ANY:
            lists = (it for it in found if isinstance(it[1], list))
            found = [((*path, index), item) for path, items in lists for index, item in enumerate(items)]
        else:
            found = [
                ((*path, part), fields[part])
                for path, fields in found
                if isinstance(fields, dict) and part in fields
            ]
        if not found:  # most patterns of most notes: their first field is not there
            break
    return found


def references_of(note: Note) -> Iterator[Reference]:
    """The references of a note's front matter, each with its place; prose has its own."""
    for pattern, folder in _PATTERNS.get(note.folder, _SOURCES).items():
        field = next(part for part in reversed(pattern) if isinstance(part, str))
        for path, value in values_at(note.values, pattern):
            if isinstance(value, str):
                yield Reference(f"{folder}/{value}", note.locations[path], field)
    for path, value in values_at(note.values, ("sources", ANY)):
        if isinstance(value, dict) and set(value) == {"id"} and isinstance(value["id"], str):
            yield Reference(f"sources/{value['id']}", note.locations[(*path, "id")], "sources")
