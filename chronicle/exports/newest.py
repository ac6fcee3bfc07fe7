"""The newest changes to the chronicle, by the days that notes give: what both feeds tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from markupsafe import escape
from msgspec.structs import replace

from chronicle import edtf
from chronicle.addresses import address_of
from chronicle.exports.documents import absolute
from chronicle.model import Card, Chronicle, Correction, Event, Record, Value, Withdrawal
from chronicle.pages.newest import last_change
from chronicle.pages.records import records, title_of
from chronicle.wording import Language

LIMIT = 50


class Change(Value, frozen=True, kw_only=True):
    """The last thing that happened to a note."""

    address: str
    title: str
    summary: str
    """Empty where it was withdrawn: it is said no longer."""
    change: Literal["added", "corrected", "withdrawn"]
    day: str
    """``YYYY-MM-DD``, as `added`."""
    added: str | None
    date: str | None = None
    """EDTF, of an event."""
    kind: str | None = None
    """The label of its kind, of an event."""
    correction: Correction | None = None
    why: str | None = None
    """Why it was withdrawn."""


def newest_changes(chronicle: Chronicle) -> tuple[Change, ...]:
    """The newest first; of one day, the latest event first, then by address.

    Events are news when they are added; all notes are when they are withdrawn,
    or corrected in more than a trivial way. What has no day is none.
    """
    news = ((day, identity, record) for identity, record in records(chronicle) if (day := _day(record)))
    newest = sorted(news, key=lambda it: address_of(it[1]))
    newest.sort(key=lambda it: _recency(it[0], it[2]), reverse=True)
    kinds = chronicle.site.event_kinds
    return tuple(_change(chronicle.cards[identity], record, kinds) for _, identity, record in newest[:LIMIT])


def _day(record: Record) -> str | None:
    """The day of the last thing that happened to a note; None where that is no news."""
    change = last_change(record)
    if change is not None:
        return change.date
    return record.added if isinstance(record, Event) else None


def _recency(day: str, record: Record) -> tuple[str, int]:
    """What is equal here stays in the order of addresses."""
    return day, edtf.sort_key(edtf.parse(record.date))[0] if isinstance(record, Event) else 0


def _change(card: Card, record: Record, kinds: Mapping[str, str]) -> Change:
    """The last thing that happened to a note to which something did."""
    event = record if isinstance(record, Event) else None
    base = Change(
        address=card.address,
        title=title_of(card),
        summary=record.summary,
        change="added",
        day=record.added or "",
        added=record.added,
        date=event.date if event else None,
        kind=kinds[event.kind] if event else None,
    )
    change = last_change(record)
    if isinstance(change, Withdrawal):
        return replace(base, change="withdrawn", day=change.date, why=change.why, summary="")
    if change is not None:
        return replace(base, change="corrected", day=change.date, correction=change)
    return base


# --- words -------------------------------------------------------------------


def headline(change: Change, words: Language) -> str:
    """The title, with a word before it where the note was corrected or withdrawn."""
    return titled(change.change, change.title, words)


def titled(change: str, title: str, words: Language) -> str:
    """A title with a word before it that says what happened to the note."""
    if change == "corrected":
        return words.gettext("Corrected: {title}").format(title=title)
    if change == "withdrawn":
        return words.gettext("Withdrawn: {title}").format(title=title)
    return title


def html_of(change: Change, words: Language, base_url: str) -> str:
    """What happened and when, what was corrected or why it was withdrawn, and the way to the page."""
    address = absolute(base_url, change.address)
    when = f"<strong>{escape(words.date(change.date))}.</strong> " if change.date else ""
    link = f'<p><a href="{escape(address)}">{escape(change.title)}</a></p>'
    if change.change == "withdrawn":
        return f"<p>{when}{escape(change.why)}</p>{link}"
    summary = f"<p>{when}{escape(change.summary)}</p>" if change.summary or when else ""
    return summary + (correction_html(change.correction, words) if change.correction else "") + link


def correction_html(correction: Correction, words: Language) -> str:
    """What it said, what it says, and why."""
    parts = (
        (words.gettext("It said"), correction.said),
        (words.gettext("It says"), correction.says),
        (words.gettext("Why"), correction.why),
    )
    return (
        "<dl>" + "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in parts) + "</dl>"
    )


def instant(day: str) -> str:
    """A day as the formats demand it: its midnight in UTC, never the clock's time."""
    return f"{day}T00:00:00Z"
