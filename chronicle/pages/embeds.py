"""/embed/…: one event, one day's map or one measure's charts, for an `<iframe>` on somebody else's page.

Each shows what the real page shows, says where that is, and nothing else. An
event's is the cheapest page of the site, for there are as many as events.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from chronicle.addresses import address_of
from chronicle.derive import Derived
from chronicle.geography.drawing import MapDrawing
from chronicle.geography.ground import Ground
from chronicle.model import Chronicle, Event, EventCard, Later, Page, PageData, View, Withdrawal
from chronicle.pages import figures, maps, measures
from chronicle.pages.holders import DayOfControl, day_of_control
from chronicle.pages.measures import Chart
from chronicle.pages.towns import TownHistory, towns_of

PREFIX = "/embed"
MOST_NAMED = 3
"""Publishers that the line with the sources names; of the others it gives the number."""


@dataclass(frozen=True, kw_only=True)
class Embed(PageData):
    """What the frame of every embed needs."""

    target: str
    """The real page's address."""


@dataclass(frozen=True, kw_only=True)
class EventEmbed(Embed):
    event: EventCard
    summary: str
    withdrawn: Withdrawal | None
    publishers: tuple[str, ...]
    others: int
    """Publishers that are not named."""


@dataclass(frozen=True, kw_only=True)
class MapEmbed(Embed):
    control: DayOfControl
    map: MapDrawing


@dataclass(frozen=True, kw_only=True)
class MeasureEmbed(Embed):
    name: str
    unit: str
    kind: str
    claims: int
    """Those that the charts show."""
    charts: tuple[Chart, ...]


def embed_address(address: str) -> str:
    """Where the embed of a page is: ``/events/x/`` → ``/embed/events/x/``."""
    return PREFIX + address


def event_embed(
    event: EventCard, summary: str, publishers: tuple[str, ...], withdrawn: Withdrawal | None
) -> EventEmbed:
    """The event in two lines, and who reported it."""
    return EventEmbed(
        section="timeline",
        target=event.address,
        event=event,
        summary=summary,
        withdrawn=withdrawn,
        publishers=publishers[:MOST_NAMED],
        others=max(0, len(publishers) - MOST_NAMED),
    )


def map_embed(control: DayOfControl, ground: Ground, towns: tuple[TownHistory, ...]) -> MapEmbed:
    """The map of one day."""
    return MapEmbed(
        section="map",
        target=maps.day_address(control.day),
        control=control,
        map=maps.drawing_of(ground, towns, control.day),
    )


def measure_embed(target: str, *inputs: Any) -> MeasureEmbed:
    """The charts of the page whose inputs these are."""
    page = measures.measure_view(*inputs)
    return MeasureEmbed(
        section="figures",
        target=target,
        name=page.name,
        unit=page.unit,
        kind=page.kind,
        claims=sum(len(block.lines) for chart in page.charts for block in chart.blocks),
        charts=page.charts,
    )


EVENT = View(event_embed, "embed_event.html")
MAP = View(map_embed, "embed_map.html")
MEASURE = View(measure_embed, "embed_measure.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """An embed for each event, at its older addresses too, each day with a map, each measure with a chart."""
    for event in (*chronicle.events, *chronicle.withdrawn):
        inputs = Later(_inputs, chronicle, event)
        own = address_of(f"events/{event.slug}")
        for address in (own, *(it for it in event.aliases if it.startswith("/events/"))):
            yield Page(embed_address(address), EVENT, inputs)
    yield from _maps(chronicle, derived)
    claims = measures.by_measure(derived.figures.claims, chronicle.measures)
    charted = {address_of(f"measures/{slug}") for slug, found in claims.items() if measures.has_chart(found)}
    for page in figures.pages(chronicle, derived):
        if page.view is measures.MEASURE and page.address in charted:
            yield Page(embed_address(page.address), MEASURE, Later(_inputs_of_measure, page))


def _inputs(chronicle: Chronicle, event: Event) -> tuple[object, ...]:
    """Those of an event, as `event_embed` takes them."""
    card = chronicle.cards[f"events/{event.slug}"]
    return card, event.summary, _publishers(chronicle, event), event.withdrawn


def _inputs_of_measure(page: Page) -> tuple[object, ...]:
    return page.address, *page.inputs


def _maps(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    if derived.ground is None:
        return
    for day in maps.map_days(chronicle):
        given = Later(_inputs_of_map, chronicle, derived, derived.ground, day)
        yield Page(embed_address(maps.day_address(day)), MAP, given)


def _inputs_of_map(chronicle: Chronicle, derived: Derived, ground: Ground, day: str) -> tuple[object, ...]:
    control = day_of_control(chronicle, derived.control, date.fromisoformat(day))
    return control, ground, towns_of(chronicle, derived).followed


def _publishers(chronicle: Chronicle, event: Event) -> tuple[str, ...]:
    """Who published its sources, each once, in the order of the note."""
    sources = (chronicle.sources[slug] for slug in event.sources)
    return tuple(dict.fromkeys(source.publisher or source.title for source in sources))
