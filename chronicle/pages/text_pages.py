"""Ordinary pages of the notes: what this is, how it is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from chronicle.derive import Derived
from chronicle.model import (
    Card,
    Chronicle,
    Correction,
    Crumb,
    Neighbours,
    Page,
    PageData,
    Prose,
    Source,
    TextCard,
    TextPage,
    View,
    Withdrawal,
)
from chronicle.pages.citations import SourceRow, cited_prose


@dataclass(frozen=True, kw_only=True)
class TextData(PageData):
    title: str
    summary: str
    html: Markup
    sources: tuple[SourceRow, ...]
    corrections: tuple[Correction, ...]
    withdrawn: Withdrawal | None


def text_view(
    page: TextPage,
    prose: Prose,
    sources: tuple[Source, ...],
    cards: tuple[Card, ...],
    neighbours: tuple[TextCard | None, TextCard | None],
) -> TextData:
    """Title, prose and its sources. `cards` holds everything that the page refers to."""
    cited = cited_prose(prose, sources, {card.id: card for card in cards})
    return TextData(
        section=page.slug,
        crumbs=(Crumb(page.title, None),),
        neighbours=Neighbours(*map(_crumb, neighbours)),
        source_file=page.path,
        title=page.title,
        summary=page.summary,
        html=cited.html,
        sources=cited.sources,
        corrections=page.corrections,
        withdrawn=page.withdrawn,
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
                tuple(chronicle.sources[source] for source in page.sources),
                _cards(chronicle, page),
                _beside(chronicle, order, slug),
            ),
        )


def _cards(chronicle: Chronicle, page: TextPage) -> tuple[Card, ...]:
    needed = {need for source in page.sources for need in chronicle.sources[source].needs}
    return tuple(chronicle.cards[need] for need in sorted({*page.needs, *needed}))


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
