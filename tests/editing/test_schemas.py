"""Schemas for editors' programs: what stands in the project is what the models say, and real notes fit."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from chronicle.editing.asking import KINDS
from chronicle.editing.schemas import project_schemas
from chronicle.front_matter import FIELDS
from chronicle.load import load
from tests.world import ROOT

SCHEMAS = {path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "docs/schema").glob("*.json")}
EVENT = (
    "title: A\ndate: 2017-11-03\nkind: capture\nimportance: 3\ncertainty: confirmed\n"
    "sources:\n  - id: afp-2017\nadded: 2026-11-25\n"
)


class Core(yaml.CSafeLoader):
    """YAML 1.2 as editors' programs read it: dates and `no` are texts."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def faults(kind: str, text: str) -> list[str]:
    values: Any = json.loads(json.dumps(yaml.load(text, Loader=Core)))  # names of fields are texts in JSON
    return [error.message for error in Draft7Validator(SCHEMAS[kind]).iter_errors(values)]


def test_schemas_are_those_of_the_models() -> None:
    """Stale? `make schema` writes them."""
    made = project_schemas(ROOT)
    assert {path.name for path in (ROOT / "docs/schema").iterdir()} == set(made)
    for name, text in made.items():
        assert (ROOT / "docs/schema" / name).read_text("utf-8") == text, f"{name} is stale: make schema"


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_schema_is_one(kind: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[kind])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_note_of_the_project_fits_its_schema(kind: str) -> None:
    validator = Draft7Validator(SCHEMAS[kind])
    notes = [it for it in load(ROOT / "content").notes if it.folder == KINDS[kind]]
    assert notes
    for note in notes:
        values = yaml.load(note.head.strip("-\n"), Loader=Core)
        assert [f"{note.path}: {error.message}" for error in validator.iter_errors(values)] == []


def test_settings_of_the_project_fit() -> None:
    assert faults("site", (ROOT / "content/site.yaml").read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("importance: 3", "importance: 4"), "4 is not one of [3, 2, 1]"),
        (("kind: capture", "kind: captur"), "'captur' is not one of"),
        (("certainty: confirmed\n", ""), "'certainty' is a required property"),
        (("added:", "aded:"), "Additional properties are not allowed ('aded' was unexpected)"),
        (("id: afp-2017", "title: AFP"), "'id' is a required property"),
        (("added: 2026-11-25", "added: yesterday"), "'yesterday' does not match"),
    ],
)
def test_what_is_wrong_with_a_field_is_found(change: tuple[str, str], words: str) -> None:
    assert faults("event", EVENT) == []
    (fault,) = faults("event", EVENT.replace(*change))
    assert fault.startswith(words)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_of_every_kind_is_described(kind: str) -> None:
    """In the words of docs/content-model.md."""
    described = {name for name, it in SCHEMAS[kind]["properties"].items() if it.get("description")}
    assert described == set(FIELDS[KINDS[kind]].model_fields)


def test_every_field_of_figures_control_and_sources_is_described() -> None:
    properties = SCHEMAS["event"]["properties"]
    for field in ("figures", "control", "sources"):
        inner = properties[field]["items"]["properties"]
        assert [name for name, it in inner.items() if name != "id" and not it.get("description")] == []


def test_editor_settings_name_every_schema_and_no_other() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    named = settings["yaml.schemas"]
    assert set(named) == {f"./docs/schema/{kind}.json" for kind in SCHEMAS}
    for pattern in named.values():
        assert list(Path(ROOT).glob(pattern)) != []
