"""What is known of the ground, and its outlines in the projected plane, thinned for one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from chronicle.geography.clipping import clip_ring, thinned
from chronicle.geography.projection import Conic, EqualEarth, Projection, turned
from chronicle.geography.shapes import Box, Line, box_around
from chronicle.geography.topojson import Feature, Properties, Topology, features, read_topology, redrawn
from chronicle.model import MapSettings, sealed


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of the ground, as it was read: an input of each page with a map. See `ground`."""

    settings: MapSettings
    regional: tuple[bytes, ...]
    """TopoJSON files drawn over one another: layers countries, boundaries, admin1_lines, rivers, lakes."""
    world: bytes | None
    """TopoJSON for what lies outside `extent`: the layer countries."""
    extent: Box
    """What the first regional file covers, in degrees."""
    language: str
    digest: bytes = b""

    def covers(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in the extent, on whichever side of the date line it is counted."""
        across = turned(longitude, (self.extent.left + self.extent.right) / 2)
        return self.extent.contains(Box(across, latitude, across, latitude))


def ground(
    settings: MapSettings,
    regional: Sequence[bytes],
    world: bytes | None = None,
    *,
    language: str = "en",
) -> Ground:
    """The files' contents as one sealed record, after a look into each (`UnreadableTopology`).

    The first of the regional ones is the largest. Names are taken from
    `name_<language>` where a feature has it, else from `name`.
    """
    first, *_ = [read_topology(data) for data in (*regional, *filter(None, [world]))]
    made: Ground = sealed(
        Ground(
            settings=settings,
            regional=tuple(regional),
            world=world,
            extent=box_around(point for arc in first.arcs for point in arc),
            language=language,
        )
    )
    return made


class Piece(NamedTuple):
    """One ring or line of a feature."""

    line: Line
    box: Box
    properties: Properties


class Layers(NamedTuple):
    countries: tuple[Piece, ...] = ()
    admin: tuple[Piece, ...] = ()
    rivers: tuple[Piece, ...] = ()
    lakes: tuple[Piece, ...] = ()
    boundaries: tuple[Piece, ...] = ()


@lru_cache(maxsize=32)
def layers(ground: Ground, projection: Projection, tolerance: float) -> Layers:
    """The outlines in that projection, without points closer to the rest than the tolerance (kilometres)."""
    if isinstance(projection, Conic):
        topologies = [_flattened(read_topology(data), projection, tolerance) for data in ground.regional]
        return _regional_layers(topologies)
    if ground.world is None:
        return Layers()
    return Layers(countries=tuple(_world_pieces(read_topology(ground.world), projection, tolerance)))


def _flattened(topology: Topology, projection: Conic, tolerance: float) -> Topology:
    def flat(arc: Line) -> Line:
        return thinned(tuple(projection.project(*point) for point in arc), tolerance)

    return redrawn(topology, flat)


def _regional_layers(topologies: Sequence[Topology]) -> Layers:
    def pieces(layer: str) -> tuple[Piece, ...]:
        found = (feature for topology in topologies for feature in features(topology, layer))
        return tuple(piece for feature in found for piece in _pieces(feature))

    return Layers(
        countries=pieces("countries"),
        admin=pieces("admin1_lines"),
        rivers=pieces("rivers"),
        lakes=pieces("lakes"),
        boundaries=pieces("boundaries"),
    )


def _pieces(feature: Feature) -> Iterator[Piece]:
    for line in (*feature.lines, *(ring for polygon in feature.polygons for ring in polygon)):
        yield Piece(line, box_around(line), feature.properties)


def _world_pieces(topology: Topology, projection: EqualEarth, tolerance: float) -> Iterator[Piece]:
    """Countries, each cut where the map is: half a turn from its meridian."""
    for feature in features(topology, "countries"):
        for polygon in feature.polygons:
            for ring in polygon:
                yield from (
                    Piece(line, box_around(line), feature.properties)
                    for line in _unrolled(ring, projection, tolerance)
                )


def _unrolled(ring: Line, projection: EqualEarth, tolerance: float) -> Iterator[Line]:
    window = Box(projection.meridian - 180, -90, projection.meridian + 180, 90)
    for turn in (-360, 0, 360):
        turned = tuple((longitude + turn, latitude) for longitude, latitude in ring)
        box = box_around(turned)
        if window.touches(box):
            cut = turned if window.contains(box) else clip_ring(turned, window)
            yield thinned(tuple(projection.project(*point) for point in cut), tolerance)
