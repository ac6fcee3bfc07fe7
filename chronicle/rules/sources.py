"""Rules about a note's sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chronicle.model import Note, Reference
from chronicle.nearest import did_you_mean
from chronicle.positions import locate
from chronicle.problems import Location, Problem
from chronicle.references import ANY, values_at


def source_is_written_whole(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """A source in place has a title and a type; nothing stands between that and `id` alone."""
    for path, item in values_at(note.values, ("sources", ANY)):
        if not isinstance(item, dict) or set(item) <= {"id"}:
            continue
        for field in ("title", "type"):
            if field not in item:
                message = f'the source "{item.get("id", "?")}" is written in place and has no "{field}"'
                hint = 'keep "id" alone to refer to a note in sources/'
                yield Problem(locate(note, path), "missing-field", message, hint)


def cited_sources_are_listed(note: Note, references: Sequence[Reference]) -> Iterator[Problem]:
    """What prose cites and figures rest on stands in the note's own list."""
    listed = {value for _, value in values_at(note.values, ("sources", ANY, "id")) if isinstance(value, str)}
    for path, source in values_at(note.values, ("figures", ANY, "source")):
        if isinstance(source, str) and source not in listed:
            yield _unlisted(source, listed, note.locations[path], "a figure rests on")
    for reference in references:
        source = reference.target.removeprefix("sources/")
        if reference.field == "citation" and source not in listed:
            yield _unlisted(source, listed, reference.location, "the text cites")


def _unlisted(source: str, listed: set[str], where: Location, who: str) -> Problem:
    hint = did_you_mean(source, listed) or 'add it under "sources:"'
    return Problem(where, "unlisted-source", f'{who} "{source}", which the note does not list', hint)
