"""The tables described for programs: `data/datapackage.json` (Data Package v2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from chronicle.derive import Derived
from chronicle.exports.control import PlaceControlRow
from chronicle.exports.documents import VERSION, absolute, pretty
from chronicle.exports.events import EventRow
from chronicle.exports.figures import FigureRow
from chronicle.exports.files import File
from chronicle.exports.publication import Publication
from chronicle.exports.spreadsheets import fields_of
from chronicle.model import Chronicle, Page, View

FILES = (File(address="/data/datapackage.json", group="tables", media_type="application/json"),)

_PROFILES = "https://datapackage.org/profiles/2.0"
_OF_AN_EVENT = [{"fields": ["event"], "reference": {"resource": "events", "fields": ["id"]}}]


def data_package(publication: Publication) -> bytes:
    """The tables beside it, each column with its type and meaning, their licence and who publishes them."""
    return pretty(
        {
            "$schema": f"{_PROFILES}/datapackage.json",
            "name": _name(publication),
            "title": publication.title,
            "description": publication.description,
            "homepage": absolute(publication.base_url, "/data/"),
            "version": f"{VERSION}.0.0",
            "licenses": [
                {
                    "name": publication.licence_name.replace(" ", "-"),
                    "path": publication.licence_url,
                    "title": publication.licence_name,
                }
            ],
            "contributors": [_publisher(publication)],
            "resources": [
                _resource("events", EventRow, {"primaryKey": ["id"]}),
                _resource("figures", FigureRow, {"foreignKeys": _OF_AN_EVENT}),
                _resource("control", PlaceControlRow, {"foreignKeys": _OF_AN_EVENT}),
            ],
        }
    )


DATA_PACKAGE = View(data_package, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The description of the tables."""
    yield Page(FILES[0].address, DATA_PACKAGE, (Publication.of(chronicle.site),))


def _name(publication: Publication) -> str:
    """The title as a name that the format allows; the host where nothing is left of it, as of Arabic."""
    return re.sub(r"[^a-z0-9]+", "-", publication.title.lower()).strip("-") or publication.host


def _publisher(publication: Publication) -> dict[str, Any]:
    contact = {"email": publication.email} if publication.email else {"path": publication.contact}
    return {"title": publication.holder, **contact, "roles": ["publisher"]}


def _resource(name: str, row: type[msgspec.Struct], keys: dict[str, Any]) -> dict[str, Any]:
    """One table; the docstring of its rows says what a row is."""
    return {
        "name": name,
        "type": "table",
        "description": row.__doc__,
        "path": f"{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"$schema": f"{_PROFILES}/tabledialect.json", "delimiter": ",", "lineTerminator": "\r\n"},
        "schema": {"$schema": f"{_PROFILES}/tableschema.json", "fields": list(fields_of(row)), **keys},
    }
