"""CSV of the data contract (RFC 4180), and the fields of its tables as a data package describes them.

A table's columns are the fields of its rows that are single values or lists of
words; they are described by the JSON Schema of the same rows. Cells hold what
the notes say, unchanged: nothing is put before a cell that begins with `=`,
`+`, `-` or `@`, since that would be another text; the page about the data tells
readers to import such files as text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from io import StringIO
from typing import Any

import msgspec

from chronicle.exports.documents import Table, with_numbers

SEPARATOR = ";"
"""Between the items of a list; no slug holds one."""

_TYPES = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "array": "list"}


def spreadsheet(row: type[msgspec.Struct], tables: Iterable[Table]) -> bytes:
    """The rows under a header; an empty cell is a value that is not there, or an empty list."""
    columns = tuple(field["name"] for field in fields_of(row))
    attributes = {field.encode_name: field.name for field in msgspec.structs.fields(row)}
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for part in tables:
        writer.writerows([_cell(getattr(item, attributes[name])) for name in columns] for item in part.rows)
    return text.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None or value is msgspec.UNSET:
        return ""
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


@lru_cache(maxsize=16)
def fields_of(row: type[msgspec.Struct]) -> tuple[dict[str, Any], ...]:
    """The columns of these rows, in order, as fields of Table Schema (Data Package v2)."""
    whole = with_numbers(msgspec.json.schema(row))
    form = whole["$defs"][whole["$ref"].rpartition("/")[2]]
    required = set(form["required"])
    fields = (_field(name, part, name in required) for name, part in form["properties"].items())
    return tuple(field for field in fields if field is not None)


def _field(name: str, part: Mapping[str, Any], required: bool) -> dict[str, Any] | None:
    """One column; None for what no cell can hold."""
    choices = part.get("anyOf", [part])
    kind = {"type": "string"} if "enum" in choices[0] else {}
    kind |= {**choices[0], **{key: value for key, value in part.items() if key != "anyOf"}}
    if kind.get("type") not in _TYPES or "$ref" in kind.get("items", {}):
        return None
    constraints = _constraints(kind, required=required and len(choices) == 1 and kind["type"] != "array")
    return {
        "name": name,
        **_type(kind),
        "description": kind.get("description", ""),
        **({"constraints": constraints} if constraints else {}),
    }


def _type(kind: Mapping[str, Any]) -> dict[str, str]:
    if kind["type"] == "array":
        return {"type": "list", "delimiter": SEPARATOR, "itemType": "string"}
    if kind.get("format") == "date":
        return {"type": "date"}
    form = {"format": "uri"} if kind.get("format") == "uri" else {}
    return {"type": _TYPES[kind["type"]], **form}


def _constraints(kind: Mapping[str, Any], *, required: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"required": True} if required else {}
    found |= {key: kind[key] for key in ("minimum", "maximum") if key in kind}
    if "enum" in kind:
        found["enum"] = [word for word in kind["enum"] if word is not None]
    return found
