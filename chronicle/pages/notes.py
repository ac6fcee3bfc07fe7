"""What the page of a note has, whatever its kind: its prose, its sources, its corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from chronicle.model import Card, Chronicle, Correction, NoteHistory, Prose, Record, Source, Withdrawal
from chronicle.pages.citations import SourceRow, cited_prose


@dataclass(frozen=True)
class NoteText:
    html: Markup
    """Empty where the note has no prose, or was withdrawn."""
    sources: tuple[SourceRow, ...]
    corrections: tuple[Correction, ...]
    withdrawn: Withdrawal | None
    history: NoteHistory | None = None


def note_text(
    record: Record,
    prose: Prose,
    sources: Sequence[Source],
    cards: Mapping[str, Card],
    history: NoteHistory | None = None,
) -> NoteText:
    """A note's own words, none where it was withdrawn; `cards` has all that prose and sources refer to."""
    cited = cited_prose(prose if record.withdrawn is None else Prose(), sources, cards)
    return NoteText(cited.html, cited.sources, record.corrections, record.withdrawn, history)


def sources_of(chronicle: Chronicle, record: Record) -> tuple[Source, ...]:
    """The sources of a note, in its order."""
    return tuple(chronicle.sources[slug] for slug in record.sources)


def cards_of(chronicle: Chronicle, record: Record, others: Iterable[str] = ()) -> tuple[Card, ...]:
    """The cards of all that a note and its sources refer to, and of `others` (ids), each once."""
    needs = (need for source in sources_of(chronicle, record) for need in source.needs)
    return tuple(chronicle.cards[need] for need in sorted({*record.needs, *needs, *others}))


def by_id(cards: Iterable[Card]) -> dict[str, Card]:
    return {card.id: card for card in cards}
