"""The page of a source that several notes use; all sources by publisher; and what they are, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.addresses import address_of
from chronicle.derive import Derived
from chronicle.figures import Claim, in_order
from chronicle.model import (
    ActorCard,
    Card,
    Chronicle,
    Crumb,
    EventCard,
    Neighbours,
    NoteHistory,
    Page,
    PageData,
    Prose,
    Source,
    View,
)
from chronicle.pages.event_lists import EventList, event_list, year_pages
from chronicle.pages.names import beside
from chronicle.pages.notes import NoteText, by_id, cards_of, note_text, sources_of
from chronicle.pages.publishers import INDEX, LETTER, letters, summary
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
    lists = letters(chronicle)
    yield Page("/sources/", INDEX, (summary(chronicle, lists), tuple(found.link for found in lists)))
    for found in lists:
        yield Page(found.link.address, LETTER, (found.link, found.cards, tuple(each.link for each in lists)))
    address_of_list = {card.id: found.link.address for found in lists for card in found.cards}
    claims = _claims(chronicle, derived)
    shared = sorted((source for source in chronicle.sources.values() if source.home is None), key=published)
    order = tuple(Crumb(source.title, address_of(f"sources/{source.slug}")) for source in shared)
    for source in shared:
        identity = f"sources/{source.slug}"
        address = address_of(identity)
        users = [chronicle.cards[user] for user in chronicle.users.get(identity, ())]
        events = [card for card in users if isinstance(card, EventCard)]
        own = claims.get(source.slug, ())
        needs = (need for claimed in own for need in claim_needs(claimed.claim))
        around = beside(order, address)
        yield Page(
            address,
            SOURCE,
            (
                source,
                chronicle.prose[identity],
                sources_of(chronicle, source),
                cards_of(chronicle, source, needs),
                event_list(address, events),
                tuple(card for card in users if not isinstance(card, EventCard)),
                own,
                address_of_list.get(identity, "/sources/"),  # a withdrawn one stands in no list
                (around.previous, around.next),
                chronicle.history.get(identity),
            ),
        )
        yield from year_pages("sources", source.title, address, events)


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
