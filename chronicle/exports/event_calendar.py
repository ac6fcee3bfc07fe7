"""Events whose days are known, for calendars: `calendar.ics` (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from chronicle import edtf
from chronicle.derive import Derived
from chronicle.exports.documents import Table, table, url_of
from chronicle.exports.files import File
from chronicle.exports.publication import Publication
from chronicle.model import Chronicle, Event, Page, Value, View
from chronicle.wording import Language, language

if TYPE_CHECKING:
    import icalendar

FILES = (File(address="/calendar.ics", group="news", media_type="text/calendar"),)


class Days(Value, frozen=True, kw_only=True):
    """An event on a day, or on days in a row, that are known."""

    id: str
    url: str
    title: str
    summary: str
    earliest: date
    latest: date
    """The last day itself."""
    kind: str
    """Its label, as that of `certainty`."""
    certainty: str
    places: tuple[str, ...]
    """Their names."""
    added: date


def calendar(publication: Publication, events: Table) -> bytes:
    """One entry over whole days for each event; 10,000 take about three seconds."""
    import icalendar  # costs a tenth of a second, which a build that leaves the calendar as it is saves

    words = language(publication.language)
    whole = icalendar.Calendar()
    whole.add("prodid", f"-//{publication.holder}//{publication.title}//{publication.language.upper()}")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", icalendar.vText(publication.title))
    whole.add("x-wr-caldesc", icalendar.vText(_description(publication, words)))
    for event in events.rows:
        whole.add_component(_entry(event, publication.host))
    text: bytes = whole.to_ical()
    return text


CALENDAR = View(calendar, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The calendar of all events whose days are known, whatever their importance."""
    events = table(days for event in chronicle.events if (days := days_of(chronicle, event)))
    yield Page("/calendar.ics", CALENDAR, (Publication.of(chronicle.site), events))


def days_of(chronicle: Chronicle, event: Event) -> Days | None:
    """The event as a calendar has it; None where its days are not known: a calendar cannot say "about"."""
    known = known_days(event.date)
    if known is None:
        return None
    site = chronicle.site
    return Days(
        id=event.slug,
        url=url_of(site.base_url, f"events/{event.slug}"),
        title=event.title,
        summary=event.summary,
        earliest=known[0],
        latest=known[1],
        kind=site.event_kinds[event.kind],
        certainty=f"{site.certainty[event.certainty]}: {site.certainty_reasons[event.certainty]}",
        places=tuple(chronicle.places[slug].name for slug in event.places),
        added=date.fromisoformat(event.added) if event.added else known[1],
    )


def known_days(text: str) -> tuple[date, date] | None:
    """The first and the last day of a date, where both are known without a doubt.

    >>> known_days("2017-11-03"), known_days("2017-11"), known_days("2017-11-03/2017-11~")
    ((datetime.date(2017, 11, 3), datetime.date(2017, 11, 3)), None, None)
    """
    when = edtf.parse(text)
    first, last = (when.start, when.end) if when.is_interval else (when, when)
    if first is None or last is None or first.day is None or last.day is None:
        return None
    return (first.day, last.day) if last.day < date.max else None


def _description(publication: Publication, words: Language) -> str:
    left_out = words.gettext("Only events whose days are known; all others are left out.")
    return f"{publication.description} {left_out}"


def _entry(event: Days, host: str) -> icalendar.Event:
    """DTEND is the day after the last; DTSTAMP the one on which the note first stood here."""
    import icalendar

    entry = icalendar.Event()
    entry.add("uid", f"{event.id}@{host}")
    entry.add("dtstamp", datetime.combine(event.added, time(), UTC))
    entry.add("dtstart", event.earliest)
    entry.add("dtend", event.latest + timedelta(days=1))
    entry.add("summary", event.title)
    entry.add("description", "\n\n".join(filter(None, (event.summary, event.certainty, event.url))))
    entry.add("url", event.url)
    entry.add("categories", [event.kind])
    if event.places:
        entry.add("location", ", ".join(event.places))
    entry.add("transp", "TRANSPARENT")
    return entry
