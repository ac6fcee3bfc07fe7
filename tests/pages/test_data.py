from __future__ import annotations

import json

import pytest

from chronicle.exports import FILES
from tests.world import BuiltWorld, build_world, event, with_class, words


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> BuiltWorld:
    return build_world(tmp_path_factory.mktemp("world"), {"events/1900/1900-06-01-river-rises.md": event()})


def test_every_file_of_the_exports_is_listed_with_words_and_is_there(world: BuiltWorld) -> None:
    """A new export is listed by itself; its words must be written."""
    *lists, _ = with_class(world.page("/data/"), "files")
    listed = {words(row.find("dt")): words(row.find("dd")) for rows in lists for row in rows}
    assert sorted(listed) == sorted(file.address.rpartition("/")[2] for file in FILES)
    assert [name for name, said in listed.items() if len(said.partition("Schema")[0]) < 20] == []
    assert {file.address for file in FILES} <= world.addresses()


def test_every_file_below_data_is_listed_or_the_schema_of_one(world: BuiltWorld) -> None:
    listed = {file.address for file in FILES} | {file.schema for file in FILES} | {"/data/"}
    assert {address for address in world.addresses() if address.startswith("/data/")} <= listed


def test_a_file_with_a_schema_links_it(world: BuiltWorld) -> None:
    links = {link.get("href") for link in world.page("/data/").iter("a")}
    assert "schema/events.schema.json" in {str(link).removeprefix("../data/") for link in links}


def test_it_says_how_to_cite_and_under_which_licence(world: BuiltWorld) -> None:
    page = world.page("/data/")
    (quote,) = page.iter("blockquote")
    assert words(quote) == "The editors: A small chronicle. https://river.example.org/data/"
    assert next(link.text for link in page.iter("a") if link.get("rel") == "license") == "CC BY 4.0"


def test_search_engines_for_data_find_the_files(world: BuiltWorld) -> None:
    (script,) = (it for it in world.page("/data/").iter("script") if it.get("type") == "application/ld+json")
    data = json.loads(script.text or "")
    assert data["@type"] == "Dataset"
    assert "https://river.example.org/data/events.json" in {
        file["contentUrl"] for file in data["distribution"]
    }
