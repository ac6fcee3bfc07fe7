"""Rules about an event and what it rests on: its sources, who speaks in them, its operation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chronicle import edtf
from chronicle.model import Actor, ControlEntry, Event, Operation, Source
from chronicle.problems import Finding

TOLERANCE = timedelta(days=1)
"""By which a day there may be another day here."""


@dataclass(frozen=True)
class Case:
    """An event with all that its rules may see."""

    event: Event
    sources: tuple[Source, ...]
    """In the order of the note."""
    actors: Mapping[str, Actor]
    """By slug."""
    operation: Operation | None
    agencies: Collection[str]
    """Every actor that some source of the chronicle names as its `agency`."""
    neutral_sides: Collection[str]
    """Sides of `site.yaml` on which one is on nobody's side."""

    def finding(self, path: tuple[str | int, ...], code: str, message: str, hint: str, about: str) -> Finding:
        return Finding(f"events/{self.event.slug}", path, code, message, hint, about)


def report_is_late_enough(case: Case) -> Iterator[Finding]:
    """`no-late-source`: no source of an event is as late as its first day. One without a date may be."""
    first = edtf.parse(case.event.date).earliest
    if first is None or any(_latest(source.published) >= first - TOLERANCE for source in case.sources):
        return
    published = [_latest(source.published) for source in case.sources]
    if published:
        yield case.finding(
            ("date",),
            "no-late-source",
            f"this is of {case.event.date}, and its latest source of {max(published).isoformat()}",
            "correct the date here or there, or add a source that reports it",
            "",
        )


def figure_is_not_after_its_source(case: Case) -> Iterator[Finding]:
    """`figure-after-source`: a figure counts for a day on which its source was out already."""
    for index, figure in enumerate(case.event.figures):
        source = next((source for source in case.sources if source.slug == figure.source), None)
        as_of = edtf.parse(figure.as_of).earliest
        if source is None or as_of is None or as_of - TOLERANCE <= _latest(source.published):
            continue
        yield case.finding(
            ("figures", index, "as_of"),
            "figure-after-source",
            f'the figure is as of {figure.as_of}, and its source "{source.slug}" is of {source.published}',
            "correct one of the two, or name the source that has the figure",
            source.slug,
        )


def event_lies_within_its_operation(case: Case) -> Iterator[Finding]:
    """`outside-operation`: no day of the event is one of its operation."""
    operation = case.operation
    if operation is None or edtf.overlaps(edtf.parse(case.event.date), edtf.parse(operation.date)):
        return
    yield case.finding(
        ("date",),
        "outside-operation",
        f'this is of {case.event.date}, and the operation "{operation.slug}" of {operation.date}',
        "correct one of the dates, name another operation, or say why it belongs there",
        operation.slug,
    )


def great_event_has_two_sources(case: Case) -> Iterator[Finding]:
    """`one-source`: an event of the highest importance rests on a single source."""
    if case.event.importance == 3 and len(case.sources) == 1:
        yield case.finding(
            ("importance",),
            "one-source",
            "an event of importance 3 rests on one source",
            "add one that is independent of it, or lower the importance",
            "",
        )


def confirmed_is_more_than_the_winner_says(case: Case) -> Iterator[Finding]:
    """`confirmed-by-winner`: `confirmed`, and every source speaks for the side that gains by it."""
    if case.event.certainty != "confirmed" or not case.event.control:
        return
    sides = _sides(case)
    if not sides:
        return
    winners = {case.actors[slug].side for slug in _winners(case.event.control) if slug in case.actors}
    if sides <= winners:
        yield case.finding(
            ("certainty",),
            "confirmed-by-winner",
            "this is confirmed by sources that all speak for the side that gains",
            "add an independent source, or write `certainty: claimed`",
            "",
        )


def confirmed_has_two_origins(case: Case) -> Iterator[Finding]:
    """`one-origin`: `confirmed`, and all sources are copies of one report, or speak for one on no side.

    Where they all speak for a side, the rules about sides have it.
    """
    if case.event.certainty != "confirmed" or len(case.sources) < 2 or _sides(case):
        return
    origin = _origin(case.sources[0], case.agencies)
    if any(_origin(source, case.agencies) != origin for source in case.sources[1:]):
        return
    yield case.finding(
        ("certainty",),
        "one-origin",
        f'this is confirmed by {len(case.sources)} sources that all go back to "{origin}"',
        "add an independent source, or write `certainty: claimed`",
        origin,
    )


def sources_are_of_more_than_one_side(case: Case) -> Iterator[Finding]:
    """`one-sided`: every source speaks for one side, and the event does not say that it is a claim."""
    sides = _sides(case) if case.event.certainty != "claimed" else set()
    if len(sides) != 1 or any(confirmed_is_more_than_the_winner_says(case)):
        return
    (side,) = sides
    yield case.finding(
        ("certainty",),
        "one-sided",
        f'this is {case.event.certainty}, and every source speaks for the side "{side}"',
        "add a source of another side or of none, or write `certainty: claimed`",
        side,
    )


EVENT_RULES = (
    report_is_late_enough,
    figure_is_not_after_its_source,
    event_lies_within_its_operation,
    great_event_has_two_sources,
    confirmed_is_more_than_the_winner_says,
    confirmed_has_two_origins,
    sources_are_of_more_than_one_side,
)


def _latest(published: str | None) -> date:
    """The last day on which a source can have come out; the end of all time where that is not known."""
    return (edtf.parse(published).latest if published else None) or date.max


def _winners(control: tuple[ControlEntry, ...]) -> Iterator[str]:
    """Who gains by these entries: whoever comes to hold a place, or into or around another's."""
    for entry in control:
        if entry.status == "held":
            yield entry.holder
        else:
            yield from entry.against


def _sides(case: Case) -> set[str]:
    """The sides for which the sources speak; empty where one speaks for none, or for a neutral one."""
    if not all(source.voice for source in case.sources):
        return set()
    sides = {_side(source, case.actors) for source in case.sources}
    return set() if sides & {"", *case.neutral_sides} else sides


def _side(source: Source, actors: Mapping[str, Actor]) -> str:
    actor = actors.get(source.voice or "")
    return actor.side if actor is not None else ""


def _origin(source: Source, agencies: Collection[str]) -> str:
    """From whom a source has what it says: it names them, or its address does; else it has it itself."""
    named = source.voice or source.agency or _agency_in(source.url, agencies)
    return named or source.publisher or source.author or source.slug


def _agency_in(address: str | None, agencies: Collection[str]) -> str | None:
    """The agency that an address names as a part of the host or as a folder: `…/wires/afp/…`."""
    words = re.split(r"[./]+", (address or "").lower().partition("?")[0])
    return next((word for word in words if word in agencies), None)
