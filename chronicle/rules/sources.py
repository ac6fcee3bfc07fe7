"""Rules about a note's sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from chronicle.addresses import is_part_of_page
from chronicle.model import Note, Path, Reference
from chronicle.nearest import Nearest
from chronicle.positions import locate
from chronicle.problems import Location, Problem, quoted
from chronicle.references import ANY, values_at


def source_is_written_whole(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """A source in place has a title and a type; nothing stands between that and `id` alone."""
    for path, item in values_at(note.values, ("sources", ANY)):
        if not isinstance(item, dict) or set(item) <= {"id"}:
            continue
        for field in ("title", "type"):
            if field not in item:
                message = f'the source "{item.get("id", "?")}" is written in place and has no "{field}"'
                hint = 'add it, or keep "id" alone to refer to a note in sources/'
                yield Problem(locate(note, path), "missing-field", message, hint)


def source_can_be_found(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """`untraceable-source`: neither an address nor a publisher tells where it is."""
    written: list[tuple[Path, Any]] = list(values_at(note.values, ("sources", ANY)))
    written += [((), {**note.values, "id": note.slug})] if note.folder == "sources" else []
    for path, item in written:
        if not isinstance(item, dict) or set(item) <= {"id"}:
            continue
        if not any(item.get(field) for field in ("url", "archive_url", "publisher")):
            where = locate(note, (*path, "title"))
            message = f'the source "{item.get("id")}" has neither an address nor a publisher'
            hint = 'add "url" or "publisher"'
            yield Problem(where, "untraceable-source", message, hint, "warning", str(item.get("id")))


def cited_sources_are_listed(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """What prose cites and figures rest on stands in the note's own list."""
    listed = {value for _, value in values_at(note.values, ("sources", ANY, "id")) if isinstance(value, str)}
    nearest = Nearest(listed)
    for path, source in values_at(note.values, ("figures", ANY, "source")):
        if isinstance(source, str) and source not in listed:
            yield _unlisted(source, nearest, note.locations[path], "a figure rests on")
    for reference in references:
        source = reference.target.removeprefix("sources/")
        if reference.field == "citation" and source not in listed:
            yield _unlisted(source, nearest, reference.location, "the text cites")


def _unlisted(source: str, nearest: Nearest, where: Location, who: str) -> Problem:
    hint = nearest.to(source) or 'add it under "sources:"'
    return Problem(where, "unlisted-source", f"{who} {quoted(source)}, which the note does not list", hint)


def source_is_listed_once(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """A note names each of its sources once; one that it writes twice is found between notes."""
    in_place: dict[str, bool] = {}
    for path, item in values_at(note.values, ("sources", ANY)):
        identity = item.get("id") if isinstance(item, dict) else None
        if not isinstance(identity, str):
            continue
        if identity in in_place and not (in_place[identity] and len(item) > 1):
            message = f'the source {quoted(identity)} stands twice in "sources"'
            yield Problem(note.locations[(*path, "id")], "repeated-item", message)
        in_place[identity] = in_place.get(identity, False) or len(item) > 1


def source_has_an_anchor_of_its_own(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """The id of a source is its anchor on pages, which have others already."""
    for path, identity in values_at(note.values, ("sources", ANY, "id")):
        if isinstance(identity, str) and is_part_of_page(identity):
            message = f"{quoted(identity)} is the name of a part of pages"
            yield Problem(note.locations[path], "bad-slug", message, "add the publisher or the year to it")
