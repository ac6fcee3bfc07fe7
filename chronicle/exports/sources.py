"""Sources as data: `data/sources.json`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from chronicle.cards import address_of_source
from chronicle.derive import Derived
from chronicle.exports.documents import Table, absolute, document, schema, table
from chronicle.exports.files import json_file, schema_address
from chronicle.exports.meanings import Id, Version
from chronicle.model import Chronicle, Later, Page, Source, Value, View

NAME = "sources.json"
FILES = (json_file(NAME),)

_URI = {"format": "uri"}


class SourceRow(Value, frozen=True, kw_only=True):
    """A publication. What is not known is null."""

    id: Id
    url: Annotated[
        str, Meta(description="The source's page on this site, or its place on one.", extra_json_schema=_URI)
    ]
    title: Annotated[str, Meta(description="Its title, in its own language.")]
    author: Annotated[str | None, Meta(description="Who wrote it.")]
    publisher: Annotated[str | None, Meta(description="Who published it.")]
    published: Annotated[str | None, Meta(description="EDTF: when it was published.")]
    original_url: Annotated[str | None, Meta(description="Where it was published.")]
    archive_url: Annotated[str | None, Meta(description="Where an archive keeps a copy.")]
    accessed: Annotated[str | None, Meta(description="The day on which it was last read.")]
    language: Annotated[str | None, Meta(description="Code of its language (BCP 47).")]
    type: Annotated[str, Meta(description="What kind of publication it is.")]
    title_seen: Annotated[bool, Meta(description="False where the title was put together from the address.")]
    agency: Annotated[str | None, Meta(description="Id of the actor whose report it carries.")]
    voice: Annotated[str | None, Meta(description="Id of the actor in whose name it speaks.")]
    reliability: Annotated[
        str | None, Meta(description="A to F (Admiralty code), where an editor has graded it.")
    ]
    note: Annotated[str | None, Meta(description="What else must be known to read it.")]
    used_by: Annotated[tuple[str, ...], Meta(description="Ids of the events that cite it, in order of time.")]


class SourcesDocument(Value, frozen=True, kw_only=True):
    """Every source, by id."""

    version: Version
    sources: tuple[SourceRow, ...]


def sources_json(rows: Table) -> bytes:
    return document("sources", [rows])


def sources_schema(base_url: str) -> bytes:
    return schema(SourcesDocument, NAME, "Sources", base_url)


SOURCES_JSON, SOURCES_SCHEMA = View(sources_json, None), View(sources_schema, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The sources as JSON, with its schema."""
    base_url = chronicle.site.base_url
    yield Page(FILES[0].address, SOURCES_JSON, Later(_rows, chronicle))
    yield Page(schema_address(NAME), SOURCES_SCHEMA, (base_url,))


def _rows(chronicle: Chronicle) -> tuple[Table]:
    return (table(source_row(source, chronicle) for source in chronicle.sources.values()),)


def source_row(source: Source, chronicle: Chronicle) -> SourceRow:
    """What the file tells of a source; one written in place has its address at the note that uses it."""
    identity = f"sources/{source.slug}"
    return SourceRow(
        id=source.slug,
        url=absolute(chronicle.site.base_url, address_of_source(source)),
        title=source.title,
        author=source.author,
        publisher=source.publisher,
        published=source.published,
        original_url=source.url,
        archive_url=source.archive_url,
        accessed=source.accessed,
        language=source.language,
        type=source.type,
        title_seen=source.title_seen,
        agency=source.agency,
        voice=source.voice,
        reliability=source.reliability,
        note=source.note,
        used_by=_events(chronicle.users.get(identity, ())),
    )


def _events(users: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(user.removeprefix("events/") for user in users if user.startswith("events/"))
