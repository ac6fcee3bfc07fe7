"""The one canonical form of a note: the form that editors' programs write, so that a diff shows what changed.

Block style, a field or an item a line, fields in the order in which
docs/content-model.md has them, no empty fields, no comments, and quotes only
where the text would not be read back without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from chronicle.front_matter import FIELDS, NoteFields

FENCE = "---\n"


def canonical_head(folder: str, values: Mapping[str, Any]) -> str:
    """The front matter of a note of that folder, from its first fence to its second.

    `values` are dicts and lists whose scalars are text, as `yaml_tree` reads
    them. Fields that no model has come last, as they stand.
    """
    return FENCE + "".join(f"{line}\n" for line in _mapping(values, _order(FIELDS[folder]), "")) + FENCE


def canonical_body(body: str) -> str:
    """The text without empty lines around it and spaces at the ends of lines, but for a line break's two.

    One line break ends it; of code and paragraphs nothing is touched.
    """
    lines = [line.rstrip() + ("  " if _BREAK.search(line) else "") for line in body.split("\n")]
    text = "\n".join(lines).strip("\n").rstrip()
    return f"{text}\n" if text else ""


_BREAK = re.compile(r"\S {2,}$")


class Order:
    """The fields of a mapping in order, and the orders of the mappings within it."""

    def __init__(self, fields: Sequence[str], within: Mapping[str, Order]) -> None:
        self.places = {name: place for place, name in enumerate(fields)}
        self.within = within


_NONE = Order((), {})


@lru_cache(maxsize=64)
def _order(model: type[BaseModel]) -> Order:
    """The order of a model's fields: its own, then those that all notes have; an id stands first."""
    names = list(model.model_fields)
    if issubclass(model, NoteFields):
        common = [name for name in NoteFields.model_fields if name != "sources"]
        own = [name for name in names if name not in NoteFields.model_fields and name != "image"]
        names = [*own, "sources", "image", *common]
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


def _mapping(values: Mapping[str, Any], order: Order, indent: str) -> Iterator[str]:
    last = len(order.places)
    for name in sorted(values, key=lambda name: order.places.get(name, last)):
        value = values[name]
        if isinstance(value, str):
            yield f"{indent}{_scalar(name)}: {_scalar(value)}"
        elif value:
            yield f"{indent}{_scalar(name)}:"
            inner = order.within.get(name, _NONE)
            yield from (
                _mapping(value, inner, indent + "  ")
                if isinstance(value, Mapping)
                else _items(value, inner, indent + "  ")
            )


def _items(items: Iterable[Any], order: Order, indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield f"{indent}- {_scalar(item)}"
            continue
        lines = (
            _mapping(item, order, indent + "  ")
            if isinstance(item, Mapping)
            else _items(item or (), order, indent + "  ")
        )
        first = next(lines, None)
        if first is not None:
            yield f"{indent}- {first.lstrip()}"
            yield from lines


_PLAIN = re.compile(
    r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=[^\s,\[\]{}]))"
    r"(?:[^:#\n]|:(?=\S)|(?<=\S)#)*(?<!\s)"
)
"""A scalar that needs no quotes in block style (YAML 1.2, section 7.3.3)."""


def _scalar(text: str) -> str:
    """A text on one line; what has a line break or a character that cannot be seen is in double quotes."""
    if _PLAIN.fullmatch(text) and text != "---" and text.isprintable():
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"
