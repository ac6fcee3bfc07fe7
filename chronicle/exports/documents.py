"""JSON of the data contract: one record a line, numbers as short as they are, keys in the contract's order.

Each file's rows are structs whose fields are its keys: they are the inputs of
its page, and its JSON Schema is made from their types and descriptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from chronicle import edtf
from chronicle.addresses import address_of
from chronicle.exports.files import schema_address
from chronicle.model import sealed

VERSION = 1
"""Of the data contract. It stays while fields are only added."""
Kept = TypeVar("Kept")

_ENCODER = msgspec.json.Encoder(decimal_format="number")


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of an export, or of one year of it: all that its page sees. Make one with `table`."""

    rows: tuple[Any, ...]
    digest: bytes = b""


def table(rows: Iterable[msgspec.Struct]) -> Table:
    """Rows with their digest."""
    sealed_table: Table = sealed(Table(rows=tuple(rows)))
    return sealed_table


def tables_by_year(rows: Iterable[Any]) -> tuple[Table, ...]:
    """Rows in order of time (`earliest`, `latest`) as a table for each year."""
    return tuple(table(group) for _, group in groupby(rows, key=_year))


def _year(row: Any) -> int | None:
    day = row.earliest or row.latest
    return day.year if day else None


def document(key: str, tables: Iterable[Table]) -> bytes:
    """``{"version": 1, "<key>": [ … ]}`` with one row a line."""
    lines = [_ENCODER.encode(row) for part in tables for row in part.rows]
    return _framed(f'{{"version": {VERSION}, "{key}": [', lines, "]}")


def keyed_document(key: str, rows: Mapping[str, Any]) -> bytes:
    """``{"version": 1, "<key>": { … }}`` with one entry a line."""
    lines = [_ENCODER.encode(name) + b":" + _ENCODER.encode(row) for name, row in rows.items()]
    return _framed(f'{{"version": {VERSION}, "{key}": {{', lines, "}}")


def collection(head: str, rows: Iterable[Any]) -> bytes:
    """`head`, which opens a list, its rows, one a line, and the end of both."""
    return _framed(head, [_ENCODER.encode(row) for row in rows], "]}")


def _framed(head: str, lines: list[bytes], foot: str) -> bytes:
    body = b"\n" + b",\n".join(lines) + b"\n" if lines else b""
    return head.encode() + body + foot.encode() + b"\n"


def pretty(value: Any) -> bytes:
    """A short JSON file, indented."""
    return msgspec.json.format(_ENCODER.encode(value), indent=2) + b"\n"


def number(text: str) -> Decimal:
    """Decimal text as the shortest number: ``96`` of ``96.0``, and no digit lost.

    >>> str(number("96.50")), str(number("6600000")), str(number("-3.0")), str(number("0.0"))
    ('96.5', '6600000', '-3', '0')
    """
    short = text.rstrip("0").removesuffix(".") if "." in text else text
    return Decimal(short) or Decimal(0)


def optional_number(text: str | None) -> Decimal | None:
    """The same, of what may not be there."""
    return None if text is None else number(text)


def given(value: Kept | None) -> Kept | UnsetType:
    """The value, or what leaves its key out."""
    return UNSET if value is None else value


def days(text: str) -> tuple[date | None, date | None]:
    """The earliest and the latest day of an EDTF date."""
    parsed = edtf.parse(text)
    return parsed.earliest, parsed.latest


def absolute(base_url: str, address: str) -> str:
    """An address of ours as others must write it."""
    return base_url + address.removeprefix("/")


def url_of(base_url: str, identity: str) -> str:
    """The absolute address of a note's page: of ``events/x``."""
    return absolute(base_url, address_of(identity))


# --- schemas -----------------------------------------------------------------


def schema(form: Any, name: str, title: str, base_url: str) -> bytes:
    """The JSON Schema (2020-12) of a file, from the type of its whole content."""
    content = msgspec.json.schema(form)
    definitions = content.pop("$defs", {})
    top = definitions.pop(content.pop("$ref").rpartition("/")[2])
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": absolute(base_url, schema_address(name)),
        **top,
        "title": title,
        **({"$defs": definitions} if definitions else {}),
    }
    return pretty(with_numbers(whole))


def with_numbers(part: Any) -> Any:
    """A schema in which a decimal is the number that our encoder writes, not text."""
    if isinstance(part, list):
        return [with_numbers(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("format") == "decimal":
        part = {**{key: value for key, value in part.items() if key != "format"}, "type": "number"}
    return {key: with_numbers(value) for key, value in part.items()}
