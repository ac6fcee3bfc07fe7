"""Runs the rules between notes, each again only where something that it looks at has changed.

What rules have found is kept beside the records of the notes, under its
*subject*: an event with what it rests on, a place, the control of a place, a
series of claims, a pair of events. A subject is judged again when a note behind
it is new, gone or another; where it is made of parts of many notes, when the
digest of those parts is another. So an edit costs what it touches, and the
findings are those of a judgement from nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain

import msgspec

from chronicle.control_history import Change
from chronicle.figures import Claim
from chronicle.judged import VERSION, Judged, Placed, Subject
from chronicle.model import Chronicle, Entry, Event
from chronicle.problems import Finding
from chronicle.rules.control import CONTROL_RULES, Own
from chronicle.rules.evidence import EVENT_RULES, Case
from chronicle.rules.likeness import same_event
from chronicle.rules.orphans import orphan
from chronicle.rules.stocks import Jump, jumps, unexplained
from chronicle.stamps import digest

Locate = Callable[[Sequence[Finding]], Sequence[tuple[int, int]]]
"""Line and column of each finding; see `whereabouts`."""


@dataclass(frozen=True)
class Whole:
    """What there is to judge."""

    chronicle: Chronicle
    told: Mapping[str, Sequence[Change]]
    """See `control_history.told`."""
    series: Mapping[tuple[str, str | None], Sequence[Claim]]
    """See `Figures.by_series`."""
    entries: Mapping[str, Entry]
    """All notes by id, those that are not published among them."""
    maker: bytes
    """Digest of the engine."""


def judge(whole: Whole, before: Judged, locate: Locate) -> Judged:
    """What every rule between notes finds. `before` is what was found last time."""
    chronicle = whole.chronicle
    agencies = {source.agency or "" for source in chronicle.sources.values()} - {""}
    basis = _basis(whole, agencies)
    if (before.version, before.basis) != (VERSION, basis):
        before = Judged()
    notes = {
        identity: entry.digest for identity, entry in whole.entries.items() if identity in chronicle.cards
    }
    changed = {it for it in notes.keys() | before.notes.keys() if notes.get(it) != before.notes.get(it)}
    parts = dict((*_control_parts(whole), *_series_parts(whole)))
    found: dict[Subject, Iterable[Finding]] = {}
    found |= _of_events(chronicle, _touched(chronicle, changed), agencies)
    found |= _of_places(chronicle, changed)
    found |= _of_control(whole, parts, before)
    found |= _of_pairs(chronicle, changed)
    leaps = _jumps(whole, parts, before)
    found |= _of_jumps(chronicle, leaps)
    found["orphans"] = list(_orphans(whole))
    findings = _placed(found, before, notes, parts, changed, locate)
    return Judged(VERSION, basis, notes, parts, leaps, findings)


def _basis(whole: Whole, agencies: Set[str]) -> bytes:
    site = whole.chronicle.site
    names = [site.map.world, site.map.base] if site.map is not None else []
    maps = (digest(whole.chronicle.files[name]) for name in names if name)
    words = (",".join(sorted(some)).encode() for some in (agencies, site.neutral_sides))
    return digest(b"\0".join((whole.maker, *words, *maps)))


def _placed(
    found: Mapping[Subject, Iterable[Finding]],
    before: Judged,
    notes: Mapping[str, bytes],
    parts: Mapping[Subject, bytes],
    changed: Set[str],
    locate: Locate,
) -> dict[Subject, tuple[Placed, ...]]:
    """What was found now, and what was found before in what was not judged again, each with its place."""
    placed: dict[Subject, tuple[Placed, ...]] = {}
    lost: list[tuple[Subject, Finding]] = []
    for subject, findings in found.items():
        lost += ((subject, finding) for finding in findings)
    for subject, kept in before.findings.items():
        if subject in found or not _stands(subject, notes, parts, changed):
            continue
        if changed.isdisjoint(it.finding.note for it in kept):
            placed[subject] = kept
        else:
            lost += ((subject, it.finding) for it in kept)
    for (subject, finding), (line, column) in zip(lost, locate([it for _, it in lost]), strict=True):
        placed[subject] = (*placed.get(subject, ()), Placed(finding, line, column))
    return placed


def _stands(
    subject: Subject, notes: Mapping[str, bytes], parts: Mapping[Subject, bytes], changed: Set[str]
) -> bool:
    """Whether a subject that was not judged again is still there."""
    if subject.startswith("pair "):
        return changed.isdisjoint(subject.split()[1:])
    return subject in notes or (subject in parts and subject.startswith("control "))


# --- events, places, pairs ---------------------------------------------------


def _touched(chronicle: Chronicle, changed: Set[str]) -> Set[str]:
    """What has changed, what names something of it, and what names a source that does."""
    users = chronicle.users
    near = {user for identity in changed for user in users.get(identity, ())}
    far = {user for identity in near if identity.startswith("sources/") for user in users.get(identity, ())}
    return changed | near | far


def _of_events(
    chronicle: Chronicle, touched: Set[str], agencies: Set[str]
) -> Iterator[tuple[Subject, list[Finding]]]:
    for event in chronicle.events:
        if (subject := f"events/{event.slug}") in touched:
            case = Case(
                event,
                tuple(chronicle.sources[slug] for slug in event.sources),
                chronicle.actors,
                chronicle.operations.get(event.operation or ""),
                agencies,
                chronicle.site.neutral_sides,
            )
            yield subject, [finding for rule in EVENT_RULES for finding in rule(case)]


def _of_places(chronicle: Chronicle, changed: Set[str]) -> Iterator[tuple[Subject, list[Finding]]]:
    fresh = [
        place for slug, place in chronicle.places.items() if f"places/{slug}" in changed and place.country
    ]
    settings, files = chronicle.site.map, chronicle.files
    if not fresh or settings is None:
        return
    from chronicle.rules.places import country_boxes, place_lies_in_its_country

    boxes = country_boxes(files[name] for name in (settings.world, settings.base) if name)
    for place in fresh:
        yield f"places/{place.slug}", list(place_lies_in_its_country(place, boxes.get(place.country or "")))


def _of_pairs(chronicle: Chronicle, changed: Set[str]) -> Iterator[tuple[Subject, list[Finding]]]:
    slugs = {identity.removeprefix("events/") for identity in changed if identity.startswith("events/")}
    for finding in same_event(chronicle.events, slugs) if slugs else ():
        yield f"pair {finding.note} events/{finding.about}", [finding]


# --- control of places, series of claims -------------------------------------


def _control_parts(whole: Whole) -> Iterator[tuple[Subject, bytes]]:
    for place, changes in whole.told.items():
        yield f"control {place}", digest(msgspec.msgpack.encode(changes))


def _of_control(
    whole: Whole, parts: Mapping[Subject, bytes], before: Judged
) -> Iterator[tuple[Subject, list[Finding]]]:
    own: Own | None = None
    for place, changes in whole.told.items():
        subject = f"control {place}"
        if parts[subject] != before.parts.get(subject):
            own = own or _own_entries(whole.chronicle.events)
            yield subject, [finding for rule in CONTROL_RULES for finding in rule(changes, own)]


def _own_entries(events: Iterable[Event]) -> Own:
    """The control entries that name their place."""
    return {
        (event.slug, index)
        for event in events
        for index, entry in enumerate(event.control)
        if entry.all_held_by is None
    }


def _stocks(whole: Whole) -> Iterator[tuple[Subject, Sequence[Claim]]]:
    """The series of claims about a stock of one scope; a count within an event has no other to leap from."""
    for (measure, scope), claims in whole.series.items():
        if scope is not None and claims[0].kind == "stock":
            yield f"series {measure} {scope}", claims


def _series_parts(whole: Whole) -> Iterator[tuple[Subject, bytes]]:
    for subject, claims in _stocks(whole):
        yield subject, digest(msgspec.msgpack.encode(claims))


def _jumps(whole: Whole, parts: Mapping[Subject, bytes], before: Judged) -> dict[Subject, tuple[Jump, ...]]:
    leaps = {
        subject: tuple(jumps(claims))
        if parts[subject] != before.parts.get(subject)
        else before.jumps.get(subject, ())
        for subject, claims in _stocks(whole)
    }
    return {subject: found for subject, found in leaps.items() if found}


def _of_jumps(
    chronicle: Chronicle, leaps: Mapping[Subject, Sequence[Jump]]
) -> Iterator[tuple[Subject, list[Finding]]]:
    """Jumps are few, and what explains them may be any event: they are judged each time."""
    if not leaps:
        return
    events = {event.slug: event for event in chronicle.events}
    for subject, found in leaps.items():
        findings = [it for jump in found for it in unexplained(jump, _around(events, jump, chronicle))]
        yield subject, findings


def _around(events: Mapping[str, Event], jump: Jump, chronicle: Chronicle) -> Iterator[Event]:
    """The events that share the operation or a place with the one that tells a number."""
    event = events[jump.event]
    ids = [f"places/{slug}" for slug in event.places]
    ids += [f"operations/{event.operation}"] if event.operation else []
    for user in dict.fromkeys(user for identity in ids for user in chronicle.users.get(identity, ())):
        folder, _, slug = user.partition("/")
        if folder == "events" and slug in events:
            yield events[slug]


# --- what nothing names ------------------------------------------------------


def _orphans(whole: Whole) -> Iterator[Finding]:
    """A note is named, too, by one that is not published, or was withdrawn, and by `site.yaml`."""
    chronicle = whole.chronicle
    ids = (f"places/{slug}" for slug in chronicle.places), (f"actors/{slug}" for slug in chronicle.actors)
    sources = (f"sources/{slug}" for slug, source in chronicle.sources.items() if source.home is None)
    alone = [identity for identity in chain(*ids, sources) if identity not in chronicle.users]
    if not alone:
        return
    hidden = (entry for identity, entry in whole.entries.items() if identity not in chronicle.cards)
    used = {mention.target for entry in hidden for mention in entry.references}
    used |= {need for event in chronicle.withdrawn for need in event.needs}
    used |= {f"actors/{chronicle.site.focus}"}
    yield from (orphan(identity) for identity in alone if identity not in used)
