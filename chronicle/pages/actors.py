"""The page of an actor: who it is, what it did, what it held, what it claimed. And the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chronicle.addresses import address_of
from chronicle.derive import Derived
from chronicle.model import (
    Actor,
    ActorCard,
    Card,
    Chronicle,
    Crumb,
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
from chronicle.pages.names import beside, foreign_names, name_key
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
    events = events_of_actors(chronicle)
    told = told_by(chronicle, derived)
    held = held_by(derived.control)
    yield Page("/actors/", INDEX, index_inputs(chronicle, events, told))
    children = _children(chronicle)
    countries = _countries(chronicle)
    order = tuple(
        Crumb(actor.name, address_of(f"actors/{actor.slug}"))
        for actor in sorted(chronicle.actors.values(), key=lambda actor: (name_key(actor.name), actor.slug))
    )
    for slug, actor in chronicle.actors.items():
        identity = f"actors/{slug}"
        address = address_of(identity)
        own, spans = told.get(slug, Told()), held.get(slug)
        operations = (user for user in chronicle.users.get(identity, ()) if user.startswith("operations/"))
        others = (*operations, *span_needs(spans), *told_needs(own))
        around = beside(order, address)
        yield Page(
            address,
            ACTOR,
            (
                actor,
                chronicle.prose[identity],
                sources_of(chronicle, actor),
                cards_of(chronicle, actor, others),
                children.get(slug, ()),
                countries.get(actor.country),
                event_list(address, events.get(slug, ())),
                spans,
                own,
                (around.previous, around.next),
                chronicle.site.languages[0],
                chronicle.history.get(identity),
            ),
        )
        yield from year_pages("actors", actor.name, address, events.get(slug, ()))


def _children(chronicle: Chronicle) -> dict[str, tuple[ActorCard, ...]]:
    """Actor to those that name it as their parent, A to Z."""
    found: dict[str, list[ActorCard]] = {}
    for actor in sorted(chronicle.actors.values(), key=lambda actor: (name_key(actor.name), actor.slug)):
        card = chronicle.cards[f"actors/{actor.slug}"]
        if actor.parent and isinstance(card, ActorCard):
            found.setdefault(actor.parent, []).append(card)
    return {parent: tuple(cards) for parent, cards in found.items()}


def _countries(chronicle: Chronicle) -> Mapping[str | None, PlaceCard]:
    """A country's code to the card of its page."""
    places = (card for card in chronicle.cards.values() if isinstance(card, PlaceCard))
    return {card.country: card for card in places if card.kind == "country"}
