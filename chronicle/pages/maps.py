"""The map as it stands after the last change, and on chosen days; beside each the same as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chronicle.derive import Derived
from chronicle.geography.drawing import MapDrawing, map_drawing
from chronicle.geography.frames import whole
from chronicle.geography.ground import Ground
from chronicle.model import ActorCard, Chronicle, Crumb, EventCard, Neighbours, Page, PageData, View
from chronicle.pages.holders import DayOfControl, day_of_control
from chronicle.pages.towns import TownHistory, Towns, town_on

MAP = Crumb("map", "/map/", "section")


@dataclass(frozen=True)
class DayLink:
    """A day that has a map, and how many places the actor in focus held on it."""

    day: str
    address: str
    count: int
    events: tuple[EventCard, ...]
    """What happened that day, as far as it changed the map."""


@dataclass(frozen=True, kw_only=True)
class MapPage(PageData):
    control: DayOfControl
    map: MapDrawing
    focus: ActorCard | None
    focus_count: int
    is_last: bool
    """The map after the last change known, not that of a chosen day."""
    days: tuple[DayLink, ...]
    events: tuple[EventCard, ...]


DayInput = tuple[str, int, tuple[EventCard, ...]]


def map_view(
    control: DayOfControl,
    ground: Ground,
    towns: tuple[TownHistory, ...],
    focus: ActorCard | None,
    days: tuple[DayInput, ...],
    is_last: bool,
) -> MapPage:
    """The map on one day; `days` are all that have one, with the focus's count and what changed it."""
    links = tuple(DayLink(day, day_address(day), count, events) for day, count, events in days)
    return MapPage(
        section="map",
        crumbs=() if is_last else (MAP, Crumb(control.day, None, "day")),
        neighbours=_neighbours(control.day, links, is_last),
        control=control,
        map=drawing_of(ground, towns, control.day),
        focus=focus,
        focus_count=control.count_of(focus.id.removeprefix("actors/")) if focus else 0,
        is_last=is_last,
        days=links,
        events=next((events for day, _, events in days if day == control.day), ()),
    )


VIEW = View(map_view, "map.html")


def drawing_of(ground: Ground, towns: tuple[TownHistory, ...], day: str) -> MapDrawing:
    """The whole map with these towns on a day."""
    on_day = date.fromisoformat(day)
    return map_drawing(ground, whole(ground.settings), [town_on(town, on_day) for town in towns])


def day_address(day: str) -> str:
    """The address of the map on a day."""
    return f"/map/{day}/"


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """`/map/` and a page for each day that `site.yaml` names; none without a map."""
    settings, ground = chronicle.site.map, derived.ground
    if settings is None or ground is None:
        return
    towns = Towns(chronicle, derived)
    last = last_change(derived) or date.fromisoformat(settings.day)
    days = map_days(chronicle)
    focus = focus_card(chronicle)
    by_day = _events_by_day(chronicle)
    inputs = tuple((day, _count(derived, chronicle.site.focus, day), by_day.get(day, ())) for day in days)
    for address, day, is_last in (
        ("/map/", last, True),
        *((day_address(day), date.fromisoformat(day), False) for day in days),
    ):
        control = day_of_control(chronicle, derived.control, day)
        yield Page(address, VIEW, (control, ground, towns.followed, focus, inputs, is_last))


def map_days(chronicle: Chronicle) -> tuple[str, ...]:
    """The days with a map of their own, in order; the home page's is among them."""
    settings = chronicle.site.map
    return tuple(sorted({settings.day, *settings.days})) if settings is not None else ()


def last_change(derived: Derived) -> date | None:
    """The day by which the last change known had taken effect."""
    days = (
        day for history in derived.control.histories.values() for change in history if (day := change.latest)
    )
    return max(days, default=None)


def focus_card(chronicle: Chronicle) -> ActorCard | None:
    """The actor that the chronicle counts."""
    card = chronicle.cards.get(f"actors/{chronicle.site.focus}")
    return card if isinstance(card, ActorCard) else None


def _count(derived: Derived, focus: str | None, day: str) -> int:
    return derived.control.counts(date.fromisoformat(day)).get(focus or "", 0)


def _events_by_day(chronicle: Chronicle) -> Mapping[str, tuple[EventCard, ...]]:
    """The events of exactly one day that changed the map, turning points first, then the weightiest."""
    found: dict[str, list[EventCard]] = {}
    for event in chronicle.events:
        card = chronicle.cards[f"events/{event.slug}"]
        if event.control and isinstance(card, EventCard):
            found.setdefault(event.date, []).append(card)
    turning = {f"events/{point.event}" for point in chronicle.site.turning_points}
    return {
        day: tuple(sorted(cards, key=lambda card: (card.id not in turning, -card.importance)))
        for day, cards in found.items()
    }


def _neighbours(day: str, days: tuple[DayLink, ...], is_last: bool) -> Neighbours:
    before = [link for link in days if link.day < day]
    after = [] if is_last else [link for link in days if link.day > day]
    previous = Crumb(before[-1].day, before[-1].address, "day") if before else None
    following = Crumb(after[0].day, after[0].address, "day") if after else None
    return Neighbours(previous, following)
