"""A map as its template draws it: the ground, a mark for each town, names for a narrow and a broad map."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chronicle.geography.basemap import INSET, WHOLE, BaseMap, Detail
from chronicle.geography.frames import Frame
from chronicle.geography.ground import Ground
from chronicle.geography.labels import Label
from chronicle.geography.layout import Layout, laid_out, layout_about, layout_of, with_codes
from chronicle.geography.lettering import CLOSE, DESK, PHONE, SHARED, Lettering
from chronicle.geography.projection import Conic
from chronicle.geography.town_marks import Mark, Town, mark_of, on_top

MOST_SHARED = 24
"""Towns of an inset that serves many pages."""


class MapDrawing(msgspec.Struct, frozen=True, kw_only=True):
    base: BaseMap
    marks: tuple[Mark, ...]
    """The last is drawn on top: what the page is about, else the smallest."""
    labels_phone: tuple[Label, ...]
    labels_desk: tuple[Label, ...]
    """The same as `labels_phone` on an inset, which is as small on a desk."""
    aspect: float


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
    alike = tuple(laid_out(town, may_be_bold=True) for town in order[:MOST_SHARED])
    layout = layout_of(ground, frame, alike, INSET, (SHARED,))
    named = {label.id for label in layout.labels[0]}
    if not all(town.id in named for town in near if town.bold):
        own = tuple(laid_out(town) for town in shown if town.bold)
        layout = layout_about(ground, frame, alike, own)
    return InsetPlan(frame, layout, tuple(town.id for town in shown))


def inset_drawing(plan: InsetPlan, towns: Sequence[Town]) -> MapDrawing:
    """The small map on the day on which the towns that it was planned for are as they are here."""
    known = {town.id: town for town in towns}
    return _drawn(plan.layout, plan.frame, [known[identity] for identity in plan.towns], (SHARED,))


def names_close_up(ground: Ground, frame: Frame, towns: Sequence[Town]) -> tuple[Label, ...]:
    """The names for the same map drawn much broader: there is room for all."""
    layout = layout_of(ground, frame, tuple(map(laid_out, towns)), WHOLE, (CLOSE,))
    return with_codes(layout.labels[0], {town.id: town for town in towns}, CLOSE)


def _belongs(town: Town, ground: Ground, frame: Frame) -> bool:
    """A world map would show all towns of the region as one heap: it leaves them to the regional one."""
    if town.bold or town.event or isinstance(frame.projection, Conic):
        return True
    return not ground.covers(town.longitude, town.latitude)


def _drawing(
    ground: Ground, frame: Frame, towns: Sequence[Town], detail: Detail, letterings: tuple[Lettering, ...]
) -> MapDrawing:
    layout = layout_of(ground, frame, tuple(map(laid_out, towns)), detail, letterings)
    return _drawn(layout, frame, towns, letterings)


def _drawn(
    layout: Layout, frame: Frame, towns: Sequence[Town], letterings: tuple[Lettering, ...]
) -> MapDrawing:
    spots = layout.spots
    seen = {town.id: town for town in towns if town.id in spots}
    labels = [with_codes(names, seen, it) for names, it in zip(layout.labels, letterings, strict=True)]
    return MapDrawing(
        base=layout.base,
        marks=tuple(sorted((mark_of(town, *spots[town.id]) for town in seen.values()), key=on_top)),
        labels_phone=labels[0],
        labels_desk=labels[-1],
        aspect=round(frame.aspect, 4),
    )
