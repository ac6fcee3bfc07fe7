"""A map as its template draws it: the ground, a mark for each town, names for a narrow and a broad map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

import msgspec

from chronicle.geography.basemap import INSET, WHOLE, BaseMap, Detail, base_map
from chronicle.geography.frames import Frame
from chronicle.geography.ground import Ground
from chronicle.geography.labels import GAP, Label, around, reaching
from chronicle.geography.names import GroundName, Spot
from chronicle.geography.placing import Obstacle, Wish, keeping_clear, place_labels
from chronicle.geography.projection import Conic

DIAMOND = 7.0
"""Half of an event's diamond with its halo, in pixels."""
BESIDE = 9.0
"""How far to the right of a town's mark, and above it, the diamond stands."""
UNKNOWN_RADIUS, PLAIN_RADIUS = 3.5, 3.0
BESIEGED_RING = 4.4
"""From the disc's edge to the outside of the ring around it."""
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


class MapDrawing(msgspec.Struct, frozen=True, kw_only=True):
    base: BaseMap
    marks: tuple[Mark, ...]
    """The last is drawn on top: what the page is about, else the smallest."""
    labels_phone: tuple[Label, ...]
    labels_desk: tuple[Label, ...]
    """The same as `labels_phone` on an inset, which is as small on a desk."""
    aspect: float


class Lettering(msgspec.Struct, frozen=True, kw_only=True):
    """Which names one width of map bears."""

    widths: tuple[int, ...]
    """Pixels; what fits at each of them fits between them too, as far as one can tell."""
    large: float
    small: float
    """The radii of marks."""
    importance: int
    """The least that is named."""
    limit: int | None = None
    codes: bool = True
    streams: bool = True
    only_bold_reach: bool = False
    """Only the name that the page is about may stand farther off, with a line to its mark."""
    any_bold: bool = False
    """Room is kept so that any name may become bold, and its mark large."""


PHONE = Lettering(
    widths=(328, 360, 430, 600), large=6, small=4.5, importance=3, limit=14, codes=False, streams=False
)
DESK = Lettering(widths=(700, 792, 960, 1216), large=7, small=5.5, importance=2)
CLOSE = Lettering(widths=(2300, 3200, 4800, 6400), large=7, small=5.5, importance=1)
"""A map that a reader has come close to."""
SHARED = Lettering(
    widths=(264, 330, 400),
    large=7,
    small=5.5,
    importance=1,
    limit=14,
    streams=False,
    only_bold_reach=True,
    any_bold=True,
)
MOST_SHARED = 24
"""Towns of an inset that serves many pages."""


def map_drawing(ground: Ground, frame: Frame, towns: Sequence[Town]) -> MapDrawing:
    """The map of a page that is about the map. Towns outside the frame are left out."""
    return _drawing(ground, frame, towns, WHOLE, (PHONE, DESK))


class InsetPlan(msgspec.Struct, frozen=True):
    """What a small map shows of the same towns on any day."""

    frame: Frame
    layout: Layout
    towns: tuple[str, ...]
    """Ids of those that it shows."""


def inset_plan(ground: Ground, frame: Frame, towns: Sequence[Town]) -> InsetPlan:
    """A small map beside a text: one set of names for any width.

    Pages whose insets have one frame share the places of its names; what a
    page is about and finds no place among them takes one from the others.
    """
    near = [town for town in towns if _belongs(town, ground, frame)]
    order = sorted(near, key=lambda town: (-town.importance, town.id))
    shown = [town for number, town in enumerate(order) if number < MOST_SHARED or town.bold]
    alike = tuple(_laid_out(town, may_be_bold=True) for town in order[:MOST_SHARED])
    layout = _layout(ground, frame, alike, INSET, (SHARED,))
    named = {label.id for label in layout.labels[0]}
    if not all(town.id in named for town in near if town.bold):
        own = tuple(_laid_out(town) for town in shown if town.bold)
        layout = _layout_about(ground, frame, alike, own)
    return InsetPlan(frame, layout, tuple(town.id for town in shown))


def inset_drawing(plan: InsetPlan, towns: Sequence[Town]) -> MapDrawing:
    """The small map on the day on which the towns that it was planned for are as they are here."""
    known = {town.id: town for town in towns}
    return _drawn(plan.layout, plan.frame, [known[identity] for identity in plan.towns], (SHARED,))


def names_close_up(ground: Ground, frame: Frame, towns: Sequence[Town]) -> tuple[Label, ...]:
    """The names for the same map drawn much broader: there is room for all."""
    layout = _layout(ground, frame, tuple(map(_laid_out, towns)), WHOLE, (CLOSE,))
    return _with_codes(layout.labels[0], {town.id: town for town in towns}, CLOSE)


def _belongs(town: Town, ground: Ground, frame: Frame) -> bool:
    """A world map would show all towns of the region as one heap: it leaves them to the regional one."""
    if town.bold or town.event or isinstance(frame.projection, Conic):
        return True
    return not ground.covers(town.longitude, town.latitude)


