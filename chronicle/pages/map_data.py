"""What the script of the map loads: who held what, worked out for every day, and the events of a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape, unescape

import msgspec

from chronicle import edtf
from chronicle.derive import Derived
from chronicle.geography.frames import Frame, whole
from chronicle.model import ActorCard, Chronicle, Event, EventCard, Later, Page, SourceCard, Value, View
from chronicle.pages.held_spans import spans_of
from chronicle.pages.once import once
from chronicle.pages.towns import TownHistory, towns_of
from chronicle.typography import typographic

HOLDERS = "/map/holders.json"

_ENCODER = msgspec.json.Encoder()


class Told(Value, frozen=True, kw_only=True):
    """An event that tells who held a place, and what it is told by."""

    event: EventCard
    sources: tuple[SourceCard, ...]


class Spot(Value, frozen=True, kw_only=True):
    """A place that is on the map but has no mark of its own."""

    name: str
    x: float
    """Percent of the width, as `y` is of the height."""
    y: float


class Happened(Value, frozen=True, kw_only=True, omit_defaults=True):
    """An event that has a diamond on the map of its month."""

    event: str
    title: str
    certainty: str
    importance: int
    first: str
    """Its first day."""
    last: str = ""
    """Its last day where that is another one; empty, too, where the days are not exactly known."""
    is_exact: bool = msgspec.field(name="exact", default=False)
    places: tuple[str, ...]
    """By slug, those with a mark or a spot."""


def holders_json(
    towns: tuple[TownHistory, ...], actors: tuple[ActorCard, ...], told: tuple[Told, ...], focus: str | None
) -> bytes:
    """Every followed place with the spans of its history, and what is named in them."""
    places = {_slug(town.town.id): town for town in towns}
    return (
        _ENCODER.encode(
            {
                "focus": focus,
                "actors": {
                    _slug(actor.id): {
                        "name": _printed(actor.name),
                        "code": actor.code,
                        "colour": actor.colour,
                    }
                    for actor in actors
                },
                "events": {
                    _slug(it.event.id): {
                        "title": _printed(it.event.title),
                        "sources": [
                            (source.publisher or source.title, source.address) for source in it.sources
                        ],
                    }
                    for it in told
                },
                "places": {
                    slug: {"name": _printed(places[slug].town.name), "spans": spans_of(places[slug].history)}
                    for slug in sorted(places)
                },
            }
        )
        + b"\n"
    )


def events_json(events: tuple[Happened, ...], spots: tuple[tuple[str, Spot], ...]) -> bytes:
    """The events of a year on the map, in order of time."""
    return _ENCODER.encode({"spots": dict(spots), "events": events}) + b"\n"


HOLDERS_JSON, EVENTS_JSON = View(holders_json, None), View(events_json, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The file of holders, and one of events for each year that has any."""
    yield Page(HOLDERS, HOLDERS_JSON, Later(_inputs_of_holders, chronicle, derived))
    spots = _spots(chronicle, derived)
    for year, events in spots.by_year.items():
        yield Page(events_address(year), EVENTS_JSON, Later(_inputs_of_events, spots, events))


def _inputs_of_holders(chronicle: Chronicle, derived: Derived) -> tuple[object, ...]:
    followed = towns_of(chronicle, derived).followed
    return followed, _holders(chronicle, followed), tuple(_told(chronicle, followed)), chronicle.site.focus


def _inputs_of_events(spots: _Spots, events: Iterable[Event]) -> tuple[object, ...]:
    """What happened, in order of time, and where that is on the map."""
    happened = sorted((spots.happened(event) for event in events), key=lambda it: (it.first, it.event))
    used = sorted({place for it in happened for place in it.places if place in spots.spots})
    return tuple(happened), tuple((slug, spots.spots[slug]) for slug in used)


def events_address(year: str) -> str:
    """The file with the events of a year: ``/map/events/2017.json``."""
    return f"/map/events/{year}.json"


def event_years(chronicle: Chronicle, derived: Derived) -> tuple[str, ...]:
    """The years that have such a file."""
    return tuple(_spots(chronicle, derived).by_year)


