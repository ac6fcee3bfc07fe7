"""Where marks and names stand on a map: the same on any day, for holders do not move them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

import msgspec

from chronicle.geography.basemap import INSET, BaseMap, Detail, base_map
from chronicle.geography.frames import Frame
from chronicle.geography.ground import Ground
from chronicle.geography.labels import GAP, Label, around, reaching
from chronicle.geography.lettering import SHARED, Lettering
from chronicle.geography.names import GroundName, Spot
from chronicle.geography.placing import Obstacle, Wish, keeping_clear, place_labels
from chronicle.geography.town_marks import Town, is_large, radius_of, ring_of

DIAMOND = 7.0
"""Half of an event's diamond with its halo, in pixels."""
BESIDE = 9.0
"""How far to the right of a town's mark, and above it, the diamond stands."""
BESIEGED_RING = 4.4
"""From the disc's edge to the outside of the ring around it."""

Placed = tuple[float, float, float | None]
"""Percent of the width, of the height, and the radius of the ring around a town."""


class Layout(msgspec.Struct, frozen=True):
    """Where things stand."""

    base: BaseMap
    spots: Mapping[str, Placed]
    """Of each town in the frame."""
    labels: tuple[tuple[Label, ...], ...]
    """For each lettering; codes are the longest that may come."""


def laid_out(town: Town, *, may_be_bold: bool = False) -> Town:
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
def layout_of(
    ground: Ground, frame: Frame, towns: tuple[Town, ...], detail: Detail, letterings: tuple[Lettering, ...]
) -> Layout:
    """The layout of a map, for each lettering; the events of a place, and the days of a map, share it."""
    spots, base = _spots(frame, towns, detail), base_map(ground, frame, detail)
    seen = _by_weight(town for town in towns if town.id in spots)
    labels = tuple(_labels(base, frame, seen, spots, lettering) for lettering in letterings)
    return Layout(base, spots, labels)


@lru_cache(maxsize=4096)
def layout_about(ground: Ground, frame: Frame, alike: tuple[Town, ...], own: tuple[Town, ...]) -> Layout:
    """The layout of an inset in which a page's own places are named before all others.

    These keep the names that they have in the shared layout, so far as the own ones leave room for them.
    """
    shared = layout_of(ground, frame, alike, INSET, (SHARED,))
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
        town.id: (x, y, ring_of(town, frame, detail))
        for town, x, y in placed
        if 0 <= x <= 100 and 0 <= y <= 100
    }


def _by_weight(towns: Iterable[Town]) -> list[Town]:
    """Who chooses first comes first."""
    return sorted(towns, key=lambda town: (not town.bold, -town.importance))


def with_codes(labels: Iterable[Label], towns: Mapping[str, Town], lettering: Lettering) -> tuple[Label, ...]:
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
    if not is_large(town):
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
    return radius_of(town, lettering) + (BESIEGED_RING if town.state == "besieged" else 0)


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
