"""Pydantic's errors in an editor's words, each at its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from chronicle.model import Note, Path
from chronicle.nearest import did_you_mean
from chronicle.positions import locate, named
from chronicle.problems import Location, Problem, quoted, shown

WANTED = {
    "string_type": "wants text",
    "int_type": "wants a whole number",
    "bool_type": "wants true or false",
    "list_type": "wants a list, one item a line",
    "model_type": "wants fields of its own",
    "model_attributes_type": "wants fields of its own",
    "dict_type": "wants fields of its own",
}

_OF_FIELDS = frozenset({"model_type", "model_attributes_type", "dict_type"})


def field_problems(error: ValidationError, note: Note, model: type[BaseModel]) -> Iterator[Problem]:
    """Every error of a note's front matter, located.

    A path of pydantic's (``('figures', 0, 'value')``) is looked up among the
    note's positions; a missing field points at the mapping that lacks it, an
    unknown one at its own name. Fields that are empty or could not be read are
    left out: they have been reported already.
    """
    for details in error.errors(include_url=False):
        path = details["loc"][:-1] if _is_of_key(details) else details["loc"]
        if _is_empty(note.values, path) or (details["type"] == "missing" and path in note.keys):
            continue
        yield _problem(details, path, note, model)


def _problem(details: ErrorDetails, path: Path, note: Note, model: type[BaseModel]) -> Problem:
    kind = _kind(details)
    name = named(path)
    if kind == "extra_forbidden":
        return _unknown_field(path, note, model)
    if kind == "missing":
        return Problem(
            _of_mapping(note, path[:-1]),
            "missing-field",
            f"the field {quoted(str(path[-1]))} is missing{_inside(path[:-1])}",
        )
    is_key = _is_of_key(details)
    where = note.keys[path] if is_key and path in note.keys else locate(note, path)
    if kind == "literal_error":
        word = quoted(str(details["input"]))
        message = f"there cannot be a {word}{_inside(path[:-1])}" if is_key else f"{name} cannot be {word}"
        return _not_one_of(details, where, message)
    if kind in WANTED:
        found = _what(details["input"])
        return Problem(
            where, "wrong-type", f"{name} {WANTED[kind]}, not {found}", _form_hint(kind, path, details)
        )
    context: Mapping[str, Any] = details.get("ctx") or {}
    if kind in {"too_short", "too_long"}:
        wanted = context.get("min_length") or context.get("max_length")
        items = "1 item" if wanted == 1 else f"{wanted} items"
        return Problem(where, "wrong-type", f"{name} wants {items}, not {context.get('actual_length')}")
    message = " ".join(str(context.get("message", details["msg"])).split())
    if '"' not in message:
        message = f"{_field(path)}: {message}"
    return Problem(where, kind, message, str(context.get("hint", "")))


def _is_of_key(details: ErrorDetails) -> bool:
    """Whether the name of a field is wrong and not its value; a field may be called "[key]" itself."""
    return len(details["loc"]) > 1 and details["loc"][-1] == "[key]" and details["type"] != "extra_forbidden"


def _kind(details: ErrorDetails) -> str:
    """Pydantic's name of the error; a list where one of some words should stand is no text at all."""
    kind = details["type"]
    return "string_type" if kind == "literal_error" and not isinstance(details["input"], str) else kind


def _of_mapping(note: Note, path: Path) -> Location:
    return Location(note.path, 1, 1) if not path else locate(note, path)


def _unknown_field(path: Path, note: Note, model: type[BaseModel]) -> Problem:
    known = _fields_at(path[:-1], model)
    where = note.keys.get(path, locate(note, path))
    hint = did_you_mean(str(path[-1]), known)
    name = quoted(str(path[-1]))
    return Problem(where, "unknown-field", f"there is no field {name}{_inside(path[:-1])}", hint)


def _not_one_of(details: ErrorDetails, where: Location, message: str) -> Problem:
    """A word that is none of those expected, which follow the message."""
    expected = [
        word
        for word in str((details.get("ctx") or {}).get("expected", "")).replace(" or ", ", ").split(", ")
        if word
    ]
    words = [word.strip("'") for word in expected]
    hint = did_you_mean(str(details["input"]), words)
    return Problem(
        where, "bad-value", f"{message}; it is one of {', '.join(words)}", hint or "write one of them"
    )


def _form_hint(kind: str, path: Path, details: ErrorDetails) -> str:
    given = details["input"]
    if kind == "list_type" and isinstance(given, str):
        return f'write "{path[-1]}:", and below it "  - {shown(given)}"'
    if kind == "list_type":
        return 'begin each item with a hyphen and a space: "- "'
    if kind in _OF_FIELDS and isinstance(given, str) and path[:1] == ("sources",):
        return f'write "- id: {shown(given)}"'
    if kind in _OF_FIELDS:
        return "write a field a line below it, indented by two spaces more"
    start = "-" if isinstance(path[-1], int) else f"{path[-1]}:"
    return f'write "{start} {shown(text)}"' if (text := _only_text(given)) else f'write text after "{start}"'


def _only_text(given: object) -> str:
    """The text in a list of one; empty where there is more, or nothing."""
    return given[0] if isinstance(given, list) and len(given) == 1 and isinstance(given[0], str) else ""


def _fields_at(path: Path, model: Any) -> list[str]:
    """The names of the fields of the model at `path`, walking through lists and optional values."""
    for part in path:
        if isinstance(part, int) or not _is_model(model):
            continue
        field = model.model_fields.get(part)
        model = _inner(field.annotation) if field is not None else None
    return list(model.model_fields) if _is_model(model) else []


def _inner(annotation: Any) -> Any:
    if _is_model(annotation):
        return annotation
    for argument in get_args(annotation):
        found = _inner(argument)
        if found is not None:
            return found
    return None


def _is_model(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, BaseModel)


def _is_empty(values: Any, path: Path) -> bool:
    """Whether the tree has a place for this path and nothing in it."""
    for part in path:
        if (isinstance(values, Mapping) and part in values) or (
            isinstance(values, list) and isinstance(part, int)
        ):
            values = values[part]  # type: ignore[index]  # a mapping or a list, as just tested
        else:
            return False
    return values is None


def _field(path: Path) -> str:
    """The nearest name of a field; empty in the front matter itself."""
    return next((shown(part) for part in reversed(path) if isinstance(part, str)), "")


def _inside(path: Path) -> str:
    return f' in "{_field(path)}"' if _field(path) else ""


def _what(given: Any) -> str:
    if isinstance(given, Mapping):
        return "fields"
    return "a list" if isinstance(given, list) else "plain text"
