"""Prose as readers see it, with numbered citations that lead to the note's sources and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from chronicle.addresses import address_of, rooted
from chronicle.model import Card, Citation, Prose, Source, WikiLink
from chronicle.prose import fill


@dataclass(frozen=True)
class SourceRow:
    """One source of a list, as the template prints it."""

    number: int
    id: str
    title: str
    title_seen: bool
    publisher: str | None
    author: str | None
    published: str | None
    language: str | None
    url: str | None
    archive_url: str | None
    address: str | None
    """Its page, where it has one of its own."""
    agency: Card | None
    voice: Card | None
    note: str | None
    backlinks: tuple[str, ...]
    """Anchors of its citations on this page."""


@dataclass(frozen=True)
class CitedProse:
    html: Markup
    sources: tuple[SourceRow, ...]


def cited_prose(prose: Prose, sources: Sequence[Source], cards: Mapping[str, Card]) -> CitedProse:
    """Fill the holes of prose: citations get the numbers of `sources`, links the words of `cards`.

    `cards` are looked up by id; all that the note refers to must be among them.
    """
    numbers = {source.slug: number for number, source in enumerate(sources, 1)}
    anchors: dict[str, list[str]] = {}

    def citation(hole: Citation) -> str:
        notes = [_note(work.source, work.locator, numbers, anchors) for work in hole.works]
        return f'<sup class="cite">{", ".join(notes)}</sup>'

    html = fill(prose, citation, lambda hole: _link(hole, cards))
    rows = tuple(
        source_row(source, numbers[source.slug], cards, anchors.get(source.slug, ())) for source in sources
    )
    return CitedProse(html, rows)


def source_row(
    source: Source, number: int, cards: Mapping[str, Card], anchors: Sequence[str] = ()
) -> SourceRow:
    """A source as a row, with the cards of its agency and of the party that speaks through it."""
    return SourceRow(
        number=number,
        id=source.slug,
        title=source.title,
        title_seen=source.title_seen,
        publisher=source.publisher,
        author=source.author,
        published=source.published,
        language=source.language,
        url=source.url,
        archive_url=source.archive_url,
        address=None if source.home else address_of(f"sources/{source.slug}"),
        agency=cards.get(f"actors/{source.agency}"),
        voice=cards.get(f"actors/{source.voice}"),
        note=source.note,
        backlinks=tuple(anchors),
    )


def _note(source: str, locator: str | None, numbers: Mapping[str, int], anchors: dict[str, list[str]]) -> str:
    """``<a href="#source" id="cite-source-1">2</a>``, with the page behind the number where one is given."""
    places = anchors.setdefault(source, [])
    anchor = f"cite-{source}-{len(places) + 1}"
    places.append(anchor)
    words = f"{numbers[source]}, {locator}" if locator else str(numbers[source])
    return f'<a href="#{escape(source)}" id="{escape(anchor)}" role="doc-noteref">{escape(words)}</a>'


def _link(hole: WikiLink, cards: Mapping[str, Card]) -> str:
    card = cards[hole.target]
    words = hole.words or getattr(card, "title", None) or getattr(card, "name", "")
    return f'<a href="{escape(rooted(card.address))}">{escape(words)}</a>'
