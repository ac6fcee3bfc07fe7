"""The page of an operation, and the list of all in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from chronicle import edtf
from chronicle.addresses import address_of
from chronicle.derive import Derived
from chronicle.model import (
    ActorCard,
    Card,
    Chronicle,
    Crumb,
    EventCard,
    Later,
    Neighbours,
    NoteHistory,
    Operation,
    OperationCard,
    Page,
    PageData,
    PlaceCard,
    Prose,
    Source,
    Value,
    View,
)
from chronicle.pages.event_lists import EventList, event_list, events_of_operations, year_pages
from chronicle.pages.names import foreign_names, neighbours
from chronicle.pages.notes import NoteText, by_id, cards_of, note_text, sources_of

SECTION = Crumb("operations", "/operations/", "section")


class CountedOperation(Value, frozen=True, kw_only=True):
    operation: OperationCard
    top: str
    """Id of the operation at the top of those that it is part of; its own where it is part of none."""
    events: int


@dataclass(frozen=True)
class OperationRow:
    operation: OperationCard
    events: int
    parts: tuple[CountedOperation, ...]
    """All that is part of it, in order of time."""


@dataclass(frozen=True, kw_only=True)
class OperationsPage(PageData):
    total: int
    rows: tuple[OperationRow, ...]


@dataclass(frozen=True, kw_only=True)
class OperationPage(PageData):
    name: str
    names: tuple[tuple[str, str], ...]
    """(language, name) in other languages than the site's first."""
    summary: str
    date: str
    parent: OperationCard | None
    parts: tuple[OperationCard, ...]
    places: tuple[PlaceCard, ...]
    actors: tuple[ActorCard, ...]
    note: NoteText
    events: EventList


def operations_view(operations: tuple[CountedOperation, ...]) -> OperationsPage:
    """Every operation once, in order of time, under the one at the top of those that it is part of."""
    ordered = sorted(operations, key=lambda counted: _order(counted.operation))
    parts: dict[str, list[CountedOperation]] = {}
    for counted in ordered:
        if counted.top != counted.operation.id:
            parts.setdefault(counted.top, []).append(counted)
    return OperationsPage(
        section="operations",
        crumbs=(Crumb("operations", None, "section"),),
        total=len(operations),
        rows=tuple(
            OperationRow(counted.operation, counted.events, tuple(parts.get(counted.top, ())))
            for counted in ordered
            if counted.top == counted.operation.id
        ),
    )


def operation_view(
    operation: Operation,
    prose: Prose,
    sources: tuple[Source, ...],
    cards: tuple[Card, ...],
    parts: tuple[OperationCard, ...],
    events: EventList,
    neighbours: tuple[Crumb | None, Crumb | None],
    language: str,
    history: NoteHistory | None = None,
) -> OperationPage:
    """All that the page of an operation prints. `cards` holds all that its note refers to."""
    known = by_id(cards)
    parent = known.get(f"operations/{operation.parent}")
    return OperationPage(
        section="operations",
        crumbs=(SECTION, Crumb(operation.name, None)),
        neighbours=Neighbours(*neighbours),
        source_file=operation.path,
        status=operation.status,
        name=operation.name,
        names=foreign_names(operation.names, language),
        summary=operation.summary,
        date=operation.date,
        parent=parent if isinstance(parent, OperationCard) else None,
        parts=parts,
        places=tuple(
            card for slug in operation.places if isinstance(card := known[f"places/{slug}"], PlaceCard)
        ),
        actors=tuple(
            card for slug in operation.actors if isinstance(card := known[f"actors/{slug}"], ActorCard)
        ),
        note=note_text(operation, prose, sources, known, history),
        events=events,
    )


INDEX = View(operations_view, "operations.html")
OPERATION = View(operation_view, "operation.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The list of operations, and a page for each."""
    inputs = _Inputs(chronicle)
    yield Page("/operations/", INDEX, Later(inputs.of_index))
    for slug, operation in chronicle.operations.items():
        address = address_of(f"operations/{slug}")
        yield Page(address, OPERATION, Later(inputs.of, operation))
        yield from year_pages("operations", operation.name, address, inputs.events.get(slug, ()))


class _Inputs:
    """What the pages of operations are made from."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle
        self.events = events_of_operations(chronicle)
        """Operation to its events."""

    @cached_property
    def _ordered(self) -> Sequence[OperationCard]:
        cards = (_card(self._chronicle, slug) for slug in self._chronicle.operations)
        return sorted(cards, key=_order)

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[OperationCard]]:
        """Operation to those that are parts of it."""
        found: dict[str, list[OperationCard]] = {}
        for card in self._ordered:
            parent = self._chronicle.operations[_slug(card)].parent
            if parent is not None:
                found.setdefault(parent, []).append(card)
        return found

    @cached_property
    def _neighbours(self) -> Mapping[str | None, tuple[Crumb | None, Crumb | None]]:
        return neighbours([Crumb(card.name, card.address) for card in self._ordered])

    def of_index(self) -> tuple[object, ...]:
        """Those of the list."""
        return (_counted(self._chronicle, self._ordered, self.events),)

    def of(self, operation: Operation) -> tuple[object, ...]:
        """Those of one operation, as `operation_view` takes them."""
        chronicle, slug = self._chronicle, operation.slug
        identity = f"operations/{slug}"
        address = address_of(identity)
        return (
            operation,
            chronicle.prose[identity],
            sources_of(chronicle, operation),
            cards_of(chronicle, operation),
            tuple(self._parts.get(slug, ())),
            event_list(address, self.events.get(slug, ())),
            self._neighbours[address],
            chronicle.site.languages[0],
            chronicle.history.get(identity),
        )


def _counted(
    chronicle: Chronicle, ordered: Iterable[OperationCard], events: Mapping[str, Sequence[EventCard]]
) -> tuple[CountedOperation, ...]:
    """The operations of the list: all but withdrawn ones."""
    return tuple(
        CountedOperation(
            operation=card, top=f"operations/{_top(chronicle, slug)}", events=len(events.get(slug, ()))
        )
        for card in ordered
        if chronicle.operations[slug := _slug(card)].withdrawn is None
    )


def _top(chronicle: Chronicle, slug: str) -> str:
    """The operation at the top, in which one is; nothing is in a circle, `link` has seen to that."""
    parent = chronicle.operations[slug].parent
    if parent is None or chronicle.operations[parent].withdrawn is not None:
        return slug
    return _top(chronicle, parent)


def _order(card: OperationCard) -> tuple[tuple[int, int, int], str]:
    return edtf.sort_key(edtf.parse(card.date)), card.id


def _slug(card: OperationCard) -> str:
    return card.id.partition("/")[2]


def _card(chronicle: Chronicle, slug: str) -> OperationCard:
    card = chronicle.cards[f"operations/{slug}"]
    assert isinstance(card, OperationCard), "operations have cards of their own"
    return card
