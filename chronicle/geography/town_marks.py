"""A town on a map, and its mark."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from chronicle.geography.basemap import Detail
from chronicle.geography.frames import Frame
from chronicle.geography.lettering import DESK, Lettering

UNKNOWN_RADIUS, PLAIN_RADIUS = 3.5, 3.0
SHOWN_RING = 2.0
"""A place's precision is drawn from this many radii of its mark on."""


class Town(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A place on the day of the map: what the caller knows of it."""

    id: str
    """``places/slug``."""
    name: str
    address: str
    longitude: float
    latitude: float
    precision_km: float = 0.0
    importance: int = 1
    """3 is named at any width, 2 on broad maps, 1 on insets; among equals who comes first chooses first."""
    state: str = "plain"
    """``held``, ``contested``, ``besieged``, ``uncertain``, ``unknown``; ``plain`` where no one asks."""
    colour: str | None = None
    """The holder's; of an uncertain place that of the last known one."""
    code: str = ""
    longest_code: str = ""
    """Of all that it ever bore: room is kept for it, so that names stand where they stand on any day."""
    ever_besieged: bool = False
    """Room is kept for the ring, too."""
    earlier_colour: str | None = None
    """Both are set where an uncertain place went from one known holder to another."""
    later_colour: str | None = None
    bold: bool = False
    """What the page is about."""
    event: str = ""
    """How certain it is that something happened here (``confirmed`` …); empty where nothing did."""


class Mark(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    place_id: str
    name: str
    address: str
    x: float
    """Percent of the width, as `y` is of the height."""
    y: float
    size: str
    """``large`` or ``small``: the stylesheet's radius."""
    radius: float
    """Pixels on a broad map."""
    state: str
    colour: str | None
    code: str
    earlier_colour: str | None
    later_colour: str | None
    ring_percent: float | None
    """Radius of its precision, as SVG's percentages count; None where the mark itself is as large."""
    bold: bool
    event: str


@lru_cache(maxsize=2**15)
def mark_of(town: Town, x: float, y: float, ring_percent: float | None) -> Mark:
    """The mark of a town at a place of the map; made once, as many pages show the same."""
    return Mark(
        place_id=town.id,
        name=town.name,
        address=town.address,
        x=x,
        y=y,
        size="large" if is_large(town) else "small",
        radius=radius_of(town, DESK),
        state=town.state,
        colour=town.colour,
        code=town.code,
        earlier_colour=town.earlier_colour,
        later_colour=town.later_colour,
        ring_percent=ring_percent,
        bold=town.bold,
        event=town.event,
    )


def on_top(mark: Mark) -> tuple[bool, float, str]:
    """The order in which marks are drawn."""
    return mark.bold, -mark.radius, mark.place_id


def is_large(town: Town) -> bool:
    """Whether its mark is one of the large ones."""
    return town.importance >= 3 or town.bold


def radius_of(town: Town, lettering: Lettering) -> float:
    """Of its mark, in pixels."""
    if town.state in ("unknown", "plain"):
        return UNKNOWN_RADIUS if town.state == "unknown" else PLAIN_RADIUS
    return lettering.large if is_large(town) or lettering.any_bold else lettering.small


def ring_of(town: Town, frame: Frame, detail: Detail) -> float | None:
    """The radius of its precision, as SVG's percentages count; None where the mark itself is as large."""
    pixels = town.precision_km * detail.pixels / frame.area.width
    if pixels < SHOWN_RING * radius_of(town, DESK):
        return None
    return frame.percent_of_diagonal(town.precision_km)
