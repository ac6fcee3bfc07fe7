"""The ground of the maps: two countries with a winding border between them, two rivers, a lake."""

from __future__ import annotations

import json
from math import cos, pi, sin

WEST, EAST, SOUTH, NORTH = 0, 10, 45, 50

Line = list[list[float]]
Layer = dict[str, object]


def base_map() -> str:
    """TopoJSON, with about as many points as a real map of such a frame."""
    border = _winding(5, 0.5, points=240)
    top, bottom = border[0], border[-1]
    left = [bottom, [WEST - 2, SOUTH - 2], [WEST - 2, NORTH + 2], top]
    right = [bottom, [EAST + 2, SOUTH - 2], [EAST + 2, NORTH + 2], top]
    rivers = [_winding(2.5, 0.9, points=180), _winding(7.5, 0.7, points=180)]
    objects = {
        "countries": _layer(
            _shape("Polygon", [[0, 1]], slug="westland", name="Westland", iso="FR"),
            _shape("Polygon", [[0, 2]], slug="eastland", name="Eastland", iso="DE"),
        ),
        "boundaries": _layer(_shape("LineString", [0], kind="international")),
        "admin1_lines": _layer(),
        "lakes": _layer(_shape("Polygon", [[5]], slug="mere", name="The Mere")),
        "rivers": _layer(
            _shape("LineString", [3], slug="long-river", name="Long River", kind="river", rank=3),
            _shape("LineString", [4], slug="cold-river", name="Cold River", kind="river", rank=5),
        ),
    }
    arcs = [border, left, right, *rivers, _lake(8.6, 48.9)]
    return json.dumps({"type": "Topology", "arcs": arcs, "objects": objects})


def _winding(longitude: float, wide: float, points: int) -> Line:
    """From north to south, with bends of several sizes."""
    steps = [number / (points - 1) for number in range(points)]
    return [
        [
            round(longitude + wide * (sin(7 * at) + sin(31 * at) / 3 + sin(97 * at) / 12), 4),
            round(NORTH + 2 - at * (NORTH - SOUTH + 4), 4),
        ]
        for at in steps
    ]


def _lake(longitude: float, latitude: float) -> Line:
    turns = [2 * pi * (number % 40) / 40 for number in range(41)]
    return [[round(longitude + cos(turn) / 3, 4), round(latitude + sin(turn) / 5, 4)] for turn in turns]


def _shape(form: str, arcs: list[int] | list[list[int]], **properties: str | int) -> Layer:
    return {"type": form, "arcs": arcs, "properties": properties}


def _layer(*shapes: Layer) -> Layer:
    return {"type": "GeometryCollection", "geometries": list(shapes)}
