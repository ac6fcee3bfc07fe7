"""Which fields a new note may be given, told by the models: what `new` has options and questions for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError

from chronicle.front_matter import FIELDS, ControlFields, FigureFields, NoteFields, SourceFields
from chronicle.model import Path
from chronicle.references import ANY, REFERENCES
from chronicle.scalars import Boolean, Importance
from chronicle.vocabularies import VOCABULARIES

KINDS = {
    "event": "events",
    "place": "places",
    "actor": "actors",
    "operation": "operations",
    "source": "sources",
    "measure": "measures",
    "period": "periods",
    "page": "pages",
}
"""What a note is called on the command line, and its folder."""

TITLES = ("title", "name")

WITHIN: dict[str, type[BaseModel]] = {"control": ControlFields, "figures": FigureFields}
"""What of an event has fields within and can be given."""


@dataclass(frozen=True)
class Asked:
    """A field that can be given."""

    name: str
    is_required: bool
    is_list: bool = False
    choices: tuple[str, ...] = ()
    """The engine's own words, where it takes no others."""
    vocabulary: str = ""
    """The list of words in `site.yaml` that it takes one of."""
    refers: str = ""
    """The kind of note whose slug it is."""
    type: Any = str
    """Of the model, which says what may stand there."""

    def fault(self, typed: str) -> str:
        """What is wrong with a value, in words; empty where nothing is, as far as the field can tell."""
        try:
            TypeAdapter(self.type).validate_python(typed)
        except ValidationError as error:
            first = error.errors()[0]
            hint = first.get("ctx", {}).get("hint")
            return f"{first['msg']}; {hint}" if hint else first["msg"]
        return ""


@cache
def asked_of(folder: str) -> tuple[Asked, ...]:
    """The fields of a kind in their order, without its title and what has fields within, such as figures."""
    own = (it for it in FIELDS[folder].model_fields if it not in NoteFields.model_fields and it not in TITLES)
    return tuple(_asked(FIELDS[folder], folder, own))


@cache
def asked_within(field: str) -> tuple[Asked, ...]:
    """The fields of an item of an event's `control` or `figures`."""
    model = WITHIN[field]
    return tuple(_asked(model, "events", model.model_fields, (field, ANY)))


@cache
def asked_of_source() -> tuple[Asked, ...]:
    """The fields of a source that is written in place, its title among them."""
    return tuple(_asked(SourceFields, "sources", SourceFields.model_fields))


def title_of(folder: str) -> str:
    """The field that names a note of this kind: `title` or `name`."""
    return next(name for name in TITLES if name in FIELDS[folder].model_fields)


def _asked(model: type[BaseModel], folder: str, names: Any, around: Path = ()) -> Iterator[Asked]:
    hints = get_type_hints(model, include_extras=True)
    for name in names:
        inner, is_list = _inner(hints[name])
        if inner is None:
            continue
        path = (*around, name, ANY) if is_list else (*around, name)
        yield Asked(
            name,
            model.model_fields[name].is_required(),
            is_list,
            _choices(inner),
            VOCABULARIES[folder].get(path, ""),
            REFERENCES[folder].get(path, ""),
            inner,
        )


def _inner(hint: Any) -> tuple[Any, bool]:
    """The type of a scalar or of a list's items, and whether it is a list; None for fields within fields."""
    if type(None) in get_args(hint):
        hint = next(part for part in get_args(hint) if part is not type(None))
    is_list = get_origin(hint) is list
    inner = get_args(hint)[0] if is_list else hint
    nested = get_origin(inner) is dict or (isinstance(inner, type) and issubclass(inner, BaseModel))
    return (None if nested else inner), is_list


def _choices(inner: Any) -> tuple[str, ...]:
    if get_origin(inner) is Literal:
        return tuple(get_args(inner))
    return {Importance: ("3", "2", "1"), Boolean: ("true", "false")}.get(inner, ())
