"""JSON Schemas of every kind of note and of `site.yaml`, by which editors' programs complete and validate.

Made from the models, the words of `site.yaml` and the tables of
two documents. They say what a program can know of one field by itself;
`check` says the rest. A program reads YAML's numbers and truths as such, where
we read every value as text: so a text may look like a number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from inspect import getclosurevars
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from chronicle import scalars
from chronicle.canonical_form import fields_in_order
from chronicle.editing.asking import KINDS
from chronicle.editing.meanings import meanings_on_disk
from chronicle.editing.snippets import FILE, snippets
from chronicle.front_matter import FIELDS, SiteFields
from chronicle.references import ANY, REFERENCES
from chronicle.vocabularies import VOCABULARIES

Schema = dict[str, Any]
DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest that editors' programs know well."""

_SLUG = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_TYPES: tuple[tuple[Any, Schema], ...] = (
    (scalars.Text, _TEXT),
    (scalars.Known, _TEXT),
    (scalars.Slug, {"type": "string", "pattern": _SLUG, "maxLength": 120}),
    (scalars.Date, {"type": ["string", "integer"]}),
    (scalars.Day, {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
    (scalars.Url, {"type": "string", "pattern": "^https?://"}),
    (scalars.OwnAddress, {"type": "string", "pattern": "^/([a-z0-9-]{1,120}/){1,8}$"}),
    (scalars.Country, {"type": "string", "pattern": "^[A-Z]{2}$"}),
    (scalars.LanguageCode, {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"}),
    (scalars.Number, {"type": "number"}),
    (scalars.Whole, {"type": "integer", "minimum": 0}),
    (scalars.Importance, {"type": "integer", "enum": [3, 2, 1]}),
    (scalars.Boolean, {"type": "boolean"}),
)


def schemas(told: Mapping[str, Mapping[str, str]], site: Mapping[str, Any]) -> dict[str, str]:
    """Name of a file to its text, from what `meanings` tells and the values of `site.yaml`."""
    made = {
        kind: _Maker(folder, told, site).whole(FIELDS[folder], f"The front matter of a note in {folder}/")
        for kind, folder in KINDS.items()
    }
    made["site"] = _Maker("", told, site).whole(SiteFields, "The settings of a chronicle: site.yaml")
    return {f"{kind}.json": f"{json.dumps(it, indent=2, ensure_ascii=False)}\n" for kind, it in made.items()}


class _Maker:
    """Makes the schema of one kind of note."""

    def __init__(self, folder: str, told: Mapping[str, Mapping[str, str]], site: Mapping[str, Any]) -> None:
        self._folder = folder
        self._told = told
        self._site = site

    def whole(self, model: type[BaseModel], title: str) -> Schema:
        return {"$schema": DIALECT, "title": title, **self._mapping(model, ())}

    def _mapping(self, model: type[BaseModel], path: tuple[str | int, ...]) -> Schema:
        hints = get_type_hints(model, include_extras=True)
        fields = {name: model.model_fields[name] for name in fields_in_order(model)}
        required = [name for name in fields if fields[name].is_required()]
        return {
            "type": "object",
            "properties": {name: self._field(hints[name], (*path, name)) for name in fields},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _field(self, hint: Any, path: tuple[str | int, ...]) -> Schema:
        words = self._meaning(path)
        return {**({"description": words} if words else {}), **self._value(hint, path)}

    def _meaning(self, path: tuple[str | int, ...]) -> str:
        """From the table of the field that it stands in, of its kind of note, or of all notes."""
        around = next((str(part) for part in reversed(path[:-1]) if part != ANY), self._folder or "site")
        tables = (around,) if len(path) > 1 else (around, "")
        name = str(path[-1])
        return next((it[name] for table in tables if name in (it := self._told.get(table, {}))), "")

    def _value(self, hint: Any, path: tuple[str | int, ...]) -> Schema:
        if type(None) in get_args(hint):
            hint = next(part for part in get_args(hint) if part is not type(None))
        for known, schema in _TYPES:
            if hint == known:
                return self._words(path) or dict(schema)
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._annotated(inner, path)
        if origin is Literal:
            return {"enum": [int(it) if it.isdigit() else it for it in inner]}
        if origin is list:
            return {"type": "array", "items": self._value(inner[0], (*path, ANY))}
        if origin is dict:
            return {"type": "object", **_keys(inner[0]), "additionalProperties": self._value(inner[1], path)}
        return self._mapping(hint, path)

    def _annotated(self, parts: tuple[Any, ...], path: tuple[str | int, ...]) -> Schema:
        """A type of ours with a further condition; of the conditions, bounds of numbers are told."""
        inner, *conditions = parts
        if scalars.NUMBER not in conditions:
            return self._value(Annotated[inner, *conditions[:-1]] if len(conditions) > 1 else inner, path)
        bounds: dict[str, int] = {}
        for condition in conditions:
            told = getclosurevars(condition.func).nonlocals
            if {"low", "high"} <= told.keys():
                bounds = {"minimum": told["low"], "maximum": told["high"]}
        return {"type": "number", **bounds}

    def _words(self, path: tuple[str | int, ...]) -> Schema:
        """One of the words of `site.yaml`, or a slug."""
        name = VOCABULARIES.get(self._folder, {}).get(path)
        words = self._site.get(name) if name else None
        if words:
            return {"enum": list(map(str, words))}
        named = REFERENCES.get(self._folder, {}).get(path)
        return {"type": "string", "pattern": _SLUG} if named else {}


def _keys(hint: Any) -> Schema:
    """What the names of a mapping may be."""
    if get_origin(hint) is Literal:
        return {"propertyNames": {"enum": list(get_args(hint))}}
    pattern = next((it.get("pattern") for known, it in _TYPES if hint == known), None)
    return {"propertyNames": {"pattern": pattern}} if pattern else {}


def write_schemas(root: Path) -> None:
    """Write those of a project's content to its docs/schema/, and the snippets that are made of them."""
    made = project_schemas(root)
    for name, text in made.items():
        (root / "docs/schema" / name).write_text(text, "utf-8")
    (root / FILE).write_text(snippets(made), "utf-8")


def project_schemas(root: Path) -> dict[str, str]:
    """Those of a project: a folder with content/ and docs/."""
    from chronicle.load import load

    site = load(root / "content").site
    return schemas(meanings_on_disk(root / "docs"), site.values if site is not None else {})
