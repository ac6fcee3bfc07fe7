"""The list of all places: by country, A to Z in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chronicle.model import Chronicle, Crumb, PageData, PlaceCard, Value, View
from chronicle.pages.names import name_key

FEW = 4
"""Countries with fewer places than this stand together."""


class Counted(Value, frozen=True, kw_only=True):
    place: PlaceCard
    events: int


@dataclass(frozen=True)
class PlaceGroup:
    form: str
    """``country``; ``elsewhere``: countries with few places; ``areas``: countries, regions."""
    country: str | None
    """Its code, where the group is a country."""
    page: PlaceCard | None
    """The country's own page."""
    places: tuple[Counted, ...]

    @property
    def anchor(self) -> str:
        return f"country-{self.country.lower()}" if self.country else self.form


@dataclass(frozen=True, kw_only=True)
class PlacesPage(PageData):
    total: int
    with_events: int
    groups: tuple[PlaceGroup, ...]
    language: str
    """The site's first language, whose names stand in front."""


def places_view(places: tuple[Counted, ...], areas: tuple[str, ...], language: str) -> PlacesPage:
    """Every place once, under its country."""
    return PlacesPage(
        section="places",
        crumbs=(Crumb("places", None, "section"),),
        total=len(places),
        with_events=sum(1 for counted in places if counted.events),
        groups=tuple(_groups(_in_order(places), areas)),
        language=language,
    )


INDEX = View(places_view, "places.html")


def index_inputs(chronicle: Chronicle, counts: Mapping[str, int]) -> tuple[Any, ...]:
    """The inputs of `places_view`: all places but withdrawn ones, with their numbers of events."""
    shown = (slug for slug, place in chronicle.places.items() if place.withdrawn is None)
    cards = ((slug, chronicle.cards[f"places/{slug}"]) for slug in shown)
    places = tuple(
        Counted(place=card, events=counts.get(slug, 0)) for slug, card in cards if isinstance(card, PlaceCard)
    )
    return places, chronicle.site.areas, chronicle.site.languages[0]


def _groups(places: Sequence[Counted], areas: Sequence[str]) -> Iterable[PlaceGroup]:
    """Countries with most places first, then the places of all others, then countries and regions."""
    own = {it.place.country: it.place for it in places if it.place.kind == "country"}
    by_country: dict[str | None, list[Counted]] = {}
    for counted in places:
        if counted.place.kind not in areas:
            by_country.setdefault(counted.place.country, []).append(counted)
    large = [country for country, found in by_country.items() if country and len(found) >= FEW]
    for country in sorted(large, key=lambda country: (-len(by_country[country]), country)):
        yield PlaceGroup("country", country, own.get(country), tuple(by_country[country]))
    elsewhere = [it for country, found in by_country.items() if country not in large for it in found]
    if elsewhere:
        yield PlaceGroup("elsewhere", None, None, _in_order(elsewhere))
    regions = tuple(counted for counted in places if counted.place.kind in areas)
    if regions:
        yield PlaceGroup("areas", None, None, regions)


def _in_order(places: Iterable[Counted]) -> tuple[Counted, ...]:
    return tuple(sorted(places, key=lambda counted: (name_key(counted.place.name), counted.place.id)))
