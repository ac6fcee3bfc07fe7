"""The page about the data: every file, what is in it, how to read it, under which licence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chronicle import exports
from chronicle.derive import Derived
from chronicle.exports.documents import absolute
from chronicle.exports.files import File
from chronicle.exports.publication import Publication
from chronicle.model import Chronicle, Crumb, Page, PageData, View

GROUPS = ("records", "tables", "maps", "news", "web")
"""The order of the headings."""


@dataclass(frozen=True)
class FileRow:
    name: str
    """``events.json``: what the template has words for."""
    address: str
    schema: str | None


@dataclass(frozen=True)
class FileGroup:
    kind: str
    """One of `GROUPS`."""
    files: tuple[FileRow, ...]


@dataclass(frozen=True, kw_only=True)
class DataPage(PageData):
    groups: tuple[FileGroup, ...]


def data_view(files: tuple[File, ...], publication: Publication) -> DataPage:
    """The files under their headings, each in the order of the list of exports."""
    groups = ((kind, tuple(_row(file) for file in files if file.group == kind)) for kind in GROUPS)
    return DataPage(
        section="data",
        crumbs=(Crumb("data", None, "section"),),
        json_ld=_data_set(files, publication),
        groups=tuple(FileGroup(kind, rows) for kind, rows in groups if rows),
    )


DATA = View(data_view, "data.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """One page about all files."""
    yield Page("/data/", DATA, (exports.FILES, Publication.of(chronicle.site)))


def _row(file: File) -> FileRow:
    return FileRow(file.address.rpartition("/")[2], file.address, file.schema)


def _data_set(files: tuple[File, ...], publication: Publication) -> dict[str, Any]:
    """schema.org's words for it, by which search engines for data find it."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": publication.title,
        "description": publication.description,
        "url": absolute(publication.base_url, "/data/"),
        "inLanguage": publication.language,
        "license": publication.licence_url,
        "creator": {"@type": "Organization", "name": publication.holder},
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": file.media_type,
                "contentUrl": absolute(publication.base_url, file.address),
            }
            for file in files
            if file.group in ("records", "tables", "maps")
        ],
    }
