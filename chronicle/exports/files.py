"""What the page about the data says of each file that an export makes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from chronicle.derive import Derived
from chronicle.model import Chronicle, Page, Value


class File(Value, frozen=True, kw_only=True):
    address: str
    """``/data/events.json``."""
    group: str
    """Under which heading it stands: ``records``, ``tables``, ``maps``, ``news`` or ``web``."""
    media_type: str
    schema: str | None = None
    """Address of its JSON Schema."""


class Export(Protocol):
    """A module of this package that is in the list of exports."""

    @property
    def FILES(self) -> tuple[File, ...]:  # noqa: N802 - a constant of the module
        """What to say on the page about the data."""
        ...  # pragma: no cover

    def pages(self, chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
        """The files, and their schemas."""
        ...  # pragma: no cover


def json_file(name: str, group: str = "records", media_type: str = "application/json") -> File:
    """A JSON file that has a schema: ``events.json``."""
    return File(address=f"/data/{name}", group=group, media_type=media_type, schema=schema_address(name))


def table_file(name: str) -> File:
    """A CSV file, which the data package describes."""
    return File(address=f"/data/{name}", group="tables", media_type="text/csv")


def schema_address(name: str) -> str:
    """Where the schema of a file is: ``events.json`` → ``/data/schema/events.schema.json``."""
    return f"/data/schema/{name.removesuffix('.json')}.schema.json"


def measure_files(measure: str) -> tuple[str, str]:
    """Where the figures of one measure (its slug) are, as JSON and as CSV, if it has any."""
    return f"/data/figures/{measure}.json", f"/data/figures/{measure}.csv"