def _drawing(
    ground: Ground, frame: Frame, towns: Sequence[Town], detail: Detail, letterings: tuple[Lettering, ...]
) -> MapDrawing:
    layout = _layout(ground, frame, tuple(map(_laid_out, towns)), detail, letterings)
    return _drawn(layout, frame, towns, letterings)


def _drawn(
    layout: Layout, frame: Frame, towns: Sequence[Town], letterings: tuple[Lettering, ...]
) -> MapDrawing:
    spots = layout.spots
    seen = {town.id: town for town in towns if town.id in spots}
    labels = [_with_codes(names, seen, it) for names, it in zip(layout.labels, letterings, strict=True)]
    return MapDrawing(
        base=layout.base,
        marks=tuple(sorted((_mark(town, *spots[town.id]) for town in seen.values()), key=_on_top)),
        labels_phone=labels[0],
        labels_desk=labels[-1],
        aspect=round(frame.aspect, 4),
    )


# --- what is the same on any day ----------------------------------------------


Placed = tuple[float, float, float | None]
"""Percent of the width, of the height, and the radius of the ring around a town."""


class Layout(msgspec.Struct, frozen=True):
    """Where things stand."""

    base: BaseMap
    spots: Mapping[str, Placed]
    """Of each town in the frame."""
    labels: tuple[tuple[Label, ...], ...]
    """For each lettering; codes are the longest that may come."""


def _laid_out(town: Town, *, may_be_bold: bool = False) -> Town:
    """The town without all that does not move names: most days of a map have one layout."""
    is_ringed = town.ever_besieged or town.state == "besieged"
    has_disc = town.longest_code or town.state not in ("unknown", "plain")
    return Town(
        id=town.id,
        name=town.name,
        address="",
        longitude=town.longitude,
        latitude=town.latitude,
        precision_km=town.precision_km,
        importance=town.importance,
        state="besieged" if is_ringed else "held" if has_disc else town.state,
        code=town.longest_code or town.code,
        bold=town.bold and not may_be_bold,
        event=bool(town.event) * "confirmed",
    )


@lru_cache(maxsize=4096)
def _layout(
    ground: Ground, frame: Frame, towns: tuple[Town, ...], detail: Detail, letterings: tuple[Lettering, ...]
) -> Layout:
    """Kept in the process: the events of a place, and the days of a map, share it."""
    spots, base = _spots(frame, towns, detail), base_map(ground, frame, detail)
    seen = _by_weight(town for town in towns if town.id in spots)
    labels = tuple(_labels(base, frame, seen, spots, lettering) for lettering in letterings)
    return Layout(base, spots, labels)


@lru_cache(maxsize=4096)
def _layout_about(ground: Ground, frame: Frame, alike: tuple[Town, ...], own: tuple[Town, ...]) -> Layout:
    """The layout of an inset in which a page's own places are named before all others.

    These keep the names that they have in the shared layout, so far as the own ones leave room for them.
    """
    shared = _layout(ground, frame, alike, INSET, (SHARED,))
    names = {town.id for town in own}
    own_spots = _spots(frame, own, INSET)
    first = _by_weight(town for town in own if town.id in own_spots)
    others = [town for town in alike if town.id in shared.spots and town.id not in names]
    own_marks = _all_obstacles(first, own_spots, SHARED)
    marks = [*own_marks, *_all_obstacles(others, shared.spots, SHARED)]
    wishes = (_wish(town, own_spots[town.id], SHARED) for town in first)
    named = place_labels(wishes, marks, SHARED.widths, frame.aspect, limit=SHARED.limit)
    before = (label for label in shared.labels[0] if label.id not in names)
    kept = keeping_clear(before, named, own_marks, SHARED.widths, frame.aspect, limit=SHARED.limit)
    return Layout(shared.base, {**shared.spots, **own_spots}, ((*named, *kept),))


def _spots(frame: Frame, towns: Iterable[Town], detail: Detail) -> Mapping[str, Placed]:
    """Of those in the frame."""
    placed = ((town, *frame.position(town.longitude, town.latitude)) for town in towns)
    return {
        town.id: (x, y, _ring(town, frame, detail))
        for town, x, y in placed
        if 0 <= x <= 100 and 0 <= y <= 100
    }


def _by_weight(towns: Iterable[Town]) -> list[Town]:
    """Who chooses first comes first."""
    return sorted(towns, key=lambda town: (not town.bold, -town.importance))


def _with_codes(
    labels: Iterable[Label], towns: Mapping[str, Town], lettering: Lettering
) -> tuple[Label, ...]:
    """The names with the codes of the day."""
    return tuple(
        _with_code(label, towns[label.id], lettering) if label.kind == "town" else label for label in labels
    )


def _with_code(label: Label, town: Town, lettering: Lettering) -> Label:
    code = town.code if lettering.codes and town.state in ("held", "contested", "besieged") else ""
    return _lettered(label, code, town.bold)


