"""Every JSON file keeps what its schema promises, and every schema promises something."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from chronicle.exports import FILES
from chronicle.exports.files import File
from tests.exports.exported import RICH, Exported, exported

WITH_SCHEMA = [pytest.param(file, id=file.address) for file in FILES if file.schema]


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return exported(tmp_path_factory.mktemp("rich"), RICH)


def schema_of(files: Exported, file: File) -> dict[str, Any]:
    assert file.schema is not None
    schema: dict[str, Any] = files.json(file.schema)
    Draft202012Validator.check_schema(schema)
    return schema


def errors(files: Exported, file: File, content: Any) -> list[str]:
    validator = Draft202012Validator(schema_of(files, file), format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(content)]


@pytest.mark.parametrize("file", WITH_SCHEMA)
def test_a_file_keeps_what_its_schema_promises(rich: Exported, file: File) -> None:
    assert errors(rich, file, rich.json(file.address)) == []


@pytest.mark.parametrize("file", WITH_SCHEMA)
def test_so_does_one_without_notes(tmp_path: Path, file: File) -> None:
    empty = exported(tmp_path, {})
    assert errors(empty, file, empty.json(file.address)) == []


@pytest.mark.parametrize("file", WITH_SCHEMA)
def test_the_schema_names_itself_and_says_what_the_file_is(rich: Exported, file: File) -> None:
    schema = schema_of(rich, file)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"https://river.example.org{file.schema}"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("file", WITH_SCHEMA)
def test_no_key_of_a_file_is_missing_from_its_schema(rich: Exported, file: File) -> None:
    """Schemas allow more keys, since later files of the same version may have more: hence this test."""
    schema = forbidding_more(schema_of(rich, file))
    assert [
        error.message for error in Draft202012Validator(schema).iter_errors(rich.json(file.address))
    ] == []


@pytest.mark.parametrize("file", WITH_SCHEMA)
def test_every_key_of_a_record_says_what_it_means(rich: Exported, file: File) -> None:
    """Where JSON itself does not, as `type` of GeoJSON, which tells only what a thing is."""
    for name, form in schema_of(rich, file).get("$defs", {}).items():
        silent = [
            key for key, part in form["properties"].items() if "description" not in part and key != "type"
        ]
        assert (name, silent) == (name, [])


def forbidding_more(part: Any) -> Any:
    if isinstance(part, list):
        return [forbidding_more(item) for item in part]
    if not isinstance(part, dict):
        return part
    more = {"additionalProperties": False} if isinstance(part.get("properties"), dict) else {}
    return {key: forbidding_more(value) for key, value in part.items()} | more


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"low": 1, "high": 2}, "valid under each of"),
        ({"value": None}, "not valid under any|is not of type"),
        ({"qualifier": "nearly"}, "is not valid under any"),
        ({"as_of": 1900}, "is not of type 'string'"),
    ],
)
def test_a_figure_that_is_none_is_found(rich: Exported, changes: dict[str, Any], message: str) -> None:
    (file,) = (file for file in FILES if file.address == "/data/figures.json")
    content = deepcopy(rich.json(file.address))
    content["figures"][0] |= changes
    with pytest.raises(AssertionError, match=message):
        assert errors(rich, file, content) == []


def test_a_day_that_is_none_is_found(rich: Exported) -> None:
    (file,) = (file for file in FILES if file.address == "/data/events.json")
    content = deepcopy(rich.json(file.address))
    content["events"][0]["latest"] = "1900-02-30"
    assert errors(rich, file, content) != []
