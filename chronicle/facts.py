"""What others must know of a note, right or wrong, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chronicle.model import Facts, Note, Path, Silence, Spot
from chronicle.references import ANY, values_at

ABOVE = {"actors": "parent", "places": "within", "operations": "parent"}
"""The field that names the thing of the same kind of which a note is a part."""


def facts_of(note: Note) -> Facts:
    """The facts of a note, taken from its tree, so that a wrong field hides no other."""
    values = note.values
    above = ABOVE.get(note.folder, "")
    return Facts(
        status=_text(values.get("status")),
        embargo=_text(values.get("embargo")),
        aliases=tuple(_spots(note, ("aliases", ANY))),
        other_slugs=tuple(_spots(note, ("other_slugs", ANY))) if note.folder == "places" else (),
        above=next(_spots(note, (above,)), None),
        written=tuple(_written(note)),
        scopes=tuple(spot.text for spot in _spots(note, ("scopes", ANY))),
        scoped=tuple(_scoped(note)),
        has_colour=bool(values.get("colour")),
        holders=tuple(
            spot for field in ("holder", "taken_from") for spot in _spots(note, ("control", ANY, field))
        ),
        silences=tuple(_silences(note)),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _spots(note: Note, pattern: Path) -> Iterator[Spot]:
    """The texts at a pattern, with their places."""
    for path, value in values_at(note.values, pattern):
        if isinstance(value, str):
            yield _spot(note, path, value)


def _spot(note: Note, path: Path, text: str) -> Spot:
    place = note.locations[path]
    return Spot(text, place.line, place.column)


def _written(note: Note) -> Iterator[Spot]:
    """Ids of the sources that are written in the note: an `id` and more."""
    for path, item in values_at(note.values, ("sources", ANY)):
        if isinstance(item, dict) and len(item) > 1 and isinstance(item.get("id"), str):
            yield _spot(note, (*path, "id"), item["id"])


def _scoped(note: Note) -> Iterator[tuple[str, Spot]]:
    """Measure and scope of each figure that has both."""
    for path, figure in values_at(note.values, ("figures", ANY)):
        if isinstance(figure, dict):
            measure, scope = figure.get("measure"), figure.get("scope")
            if isinstance(measure, str) and isinstance(scope, str):
                yield measure, _spot(note, (*path, "scope"), scope)


def _silences(note: Note) -> Iterator[Silence]:
    """The warnings that the note silences, each at the name of its rule."""
    for path, item in values_at(note.values, ("silenced", ANY)):
        if isinstance(item, dict) and isinstance(item.get("rule"), str):
            where = note.locations[(*path, "rule")]
            about, why = _text(item.get("about")), _text(item.get("why")) or ""
            yield Silence(item["rule"], about, why, where.line, where.column)
