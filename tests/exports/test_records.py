"""The JSON files, spelled out: a note beside the line that it makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exports.exported import RICH, Exported, exported
from tests.world import SITE, event


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return exported(tmp_path_factory.mktemp("rich"), RICH)


def test_an_event_with_all_that_it_can_have(rich: Exported) -> None:
    """Keys in the order of the contract; control and figures as in the note."""
    assert rich.lines("/data/events.json")[1] == (
        '{"id":"river-rises","url":"https://river.example.org/events/river-rises/","title":"The river rises",'
        '"date":"1900-06-01","earliest":"1900-06-01","latest":"1900-06-01","kind":"flood",'
        '"places":["upton","lowton"],"actors":["millers"],"operation":"sluice","importance":2,'
        '"certainty":"claimed","summary":"The river rose.",'
        '"control":[{"place":"upton","holder":"millers","status":"contested","taken_from":"weavers",'
        '"against":["weavers"]}],'
        '"figures":[{"measure":"people-flooded","value":1200.5,"qualifier":"at-least","scope":"valley",'
        '"period":"1900-06","of":"millers","as_of":"1900-06-02","claimant":"gazette","source":"gazette-1900",'
        '"note":"counted from the tower"},'
        '{"measure":"people-flooded","low":900,"high":1000,"as_of":"1900-06","claimant":"gazette",'
        '"source":"gazette-1900"}],"sources":["gazette-1900"]}'
    )


def test_an_event_with_the_least_and_an_open_date(rich: Exported) -> None:
    assert rich.lines("/data/events.json")[0] == (
        '{"id":"river-falls","url":"https://river.example.org/events/river-falls/","title":"The river falls",'
        '"date":"../1900-05~","earliest":null,"latest":"1900-05-31","kind":"flood","places":[],"actors":[],'
        '"operation":null,"importance":2,"certainty":"claimed","summary":"The river rose.","control":[],'
        '"figures":[],"sources":["gazette-may"]}'
    )


def test_figures_stand_in_the_order_of_events_with_their_unit(rich: Exported) -> None:
    assert rich.lines("/data/figures.json") == [
        '{"event":"river-rises","measure":"people-flooded","value":1200.5,"unit":"people","qualifier":"at-least",'
        '"scope":"valley","period":"1900-06","of":"millers","as_of":"1900-06-02","claimant":"gazette",'
        '"source":"gazette-1900","note":"counted from the tower"}',
        '{"event":"river-rises","measure":"people-flooded","low":900,"high":1000,"unit":"people","qualifier":null,'
        '"scope":null,"period":null,"of":null,"as_of":"1900-06","claimant":"gazette","source":"gazette-1900",'
        '"note":null}',
    ]


def test_who_held_a_place_before_all_events_has_no_day(rich: Exported) -> None:
    assert rich.lines("/data/control.json") == [
        '"upton":[{"from":null,"from_latest":null,"holder":"weavers","status":"held","event":"river-rises"},'
        '{"from":"1900-06-01","from_latest":"1900-06-01","holder":"millers","status":"contested",'
        '"event":"river-rises"}]'
    ]


def test_a_place(rich: Exported) -> None:
    assert rich.lines("/data/places.json")[0] == (
        '{"id":"lowton","url":"https://river.example.org/places/lowton/","name":"Lowton","names":{},"kind":"town",'
        '"country":"FR","latitude":47.1,"longitude":7.5,"precision_km":2,"coordinate_source":"a map",'
        '"geonames_id":null,"governorate":null,"river":"long-river","river_order":2,"river_km":120,'
        '"river_bank":null,"within":null,"other_names":[],"summary":"","sources":[]}'
    )


def test_an_actor(rich: Exported) -> None:
    assert rich.lines("/data/actors.json")[1] == (
        '{"id":"millers","url":"https://river.example.org/actors/millers/","name":"Guild of Millers",'
        '"names":{},'
        '"abbreviation":"Mill","kind":"guild","country":null,"parent":null,"side":"north","colour":"blue",'
        '"other_names":[],"summary":"","sources":[]}'
    )


def test_an_operation(rich: Exported) -> None:
    assert rich.lines("/data/operations.json") == [
        '{"id":"sluice","url":"https://river.example.org/operations/sluice/","name":"The Great Sluice",'
        '"names":{},'
        '"date":"1900-05/1900-06","earliest":"1900-05-01","latest":"1900-06-30","places":["upton"],"actors":[],'
        '"parent":null,"summary":"They shut it.","sources":[]}'
    ]


def test_a_measure(rich: Exported) -> None:
    assert rich.lines("/data/measures.json") == [
        '{"id":"people-flooded","url":"https://river.example.org/figures/people-flooded/",'
        '"name":"People flooded out","names":{},"unit":"people","kind":"flow","scopes":["valley"],'
        '"summary":"Counted by the paper at Upton and Lowton, whoever holds them, millers or weavers."}'
    ]


def test_a_source_in_place_has_the_address_of_its_anchor_and_that_of_its_publication(rich: Exported) -> None:
    assert rich.lines("/data/sources.json")[0] == (
        '{"id":"gazette-1900","url":"https://river.example.org/events/river-rises/#gazette-1900",'
        '"title":"Water everywhere","author":null,"publisher":"The Gazette","published":"1900-06-02",'
        '"original_url":"https://gazette.example.org/1900","archive_url":null,"accessed":null,"language":"en",'
        '"type":"news","title_seen":true,"agency":null,"voice":null,"reliability":null,"note":null,'
        '"used_by":["river-rises"]}'
    )


def test_events_stand_in_order_of_time_not_of_files(tmp_path: Path) -> None:
    dates = ["1901", "1900-06-01", "1900-06", "1900-06-01/1900-06-03", "1899-12-31"]
    notes = {
        f"events/1900/1900-e{index}.md": event(date=date, source=f"source-{index}")
        for index, date in enumerate(dates)
    }
    files = exported(tmp_path, notes)
    assert [row["date"] for row in files.json("/data/events.json")["events"]] == [
        "1899-12-31",
        "1900-06-01",
        "1900-06-01/1900-06-03",
        "1900-06",
        "1901",
    ]


def test_a_withdrawn_event_and_its_figures_are_in_no_file(tmp_path: Path) -> None:
    """What was withdrawn counts nowhere; its source is still on its page."""
    name = "events/1900/1900-06-01-river-rises.md"
    withdrawn = RICH[name].replace(
        "---\nThe river", "withdrawn:\n  date: 1901-01-01\n  why: A hoax.\n---\nThe river"
    )
    files = exported(tmp_path, RICH | {name: withdrawn})
    for address in ("/data/events.json", "/data/figures.json", "/data/control.json", "/data/events.geojson"):
        assert "river-rises" not in files.text(address)


def test_a_base_url_with_a_path_is_kept(tmp_path: Path) -> None:
    site = SITE.replace("https://river.example.org/", "https://example.org/river/")
    files = exported(tmp_path, RICH, site)
    urls = [row["url"] for row in files.json("/data/events.json")["events"]]
    assert urls == [f"https://example.org/river/events/river-{what}/" for what in ("falls", "rises")]
