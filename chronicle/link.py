"""Records to the Chronicle: every reference is followed, and what leads nowhere is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from chronicle import edtf
from chronicle.addresses import address_of
from chronicle.between_notes import is_hidden, linked_addresses, no_page, problems_between, table_of
from chronicle.canonical import canonical
from chronicle.cards import Cards, card_of
from chronicle.model import (
    Actor,
    Chronicle,
    Entry,
    Event,
    Measure,
    NoteHistory,
    Operation,
    Period,
    Place,
    Record,
    Reference,
    Site,
    Source,
    TextPage,
    sealed,
)
from chronicle.nearest import Nearest
from chronicle.problems import Problem

Kept = TypeVar("Kept", bound=Record)


@dataclass(frozen=True)
class Linked:
    chronicle: Chronicle | None
    """None where anything is wrong."""
    problems: tuple[Problem, ...]
    entries: Mapping[str, Entry]
    """By id, to find the place of what later stages have to say."""
    hidden: frozenset[str] = frozenset()
    """Ids of the notes that are not published."""

    def clashes(self, addresses: Collection[str]) -> Iterator[Problem]:
        """Aliases that claim the address of a page that no note has made: `/2017/`."""
        for entry in self.entries.values():
            for alias in entry.facts.aliases:
                if alias.text in addresses:
                    message = f'the address "{alias.text}" belongs to another page of the site'
                    yield Problem(entry.at(alias), "duplicate-address", message)

    def dead_links(self, addresses: Collection[str]) -> Iterator[Problem]:
        """Links in prose to addresses of the site that are not among those of its pages.

        What is not shown itself may link to other notes that are not.
        """
        shown = self.chronicle.cards if self.chronicle is not None else self.entries
        unseen = {address_of(identity) for identity in self.entries if identity not in shown}
        nearest = Nearest(addresses)
        for entry, mention, address in linked_addresses(self.entries.values()):
            is_there = address in addresses or (entry.id not in shown and address in unseen)
            if address and not is_there:
                yield no_page(entry, mention, address, nearest)


def link(
    entries: Sequence[Entry],
    site: Site | None,
    files: Mapping[str, bytes],
    today: str,
    drafts: bool = False,
    site_references: Sequence[Reference] = (),
    history: Mapping[str, NoteHistory] = MappingProxyType({}),
) -> Linked:
    """Follow every reference of every note, and make the Chronicle of what is published.

    `today` (``YYYY-MM-DD``) decides on embargoes; with `drafts` everything is
    shown. `site_references` are those of `site.yaml`, which is always shown. A
    note that is wrong in itself still has its references judged. `history` is
    what git tells of the notes, by id: one that does not say when it was added
    was so on the day of its first commit.
    """
    table = table_of(entries)
    hidden = {entry.id for entry in entries if not drafts and is_hidden(entry, today)}
    problems = list(problems_between(entries, table, hidden, site_references))
    if site is None or problems or any(entry.record is None for entry in entries):
        return Linked(None, tuple(problems), table.entries, frozenset(hidden))
    shown = [
        _with_day(canonical(entry, table.other_slugs), history.get(entry.id))
        for entry in entries
        if entry.id not in hidden
    ]
    return Linked(_chronicle(shown, site, files, history), (), table.entries, frozenset(hidden))


def _with_day(entry: Entry, history: NoteHistory | None) -> Entry:
    """The entry; where its note does not say when it was added, with the day that git tells."""
    if history is None or entry.record is None or entry.record.added is not None:
        return entry
    record = sealed(msgspec.structs.replace(entry.record, added=history.first))
    return msgspec.structs.replace(entry, record=record)


def _chronicle(
    entries: Sequence[Entry], site: Site, files: Mapping[str, bytes], history: Mapping[str, NoteHistory]
) -> Chronicle:
    """The Chronicle of right entries, everything in its order."""
    records: dict[str, Any] = {
        entry.id: entry.record for entry in sorted(entries, key=lambda entry: entry.id)
    }
    for entry in entries:
        records.update({f"sources/{source.slug}": source for source in entry.in_place})
    kinds = _by_kind(records.values())
    events = sorted(_of(kinds, Event).values(), key=_event_order)
    places = _of(kinds, Place)
    withdrawn = tuple(event for event in events if event.withdrawn is not None)
    standing = tuple(event for event in events if event.withdrawn is None)
    periods = sorted(_of(kinds, Period).values(), key=lambda period: (period.order, period.slug))
    texts = _of(kinds, TextPage)
    return Chronicle(
        site=_with_pages(site, texts.values()),
        events=standing,
        withdrawn=withdrawn,
        periods=tuple(periods),
        places=places,
        actors=_of(kinds, Actor),
        operations=_of(kinds, Operation),
        sources=dict(sorted(_of(kinds, Source).items())),
        measures=_of(kinds, Measure),
        pages=texts,
        prose={entry.id: entry.prose for entry in entries},
        cards=Cards(records, places),
        users=_users(records, standing),
        files=files,
        history=history,
    )


def _with_pages(site: Site, texts: Iterable[TextPage]) -> Site:
    """The site with the cards of the ordinary pages that stand in the navigation."""
    order = sorted(texts, key=lambda page: (page.nav or 0, page.slug))
    cards = [card_of(f"pages/{page.slug}", page, {}) for page in order if page.nav is not None]
    return sealed(msgspec.structs.replace(site, pages=tuple(cards)))


def _by_kind(records: Iterable[Record]) -> dict[type[Record], dict[str, Any]]:
    """The records of each type by slug, in the order given."""
    kinds: dict[type[Record], dict[str, Any]] = {}
    for record in records:
        kinds.setdefault(type(record), {})[record.slug] = record
    return kinds


def _of(kinds: Mapping[type[Record], dict[str, Any]], kind: type[Kept]) -> dict[str, Kept]:
    return kinds.get(kind, {})


def _event_order(event: Event) -> tuple[Any, ...]:
    """Earliest day, more exact first, more important first, slug: total and stable."""
    return (*edtf.sort_key(edtf.parse(event.date)), -event.importance, event.slug)


def _users(records: Mapping[str, Record], events: Sequence[Event]) -> dict[str, tuple[str, ...]]:
    """Who refers to what: events in order of time, then the others by id."""
    users: defaultdict[str, list[str]] = defaultdict(list)
    for event in events:
        identity = f"events/{event.slug}"
        for need in event.needs:
            users[need].append(identity)
    for identity, record in records.items():
        if not isinstance(record, Event):
            for need in record.needs:
                users[need].append(identity)
    return {need: tuple(found) for need, found in users.items()}
