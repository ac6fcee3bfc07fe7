"""The page of an actor: who it is, what it did, what it held, what it claimed. And the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from chronicle.addresses import address_of
from chronicle.derive import Derived
from chronicle.model import (
    Actor,
    ActorCard,
    Card,
    Chronicle,
    Crumb,
    Later,
    MeasureCard,
    Neighbours,
    NoteHistory,
    OperationCard,
    Page,
    PageData,
    PlaceCard,
    Prose,
    Source,
    View,
)
from chronicle.pages.actor_index import INDEX, index_inputs
from chronicle.pages.event_lists import EventList, event_list, events_of_actors, year_pages
from chronicle.pages.names import by_name, foreign_names, neighbours
from chronicle.pages.notes import NoteText, by_id, cards_of, note_text, sources_of
from chronicle.pages.spans import Held, SpanRow, held_by, span_needs, span_rows
from chronicle.pages.told import ClaimedRow, SourceList, Told, claimed_row, told_by, told_needs

SECTION = Crumb("actors", "/actors/", "section")


@dataclass(frozen=True, kw_only=True)
class ActorPage(PageData):
    name: str
    names: tuple[tuple[str, str], ...]
    """(language, name) in other languages than the site's first."""
    code: str | None
    kind: str
    side: str
    other_names: tuple[str, ...]
    country: str | None
    country_page: PlaceCard | None
    parent: ActorCard | None
    children: tuple[ActorCard, ...]
    operations: tuple[OperationCard, ...]
    note: NoteText
    events: EventList
    held: Held | None
    """None where no event says that it held a place."""
    spans: tuple[SpanRow, ...]
    claims: tuple[ClaimedRow, ...]
    """Empty where they are very many: then `measures` says how many of what."""
    claim_count: int
    measures: tuple[tuple[MeasureCard, int], ...]
    voice: SourceList
    """The sources that speak for it."""
    agency: SourceList
    """The sources that carry its reports."""


def actor_view(
    actor: Actor,
    prose: Prose,
    sources: tuple[Source, ...],
    cards: tuple[Card, ...],
    children: tuple[ActorCard, ...],
    country_page: PlaceCard | None,
    events: EventList,
    held: Held | None,
    told: Told,
    neighbours: tuple[Crumb | None, Crumb | None],
    language: str,
    history: NoteHistory | None = None,
) -> ActorPage:
    """All that the page of an actor prints. `cards`: what note, places, claims refer to."""
    known = by_id(cards)
    parent = known.get(f"actors/{actor.parent}")
    return ActorPage(
        section="actors",
        crumbs=(SECTION, Crumb(actor.name, None)),
        neighbours=Neighbours(*neighbours),
        source_file=actor.path,
        status=actor.status,
        name=actor.name,
        names=foreign_names(actor.names, language),
        code=actor.abbreviation,
        kind=actor.kind,
        side=actor.side,
        other_names=actor.other_names,
        country=actor.country,
        country_page=country_page,
        parent=parent if isinstance(parent, ActorCard) else None,
        children=children,
        operations=tuple(card for card in cards if isinstance(card, OperationCard)),
        note=note_text(actor, prose, sources, known, history),
        events=events,
        held=held,
        spans=span_rows(held.spans, known) if held else (),
        claims=tuple(claimed_row(claimed, known) for claimed in told.claims),
        claim_count=told.claim_count,
        measures=tuple((counted.measure, counted.claims) for counted in told.measures),
        voice=told.voice,
        agency=told.agency,
    )


ACTOR = View(actor_view, "actor.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The list of actors, a page for each, and pages for the years of those with very many events."""
    inputs = _Inputs(chronicle, derived)
    yield Page("/actors/", INDEX, Later(inputs.of_index))
    for slug, actor in chronicle.actors.items():
        address = address_of(f"actors/{slug}")
        yield Page(address, ACTOR, Later(inputs.of, actor))
        yield from year_pages("actors", actor.name, address, inputs.events.get(slug, ()))


class _Inputs:
    """What the pages of actors are made from; what only some of them need is found when it is asked for."""

    def __init__(self, chronicle: Chronicle, derived: Derived) -> None:
        self._chronicle = chronicle
        self._derived = derived
        self.events = events_of_actors(chronicle)
        """Actor to its events."""

    @cached_property
    def _told(self) -> Mapping[str, Told]:
        return told_by(self._chronicle, self._derived)

    @cached_property
    def _held(self) -> Mapping[str, Held]:
        return held_by(self._derived.control)

    @cached_property
    def _children(self) -> Mapping[str, tuple[ActorCard, ...]]:
        return _children(self._chronicle)

    @cached_property
    def _countries(self) -> Mapping[str | None, PlaceCard]:
        return _countries(self._chronicle)

    @cached_property
    def _neighbours(self) -> Mapping[str | None, tuple[Crumb | None, Crumb | None]]:
        order = by_name(self._chronicle.actors.values())
        return neighbours([Crumb(actor.name, address_of(f"actors/{actor.slug}")) for actor in order])

    def of_index(self) -> tuple[object, ...]:
        """Those of the list."""
        return index_inputs(self._chronicle, self.events, self._told)

    def of(self, actor: Actor) -> tuple[object, ...]:
        """Those of one actor, as `actor_view` takes them."""
        chronicle, slug = self._chronicle, actor.slug
        identity = f"actors/{slug}"
        address = address_of(identity)
        own, spans = self._told.get(slug, Told()), self._held.get(slug)
        operations = (user for user in chronicle.users.get(identity, ()) if user.startswith("operations/"))
        others = (*operations, *span_needs(spans), *told_needs(own))
        return (
            actor,
            chronicle.prose[identity],
            sources_of(chronicle, actor),
            cards_of(chronicle, actor, others),
            self._children.get(slug, ()),
            self._countries.get(actor.country),
            event_list(address, self.events.get(slug, ())),
            spans,
            own,
            self._neighbours[address],
            chronicle.site.languages[0],
            chronicle.history.get(identity),
        )


def _children(chronicle: Chronicle) -> dict[str, tuple[ActorCard, ...]]:
    """Actor to those that name it as their parent, A to Z."""
    found: dict[str, list[ActorCard]] = {}
    for actor in by_name(chronicle.actors.values()):
        card = chronicle.cards[f"actors/{actor.slug}"]
        if actor.parent and isinstance(card, ActorCard):
            found.setdefault(actor.parent, []).append(card)
    return {parent: tuple(cards) for parent, cards in found.items()}


def _countries(chronicle: Chronicle) -> Mapping[str | None, PlaceCard]:
    """A country's code to the card of its page."""
    places = (chronicle.cards[f"places/{slug}"] for slug in chronicle.places)
    return {card.country: card for card in places if isinstance(card, PlaceCard) and card.kind == "country"}
