"""A field of a note to its widget in the browser editor.

Every value is text, as notes have it: dates, numbers and booleans, too, for a
widget that knows better would shift a day at midnight or write another number.
Only widgets and options that Decap CMS and Sveltia CMS both know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from chronicle.canonical_form import fields_in_order
from chronicle.model import Path
from chronicle.references import ANY
from chronicle.scalars import (
    NUMBER,
    Boolean,
    Country,
    Date,
    Day,
    Importance,
    LanguageCode,
    Number,
    OwnAddress,
    Slug,
    Url,
    Whole,
)

Widget = dict[str, Any]
"""A field of the configuration."""

_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_IN_YEAR = r"-(0[1-9]|1[0-2]|2[1-4])|-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]|XX)|-XX(-XX)?"
_SINGLE = rf"(\d{{4}}({_IN_YEAR})?|\d{{3}}X|\d{{2}}XX)[~?%]?"
DATE = rf"^({_SINGLE}|({_SINGLE}|\.\.)/({_SINGLE}|\.\.)?|/{_SINGLE})$"
"""The shape of an EDTF date; whether there is such a day, the check knows."""

_PATTERNS: tuple[tuple[Any, str, str], ...] = (
    (Date, DATE, "a date such as 2017-11-03, 2017-11, 2017-11-03~ (about) or 2017-11-03/2017-11-05"),
    (Day, f"^{_DAY}$", "a day such as 2017-11-03"),
    (Whole, r"^\d{1,9}$", "a whole number"),
    (Number, r"^-?\d{1,18}(\.\d{1,9})?$", "digits, with a point where one is needed"),
    (Slug, "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "small letters, digits and single hyphens, a letter first"),
    (Url, r"^https?://[^\s<>\"\\]+\.[^\s<>\"\\]+$", "the whole address of a page, from https:// on"),
    (OwnAddress, "^/([a-z0-9-]{1,120}/){1,8}$", "an address of this site such as /events/old-slug/"),
    (Country, "^[A-Z]{2}$", "two capital letters, such as NO"),
    (LanguageCode, "^[a-z]{2,3}(-[A-Za-z0-9]+)*$", "a language code such as en"),
)
_LONG = ("note", "why", "said", "says")
"""Texts for which a line is short."""


@dataclass(frozen=True)
class Words:
    """What fields can name: by the field's path in the note."""

    labels: Mapping[Path, Mapping[str, str]]
    """Words of `site.yaml`, each with what it is called."""
    folders: Mapping[Path, str]
    """Kinds of note whose slugs stand there."""
    named: Mapping[str, str]
    """To the field that names a note of that kind."""
    languages: Sequence[str]
    """In which there are names."""


def widgets(model: type[BaseModel], words: Words, path: Path = ()) -> list[Widget]:
    """The widgets of a model's fields, in the order in which notes have them.

    A field for words of which `site.yaml` has none is left out: a choice of nothing is refused.
    """
    hints = get_type_hints(model, include_extras=True)
    return [
        {
            **_widget(name, hints[name], words, (*path, name)),
            "required": model.model_fields[name].is_required(),
        }
        for name in fields_in_order(model)
        if words.labels.get((*path, name), True) and words.labels.get((*path, name, ANY), True)
    ]


def _widget(name: str, hint: Any, words: Words, path: Path) -> Widget:
    label = {"name": name, "label": name.replace("_", " ").capitalize()}
    kind = _without_none(hint)
    if get_origin(kind) is list:
        return {**label, **_list(name, get_args(kind)[0], words, (*path, ANY))}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        # What is not there at all may not be asked for its parts
        parts = [{**part, "required": False} for part in widgets(kind, words, path)]
        return {**label, "widget": "object", "collapsed": True, "fields": parts}
    if get_origin(kind) is dict:
        names: list[Widget] = [
            {"name": it, "label": it, "widget": "string", "required": False} for it in words.languages
        ]
        return {**label, "widget": "object", "collapsed": True, "fields": names}
    return {**label, **_scalar(name, kind, words, path)}


def _list(name: str, item: Any, words: Words, path: Path) -> Widget:
    if isinstance(item, type) and issubclass(item, BaseModel):
        fields = widgets(item, words, path)
        first = [field["name"] for field in fields if field["required"]] or [fields[0]["name"]]
        summary = " – ".join(f"{{{{fields.{name}}}}}" for name in first[:3])
        one = name.removesuffix("s").capitalize()
        return {
            "widget": "list",
            "label_singular": one,
            "collapsed": True,
            "summary": summary,
            "fields": fields,
        }
    inner = _scalar(name, item, words, path)
    if inner["widget"] in ("relation", "select"):
        return {**inner, "multiple": True}
    field = {"name": name, "label": name.replace("_", " ").capitalize(), "required": True, **inner}
    return {"widget": "list", "collapsed": False, "field": field}


def _scalar(name: str, kind: Any, words: Words, path: Path) -> Widget:
    if path in words.labels:
        return _select(words.labels[path])
    if path in words.folders:
        folder = words.folders[path]
        shown = words.named[folder]
        return {
            "widget": "relation",
            "collection": folder,
            "value_field": "{{slug}}",
            "display_fields": [shown],
            "search_fields": [shown, "{{slug}}"],
        }
    if get_origin(kind) is Literal:
        return _select({word: word for word in get_args(kind)})
    if kind == Boolean:
        return _select({"true": "true", "false": "false"})
    if kind == Importance:
        return _select({word: word for word in ("3", "2", "1")})
    for known, pattern, said in _PATTERNS:
        if kind == known or (known == Number and NUMBER in getattr(kind, "__metadata__", ())):
            return {"widget": "string", "pattern": [pattern, said]}
    return {"widget": "text" if name in _LONG else "string"}


def _select(labels: Mapping[str, str]) -> Widget:
    return {"widget": "select", "options": [{"label": it, "value": word} for word, it in labels.items()]}


def _without_none(hint: Any) -> Any:
    """The type in ``X | None``, with what annotates it."""
    if get_origin(hint) in (Union, UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is Annotated and get_origin(get_args(hint)[0]) is dict:
        return get_args(hint)[0]
    return hint
