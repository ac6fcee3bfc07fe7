"""The small map beside a text: the places that it is about, and who held the towns around them that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from chronicle import edtf
from chronicle.geography import drawing
from chronicle.geography.drawing import MapDrawing, Town
from chronicle.geography.frames import inset
from chronicle.geography.ground import Ground
from chronicle.model import Chronicle
from chronicle.pages.towns import Towns


class Inset(msgspec.Struct, frozen=True, kw_only=True):
    """What the small map shows: a page's input."""

    ground: Ground
    towns: tuple[Town, ...]
    day: str | None
    """None where the map tells of no day."""


def inset_of(
    chronicle: Chronicle,
    ground: Ground | None,
    towns: Towns,
    slugs: Sequence[str],
    date_text: str,
    certainty: str = "",
) -> Inset | None:
    """The inset for these places on the last day of a date; None without a map, or without a point to show.

    Areas (countries, regions) are left out where there is anything smaller.
    """
    if ground is None:
        return None
    areas = chronicle.site.areas
    points = [slug for slug in slugs if chronicle.places[slug].kind not in areas]
    day = _day(date_text)
    if not points or day is None:
        return None
    return Inset(ground=ground, towns=towns.around(day, points, certainty), day=day.isoformat())


def inset_drawing(shown: Inset | None) -> MapDrawing | None:
    """The drawing of an inset."""
    if shown is None:
        return None
    points = [(town.longitude, town.latitude) for town in shown.towns if town.bold]
    ground = shown.ground
    frame = inset(ground.settings, ground.extent, points)
    return drawing.inset_drawing(ground, frame, shown.towns)


def _day(date_text: str) -> date | None:
    parsed = edtf.parse(date_text)
    return parsed.latest or parsed.earliest
