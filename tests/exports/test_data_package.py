"""What the data package says of the tables is true of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.exports.exported import RICH, Exported, exported
from tests.world import SITE

READERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "list": str,
}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return exported(tmp_path_factory.mktemp("rich"), RICH)


@pytest.fixture(scope="module")
def package(rich: Exported) -> dict[str, Any]:
    content: dict[str, Any] = rich.json("/data/datapackage.json")
    return content


def test_it_says_what_it_is_whose_and_under_which_licence(package: dict[str, Any]) -> None:
    resources = package.pop("resources")
    assert [resource["path"] for resource in resources] == ["events.csv", "figures.csv", "control.csv"]
    assert package == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "a-small-chronicle",
        "title": "A small chronicle",
        "description": "A chronicle for tests.",
        "homepage": "https://river.example.org/data/",
        "version": "1.0.0",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "CC BY 4.0",
            }
        ],
        "contributors": [
            {"title": "The editors", "email": "editors@river.example.org", "roles": ["publisher"]}
        ],
    }
    package["resources"] = resources


def test_a_column_has_its_type_its_meaning_and_its_limits(package: dict[str, Any]) -> None:
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert fields["places"] == {
        "name": "places",
        "type": "list",
        "delimiter": ";",
        "itemType": "string",
        "description": "Ids of the places.",
    }
    assert fields["importance"]["constraints"] == {"required": True, "minimum": 1, "maximum": 3}
    assert (fields["earliest"]["type"], "constraints" in fields["earliest"]) == ("date", False)
    assert fields["url"]["format"] == "uri"


def test_tables_have_the_columns_and_the_values_that_it_names(
    rich: Exported, package: dict[str, Any]
) -> None:
    for resource in package["resources"]:
        lines = csv.reader(StringIO(rich.text(f"/data/{resource['path']}"), newline=""), strict=True)
        header, *rows = lines
        fields = resource["schema"]["fields"]
        assert header == [field["name"] for field in fields]
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                assert fits(field, cell), f"{resource['name']}, {field['name']}: {cell!r}"


def fits(field: dict[str, Any], cell: str) -> bool:
    limits = field.get("constraints", {})
    if not cell:
        return not limits.get("required")
    value = READERS[field["type"]](cell)
    return cell in limits.get("enum", [cell]) and limits.get("minimum", value) <= value <= limits.get(
        "maximum", value
    )


def test_keys_lead_to_events(rich: Exported, package: dict[str, Any]) -> None:
    events, *others = package["resources"]
    assert events["schema"]["primaryKey"] == ["id"]
    known = {row["id"] for row in csv.DictReader(StringIO(rich.text("/data/events.csv"), newline=""))}
    for resource in others:
        (key,) = resource["schema"]["foreignKeys"]
        assert key == {"fields": ["event"], "reference": {"resource": "events", "fields": ["id"]}}
        rows = csv.DictReader(StringIO(rich.text(f"/data/{resource['path']}"), newline=""))
        assert {row["event"] for row in rows} <= known


def test_every_column_says_what_it_means(package: dict[str, Any]) -> None:
    fields = [field for resource in package["resources"] for field in resource["schema"]["fields"]]
    assert [field["name"] for field in fields if not field["description"]] == []


@pytest.mark.parametrize("title", ["Der Fluß", "وقائع النهر", "1900!"])
def test_its_name_is_one_that_the_format_allows(tmp_path: Path, title: str) -> None:
    site = SITE.replace("title: A small chronicle", f"title: {title}")
    package = exported(tmp_path, {}, site).json("/data/datapackage.json")
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert all(re.fullmatch(r"[-a-z0-9._/]+", resource["name"]) for resource in package["resources"])
