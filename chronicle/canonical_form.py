"""The one canonical form of a note: the form that editors' programs write, so that a diff shows what changed.

Block style, a field or an item a line, fields in the order in which
docs/content-model.md has them, no empty fields, no comments, and quotes only
where the text would not be read back without them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from chronicle.front_matter import FIELDS, NoteFields
from chronicle.text_file import INVISIBLE

FENCE = "---\n"

_UNSEEN = "\n\r\t" + INVISIBLE.pattern[1:-1]
"""What has to be written as an escape: a class of characters, of which a note may have the first three."""


def canonical_head(folder: str, values: Mapping[str, Any]) -> str:
    """The front matter of a note of that folder, from its first fence to its second.

    `values` are dicts and lists whose scalars are text, as `yaml_tree` reads
    them. Fields that no model has come last, as they stand.
    """
    lines = ["---"]
    _mapping(values, _order(FIELDS[folder]), "", lines)
    lines.append(FENCE)
    return "\n".join(lines)


def canonical_body(body: str) -> str:
    """The text without empty lines around it and spaces at the ends of lines, but for a line break's two.

    One line break ends it. Lines that are indented like code keep what they end with.
    """
    if not (" \n" in body or "\t\n" in body or body.startswith("\n") or body.endswith(_UNTIDY_ENDS)):
        return body if body.endswith("\n") or not body else f"{body}\n"
    text = "\n".join(map(_tidy, body.split("\n"))).strip("\n")
    return f"{text}\n" if text else ""


_UNTIDY_ENDS = (" ", "\t", "\n\n")
_BREAK = re.compile(r"[^ \t] {2,}")
_CODE = re.compile(r"(?: {4}|\t)\s*[^ \t]")


def _tidy(line: str) -> str:
    if _CODE.match(line):
        return line
    tidy = line.rstrip(" \t")
    return f"{tidy}  " if _BREAK.fullmatch(line[max(len(tidy) - 1, 0) :]) else tidy


class Order:
    """The fields of a mapping in order, and the orders of the mappings within it."""

    def __init__(self, fields: Sequence[str], within: Mapping[str, Order]) -> None:
        self.places = {name: place for place, name in enumerate(fields)}
        self.within = within


_NONE = Order((), {})


def fields_in_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of a model's fields in the order in which a note has them."""
    return tuple(_order(model).places)


@lru_cache(maxsize=64)
def _order(model: type[BaseModel]) -> Order:
    """The order of a model's fields: its own, then those that all notes have; an id stands first."""
    names = list(model.model_fields)
    if issubclass(model, NoteFields):
        names = [*(name for name in names if name not in NoteFields.model_fields), *NoteFields.model_fields]
    names.sort(key=lambda name: name != "id")
    within = {
        name: _order(inner)
        for name, field in model.model_fields.items()
        if (inner := _inner_model(field.annotation)) is not None
    }
    return Order(names, within)


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model in ``list[X]`` or ``X | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inner_model(part))), None)


def _mapping(values: Mapping[str, Any], order: Order, indent: str, lines: list[str]) -> None:
    """Adds the lines of a mapping."""
    places, last = order.places, len(order.places)
    for name in sorted(values, key=lambda name: places.get(name, last)):
        value = values[name]
        key = name if name in places else _scalar(name)
        if isinstance(value, str):
            lines.append(f"{indent}{key}: {_scalar(value)}")
        elif value:
            before = len(lines)
            lines.append(f"{indent}{key}:")
            _collection(value, order.within.get(name, _NONE), indent + "  ", lines)
            if len(lines) == before + 1:
                lines.pop()


def _collection(values: Any, order: Order, indent: str, lines: list[str]) -> None:
    if isinstance(values, Mapping):
        _mapping(values, order, indent, lines)
        return
    for item in values:
        if isinstance(item, str):
            lines.append(f"{indent}- {_scalar(item)}")
        elif item:
            first = len(lines)
            _collection(item, order, indent + "  ", lines)
            if len(lines) > first:
                lines[first] = f"{indent}- {lines[first].lstrip()}"


_PLAIN = re.compile(
    r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`U]|[-?:](?=[^\s,\[\]{}U]))"
    r"(?:[^:#U]++|:(?=[^\sU])|(?<=\S)#)*+(?<!\s)".replace("U", _UNSEEN)
)
"""A scalar that needs no quotes in block style (YAML 1.2, section 7.3.3)."""


def _scalar(text: str) -> str:
    """A text on one line; what has a line break or a tab is in double quotes."""
    if _PLAIN.fullmatch(text) and text not in ("---", "<<"):
        return text
    if re.search(f"[{_UNSEEN}]", text):
        text = text.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + re.sub(f"[{_UNSEEN}]", _escape, text) + '"'
    return "'" + text.replace("'", "''") + "'"


def _escape(character: re.Match[str]) -> str:
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character[0], f"\\U{ord(character[0]):08x}")
