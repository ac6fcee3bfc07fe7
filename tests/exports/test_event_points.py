from __future__ import annotations

from pathlib import Path

from tests.exports.exported import RICH, exported


def test_an_event_is_a_point_at_each_of_its_places(tmp_path: Path) -> None:
    """Longitude first (RFC 7946); an event without a place has no point."""
    files = exported(tmp_path, RICH)
    properties = (
        '{"event":"river-rises","title":"The river rises","url":"https://river.example.org/events/river-rises/",'
        '"date":"1900-06-01","earliest":"1900-06-01","latest":"1900-06-01","kind":"flood","importance":2,'
        '"certainty":"claimed","place":"%s","place_name":"%s","precision_km":2}'
    )
    assert files.lines("/data/events.geojson") == [
        '{"type":"Feature","id":"river-rises/upton","geometry":{"type":"Point","coordinates":[2.5,48.5]},'
        f'"properties":{properties % ("upton", "Upton")}}}',
        '{"type":"Feature","id":"river-rises/lowton","geometry":{"type":"Point","coordinates":[7.5,47.1]},'
        f'"properties":{properties % ("lowton", "Lowton")}}}',
    ]
    assert set(files.json("/data/events.geojson")) == {"type", "features"}
    assert files.json("/data/events.geojson")["type"] == "FeatureCollection"