def _holders(chronicle: Chronicle, towns: Iterable[TownHistory]) -> tuple[ActorCard, ...]:
    changes = [change for town in towns for change in town.history]
    slugs = {slug for change in changes for slug in (change.holder, *change.against)}
    cards = (chronicle.cards[f"actors/{slug}"] for slug in sorted(slugs))
    return tuple(card for card in cards if isinstance(card, ActorCard))


def _told(chronicle: Chronicle, towns: Iterable[TownHistory]) -> Iterator[Told]:
    slugs = {change.event_slug for town in towns for change in town.history}
    for event in chronicle.events:
        if event.slug in slugs:
            card = chronicle.cards[f"events/{event.slug}"]
            sources = (chronicle.cards[f"sources/{slug}"] for slug in event.sources)
            assert isinstance(card, EventCard), "events have cards of their own"
            yield Told(event=card, sources=tuple(it for it in sources if isinstance(it, SourceCard)))


@once
def _spots(chronicle: Chronicle, derived: Derived) -> _Spots:
    return _Spots(chronicle, derived.control.followed)


class _Spots:
    """Where on the map events have their diamonds."""

    def __init__(self, chronicle: Chronicle, followed: Iterable[str]) -> None:
        self._chronicle = chronicle
        self._followed = set(followed)
        settings = chronicle.site.map
        frame = whole(settings) if settings is not None else None
        self.spots = dict(self._outside(frame)) if frame is not None else {}
        """By slug, of the places without a mark that are no areas."""
        self.by_year = self._by_year()
        """The events on the map by the year in which they were or began, years in order."""

    def of(self, event: Event) -> tuple[str, ...]:
        """The places of an event that are on the map, one within a marked one under its name."""
        marked = (self._marked(slug) for slug in event.places)
        return tuple(dict.fromkeys(slug for slug in marked if slug in self._followed or slug in self.spots))

    def _by_year(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self._chronicle.events:
            first = _first_day(event)
            if first is not None and self.of(event):
                found.setdefault(first.isoformat()[:4], []).append(event)
        return dict(sorted(found.items()))

    def happened(self, event: Event) -> Happened:
        """An event that is on the map."""
        known, first = edtf.parse(event.date), _first_day(event)
        assert first is not None, "it is in the file of a year"
        last = known.latest
        ends = (known.start, known.end) if known.is_interval else (known,)
        is_exact = all(end is not None and end.day is not None for end in ends)
        return Happened(
            event=event.slug,
            title=_printed(event.title),
            certainty=event.certainty,
            importance=event.importance,
            first=first.isoformat(),
            last=last.isoformat() if last is not None and last != first and is_exact else "",
            is_exact=is_exact,
            places=self.of(event),
        )

    def _outside(self, frame: Frame) -> Iterator[tuple[str, Spot]]:
        for slug, place in self._chronicle.places.items():
            point = float(place.longitude), float(place.latitude)
            is_area = place.kind in self._chronicle.site.areas
            if slug not in self._followed and not is_area and frame.holds(*point):
                x, y = frame.position(*point)
                yield slug, Spot(name=place.name, x=x, y=y)

    def _marked(self, slug: str) -> str:
        around, seen = slug, {slug}
        while around not in self._followed:
            place = self._chronicle.places.get(around)
            if place is None or place.within is None or place.within in seen:
                return slug
            around = place.within
            seen.add(around)
        return around


def _first_day(event: Event) -> date | None:
    """None where it is not known to the month in which it was or began."""
    known = edtf.parse(event.date)
    is_known = known.is_interval or _month(known.earliest) == _month(known.latest)
    return known.earliest if is_known else None


def _printed(words: str) -> str:
    """A name or title with curly quotes, as on pages."""
    return unescape(typographic(escape(words, quote=False)))


def _month(day: date | None) -> tuple[int, int] | None:
    return (day.year, day.month) if day is not None else None


def _slug(identity: str) -> str:
    return identity.partition("/")[2]
