"""What we got wrong, newest first; slips that change nothing for the reader stand apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chronicle.derive import Derived
from chronicle.model import Card, Chronicle, Correction, Crumb, Later, Page, PageData, Value, View, Withdrawal
from chronicle.pages.records import records, title_of


class Change(Value, frozen=True, kw_only=True):
    """A correction of a note, or its withdrawal."""

    title: str
    address: str
    anchor: str
    """Its own on this page, for as long as it stands here: ``events-x-2026-11-23``."""
    change: Correction | Withdrawal


@dataclass(frozen=True)
class CorrectionRow:
    """A correction or a withdrawal, as the template prints it."""

    date: str
    title: str
    address: str
    anchor: str
    said: str | None
    """None where the note was withdrawn."""
    says: str | None
    why: str


@dataclass(frozen=True, kw_only=True)
class CorrectionsPage(PageData):
    substantial: tuple[CorrectionRow, ...]
    """Withdrawals are among them."""
    trivial: tuple[CorrectionRow, ...]


def corrections_view(changes: tuple[Change, ...]) -> CorrectionsPage:
    """Newest first, the trivial ones apart."""
    ordered = newest_first(changes)
    return CorrectionsPage(
        section="corrections",
        crumbs=(Crumb("corrections", None, "section"),),
        substantial=tuple(_row(it) for it in ordered if not is_trivial(it)),
        trivial=tuple(_row(it) for it in ordered if is_trivial(it)),
    )


CORRECTIONS = View(corrections_view, "corrections.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """One page for all corrections."""
    yield Page("/corrections/", CORRECTIONS, Later(_inputs, chronicle))


def _inputs(chronicle: Chronicle) -> tuple[object]:
    return (tuple(changes_of(chronicle)),)


def changes_of(chronicle: Chronicle) -> Iterator[Change]:
    """Every correction and every withdrawal, note by note."""
    for identity, record in records(chronicle):
        if record.withdrawn is None and not record.corrections:
            continue
        card, base = chronicle.cards[identity], identity.replace("/", "-")
        if record.withdrawn is not None:
            yield _change(card, f"{base}-withdrawn", record.withdrawn)
        days: Counter[str] = Counter()
        for correction in record.corrections:
            days[correction.date] += 1
            number = f"-{days[correction.date]}" if days[correction.date] > 1 else ""
            yield _change(card, f"{base}-{correction.date}{number}", correction)


def newest_first(changes: Iterable[Change]) -> list[Change]:
    """In their order: those of one day by address, those of one note newest last in it first."""
    return sorted(sorted(changes, key=lambda it: it.address), key=lambda it: it.change.date, reverse=True)


def _change(card: Card, anchor: str, change: Correction | Withdrawal) -> Change:
    return Change(title=title_of(card), address=card.address, anchor=anchor, change=change)


def is_trivial(it: Change) -> bool:
    """Whether it changes nothing for the reader."""
    return isinstance(it.change, Correction) and it.change.trivial


def _row(it: Change) -> CorrectionRow:
    change = it.change
    said, says = (change.said, change.says) if isinstance(change, Correction) else (None, None)
    return CorrectionRow(
        date=change.date,
        title=it.title,
        address=it.address,
        anchor=it.anchor,
        said=said,
        says=says,
        why=change.why,
    )
