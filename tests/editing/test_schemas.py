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
from chronicle.editing.snippets import FILE, snippets
from chronicle.front_matter import FIELDS
from chronicle.load import load
from tests.commands import run
from tests.world import ROOT, town, write_world

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


def test_snippets_are_those_of_the_schemas() -> None:
    """Stale? `make schema` writes them."""
    made = snippets(project_schemas(ROOT))
    assert (ROOT / FILE).read_text("utf-8") == made, "make schema"
    bodies = {name: "\n".join(it["body"]) for name, it in json.loads(made).items()}
    assert bodies["certainty"] == "certainty: ${1|confirmed,claimed,disputed|}"
    assert bodies["kind of measure"] == "kind: ${1|stock,flow|}"
    assert bodies["kind of event"] != bodies["kind of place"]
    assert bodies["control"] == (
        "control:\n  - place: $1\n    holder: $2\n"
        "    status: ${3|held,contested,besieged|}\n    taken_from: $4"
    )
    assert bodies["names"] == "names:\n  $1: $2"


def test_every_field_has_a_snippet() -> None:
    offered = {it["prefix"] for it in json.loads((ROOT / FILE).read_text("utf-8")).values()}
    assert offered == {name for kind in KINDS for name in SCHEMAS[kind]["properties"]}


@pytest.mark.parametrize(
    ("notes", "problem"),
    [
        ({"places/mill.md": town("Mill")}, ("content/places/mill.md", "1", "1", "warning", "orphan")),
        ({"pages/a.md": "---\ntitle: A: b\n---\n"}, ("content/pages/a.md", "2", "9", "error", "yaml-syntax")),
    ],
)
def test_editors_task_finds_the_problems_that_the_check_prints(
    tmp_path: Path, notes: dict[str, str], problem: tuple[str, ...]
) -> None:
    """Visual Studio Code shows them at their lines, in files named from the folder that it has open."""
    write_world(tmp_path, notes)
    (task,) = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    assert task["command"].endswith("build.py check")
    matcher = task["problemMatcher"]["pattern"]
    (found,) = filter(
        None, (re.match(matcher["regexp"], it) for it in run(tmp_path, "check").stderr.splitlines())
    )
    assert tuple(found[matcher[part]] for part in ("file", "line", "column", "severity", "code")) == problem
    assert (tmp_path / found[matcher["file"]]).is_file()


def test_editor_settings_name_every_schema_and_no_other() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    named = settings["yaml.schemas"]
    assert set(named) == {f"./docs/schema/{kind}.json" for kind in SCHEMAS}
    for pattern in named.values():
        assert list(Path(ROOT).glob(pattern)) != []
