"""The page of a source that several notes use; all sources by publisher; and what they are, in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from chronicle.addresses import address_of
from chronicle.derive import Derived
from chronicle.figures import Claim, in_order
from chronicle.model import (
    ActorCard,
    Card,
    Chronicle,
    Crumb,
    EventCard,
    Later,
    Neighbours,
    NoteHistory,
    Page,
    PageData,
    Prose,
    Source,
    View,
)
from chronicle.pages.event_lists import EventList, are_many, event_list, year_pages
from chronicle.pages.names import neighbours
from chronicle.pages.notes import NoteText, by_id, cards_of, note_text, sources_of
from chronicle.pages.publishers import INDEX, LETTER, ListLink, SourcesOfLetter, letters, summary
from chronicle.pages.told import Claimed, ClaimedRow, claim_needs, claimed_row, published

SECTION = Crumb("sources", "/sources/", "section")


@dataclass(frozen=True, kw_only=True)
class SourcePage(PageData):
    id: str
    title: str
    title_seen: bool
    publisher: str | None
    author: str | None
    published: str | None
    url: str | None
    archive_url: str | None
    accessed: str | None
    language: str | None
    type: str
    reliability: str | None
    remark: str | None
    """The editors' remark about it."""
    agency: ActorCard | None
    voice: ActorCard | None
    publisher_page: str
    """Address of the list in which its publisher stands."""
    note: NoteText
    events: EventList
    others: tuple[Crumb, ...]
    """What else refers to it: operations, places, periods …"""
    claims: tuple[ClaimedRow, ...]
    """The figures that rest on it."""


def source_view(
    source: Source,
    prose: Prose,
    sources: tuple[Source, ...],
    cards: tuple[Card, ...],
    events: EventList,
    others: tuple[Card, ...],
    claims: tuple[Claimed, ...],
    publisher_page: str,
    neighbours: tuple[Crumb | None, Crumb | None],
    history: NoteHistory | None = None,
) -> SourcePage:
    """All that the page of a source prints. `cards` holds what its note and its claims refer to."""
    known = by_id(cards)
    agency, voice = known.get(f"actors/{source.agency}"), known.get(f"actors/{source.voice}")
    return SourcePage(
        section="sources",
        crumbs=(SECTION, Crumb(source.title, None)),
        neighbours=Neighbours(*neighbours),
        source_file=source.path,
        status=source.status,
        id=source.slug,
        title=source.title,
        title_seen=source.title_seen,
        publisher=source.publisher,
        author=source.author,
        published=source.published,
        url=source.url,
        archive_url=source.archive_url,
        accessed=source.accessed,
        language=source.language,
        type=source.type,
        reliability=source.reliability,
        remark=source.note,
        agency=agency if isinstance(agency, ActorCard) else None,
        voice=voice if isinstance(voice, ActorCard) else None,
        publisher_page=publisher_page,
        note=note_text(source, prose, sources, known, history),
        events=events,
        others=tuple(Crumb(_words(card), card.address) for card in others),
        claims=tuple(claimed_row(claimed, known) for claimed in claims),
    )


def _words(card: Card) -> str:
    """What a card calls its thing."""
    return str(getattr(card, "name", None) or getattr(card, "title", ""))


SOURCE = View(source_view, "source.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The numbers, the lists by publisher, and a page for each source with a note of its own."""
    inputs = _Inputs(chronicle, derived)
    yield Page("/sources/", INDEX, Later(inputs.of_index))
    links = tuple(found.link for found in inputs.lists)
    for found in inputs.lists:
        yield Page(found.link.address, LETTER, Later(inputs.of_list, found, links))
    for source in inputs.shared:
        address = address_of(f"sources/{source.slug}")
        yield Page(address, SOURCE, Later(inputs.of, source))
        if inputs.has_many_users(source):
            yield from year_pages("sources", source.title, address, inputs.events_of(source))


class _Inputs:
    """What the pages of sources are made from; what only some of them need is found when it is asked for."""

    def __init__(self, chronicle: Chronicle, derived: Derived) -> None:
        self._chronicle = chronicle
        self._derived = derived
        self.lists = letters(chronicle)
        shared = (source for source in chronicle.sources.values() if source.home is None)
        self.shared = sorted(shared, key=published)
        """Those that have a page."""

    @cached_property
    def _claims(self) -> Mapping[str, tuple[Claimed, ...]]:
        return _claims(self._chronicle, self._derived)

    @cached_property
    def _address_of_list(self) -> Mapping[str, str]:
        some = ((found.link.address, sources) for found in self.lists for sources in found.sources)
        return {source.slug: address for address, sources in some for source in sources}

    @cached_property
    def _neighbours(self) -> Mapping[str | None, tuple[Crumb | None, Crumb | None]]:
        return neighbours([Crumb(it.title, address_of(f"sources/{it.slug}")) for it in self.shared])

    def has_many_users(self, source: Source) -> bool:
        """Whether its events may be too many for one page."""
        return are_many(len(self._chronicle.users.get(f"sources/{source.slug}", ())))

    def events_of(self, source: Source) -> list[EventCard]:
        """The events that cite it."""
        return [card for card in self._users(source) if isinstance(card, EventCard)]

    def _users(self, source: Source) -> list[Card]:
        users = self._chronicle.users.get(f"sources/{source.slug}", ())
        return [self._chronicle.cards[user] for user in users]

    def of_index(self) -> tuple[object, ...]:
        """Those of the numbers."""
        return summary(self._chronicle, self.lists), tuple(found.link for found in self.lists)

    def of_list(self, found: SourcesOfLetter, links: tuple[ListLink, ...]) -> tuple[object, ...]:
        """Those of one list by publisher."""
        return found.link, found.cards(self._chronicle), links

    def of(self, source: Source) -> tuple[object, ...]:
        """Those of one source, as `source_view` takes them."""
        chronicle = self._chronicle
        identity = f"sources/{source.slug}"
        address = address_of(identity)
        own = self._claims.get(source.slug, ())
        needs = (need for claimed in own for need in claim_needs(claimed.claim))
        return (
            source,
            chronicle.prose[identity],
            sources_of(chronicle, source),
            cards_of(chronicle, source, needs),
            event_list(address, self.events_of(source)),
            tuple(card for card in self._users(source) if not isinstance(card, EventCard)),
            own,
            self._address_of_list.get(source.slug, "/sources/"),  # a withdrawn one stands in no list
            self._neighbours[address],
            chronicle.history.get(identity),
        )


def _claims(chronicle: Chronicle, derived: Derived) -> dict[str, tuple[Claimed, ...]]:
    """Source to the claims that rest on it, by the day that they count for; only of sources with pages."""
    found: dict[str, list[Claim]] = {}
    for claim in in_order(derived.figures.claims):
        if chronicle.sources[claim.figure.source].home is None:
            found.setdefault(claim.figure.source, []).append(claim)
    return {
        source: tuple(Claimed(claim=claim, disputed=derived.figures.is_disputed(claim)) for claim in claims)
        for source, claims in found.items()
    }
