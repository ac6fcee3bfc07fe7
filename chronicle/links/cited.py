"""Every address that the sources of the notes give, with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chronicle.model import Entry, Source
from chronicle.problems import Finding, Location
from chronicle.whereabouts import locator


@dataclass(frozen=True, order=True)
class Cited:
    """An address in a note."""

    where: Location
    source: str
    """Id of the source."""
    url: str
    day: str
    """``YYYY-MM-DD`` on which it was read, or published; empty where neither is told as a day."""
    has_archive: bool


def cited(content: Path, entries: Sequence[Entry]) -> list[Cited]:
    """In order of file, line and column; of notes that cannot be read nothing."""
    found = [(entry, *it) for entry in entries for it in _sources(entry)]
    findings = [Finding(entry.id, path, "", "") for entry, path, _ in found]
    places = locator(content, {entry.id: entry for entry in entries})(findings)
    return sorted(
        Cited(
            Location(entry.path, *place),
            source.slug,
            source.url or "",
            _day(source),
            source.archive_url is not None,
        )
        for (entry, _, source), place in zip(found, places, strict=True)
    )


def _sources(entry: Entry) -> Iterator[tuple[tuple[str | int, ...], Source]]:
    """The sources that a note gives an address of, each with the way to it in its front matter."""
    if isinstance(entry.record, Source) and entry.record.url is not None:
        yield ("url",), entry.record
    for source in entry.in_place:
        if source.url is not None and entry.record is not None:
            yield ("sources", entry.record.sources.index(source.slug), "url"), source


def _day(source: Source) -> str:
    days = (source.accessed or "", source.published or "")
    return next((day for day in days if len(day) == 10 and day.replace("-", "").isdigit()), "")
