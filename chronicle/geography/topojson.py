"""Reads TopoJSON 1.0: outlines whose common borders are stored once, as arcs of whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from chronicle.geography.shapes import Line, Point

Properties = Mapping[str, str | int | float | bool | None]
Arcs = tuple[int, ...]
"""Arcs end to end, by number; `~i` is arc `i` backwards."""


class UnreadableTopology(ValueError):
    """The file is no topology that we can read; the message says why."""


class Shape(msgspec.Struct, frozen=True):
    """A feature whose outlines are still arcs."""

    properties: Properties
    lines: tuple[Arcs, ...] = ()
    polygons: tuple[tuple[Arcs, ...], ...] = ()
    """Of each polygon the outer ring, then its holes."""


class Topology(msgspec.Struct, frozen=True):
    arcs: tuple[Line, ...]
    layers: Mapping[str, tuple[Shape, ...]]


class Feature(msgspec.Struct, frozen=True):
    properties: Properties
    lines: tuple[Line, ...] = ()
    polygons: tuple[tuple[Line, ...], ...] = ()


def read_topology(data: bytes) -> Topology:
    """The file's content, its arcs in degrees; of geometries it reads lines and polygons only."""
    try:
        written = msgspec.json.decode(data, type=_Topology)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnreadableTopology(str(error)) from error
    topology = Topology(
        tuple(_decoded(arc, written.transform) for arc in written.arcs),
        {name: tuple(_shape(item) for item in _members(item)) for name, item in written.objects.items()},
    )
    _check(topology)
    return topology


def features(topology: Topology, layer: str) -> tuple[Feature, ...]:
    """The features of a layer, in the file's order; none where there is no such layer."""
    arcs = topology.arcs
    return tuple(
        Feature(
            shape.properties,
            tuple(_joined(arcs, line) for line in shape.lines),
            tuple(tuple(_joined(arcs, ring) for ring in polygon) for polygon in shape.polygons),
        )
        for shape in topology.layers.get(layer, ())
    )


def redrawn(topology: Topology, change: Callable[[Line], Line]) -> Topology:
    """The topology with each arc changed: neighbours still share their border, because they share its arc."""
    return Topology(tuple(change(arc) for arc in topology.arcs), topology.layers)


def _joined(arcs: tuple[Line, ...], numbers: Arcs) -> Line:
    """Each further arc begins where the one before ended."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


# --- as it is written ---------------------------------------------------


class _Transform(msgspec.Struct, frozen=True):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _LineString(msgspec.Struct, frozen=True, tag_field="type", tag="LineString"):
    arcs: Arcs
    properties: dict[str, str | int | float | bool | None] = {}


class _MultiLineString(msgspec.Struct, frozen=True, tag_field="type", tag="MultiLineString"):
    arcs: tuple[Arcs, ...]
    properties: dict[str, str | int | float | bool | None] = {}


class _Polygon(msgspec.Struct, frozen=True, tag_field="type", tag="Polygon"):
    arcs: tuple[Arcs, ...]
    properties: dict[str, str | int | float | bool | None] = {}


class _MultiPolygon(msgspec.Struct, frozen=True, tag_field="type", tag="MultiPolygon"):
    arcs: tuple[tuple[Arcs, ...], ...]
    properties: dict[str, str | int | float | bool | None] = {}


class _Collection(msgspec.Struct, frozen=True, tag_field="type", tag="GeometryCollection"):
    geometries: tuple[_LineString | _MultiLineString | _Polygon | _MultiPolygon, ...]


_Geometry = _LineString | _MultiLineString | _Polygon | _MultiPolygon


class _Topology(msgspec.Struct, frozen=True, tag_field="type", tag="Topology"):
    arcs: tuple[tuple[tuple[float, float], ...], ...]
    objects: dict[str, _Geometry | _Collection]
    transform: _Transform | None = None


def _members(item: _Geometry | _Collection) -> tuple[_Geometry, ...]:
    return item.geometries if isinstance(item, _Collection) else (item,)


def _shape(item: _Geometry) -> Shape:
    match item:
        case _LineString():
            return Shape(item.properties, lines=(item.arcs,))
        case _MultiLineString():
            return Shape(item.properties, lines=item.arcs)
        case _Polygon():
            return Shape(item.properties, polygons=(item.arcs,))
        case _MultiPolygon():
            return Shape(item.properties, polygons=item.arcs)


def _decoded(arc: Sequence[Point], transform: _Transform | None) -> Line:
    """With a transform, an arc is its first point and then the steps to the next, in whole numbers."""
    return tuple(arc) if transform is None else tuple(_walked(arc, transform))


def _walked(steps: Sequence[Point], transform: _Transform) -> Iterator[Point]:
    (across, along), (left, low) = transform.scale, transform.translate
    x = y = 0.0
    for step in steps:
        x, y = x + step[0], y + step[1]
        yield x * across + left, y * along + low


def _check(topology: Topology) -> None:
    count = len(topology.arcs)
    if any(len(arc) < 2 for arc in topology.arcs):
        raise UnreadableTopology("an arc has fewer than two points")
    for name, shapes in topology.layers.items():
        for shape in shapes:
            for numbers in (*shape.lines, *(ring for polygon in shape.polygons for ring in polygon)):
                _check_arcs(topology.arcs, numbers, name, count)


def _check_arcs(arcs: tuple[Line, ...], numbers: Arcs, layer: str, count: int) -> None:
    if not numbers or not all(-count <= number < count for number in numbers):
        raise UnreadableTopology(f"layer {layer!r} refers to an arc that is not there")
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    if any(before[-1] != after[0] for before, after in pairwise(parts)):
        raise UnreadableTopology(f"layer {layer!r} joins arcs that do not meet")
