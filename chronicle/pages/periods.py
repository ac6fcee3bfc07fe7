"""/periods/ and /periods/<slug>/: chapters of the story, each with its introduction and what began in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from chronicle import edtf
from chronicle.addresses import address_of, card_address
from chronicle.derive import Derived
from chronicle.model import (
    Card,
    Chronicle,
    Correction,
    Crumb,
    EventCard,
    Later,
    Neighbours,
    NoteHistory,
    Page,
    PageData,
    Period,
    PeriodCard,
    Prose,
    Source,
    Value,
    View,
    Withdrawal,
)
from chronicle.pages.calendar import event_cards
from chronicle.pages.citations import SourceRow, cited_prose
from chronicle.pages.dates import TIMELINE
from chronicle.pages.groups import Counts, Group, counts, month_groups, year_groups
from chronicle.pages.once import once
from chronicle.pages.timeline import period_cards

PERIODS_CRUMB = Crumb("periods", "/periods/", "section")
FEW_A_MONTH = 3
"""A period in which a month has fewer events than this is told by years."""


class Chapter(Value, frozen=True, kw_only=True):
    """A period as the list of periods shows it."""

    card: PeriodCard
    summary: str
    events: int
    major: int


@dataclass(frozen=True, kw_only=True)
class PeriodsPage(PageData):
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, kw_only=True)
class PeriodPage(PageData):
    title: str
    date: str
    summary: str
    html: Markup
    sources: tuple[SourceRow, ...]
    counts: Counts
    groups: tuple[Group, ...]
    periods: tuple[PeriodCard, ...]
    """All of them, itself among them."""
    first_day: str
    """Those days of the index of events that are the page's; empty where it has no such bound."""
    last_day: str
    corrections: tuple[Correction, ...]
    withdrawn: Withdrawal | None
    history: NoteHistory | None


def periods_view(chapters: tuple[Chapter, ...]) -> PeriodsPage:
    return PeriodsPage(
        section="timeline", crumbs=(TIMELINE, Crumb("periods", None, "section")), chapters=chapters
    )


def period_view(
    period: Period,
    prose: Prose,
    sources: tuple[Source, ...],
    cards: tuple[Card, ...],
    events: tuple[EventCard, ...],
    periods: tuple[PeriodCard, ...],
    history: NoteHistory | None = None,
) -> PeriodPage:
    """`cards` are of all that the note and its sources refer to; `events` are those that began in it."""
    cited = cited_prose(prose, sources, {card.id: card for card in cards})
    previous, following = _beside(periods, f"periods/{period.slug}")
    span = edtf.parse(period.date)
    return PeriodPage(
        section="timeline",
        crumbs=(TIMELINE, PERIODS_CRUMB, Crumb(period.title, None)),
        neighbours=Neighbours(previous, following),
        source_file=period.path,
        status=period.status,
        card=card_address(address_of(f"periods/{period.slug}")),
        title=period.title,
        date=period.date,
        summary=period.summary,
        html=cited.html,
        sources=cited.sources,
        counts=counts(events),
        groups=_groups(events),
        periods=periods,
        first_day=span.earliest.isoformat() if span.earliest else "",
        last_day=span.latest.isoformat() if span.latest else "",
        corrections=period.corrections,
        withdrawn=period.withdrawn,
        history=history,
    )


PERIODS = View(periods_view, "periods.html")
PERIOD = View(period_view, "period.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The list of periods, and a page for each; nothing where there are none."""
    for period in chronicle.periods:
        yield Page(address_of(f"periods/{period.slug}"), PERIOD, Later(_inputs, chronicle, period))
    if chronicle.periods:
        yield Page("/periods/", PERIODS, Later(_chapters, chronicle))


def _inputs(chronicle: Chronicle, period: Period) -> tuple[object, ...]:
    """Those of one period, as `period_view` takes them."""
    history = chronicle.history.get(f"periods/{period.slug}")
    return (
        *_note(chronicle, period),
        events_of_periods(chronicle)[period.slug],
        period_cards(chronicle),
        history,
    )


def _chapters(chronicle: Chronicle) -> tuple[tuple[Chapter, ...]]:
    """Those of the list."""
    chapters = []
    for period, card in zip(chronicle.periods, period_cards(chronicle), strict=True):
        events = events_of_periods(chronicle)[period.slug]
        major = counts(events).major
        chapters.append(Chapter(card=card, summary=period.summary, events=len(events), major=major))
    return (tuple(chapters),)


@once
def events_of_periods(chronicle: Chronicle) -> dict[str, tuple[EventCard, ...]]:
    """Period to the events that begin in it."""
    return {
        period.slug: event_cards(
            chronicle, (it for it in chronicle.events if begins_in(it.date, period.date))
        )
        for period in chronicle.periods
    }


def begins_in(date: str, period: str) -> bool:
    """Whether a date begins in a period: whether the day by which it is put in order is one of the period's.

    What is known to its month or year only stands in one period, that of its earliest day.
    """
    position = edtf.sort_key(edtf.parse(date))[0]
    span = edtf.parse(period)
    begun = span.earliest is None or span.earliest.toordinal() <= position
    return begun and (span.latest is None or position <= span.latest.toordinal())


def _note(chronicle: Chronicle, period: Period) -> tuple[Any, ...]:
    """A period with its prose, its sources and the cards of all that they refer to."""
    sources = tuple(chronicle.sources[slug] for slug in period.sources)
    needs = {*period.needs, *(need for source in sources for need in source.needs)}
    cards = tuple(chronicle.cards[need] for need in sorted(needs))
    return period, chronicle.prose[f"periods/{period.slug}"], sources, cards


def _groups(events: Sequence[EventCard]) -> tuple[Group, ...]:
    """By month; by year where the months would have hardly anything under them."""
    by_month = month_groups(events)
    return by_month if len(events) >= FEW_A_MONTH * len(by_month) else year_groups(events)


def _beside(periods: Sequence[PeriodCard], identity: str) -> tuple[Crumb | None, Crumb | None]:
    at = [period.id for period in periods].index(identity)
    before = periods[at - 1] if at else None
    after = periods[at + 1] if at + 1 < len(periods) else None
    return _crumb(before), _crumb(after)


def _crumb(card: PeriodCard | None) -> Crumb | None:
    return Crumb(card.title, card.address) if card is not None else None
