"""The map as it stands after the last change, and on chosen days; beside each the same as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from chronicle import edtf
from chronicle.derive import Derived
from chronicle.geography.drawing import MapDrawing, map_drawing, names_close_up
from chronicle.geography.frames import whole
from chronicle.geography.ground import Ground
from chronicle.geography.labels import Label
from chronicle.model import (
    ActorCard,
    Chronicle,
    Crumb,
    EventCard,
    Later,
    Neighbours,
    Page,
    PageData,
    Value,
    View,
)
from chronicle.pages import map_data
from chronicle.pages.axes import Axis, Tick, ticks
from chronicle.pages.held_spans import spans_of
from chronicle.pages.holders import DayOfControl, day_of_control
from chronicle.pages.towns import TownHistory, town_on, towns_of

MAP = Crumb("map", "/map/", "section")


@dataclass(frozen=True)
class DayLink:
    """A day that has a map, and how many places the actor in focus held on it."""

    day: str
    address: str
    count: int
    events: tuple[EventCard, ...]
    """What happened that day, as far as it changed the map."""


class Reach(Value, frozen=True, kw_only=True):
    """From which day to which the map can be moved."""

    first: date
    last: date
    years: tuple[str, ...]
    """Those with a file of events."""


@dataclass(frozen=True, kw_only=True)
class Slider:
    """A line of time, and what a script needs to move along it."""

    first: str
    last: str
    ticks: tuple[Tick, ...]
    at: float
    """Where the day of the page stands, in percent."""
    years: tuple[str, ...]
    dates: tuple[str, ...]
    """Every date, in EDTF, that the script has to say and that is no day."""
    labels: tuple[Label, ...]
    """The names for a map that a reader has come close to."""


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
    slider: Slider | None
    """None on the pages of chosen days."""


DayInput = tuple[str, int, tuple[EventCard, ...]]


def map_view(
    control: DayOfControl,
    ground: Ground,
    towns: tuple[TownHistory, ...],
    focus: ActorCard | None,
    days: tuple[DayInput, ...],
    reach: Reach | None,
) -> MapPage:
    """The map on one day; `days` are all that have one, with the focus's count and what changed it.

    `reach` is given to the map after the last change alone, which a script moves to any day.
    """
    is_last = reach is not None
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
        slider=_slider(reach, ground, towns, control.day) if reach is not None else None,
    )


VIEW = View(map_view, "map.html")


def _slider(reach: Reach, ground: Ground, towns: tuple[TownHistory, ...], day: str) -> Slider:
    axis = Axis(first=reach.first, end=max(reach.last, reach.first + timedelta(days=1)))
    on_day = date.fromisoformat(day)
    return Slider(
        first=reach.first.isoformat(),
        last=reach.last.isoformat(),
        ticks=ticks(axis),
        at=axis.at(on_day),
        years=reach.years,
        dates=spoken_dates(towns),
        labels=names_close_up(ground, whole(ground.settings), [town_on(town, on_day) for town in towns]),
    )


def spoken_dates(towns: tuple[TownHistory, ...]) -> tuple[str, ...]:
    """The dates since which something is told of these places, apart from plain days."""
    dates = {span.when.date for town in towns for span in spans_of(town.history)}
    return tuple(sorted(text for text in dates if text and not _is_day(text)))


def _is_day(text: str) -> bool:
    return len(text) == len("2017-11-03") and text[-1].isdigit()


def drawing_of(ground: Ground, towns: tuple[TownHistory, ...], day: str) -> MapDrawing:
    """The whole map with these towns on a day."""
    on_day = date.fromisoformat(day)
    return map_drawing(ground, whole(ground.settings), [town_on(town, on_day) for town in towns])


def day_address(day: str) -> str:
    """The address of the map on a day."""
    return f"/map/{day}/"


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """`/map/`, what its script loads, and a page for each day that `site.yaml` names; none without a map."""
    settings, ground = chronicle.site.map, derived.ground
    if settings is None or ground is None:
        return
    inputs = _Inputs(chronicle, derived, ground, settings.day)
    for day in inputs.days:
        yield Page(day_address(day), VIEW, Later(inputs.of, date.fromisoformat(day)))
    yield Page("/map/", VIEW, Later(inputs.of_last))
    yield from map_data.pages(chronicle, derived)


class _Inputs:
    """What the maps are made from; `home_day` is that of the map of the home page."""

    def __init__(self, chronicle: Chronicle, derived: Derived, ground: Ground, home_day: str) -> None:
        self._chronicle = chronicle
        self._derived = derived
        self._ground = ground
        self._home_day = home_day
        self.days = map_days(chronicle)
        """Those that have a map of their own."""

    @cached_property
    def _links(self) -> tuple[DayInput, ...]:
        """The days, each with what the focus held and what changed it."""
        by_day, focus = _events_by_day(self._chronicle), self._chronicle.site.focus
        return tuple((day, _count(self._derived, focus, day), by_day.get(day, ())) for day in self.days)

    def of(self, day: date, reach: Reach | None = None) -> tuple[object, ...]:
        """Those of the map of one day, as `map_view` takes them."""
        control = day_of_control(self._chronicle, self._derived.control, day)
        towns = towns_of(self._chronicle, self._derived).followed
        return control, self._ground, towns, focus_card(self._chronicle), self._links, reach

    def of_last(self) -> tuple[object, ...]:
        """Those of the map after the last change."""
        last = last_change(self._derived) or date.fromisoformat(self._home_day)
        return self.of(last, _reach(self._chronicle, self._derived, last))


def _reach(chronicle: Chronicle, derived: Derived, last: date) -> Reach:
    """From the beginning of the year of the first change to the last change, or event if that is later."""
    changes = (change for town in towns_of(chronicle, derived).followed for change in town.history)
    known = [day for change in changes for day in (change.earliest, change.latest) if day]
    events = (edtf.parse(event.date) for event in chronicle.events)
    return Reach(
        first=date(min(known, default=last).year, 1, 1),
        last=max([last, *(day for event in events if (day := event.latest or event.earliest))]),
        years=map_data.event_years(chronicle, derived),
    )


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
