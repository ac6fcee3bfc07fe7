"""The page of one event: what happened, when, where, who says so, how sure it is, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from chronicle.addresses import address_of, card_address
from chronicle.control_history import Change
from chronicle.derive import Derived
from chronicle.figures import Claim
from chronicle.geography.drawing import MapDrawing
from chronicle.model import (
    ActorCard,
    Card,
    Chronicle,
    Correction,
    Crumb,
    Event,
    EventCard,
    Later,
    Neighbours,
    NoteHistory,
    OperationCard,
    Page,
    PageData,
    PlaceCard,
    Prose,
    Source,
    View,
    Withdrawal,
)
from chronicle.pages.changes import ChangeRow, change_row
from chronicle.pages.citations import SourceRow, cited_prose
from chronicle.pages.citing import Citation, citation
from chronicle.pages.claims import ClaimRow, claim_row
from chronicle.pages.dates import date_crumbs, last_day
from chronicle.pages.insets import InsetInputs, Insets, inset_drawing
from chronicle.pages.order import Beside, Order
from chronicle.pages.structured import Publication, article
from chronicle.pages.towns import towns_of


@dataclass(frozen=True, kw_only=True)
class EventPage(PageData):
    id: str
    title: str
    summary: str
    date: str
    kind: str
    importance: int
    certainty: str
    places: tuple[PlaceCard, ...]
    actors: tuple[ActorCard, ...]
    operation: OperationCard | None
    html: Markup
    changes: tuple[ChangeRow, ...]
    map: MapDrawing | None
    map_day: str | None
    claims: tuple[ClaimRow, ...]
    sources: tuple[SourceRow, ...]
    beside: tuple[Beside, ...]
    corrections: tuple[Correction, ...]
    withdrawn: Withdrawal | None
    added: str | None
    history: NoteHistory | None
    citation: Citation


def event_view(
    event: Event,
    prose: Prose,
    sources: tuple[Source, ...],
    cards: tuple[Card, ...],
    changes: tuple[tuple[Change, Change | None], ...],
    claims: tuple[tuple[Claim, bool], ...],
    beside: tuple[Beside, ...],
    inset: InsetInputs,
    publication: Publication,
    history: NoteHistory | None = None,
) -> EventPage:
    """All that the page of an event prints. `cards` holds everything that the event refers to."""
    known = {card.id: card for card in cards}
    cited = cited_prose(prose if event.withdrawn is None else Prose(), sources, known)
    numbers = {row.id: row.number for row in cited.sources}
    structured = article(event, sources, known, publication, history)
    return EventPage(
        section="timeline",
        crumbs=date_crumbs(event.date),
        neighbours=Neighbours(_crumb(beside[0].previous), _crumb(beside[0].next)),
        source_file=event.path,
        status=event.status,
        json_ld=structured,
        card=card_address(address_of(f"events/{event.slug}")) if event.withdrawn is None else None,
        id=event.slug,
        title=event.title,
        summary=event.summary,
        date=event.date,
        kind=event.kind,
        importance=event.importance,
        certainty=event.certainty,
        places=tuple(card for slug in event.places if isinstance(card := known[f"places/{slug}"], PlaceCard)),
        actors=tuple(card for slug in event.actors if isinstance(card := known[f"actors/{slug}"], ActorCard)),
        operation=_operation(event, known),
        html=cited.html,
        changes=tuple(change_row(change, before, known) for change, before in changes),
        map=inset_drawing(inset),
        map_day=inset[0].day if inset is not None else None,
        claims=tuple(claim_row(claim, disputed, known, numbers) for claim, disputed in claims),
        sources=cited.sources,
        beside=beside,
        corrections=event.corrections,
        withdrawn=event.withdrawn,
        added=event.added,
        history=history,
        citation=citation(event.slug, structured),
    )


EVENT = View(event_view, "event.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """A page for each event, withdrawn ones among them."""
    inputs = _Inputs(chronicle, derived)
    for event in (*chronicle.events, *chronicle.withdrawn):
        yield Page(address_of(f"events/{event.slug}"), EVENT, Later(inputs.of, event), like=event.places)


class _Inputs:
    """What the pages of events are made from."""

    def __init__(self, chronicle: Chronicle, derived: Derived) -> None:
        self._chronicle = chronicle
        self._derived = derived
        self._publication = Publication.of(chronicle.site)
        self._order = Order(chronicle)
        self._insets = Insets(chronicle, derived.ground, towns_of(chronicle, derived))
        self._changes = _changes(derived)

    def of(self, event: Event) -> tuple[object, ...]:
        """Those of one event, as `event_view` takes them."""
        chronicle, figures = self._chronicle, self._derived.figures
        identity = f"events/{event.slug}"
        changes = tuple(self._changes.get(event.slug, ()))
        return (
            event,
            chronicle.prose[identity],
            tuple([chronicle.sources[slug] for slug in event.sources]),
            _cards(chronicle, event, changes),
            changes,
            tuple([(claim, figures.is_disputed(claim)) for claim in figures.of_event(event.slug)]),
            self._order.beside(event),
            self._insets.of(event.places, last_day(event.date), event.certainty),
            self._publication,
            chronicle.history.get(identity),
        )


def _cards(
    chronicle: Chronicle, event: Event, changes: tuple[tuple[Change, Change | None], ...]
) -> tuple[Card, ...]:
    """The cards of all that an event, its sources and its changes speak of."""
    sources = (need for source in event.sources for need in chronicle.sources[source].needs)
    before = (
        f"actors/{actor}" for _, change in changes if change for actor in (change.holder, *change.against)
    )
    own = (f"actors/{actor}" for change, _ in changes for actor in (change.holder, *change.against))
    places = (f"places/{change.place}" for change, _ in changes)
    return tuple(chronicle.cards[need] for need in sorted({*event.needs, *sources, *before, *own, *places}))


def _changes(derived: Derived) -> dict[str, list[tuple[Change, Change | None]]]:
    """Event to the changes that it tells, by place, each with what was before it."""
    found: dict[str, list[tuple[Change, Change | None]]] = {}
    for history in derived.control.histories.values():
        for before, change in zip([None, *history], history, strict=False):
            if not change.is_from_unknown_day:
                found.setdefault(change.event_slug, []).append((change, before))
    return found


def _operation(event: Event, cards: Mapping[str, Card]) -> OperationCard | None:
    card = cards.get(f"operations/{event.operation}")
    return card if isinstance(card, OperationCard) else None


def _crumb(card: EventCard | None) -> Crumb | None:
    return Crumb(card.title, card.address) if card is not None else None
