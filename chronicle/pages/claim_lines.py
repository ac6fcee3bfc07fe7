"""Claims as the lines of a measure's pages: charts by scope, and under each event what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from chronicle import edtf
from chronicle.figures import Claim, in_order
from chronicle.model import Card, EventCard, SourceCard
from chronicle.pages.claim_chart import Mark, Scale, Tick, scale_of, values_of
from chronicle.pages.claims import ClaimRow, claim_row
from chronicle.pages.event_lists import event_card

Disputes = Mapping[tuple[str, int], Sequence[Claim]]
"""Claim to all of its dispute, itself among them; only those that are in one."""


@dataclass(frozen=True)
class ClaimLine:
    """A claim with what leads to its evidence."""

    claim: ClaimRow
    mark: Mark | None
    """None where it stands in no chart."""
    source: SourceCard
    event: EventCard


@dataclass(frozen=True)
class Lines:
    """One claim, or several that cannot all be true."""

    is_disputed: bool
    lines: tuple[ClaimLine, ...]


@dataclass(frozen=True)
class Chart:
    """Claims that count the same thing on one scale, by the day that they count for."""

    scope: str | None
    """None: within one event."""
    ticks: tuple[Tick, ...]
    blocks: tuple[Lines, ...]
    """A dispute stands where the first of its claims does."""

    @property
    def lines(self) -> tuple[ClaimLine, ...]:
        return tuple(line for block in self.blocks for line in block.lines)


@dataclass(frozen=True)
class EventClaims:
    event: EventCard
    line: ClaimLine | None
    """The only claim."""
    chart: Chart | None
    """Of several."""

    @property
    def lines(self) -> tuple[ClaimLine, ...]:
        return self.chart.lines if self.chart else tuple(filter(None, (self.line,)))


@dataclass(frozen=True)
class Year:
    year: str
    claims: int
    events: tuple[EventClaims, ...]


@dataclass(frozen=True)
class Drawn:
    """All claims of a page."""

    charts: tuple[Chart, ...]
    """By scope."""
    years: tuple[Year, ...]
    """Claims that count something within one event."""
    table: tuple[ClaimLine, ...]
    """All of them, as they stand above it."""


def drawn(
    unit: str,
    scopes: Sequence[str],
    claims: Sequence[Claim],
    disputes: Sequence[Sequence[Claim]],
    cards: Mapping[str, Card],
) -> Drawn:
    """The claims of one measure, which come in the order of events; `cards` has all that they name."""
    dispute_of = {claim.id: dispute for dispute in disputes for claim in dispute}
    is_percent = unit == "percent"
    charts = tuple(_charts(scopes, claims, dispute_of, cards, is_percent))
    years = tuple(_years([it for it in claims if it.figure.scope is None], dispute_of, cards, is_percent))
    within = (line for year in years for event in year.events for line in event.lines)
    return Drawn(charts, years, (*(line for chart in charts for line in chart.lines), *within))


def year_of(date: str) -> str:
    """The year under which a date stands: that of its earliest day, else of its latest.

    >>> year_of("2017-11-03"), year_of("../2014-08"), year_of("2014/2016")
    ('2017', '2014', '2014')
    """
    parsed = edtf.parse(date)
    day = parsed.earliest or parsed.latest
    assert day is not None, "a date has one of both"
    return f"{day.year:04}"


def _charts(
    scopes: Sequence[str],
    claims: Sequence[Claim],
    disputes: Disputes,
    cards: Mapping[str, Card],
    is_percent: bool,
) -> Iterator[Chart]:
    """A chart for each scope that has claims, in the order of the measure's note."""
    for scope in scopes:
        series = in_order(claim for claim in claims if claim.figure.scope == scope)
        if series:
            yield _chart(scope, series, disputes, cards, is_percent)


def _chart(
    scope: str | None,
    series: Sequence[Claim],
    disputes: Disputes,
    cards: Mapping[str, Card],
    is_percent: bool,
) -> Chart:
    figures = [claim.figure for claim in series]
    scale = scale_of(figures, is_percent)
    is_whole = all(value == int(value) for figure in figures for value in values_of(figure))
    return Chart(scope, scale.ticks(is_whole), tuple(_blocks(series, disputes, scale, cards)))


def _blocks(
    series: Sequence[Claim], disputes: Disputes, scale: Scale, cards: Mapping[str, Card]
) -> Iterator[Lines]:
    """The claims in their order, those of a dispute together, as far as they are of this chart."""
    here = {claim.id for claim in series}
    shown: set[tuple[str, int]] = set()
    for claim in series:
        if claim.id not in shown:
            dispute = disputes.get(claim.id)
            block = in_order(one for one in dispute or (claim,) if one.id in here)
            shown |= {one.id for one in block}
            is_disputed = dispute is not None
            yield Lines(is_disputed, tuple(_line(one, is_disputed, cards, scale) for one in block))


def _years(
    claims: Sequence[Claim], disputes: Disputes, cards: Mapping[str, Card], is_percent: bool
) -> Iterator[Year]:
    """The events of each year, each with its claims."""
    groups = (
        _of_event(slug, tuple(group), disputes, cards, is_percent)
        for slug, group in groupby(claims, key=lambda claim: claim.event_slug)
    )
    for year, events in groupby(groups, key=lambda group: year_of(group.event.date)):
        found = tuple(events)
        yield Year(year, sum(len(group.lines) for group in found), found)


def _of_event(
    slug: str, claims: Sequence[Claim], disputes: Disputes, cards: Mapping[str, Card], is_percent: bool
) -> EventClaims:
    """Several claims are drawn beside one another; one alone has nothing to be measured by."""
    event = event_card(cards, slug)
    if len(claims) == 1:
        return EventClaims(event, _line(claims[0], claims[0].id in disputes, cards), None)
    return EventClaims(event, None, _chart(None, in_order(claims), disputes, cards, is_percent))


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
        event=event_card(cards, claim.event_slug),
    )


def _sentence(note: str | None) -> str | None:
    """A note as it stands between sentences.

    >>> _sentence("since January 2015"), _sentence("of the land once held.")
    ('Since January 2015.', 'Of the land once held.')
    """
    if not note:
        return None
    return note[:1].upper() + note[1:] + ("" if note.endswith((".", "!", "?", "…")) else ".")
