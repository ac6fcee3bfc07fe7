"""The page of a place: what and where it is, who held it when, what happened there. And the A–Z."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from chronicle.addresses import address_of
from chronicle.control_history import Change
from chronicle.derive import Derived
from chronicle.geography.drawing import MapDrawing
from chronicle.geography.frames import lies_in
from chronicle.model import (
    Card,
    Chronicle,
    Crumb,
    Later,
    MapSettings,
    Neighbours,
    NoteHistory,
    OperationCard,
    Page,
    PageData,
    Place,
    PlaceCard,
    Prose,
    Source,
    Value,
    View,
)
from chronicle.pages.axes import Axis, Tick, axis_of, ticks
from chronicle.pages.bars import Bar, Legend, bar, legend_of
from chronicle.pages.control import row_anchor
from chronicle.pages.event_lists import EventList, event_list, events_of_places, year_pages
from chronicle.pages.histories import HistoryRow, HistoryYear, history_needs, history_rows, history_years
from chronicle.pages.insets import InsetInputs, Insets, inset_drawing
from chronicle.pages.maps import last_change
from chronicle.pages.names import by_name, foreign_names, neighbours
from chronicle.pages.nearby import Near, nearby
from chronicle.pages.notes import NoteText, by_id, cards_of, note_text, sources_of
from chronicle.pages.place_index import INDEX, Counted, index_inputs
from chronicle.pages.towns import towns_of

LONG = 60
"""From how many changes on the history of a place is folded by year."""
SECTION = Crumb("places", "/places/", "section")


class AlongRiver(Value, frozen=True, kw_only=True):
    """The next place up or down the river."""

    place: PlaceCard
    km: str | None
    """Along the river, as decimal text; None where it is not known of both."""


class Surroundings(Value, frozen=True, kw_only=True):
    """The places that the page of a place leads to."""

    country: PlaceCard | None
    """None where it has no page, and where this is its page."""
    upstream: AlongRiver | None
    downstream: AlongRiver | None
    inside: tuple[Counted, ...]
    """What lies in it, A to Z, with the numbers of events."""
    near: tuple[Near, ...]
    """The nearest places with events."""


@dataclass(frozen=True, kw_only=True)
class PlacePage(PageData):
    name: str
    names: tuple[tuple[str, str], ...]
    """(language, name) in other languages than the site's first."""
    kind: str
    is_area: bool
    may_be_held: bool
    """It lies where holders are followed, and is no area."""
    country: str | None
    governorate: str | None
    within: PlaceCard | None
    latitude: str
    longitude: str
    precision_km: str
    coordinate_source: str
    geonames_id: int | None
    river: str | None
    river_bank: str | None
    other_names: tuple[str, ...]
    around: Surroundings
    note: NoteText
    bar: Bar | None
    """None where no event tells who held it."""
    legend: Legend | None
    ticks: tuple[Tick, ...]
    history: tuple[HistoryRow, ...]
    """Empty where it is long."""
    history_years: tuple[HistoryYear, ...]
    """The same by year, where it is long."""
    chart_address: str
    """Its row among those of all places."""
    last_change: str | None
    """The day until which the bar is known, ``2017-11-03``."""
    events: EventList
    operations: tuple[OperationCard, ...]
    map: MapDrawing | None
    map_day: str | None


def place_view(
    place: Place,
    prose: Prose,
    sources: tuple[Source, ...],
    cards: tuple[Card, ...],
    history: tuple[Change, ...],
    axis: Axis | None,
    events: EventList,
    around: Surroundings,
    neighbours: tuple[Crumb | None, Crumb | None],
    language: str,
    is_area: bool,
    may_be_held: bool,
    inset: InsetInputs,
    past: NoteHistory | None = None,
) -> PlacePage:
    """All that the page of a place prints. `cards`: what note and history refer to, operations."""
    known = by_id(cards)
    drawn = bar(history, axis, known) if history and axis else None
    rows = history_rows(history, known)
    return PlacePage(
        section="places",
        crumbs=(SECTION, Crumb(place.name, None)),
        neighbours=Neighbours(*neighbours),
        source_file=place.path,
        status=place.status,
        name=place.name,
        names=foreign_names(place.names, language),
        kind=place.kind,
        is_area=is_area,
        may_be_held=may_be_held,
        country=place.country,
        governorate=place.governorate,
        within=_place(known, place.within),
        latitude=place.latitude,
        longitude=place.longitude,
        precision_km=place.precision_km,
        coordinate_source=place.coordinate_source,
        geonames_id=place.geonames_id,
        river=place.river,
        river_bank=place.river_bank,
        other_names=place.other_names,
        around=around,
        note=note_text(place, prose, sources, known, past),
        bar=drawn,
        legend=legend_of([drawn], [history], known) if drawn else None,
        ticks=ticks(axis) if axis else (),
        history=rows if len(rows) <= LONG else (),
        history_years=history_years(rows) if len(rows) > LONG else (),
        chart_address=f"/control/#{row_anchor(place.slug)}",
        last_change=_last_day(history),
        events=events,
        operations=tuple(card for card in cards if isinstance(card, OperationCard)),
        map=inset_drawing(inset),
        map_day=inset[0].day if inset is not None else None,
    )


