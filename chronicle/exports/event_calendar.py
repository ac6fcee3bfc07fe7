"""Events whose days are known, for calendars: `calendar.ics` (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from chronicle import edtf
from chronicle.derive import Derived
from chronicle.exports.documents import Table, table, url_of
from chronicle.exports.files import File
from chronicle.exports.publication import Publication
from chronicle.model import Chronicle, Event, Later, Page, Value, View
from chronicle.wording import Language, language

FILES = (File(address="/calendar.ics", group="news", media_type="text/calendar"),)


FOLDED = 75
"""Bytes from which on a line is folded (section 3.1); the library looks at each character of it."""


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
    """One entry over whole days for each event; 10,000 take about a second.

    Lines, their escapes and their folds are the library's; that they stand in
    its own order is ours, which is three times as fast as its components.
    """
    from icalendar.parser import Contentline  # costs a tenth of a second, which most builds save

    words = language(publication.language)
    producer = f"-//{publication.holder}//{publication.title}//{publication.language.upper()}"
    content_line: Any = Contentline

    @lru_cache(maxsize=4096)
    def known(line: str) -> bytes:
        plain = line.encode()
        return plain if len(plain) < FOLDED else bytes(content_line(line).to_ical())

    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_text(producer)}",
        f"X-WR-CALDESC:{_text(_description(publication, words))}",
        f"X-WR-CALNAME:{_text(publication.title)}",
        *(line for event in events.rows for line in _entry(event, publication.host)),
        "END:VCALENDAR",
    ]
    text: bytes = b"".join([known(line) + b"\r\n" for line in lines])
    return text


CALENDAR = View(calendar, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The calendar of all events whose days are known, whatever their importance."""
    yield Page("/calendar.ics", CALENDAR, Later(_inputs, chronicle))


def _inputs(chronicle: Chronicle) -> tuple[object, ...]:
    events = table(days for event in chronicle.events if (days := days_of(chronicle, event)))
    return Publication.of(chronicle.site), events


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


def _entry(event: Days, host: str) -> Iterator[str]:
    """DTEND is the day after the last; DTSTAMP the one on which the note first stood here."""
    description = "\n\n".join(filter(None, (event.summary, event.certainty, event.url)))
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_text(event.title)}"
    yield f"DTSTART;VALUE=DATE:{_day(event.earliest)}"
    yield f"DTEND;VALUE=DATE:{_day(event.latest + timedelta(days=1))}"
    yield f"DTSTAMP:{_day(event.added)}T000000Z"
    yield f"UID:{_text(f'{event.id}@{host}')}"
    yield f"CATEGORIES:{_text(event.kind)}"
    yield f"DESCRIPTION:{_text(description)}"
    if event.places:
        yield f"LOCATION:{_text(', '.join(event.places))}"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{event.url}"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}" if day.year > 999 else f"{day.year:04}{day:%m%d}"


def _text(value: str) -> str:
    """A value of type TEXT (section 3.3.11)."""
    import icalendar

    escaped: bytes = icalendar.vText(value).to_ical()
    return escaped.decode()
