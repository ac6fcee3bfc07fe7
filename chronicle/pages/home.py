"""The first page: what this is, the whole arc at a glance, the map of one day, the chapters, the ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

import msgspec

from chronicle import edtf
from chronicle.control import Tally
from chronicle.derive import Derived
from chronicle.geography.drawing import MapDrawing
from chronicle.geography.ground import Ground
from chronicle.model import (
    ActorCard,
    Card,
    Chronicle,
    Crumb,
    EventCard,
    Later,
    MeasureCard,
    OperationCard,
    Page,
    PageData,
    PeriodCard,
    PlaceCard,
    Question,
    View,
)
from chronicle.pages.dates import last_day, standing, year_address
from chronicle.pages.event_lists import changed_places, places_of
from chronicle.pages.holders import DayOfControl, day_of_control
from chronicle.pages.maps import day_address, drawing_of, focus_card
from chronicle.pages.names import by_name
from chronicle.pages.newest import Newest, newest_of
from chronicle.pages.periods import events_of_periods
from chronicle.pages.place_index import Counted
from chronicle.pages.step_chart import StepChart, step_chart
from chronicle.pages.towns import TownHistory, towns_of

ANSWERS = ("measures", "operations", "places", "actors", "periods", "events")
"""The order in which the pages that answer a question are named."""
MOST_PLACES = 12


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A turning point, in the words of `site.yaml`."""

    event: EventCard
    words: str


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    period: PeriodCard
    summary: str
    events: int


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A question, in the words of `site.yaml`, and the pages that answer it."""

    words: str
    cards: tuple[Card, ...]


class YearOfEvents(msgspec.Struct, frozen=True, kw_only=True):
    year: int
    address: str
    events: int


class WaysIn(msgspec.Struct, frozen=True, kw_only=True):
    questions: tuple[Answered, ...]
    places: tuple[Counted, ...]
    """Those with most events, A to Z."""
    years: tuple[YearOfEvents, ...]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much there is of everything."""

    events: int
    places: int
    actors: int
    operations: int
    figures: int
    sources: int
    years: str
    """Those of the first event and of the last, ``2013–2025``; empty without an event."""


class Arc(msgspec.Struct, frozen=True, kw_only=True):
    """The places that the actor in focus held over time."""

    focus: ActorCard
    tally: Tally
    followed: int
    unknown_start: int
    """Of them, places held by the actor since a day that is not known."""


class DayMap(msgspec.Struct, frozen=True, kw_only=True):
    control: DayOfControl
    ground: Ground
    towns: tuple[TownHistory, ...]


@dataclass(frozen=True)
class AnsweredQuestion:
    words: str
    answers: tuple[Crumb, ...]


@dataclass(frozen=True, kw_only=True)
class HomePage(PageData):
    counts: Counts
    arc: Arc | None
    chart: StepChart | None
    turns: tuple[Turn, ...]
    table: tuple[tuple[str, int], ...]
    """(day, number) of the chart's steps, for the table that says the same."""
    map: MapDrawing | None
    control: DayOfControl | None
    map_address: str | None
    chapters: tuple[Chapter, ...]
    questions: tuple[AnsweredQuestion, ...]
    places: tuple[Counted, ...]
    years: tuple[YearOfEvents, ...]
    newest: tuple[Newest, ...]


def home_view(
    counts: Counts,
    arc: Arc | None,
    turns: tuple[Turn, ...],
    day_map: DayMap | None,
    chapters: tuple[Chapter, ...],
    ways: WaysIn,
    newest: tuple[Newest, ...],
) -> HomePage:
    """The whole of the first page."""
    days = [day for turn in turns if (day := last_day(turn.event.date))]
    return HomePage(
        section="",
        counts=counts,
        arc=arc,
        chart=step_chart(arc.tally, days) if arc is not None else None,
        turns=turns,
        table=tuple((day.isoformat(), count) for day, count in arc.tally) if arc is not None else (),
        map=drawing_of(day_map.ground, day_map.towns, day_map.control.day) if day_map is not None else None,
        control=day_map.control if day_map is not None else None,
        map_address=day_address(day_map.control.day) if day_map is not None else None,
        chapters=chapters,
        questions=tuple(map(_answered, ways.questions)),
        places=ways.places,
        years=ways.years,
        newest=newest,
    )


