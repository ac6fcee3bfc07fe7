"""Ordinary pages of the notes: what this is, how it is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.derive import Derived
from chronicle.model import (
    Card,
    Chronicle,
    Crumb,
    Neighbours,
    NoteHistory,
    Page,
    PageData,
    Prose,
    Source,
    TextCard,
    TextPage,
    View,
)
from chronicle.pages.notes import NoteText, by_id, cards_of, note_text, sources_of


@dataclass(frozen=True, kw_only=True)
class TextData(PageData):
    title: str
    summary: str
    note: NoteText


def text_view(
    page: TextPage,
    prose: Prose,
    sources: tuple[Source, ...],
    cards: tuple[Card, ...],
    neighbours: tuple[TextCard | None, TextCard | None],
    history: NoteHistory | None = None,
) -> TextData:
    """Title, prose and its sources. `cards` holds everything that the page refers to."""
    return TextData(
        section=page.slug,
        crumbs=(Crumb(page.title, None),),
        neighbours=Neighbours(*map(_crumb, neighbours)),
        source_file=page.path,
        status=page.status,
        title=page.title,
        summary=page.summary,
        note=note_text(page, prose, sources, by_id(cards), history),
    )


TEXT = View(text_view, "text.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """A page for each; those with a place in the navigation lead to one another."""
    listed = sorted((page.nav, slug) for slug, page in chronicle.pages.items() if page.nav is not None)
    order = [slug for _, slug in listed]
    for slug, page in chronicle.pages.items():
        yield Page(
            chronicle.cards[f"pages/{slug}"].address,
            TEXT,
            (
                page,
                chronicle.prose[f"pages/{slug}"],
                sources_of(chronicle, page),
                cards_of(chronicle, page),
                _beside(chronicle, order, slug),
                chronicle.history.get(f"pages/{slug}"),
            ),
        )


def _beside(chronicle: Chronicle, order: list[str], slug: str) -> tuple[TextCard | None, TextCard | None]:
    """The cards of the pages before and after; none for a page that is not in the navigation."""
    if slug not in order:
        return None, None
    at = order.index(slug)
    before, after = order[at - 1 : at] if at else [], order[at + 1 : at + 2]
    return _card(chronicle, before), _card(chronicle, after)


def _card(chronicle: Chronicle, slugs: list[str]) -> TextCard | None:
    card = chronicle.cards[f"pages/{slugs[0]}"] if slugs else None
    assert card is None or isinstance(card, TextCard), "pages have cards of their own"
    return card


def _crumb(card: TextCard | None) -> Crumb | None:
    return Crumb(card.title, card.address) if card is not None else None
