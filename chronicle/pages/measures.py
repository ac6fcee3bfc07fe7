"""The page of one measure: who says how much, and that they do not agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from chronicle import edtf
from chronicle.derive import Derived
from chronicle.figures import Claim, in_order
from chronicle.model import (
    Card,
    Chronicle,
    Crumb,
    EventCard,
    Measure,
    MeasureCard,
    Neighbours,
    Page,
    PageData,
    Prose,
    Source,
    SourceCard,
    View,
)
from chronicle.pages.claim_chart import Mark, Scale, Tick, scale_of, values_of
from chronicle.pages.claims import ClaimRow, claim_row
from chronicle.pages.notes import NoteText, by_id, cards_of, note_text, sources_of

LONG = 60
"""From how many claims on the years of a list are folded."""


@dataclass(frozen=True)
class ClaimLine:
    """A claim with what leads to its evidence."""

    claim: ClaimRow
    mark: Mark | None
    """None in lists."""
    source: SourceCard
    event: EventCard


@dataclass(frozen=True)
class Lines:
    """One claim, or several that cannot all be true."""

    is_disputed: bool
    lines: tuple[ClaimLine, ...]


@dataclass(frozen=True)
class Chart:
    """The claims of one scope on one scale, by the day that they count for."""

    scope: str
    ticks: tuple[Tick, ...]
    blocks: tuple[Lines, ...]
    """A dispute stands where the first of its claims does."""


@dataclass(frozen=True)
class EventClaims:
    event: EventCard
    lines: tuple[ClaimLine, ...]


@dataclass(frozen=True)
class Year:
    year: str
    claims: int
    events: tuple[EventClaims, ...]


@dataclass(frozen=True, kw_only=True)
class MeasurePage(PageData):
    name: str
    unit: str
    """A unit of `site.yaml`."""
    kind: str
    """``stock`` or ``flow``."""
    summary: str
    note: NoteText
    claims: int
    claimants: int
    charts: tuple[Chart, ...]
    table: tuple[ClaimLine, ...]
    """What the charts show, in their order."""
    years: tuple[Year, ...]
    """Claims that count something within one event."""
    is_folded: bool
    """Whether the years are too many to stand open."""


def measure_view(
    measure: Measure,
    prose: Prose,
    sources: tuple[Source, ...],
    claims: tuple[Claim, ...],
    disputes: tuple[tuple[Claim, ...], ...],
    cards: tuple[Card, ...],
    neighbours: tuple[MeasureCard | None, MeasureCard | None],
) -> MeasurePage:
    """Charts by scope, then what was counted within single events. `claims` come in the order of events."""
    known = by_id(cards)
    charts = tuple(_charts(measure, claims, disputes, known))
    years = tuple(_years([claim for claim in claims if claim.figure.scope is None], disputes, known))
    return MeasurePage(
        section="figures",
        crumbs=(Crumb("figures", "/figures/", "section"), Crumb(measure.name, None)),
        neighbours=Neighbours(*map(_crumb, neighbours)),
        source_file=measure.path,
        name=measure.name,
        unit=measure.unit,
        kind=measure.kind,
        summary=measure.summary,
        note=note_text(measure, prose, sources, known),
        claims=len(claims),
        claimants=len({claim.figure.claimant for claim in claims}),
        charts=charts,
        table=tuple(line for chart in charts for block in chart.blocks for line in block.lines),
        years=years,
        is_folded=len(years) > 1 and sum(year.claims for year in years) > LONG,
    )


MEASURE = View(measure_view, "measure.html")


def pages(
    chronicle: Chronicle,
    derived: Derived,
    claims: Mapping[str, tuple[Claim, ...]],
    order: Sequence[MeasureCard],
) -> Iterator[Page]:
    """A page for each measure; `order` is that of the index."""
    disputes = by_measure((dispute[0] for dispute in derived.figures.disputes), chronicle.measures)
    whole = {dispute[0].id: dispute for dispute in derived.figures.disputes}
    for before, card, after in zip((None, *order), order, (*order[1:], None), strict=False):
        measure = chronicle.measures[card.id.removeprefix("measures/")]
        inputs = (
            measure,
            chronicle.prose[card.id],
            sources_of(chronicle, measure),
            claims[measure.slug],
            tuple(whole[first.id] for first in disputes[measure.slug]),
            _cards(chronicle, measure, claims[measure.slug]),
            (before, after),
        )
        yield Page(card.address, MEASURE, inputs)


def by_measure(claims: Iterable[Claim], measures: Mapping[str, Measure]) -> dict[str, tuple[Claim, ...]]:
    """The claims of each measure, in the order in which they came."""
    found: dict[str, list[Claim]] = {slug: [] for slug in measures}
    for claim in claims:
        found[claim.figure.measure].append(claim)
    return {slug: tuple(group) for slug, group in found.items()}


def _cards(chronicle: Chronicle, measure: Measure, claims: Sequence[Claim]) -> tuple[Card, ...]:
    """The cards of all that the page names, by id."""
    named = {f"measures/{measure.slug}"}
    for claim in claims:
        figure = claim.figure
        named |= {f"events/{claim.event_slug}", f"actors/{figure.claimant}", f"sources/{figure.source}"}
        named |= {f"actors/{figure.of}"} if figure.of else set()
    return cards_of(chronicle, measure, named)


def _charts(
    measure: Measure,
    claims: Sequence[Claim],
    disputes: Sequence[Sequence[Claim]],
    cards: Mapping[str, Card],
) -> Iterator[Chart]:
    """A chart for each scope that has claims, in the order of the measure's note."""
    for scope in measure.scopes:
        series = in_order(claim for claim in claims if claim.figure.scope == scope)
        if series:
            figures = [claim.figure for claim in series]
            scale = scale_of(figures, is_percent=measure.unit == "percent")
            is_whole = all(value == int(value) for figure in figures for value in values_of(figure))
            yield Chart(scope, scale.ticks(is_whole), tuple(_blocks(series, disputes, scale, cards)))