PLACE = View(place_view, "place.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The A–Z of places, a page for each, and pages for the years of those with very many events."""
    inputs = _Inputs(chronicle, derived)
    yield Page("/places/", INDEX, Later(inputs.of_index))
    for slug, place in chronicle.places.items():
        address = address_of(f"places/{slug}")
        yield Page(address, PLACE, Later(inputs.of, place))
        yield from year_pages("places", place.name, address, inputs.events.get(slug, ()))


class _Inputs:
    """What the pages of places are made from; what only some of them need is found when it is asked for."""

    def __init__(self, chronicle: Chronicle, derived: Derived) -> None:
        self._chronicle = chronicle
        self._derived = derived
        self.events = events_of_places(chronicle, derived)
        """Place to its events."""
        self._counts = {slug: len(found) for slug, found in self.events.items()}

    @cached_property
    def _axis(self) -> Axis | None:
        return axis_of(self._derived.control.histories.values())

    @cached_property
    def _surroundings(self) -> Mapping[str, Surroundings]:
        return _surroundings(self._chronicle, self._counts)

    @cached_property
    def _insets(self) -> tuple[Insets, date | None]:
        """Small maps, and the day that all of them show."""
        towns = towns_of(self._chronicle, self._derived)
        return Insets(self._chronicle, self._derived.ground, towns), last_change(self._derived)

    @cached_property
    def _neighbours(self) -> Mapping[str | None, tuple[Crumb | None, Crumb | None]]:
        order = by_name(self._chronicle.places.values())
        return neighbours([Crumb(place.name, address_of(f"places/{place.slug}")) for place in order])

    def of_index(self) -> tuple[object, ...]:
        """Those of the A–Z."""
        return index_inputs(self._chronicle, self._counts)

    def of(self, place: Place) -> tuple[object, ...]:
        """Those of one place, as `place_view` takes them."""
        chronicle, slug = self._chronicle, place.slug
        identity = f"places/{slug}"
        address = address_of(identity)
        history = self._derived.control.history(slug)
        operations = (user for user in chronicle.users.get(identity, ()) if user.startswith("operations/"))
        insets, day = self._insets
        return (
            place,
            chronicle.prose[identity],
            sources_of(chronicle, place),
            cards_of(chronicle, place, (*history_needs(history), *operations)),
            history,
            self._axis if history else None,
            event_list(address, self.events.get(slug, ())),
            self._surroundings[slug],
            self._neighbours[address],
            chronicle.site.languages[0],
            place.kind in chronicle.site.areas,
            place.kind not in chronicle.site.areas and _lies_in(place, chronicle.site.map),
            insets.of((slug,), day),
            chronicle.history.get(identity),
        )


def _last_day(history: Sequence[Change]) -> str | None:
    days = (day for change in history for day in (change.earliest, change.latest) if day)
    last = max(days, default=None)
    return last.isoformat() if last else None


def _surroundings(chronicle: Chronicle, counts: Mapping[str, int]) -> dict[str, Surroundings]:
    """Place to the places that its page leads to."""
    places, areas = chronicle.places, chronicle.site.areas
    countries = {place.country: place.slug for place in places.values() if place.kind == "country"}
    pages = {slug: countries.get(place.country) for slug, place in places.items() if place.kind != "country"}
    streams = _streams(chronicle)
    inside = _inside(chronicle, countries, counts)
    near = nearby(chronicle, [slug for slug in places if counts.get(slug) and places[slug].kind not in areas])
    return {
        slug: Surroundings(
            country=_place(chronicle.cards, pages.get(slug)),
            upstream=streams.get((slug, "up")),
            downstream=streams.get((slug, "down")),
            inside=tuple(inside.get(slug, ())),
            near=near[slug] if place.kind not in areas else (),
        )
        for slug, place in places.items()
    }


def _streams(chronicle: Chronicle) -> dict[tuple[str, str], AlongRiver]:
    """(place, ``up`` or ``down``) to the next place of its river."""
    rivers: dict[str, list[Place]] = {}
    for place in chronicle.places.values():
        if place.river and place.river_order is not None:
            rivers.setdefault(place.river, []).append(place)
    found = {}
    for along in rivers.values():
        along.sort(key=lambda place: (place.river_order, place.slug))
        for upper, lower in pairwise(along):
            km = _km(upper, lower)
            found[upper.slug, "down"] = AlongRiver(place=_card(chronicle.cards, lower.slug), km=km)
            found[lower.slug, "up"] = AlongRiver(place=_card(chronicle.cards, upper.slug), km=km)
    return found


def _km(upper: Place, lower: Place) -> str | None:
    if upper.river_km is None or lower.river_km is None:
        return None
    return str(round(abs(Decimal(lower.river_km) - Decimal(upper.river_km))))


def _inside(
    chronicle: Chronicle, countries: Mapping[str | None, str], counts: Mapping[str, int]
) -> dict[str, list[Counted]]:
    """Place to what lies in it: what says so itself; in a country, all that is of it."""
    found: dict[str, list[Counted]] = {}
    for place in by_name(chronicle.places.values()):
        counted = Counted(place=_card(chronicle.cards, place.slug), events=counts.get(place.slug, 0))
        country = countries.get(place.country) if place.kind != "country" else None
        for around in dict.fromkeys(filter(None, (place.within, country))):
            found.setdefault(around, []).append(counted)
    return found


def _lies_in(place: Place, box: MapSettings | None) -> bool:
    if box is None:
        return True
    return lies_in(box, float(place.longitude), float(place.latitude))


def _place(cards: Mapping[str, Card], slug: str | None) -> PlaceCard | None:
    return _card(cards, slug) if slug is not None else None


def _card(cards: Mapping[str, Card], slug: str) -> PlaceCard:
    card = cards[f"places/{slug}"]
    assert isinstance(card, PlaceCard), "places have cards of their own"
    return card