HOME = View(home_view, "home.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The one page at the root."""
    yield Page("/", HOME, Later(_inputs, chronicle, derived))


def _inputs(chronicle: Chronicle, derived: Derived) -> tuple[object, ...]:
    return (
        _counts(chronicle, derived),
        _arc(chronicle, derived),
        tuple(_turns(chronicle)),
        _day_map(chronicle, derived),
        tuple(_chapters(chronicle)),
        _ways_in(chronicle, derived),
        newest_of(chronicle),
    )


def _answered(question: Answered) -> AnsweredQuestion:
    return AnsweredQuestion(question.words, tuple(map(_answer, question.cards)))


def _answer(card: Card) -> Crumb:
    assert isinstance(card, EventCard | PeriodCard | PlaceCard | ActorCard | OperationCard | MeasureCard)
    return Crumb(card.title if isinstance(card, EventCard | PeriodCard) else card.name, card.address)


def _ways_in(chronicle: Chronicle, derived: Derived) -> WaysIn:
    years = Counter(standing(event.date).year for event in chronicle.events)
    return WaysIn(
        questions=tuple(
            Answered(words=question.words, cards=tuple(_cards(chronicle, question)))
            for question in chronicle.site.questions
        ),
        places=tuple(_places_with_most_events(chronicle, derived)),
        years=tuple(
            YearOfEvents(year=year, address=year_address(year), events=events)
            for year, events in sorted(years.items())
        ),
    )


def _cards(chronicle: Chronicle, question: Question) -> Iterator[Card]:
    for kind in ANSWERS:
        yield from (chronicle.cards[f"{kind}/{slug}"] for slug in getattr(question, kind))


def _places_with_most_events(chronicle: Chronicle, derived: Derived) -> Iterator[Counted]:
    """Not areas: nearly all happens in some country."""
    changed = changed_places(derived)
    counts = Counter(place for event in chronicle.events for place in places_of(event, changed))
    points = (slug for slug in counts if chronicle.places[slug].kind not in chronicle.site.areas)
    most = nsmallest(MOST_PLACES, points, key=lambda slug: (-counts[slug], slug))
    for place in by_name(chronicle.places[slug] for slug in most):
        card = chronicle.cards[f"places/{place.slug}"]
        assert isinstance(card, PlaceCard), "places have cards of their own"
        yield Counted(place=card, events=counts[place.slug])


def _counts(chronicle: Chronicle, derived: Derived) -> Counts:
    days = [edtf.parse(event.date) for event in chronicle.events]
    years = sorted({day.year for date_ in days for day in (date_.earliest, date_.latest) if day is not None})
    return Counts(
        events=len(chronicle.events),
        places=len(chronicle.places),
        actors=len(chronicle.actors),
        operations=len(chronicle.operations),
        figures=len(derived.figures.claims),
        sources=len(chronicle.sources),
        years="–".join(map(str, dict.fromkeys([*years[:1], *years[-1:]]))),
    )


def _arc(chronicle: Chronicle, derived: Derived) -> Arc | None:
    focus, slug = focus_card(chronicle), chronicle.site.focus
    if focus is None or slug is None:
        return None
    histories = (derived.control.history(place) for place in derived.control.followed)
    unknown = sum(history[0].is_from_unknown_day and history[0].holder == slug for history in histories)
    return Arc(
        focus=focus,
        tally=derived.control.held_over_time(slug),
        followed=len(derived.control.followed),
        unknown_start=unknown,
    )


def _turns(chronicle: Chronicle) -> Iterator[Turn]:
    found = []
    for point in chronicle.site.turning_points:
        card = chronicle.cards[f"events/{point.event}"]
        assert isinstance(card, EventCard), "turning points are events"
        found.append(Turn(event=card, words=point.words))
    yield from sorted(found, key=lambda turn: edtf.sort_key(edtf.parse(turn.event.date)))


def _day_map(chronicle: Chronicle, derived: Derived) -> DayMap | None:
    settings, ground = chronicle.site.map, derived.ground
    if settings is None or ground is None:
        return None
    day = date.fromisoformat(settings.day)
    towns = towns_of(chronicle, derived).followed
    return DayMap(control=day_of_control(chronicle, derived.control, day), ground=ground, towns=towns)


def _chapters(chronicle: Chronicle) -> Iterator[Chapter]:
    """Periods in order; an event belongs to the one in which it begins."""
    for period in chronicle.periods:
        card = chronicle.cards[f"periods/{period.slug}"]
        assert isinstance(card, PeriodCard), "periods have cards of their own"
        inside = len(events_of_periods(chronicle)[period.slug])
        yield Chapter(period=card, summary=period.summary, events=inside)