def _blocks(
    series: Sequence[Claim], disputes: Sequence[Sequence[Claim]], scale: Scale, cards: Mapping[str, Card]
) -> Iterator[Lines]:
    """The claims in their order, those of a dispute together."""
    dispute_of = {claim.id: dispute for dispute in disputes for claim in dispute}
    shown: set[tuple[str, int]] = set()
    for claim in series:
        if claim.id not in shown:
            block = in_order(dispute_of.get(claim.id, (claim,)))
            shown |= {one.id for one in block}
            is_disputed = len(block) > 1
            yield Lines(is_disputed, tuple(_line(one, is_disputed, cards, scale) for one in block))


def _years(
    claims: Sequence[Claim], disputes: Sequence[Sequence[Claim]], cards: Mapping[str, Card]
) -> Iterator[Year]:
    """The events of each year, each with its claims."""
    disputed = {claim.id for dispute in disputes for claim in dispute}
    groups = (
        EventClaims(_event(slug, cards), tuple(_line(claim, claim.id in disputed, cards) for claim in group))
        for slug, group in groupby(claims, key=lambda claim: claim.event_slug)
    )
    for year, events in groupby(groups, key=lambda group: _year(group.event.date)):
        found = tuple(events)
        yield Year(year, sum(len(group.lines) for group in found), found)


def _line(
    claim: Claim, is_disputed: bool, cards: Mapping[str, Card], scale: Scale | None = None
) -> ClaimLine:
    source = cards[f"sources/{claim.figure.source}"]
    assert isinstance(source, SourceCard), "sources have cards of their own"
    row = claim_row(claim, is_disputed, cards, {})
    return ClaimLine(
        claim=replace(row, note=_sentence(row.note)),
        mark=scale.mark(claim.figure) if scale is not None else None,
        source=source,
        event=_event(claim.event_slug, cards),
    )


def _sentence(note: str | None) -> str | None:
    """A note as it stands between sentences.

    >>> _sentence("since January 2015"), _sentence("of the land once held.")
    ('Since January 2015.', 'Of the land once held.')
    """
    if not note:
        return None
    return note[:1].upper() + note[1:] + ("" if note.endswith((".", "!", "?", "…")) else ".")


def _event(slug: str, cards: Mapping[str, Card]) -> EventCard:
    card = cards[f"events/{slug}"]
    assert isinstance(card, EventCard), "events have cards of their own"
    return card


def _year(date: str) -> str:
    """The year under which an event stands: that of its earliest day, else of its latest."""
    parsed = edtf.parse(date)
    day = parsed.earliest or parsed.latest
    return f"{day.year:04}" if day is not None else ""


def _crumb(card: MeasureCard | None) -> Crumb | None:
    return Crumb(card.name, card.address) if card is not None else None
