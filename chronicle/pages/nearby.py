"""Which places lie near which, by the shortest way over the globe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from heapq import nsmallest
from math import acos, cos, radians, sin

from chronicle.model import Chronicle, PlaceCard, Value

EARTH = 6371.0
"""Its mean radius, in kilometres."""
FARTHEST = 300.0
"""What is further away, in kilometres, is not near."""
MOST = 6

Point = tuple[str, str, str]
"""Slug, latitude and longitude."""
Distances = tuple[tuple[float, str], ...]
"""Kilometres and slug, the nearest first."""


class Near(Value, frozen=True, kw_only=True):
    place: PlaceCard
    km: str
    """Decimal text, a whole number."""


def nearby(chronicle: Chronicle, candidates: Iterable[str]) -> Mapping[str, tuple[Near, ...]]:
    """Every place to the nearest candidates (slugs), but itself, within `FARTHEST`, at most `MOST`."""
    places = chronicle.places
    points = tuple((slug, place.latitude, place.longitude) for slug, place in places.items())
    chosen = set(candidates)
    found = _nearest(points, tuple(point for point in points if point[0] in chosen))
    return {
        slug: tuple(Near(place=_card(chronicle, other), km=str(round(km))) for km, other in near)
        for slug, near in found.items()
    }


@lru_cache(maxsize=4)
def _nearest(points: tuple[Point, ...], candidates: tuple[Point, ...]) -> dict[str, Distances]:
    """Kept, because a rebuild after a change of prose asks the same again."""
    vectors = [(_vector(point), point[0]) for point in candidates]
    limit = cos(FARTHEST / EARTH)
    found = {}
    for point in points:
        x, y, z = _vector(point)
        cosines = ((-(x * a + y * b + z * c), slug) for (a, b, c), slug in vectors if slug != point[0])
        best = nsmallest(MOST, (it for it in cosines if -it[0] >= limit))
        found[point[0]] = tuple((EARTH * acos(min(-cosine, 1.0)), slug) for cosine, slug in best)
    return found


def _vector(point: Point) -> tuple[float, float, float]:
    latitude, longitude = radians(float(point[1])), radians(float(point[2]))
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def _card(chronicle: Chronicle, slug: str) -> PlaceCard:
    card = chronicle.cards[f"places/{slug}"]
    assert isinstance(card, PlaceCard), "places have cards of their own"
    return card
