"""Snippets for Visual Studio Code, which offers them in Markdown without any extension: a field at a time.

Made from the schemas, so that their words are those of the models and of `site.yaml`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import count
from typing import Any

Schema = Mapping[str, Any]

FILE = ".vscode/notes.code-snippets"

USUAL = {
    "control": ("place", "holder", "status", "taken_from"),
    "figures": ("measure", "value", "qualifier", "as_of", "claimant", "source"),
    "sources": ("id", "title", "publisher", "published", "url", "language", "type"),
}
"""Of fields with fields within, those that most notes have; of others, those that must be there."""


def snippets(schemas: Mapping[str, str]) -> str:
    """The file, from the texts of the schemas: one for each field, more where kinds differ in it."""
    found: dict[tuple[str, ...], tuple[list[str], str]] = {}
    for file, text in schemas.items():
        kind = file.removesuffix(".json")
        if kind == "site":
            continue
        for name, schema in json.loads(text)["properties"].items():
            lines = tuple(_field(name, schema, "", count(1)))
            kinds, _ = found.setdefault((name, *lines), ([], str(schema.get("description", ""))))
            kinds.append(kind)
    same = [name for name, *_ in found]
    made = {}
    for (name, *body), (kinds, words) in found.items():
        whose = f" of {', '.join(kinds)}" if same.count(name) > 1 else ""
        made[f"{name}{whose}"] = {
            "scope": "markdown",
            "prefix": name,
            "body": body,
            "description": f"{words} ({', '.join(kinds)})" if whose else words,
        }
    return f"{json.dumps(made, indent=2, ensure_ascii=False)}\n"


def _field(name: str, schema: Schema, indent: str, numbers: Any) -> list[str]:
    """The lines of a field."""
    if schema.get("type") == "array":
        return [f"{indent}{name}:", *_item(name, schema["items"], f"{indent}  ", numbers)]
    if schema.get("type") == "object":
        return [f"{indent}{name}:", *_fields(name, schema, f"{indent}  ", numbers)]
    return [f"{indent}{name}: {_stop(schema, numbers)}"]


def _item(name: str, schema: Schema, indent: str, numbers: Any) -> list[str]:
    if schema.get("type") != "object":
        return [f"{indent}- {_stop(schema, numbers)}"]
    first, *others = _fields(name, schema, f"{indent}  ", numbers)
    return [f"{indent}- {first.lstrip()}", *others]


def _fields(name: str, schema: Schema, indent: str, numbers: Any) -> list[str]:
    """The lines of what stands within a field; of a mapping whose names are free, one line."""
    fields = schema.get("properties", {})
    wanted = USUAL.get(name) or schema.get("required", ())
    lines = [line for inner in wanted for line in _field(inner, fields[inner], indent, numbers)]
    return lines or [f"{indent}${next(numbers)}: ${next(numbers)}"]


def _stop(schema: Schema, numbers: Any) -> str:
    """Where the cursor stops, with the words to choose from."""
    words = [str(it) for it in schema.get("enum", ())]
    return f"${{{next(numbers)}|{','.join(words)}|}}" if words else f"${next(numbers)}"