@lru_cache(maxsize=2**14)
def _lettered(label: Label, code: str, bold: bool) -> Label:
    """Made once, as marks are: what is one object on many pages is soon found again by `Pieces`."""
    return msgspec.structs.replace(label, code=code, bold=bold)


# --- marks ------------------------------------------------------------------


@lru_cache(maxsize=2**15)
def _mark(town: Town, x: float, y: float, ring_percent: float | None) -> Mark:
    return Mark(
        place_id=town.id,
        name=town.name,
        address=town.address,
        x=x,
        y=y,
        size="large" if _is_large(town) else "small",
        radius=_radius(town, DESK),
        state=town.state,
        colour=town.colour,
        code=town.code,
        earlier_colour=town.earlier_colour,
        later_colour=town.later_colour,
        ring_percent=ring_percent,
        bold=town.bold,
        event=town.event,
    )


def _on_top(mark: Mark) -> tuple[bool, float, str]:
    return mark.bold, -mark.radius, mark.place_id


def _is_large(town: Town) -> bool:
    return town.importance >= 3 or town.bold


def _radius(town: Town, lettering: Lettering) -> float:
    if town.state in ("unknown", "plain"):
        return UNKNOWN_RADIUS if town.state == "unknown" else PLAIN_RADIUS
    return lettering.large if _is_large(town) or lettering.any_bold else lettering.small


def _ring(town: Town, frame: Frame, detail: Detail) -> float | None:
    pixels = town.precision_km * detail.pixels / frame.area.width
    if pixels < SHOWN_RING * _radius(town, DESK):
        return None
    return frame.percent_of_diagonal(town.precision_km)


# --- names ------------------------------------------------------------------


def _labels(
    base: BaseMap, frame: Frame, towns: Sequence[Town], spots: Mapping[str, Placed], lettering: Lettering
) -> tuple[Label, ...]:
    obstacles = _all_obstacles(towns, spots, lettering)
    named = [town for town in towns if town.importance >= lettering.importance or town.bold]
    wishes = (_wish(town, spots[town.id], lettering) for town in named)
    names = map(_ground_wish, _shown(base.names, lettering))
    return place_labels(
        chain(wishes, names), obstacles, lettering.widths, frame.aspect, limit=lettering.limit
    )


def _wish(town: Town, spot: Placed, lettering: Lettering) -> Wish:
    """The chief names may stand farther off, with a line to their mark; others then go unnamed.

    Nor do these cover any mark: a holder says more than the name of a small town.
    """
    label, radius = _label(town, spot, lettering), _clearance(town, lettering)
    if not _is_large(town):
        return Wish(around(label, radius), may_cover=False, is_town=True)
    if lettering.only_bold_reach and not town.bold:
        return Wish(around(label, radius), is_town=True)
    return Wish(around(label, radius), reaching(label, radius), is_town=True)


def _all_obstacles(
    towns: Iterable[Town], spots: Mapping[str, Placed], lettering: Lettering
) -> list[Obstacle]:
    return [obstacle for town in towns for obstacle in _obstacles(town, spots[town.id], lettering)]


def _obstacles(town: Town, spot: Placed, lettering: Lettering) -> Iterator[Obstacle]:
    x, y, _ = spot
    yield Obstacle(x, y, _clearance(town, lettering), firm=town.importance >= 2 or town.bold)
    if town.event and town.state != "plain":
        yield Obstacle(x, y, DIAMOND, dx=BESIDE, dy=-BESIDE)


def _clearance(town: Town, lettering: Lettering) -> float:
    """The radius of all that is drawn for a town."""
    if town.state == "plain" and town.event:
        return DIAMOND
    return _radius(town, lettering) + (BESIEGED_RING if town.state == "besieged" else 0)


def _label(town: Town, spot: Placed, lettering: Lettering) -> Label:
    x, y, _ = spot
    code = town.code if lettering.codes else ""
    bold = town.bold or lettering.any_bold
    return Label(id=town.id, kind="town", text=town.name, code=code, bold=bold, x=x, y=y)


def _shown(names: Iterable[GroundName], lettering: Lettering) -> list[GroundName]:
    return [name for name in names if lettering.streams or name.kind != "stream"]


def _ground_wish(name: GroundName) -> Wish:
    """A country's name in the middle of each spot, a river's to either side."""
    if name.kind == "country":
        return Wish(_ground_label(name, spot, 0, "middle") for spot in name.spots)
    sides = ((2 * GAP, "start"), (-2 * GAP, "end"))
    return Wish(_ground_label(name, spot, dx, anchor) for spot in name.spots for dx, anchor in sides)


def _ground_label(name: GroundName, spot: Spot, dx: float, anchor: str) -> Label:
    return Label(
        id=name.text,
        kind=name.kind,
        text=name.text,
        x=spot.x,
        y=spot.y,
        dx=dx,
        dy=4,
        anchor=anchor,
        room=spot.room,
    )
