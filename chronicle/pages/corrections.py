"""What we got wrong, newest first; slips that change nothing for the reader stand apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.derive import Derived
from chronicle.model import Chronicle, Correction, Crumb, Page, PageData, Value, View, Withdrawal
from chronicle.pages.records import records, title_of


class Change(Value, frozen=True, kw_only=True):
    """A correction of a note, or its withdrawal."""

    title: str
    address: str
    change: Correction | Withdrawal


@dataclass(frozen=True)
class CorrectionRow:
    """A correction or a withdrawal, as the template prints it."""

    date: str
    title: str
    address: str
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
    """Newest first; those of one day by address, those of one note newest last in it first."""
    ordered = sorted(sorted(changes, key=lambda it: it.address), key=lambda it: it.change.date, reverse=True)
    return CorrectionsPage(
        section="corrections",
        crumbs=(Crumb("corrections", None, "section"),),
        substantial=tuple(_row(it) for it in ordered if not _is_trivial(it)),
        trivial=tuple(_row(it) for it in ordered if _is_trivial(it)),
    )


CORRECTIONS = View(corrections_view, "corrections.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """One page for all corrections."""
    yield Page("/corrections/", CORRECTIONS, (tuple(_changes(chronicle)),))


def _changes(chronicle: Chronicle) -> Iterator[Change]:
    for card, record in records(chronicle):
        withdrawal = (record.withdrawn,) if record.withdrawn is not None else ()
        for change in (*withdrawal, *record.corrections):
            yield Change(title=title_of(card), address=card.address, change=change)


def _is_trivial(it: Change) -> bool:
    return isinstance(it.change, Correction) and it.change.trivial


def _row(it: Change) -> CorrectionRow:
    change = it.change
    said, says = (change.said, change.says) if isinstance(change, Correction) else (None, None)
    return CorrectionRow(
        date=change.date, title=it.title, address=it.address, said=said, says=says, why=change.why
    )
