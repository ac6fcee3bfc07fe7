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


def values_at(tree: Any, pattern: Path, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of the tree at a pattern such as ``("control", ANY, "place")``, with its path."""
    if not pattern:
        yield path, tree
        return
    part, rest = pattern[0], pattern[1:]
    if part == ANY and isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from values_at(item, rest, (*path, index))
    elif isinstance(tree, dict) and part in tree:
        yield from values_at(tree[part], rest, (*path, part))


def references_of(note: Note) -> Iterator[Reference]:
    """The references of a note's front matter, each with its place; prose has its own."""
    patterns = {**REFERENCES.get(note.folder, {}), **_SOURCES}
    for pattern, folder in patterns.items():
        for path, value in values_at(note.values, pattern):
            if isinstance(value, str):
                yield Reference(f"{folder}/{value}", note.locations[path], _field(path))
    for path, value in values_at(note.values, ("sources", ANY)):
        if isinstance(value, dict) and set(value) == {"id"} and isinstance(value["id"], str):
            yield Reference(f"sources/{value['id']}", note.locations[(*path, "id")], "sources")


def _field(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")
