from __future__ import annotations

import json
from typing import Any

import pytest

from chronicle.geography.topojson import UnreadableTopology, features, read_topology, redrawn

SQUARES: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.25], "translate": [10, 20]},
    "arcs": [
        [[0, 0], [2, 0], [0, 4]],
        [[2, 4], [-2, 0], [0, -4]],
        [[2, 4], [2, 0], [0, -4], [-2, 0]],
        [[2, 4], [0, -4]],
    ],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"slug": "west"}},
                {"type": "MultiPolygon", "arcs": [[[2, -4]]], "properties": {"slug": "east"}},
            ],
        },
        "river": {"type": "LineString", "arcs": [-1]},
    },
}


def read(**changes: Any) -> Any:
    return read_topology(json.dumps({**SQUARES, **changes}).encode())


def test_arcs_are_unpacked_and_joined_into_rings() -> None:
    west, _ = features(read(), "countries")
    assert west.properties == {"slug": "west"}
    assert west.polygons == ((((10, 20), (11, 20), (11, 21), (10, 21), (10, 20)),),)


def test_a_negative_number_is_an_arc_backwards() -> None:
    _, east = features(read(), "countries")
    assert east.polygons[0][0][-1] == (11.0, 21.0)
    (river,) = features(read(), "river")
    assert river.lines == (((11, 21), (11, 20), (10, 20)),)


def test_without_a_transform_points_are_degrees() -> None:
    topology = read(
        transform=None, arcs=[[[1.5, 2], [3, 4]]], objects={"r": {"type": "LineString", "arcs": [0]}}
    )
    assert features(topology, "r")[0].lines == (((1.5, 2), (3, 4)),)


def test_neighbours_still_share_their_border_after_a_change() -> None:
    changed = redrawn(read(), lambda arc: tuple((x * 2, y) for x, y in arc))
    west, east = (set(feature.polygons[0][0]) for feature in features(changed, "countries"))
    assert west & east == {(22, 20), (22, 21)}


def test_a_layer_that_is_not_there_has_no_features() -> None:
    assert features(read(), "lakes") == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"type": "FeatureCollection"}, "Invalid value"),
        ({"arcs": [[[0, "x"]]]}, "Expected"),
        ({"arcs": [[[0, 0]]]}, "fewer than two points"),
        ({"objects": {"r": {"type": "LineString", "arcs": [9]}}}, "'r' refers to an arc that is not there"),
        ({"objects": {"r": {"type": "LineString", "arcs": []}}}, "'r' refers to an arc that is not there"),
        ({"objects": {"r": {"type": "LineString", "arcs": [0, 0]}}}, "'r' joins arcs that do not meet"),
        ({"objects": {"r": {"type": "Point", "coordinates": [0, 0]}}}, "Invalid value 'Point'"),
    ],
)
def test_what_is_no_topology_is_refused_with_a_reason(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(UnreadableTopology, match=words):
        read(**changes)


def test_no_json_is_refused_too() -> None:
    with pytest.raises(UnreadableTopology):
        read_topology(b"\xff{")
