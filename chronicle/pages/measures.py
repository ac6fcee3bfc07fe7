"""The page of one measure: who says how much, and that they do not agree. Of very many claims, by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chronicle.derive import Derived
from chronicle.exports.files import measure_files
from chronicle.figures import Claim
from chronicle.model import (
    Card,
    Chronicle,
    Crumb,
    EventCard,
    Later,
    Measure,
    MeasureCard,
    Neighbours,
    NoteHistory,
    Page,
    PageData,
    Prose,
    Source,
    Value,
    View,
)
from chronicle.pages.claim_lines import Chart, ClaimLine, Year, drawn, year_of
from chronicle.pages.notes import NoteText, by_id, cards_of, note_text, sources_of

__all__ = ["MEASURE", "Chart", "by_measure", "measure_view", "pages"]

LONG = 60
"""From how many claims on the years of a list are folded."""
MOST = 400
"""Up to so many claims stand on one page; more have a page for each year."""


class YearLink(Value, frozen=True, kw_only=True):
    year: str
    address: str
    claims: int


class Size(Value, frozen=True, kw_only=True):
    """How much was said of a measure."""

    claims: int
    claimants: int
    years: tuple[YearLink, ...]
    """Where the claims are; none where they stand on the page of the measure."""


@dataclass(frozen=True, kw_only=True)
class MeasurePage(PageData):
    name: str
    address: str
    """Of the measure."""
    unit: str
    """A unit of `site.yaml`."""
    kind: str
    """``stock`` or ``flow``."""
    year: str | None
    """Of a page that has the claims of one year only."""
    summary: str
    note: NoteText | None
    """None on pages of years."""
    claims: int
    claimants: int
    links: tuple[YearLink, ...]
    charts: tuple[Chart, ...]
    table: tuple[ClaimLine, ...]
    """All claims of the page."""
    years: tuple[Year, ...]
    """Claims that count something within one event."""
    is_folded: bool
    """Whether the years are too many to stand open."""
    files: tuple[str, str] | None
    """The same as JSON and as CSV; None without claims."""


def measure_view(
    measure: Measure,
    prose: Prose,
    sources: tuple[Source, ...],
    claims: tuple[Claim, ...],
    disputes: tuple[tuple[Claim, ...], ...],
    cards: tuple[Card, ...],
    neighbours: tuple[MeasureCard | None, MeasureCard | None],
    size: Size,
    history: NoteHistory | None = None,
) -> MeasurePage:
    """Charts by scope, then what was counted within single events. `claims` come in the order of events."""
    known = by_id(cards)
    card = known[f"measures/{measure.slug}"]
    assert isinstance(card, MeasureCard), "measures have cards of their own"
    all_of_it = drawn(measure.unit, measure.scopes, claims, disputes, known)
    return MeasurePage(
        section="figures",
        crumbs=(Crumb("figures", "/figures/", "section"), Crumb(measure.name, None)),
        neighbours=Neighbours(*map(_crumb, neighbours)),
        source_file=measure.path,
        status=measure.status,
        name=measure.name,
        address=card.address,
        unit=measure.unit,
        kind=measure.kind,
        year=None,
        summary=measure.summary,
        note=note_text(measure, prose, sources, known, history),
        claims=size.claims,
        claimants=size.claimants,
        links=size.years,
        charts=all_of_it.charts,
        table=all_of_it.table,
        years=all_of_it.years,
        is_folded=len(all_of_it.years) > 1 and sum(year.claims for year in all_of_it.years) > LONG,
        files=measure_files(measure.slug) if size.claims else None,
    )


def year_view(
    card: MeasureCard,
    scopes: tuple[str, ...],
    year: str,
    claims: tuple[Claim, ...],
    disputes: tuple[tuple[Claim, ...], ...],
    cards: tuple[Card, ...],
    links: tuple[YearLink, ...],
) -> MeasurePage:
    """The claims of one year, those of a dispute as far as they are of it."""
    all_of_it = drawn(card.unit, scopes, claims, disputes, by_id(cards))
    at = next(number for number, link in enumerate(links) if link.year == year)
    return MeasurePage(
        section="figures",
        crumbs=(
            Crumb("figures", "/figures/", "section"),
            Crumb(card.name, card.address),
            Crumb(year, None, "year"),
        ),
        neighbours=Neighbours(*map(_year_crumb, (links[at - 1] if at else None, *links[at + 1 : at + 2]))),
        name=card.name,
        address=card.address,
        unit=card.unit,
        kind=card.kind,
        year=year,
        summary="",
        note=None,
        claims=len(claims),
        claimants=_claimants(claims),
        links=links,
        charts=all_of_it.charts,
        table=all_of_it.table,
        years=all_of_it.years,
        is_folded=False,
        files=measure_files(card.id.removeprefix("measures/")),
    )


Claimed = tuple[tuple[Claim, ...], tuple[tuple[Claim, ...], ...]]
"""Claims, and those of them that dispute one another."""

MEASURE = View(measure_view, "measure.html")
YEAR = View(year_view, "measure.html")


def pages(
    chronicle: Chronicle,
    derived: Derived,
    claims: Mapping[str, tuple[Claim, ...]],
    order: Sequence[MeasureCard],
) -> Iterator[Page]:
    """A page for each measure, `order` being that of the index; where claims are very many, for each year."""
    disputes = by_measure((dispute[0] for dispute in derived.figures.disputes), chronicle.measures)
    whole = derived.figures.dispute_of
    for before, card, after in zip((None, *order), order, (*order[1:], None), strict=False):
        measure = chronicle.measures[card.id.removeprefix("measures/")]
        told = claims[measure.slug]
        disputed = tuple(tuple(whole[first.id]) for first in disputes[measure.slug])
        by_year = _by_year(told, chronicle) if len(told) > MOST else {}
        links = tuple(
            YearLink(year=year, address=f"{card.address}{year}/", claims=len(found))
            for year, found in by_year.items()
        )
        here = ((), ()) if links else (told, disputed)
        given = Later(_inputs, chronicle, measure, (before, card, after), told, links, here)
        yield Page(card.address, MEASURE, given)
        disputes_of = _disputes_by_year(disputed, by_year)
        for link in links:
            claimed = by_year[link.year], disputes_of[link.year]
            given = Later(_inputs_of_year, chronicle, measure, card, link.year, claimed, links)
            yield Page(link.address, YEAR, given)


def _inputs(
    chronicle: Chronicle,
    measure: Measure,
    around: tuple[MeasureCard | None, MeasureCard, MeasureCard | None],
    told: tuple[Claim, ...],
    links: tuple[YearLink, ...],
    here: Claimed,
) -> tuple[object, ...]:
    """Those of a measure between two others, as `measure_view` takes them."""
    before, card, after = around
    claims, disputed = here
    return (
        measure,
        chronicle.prose[card.id],
        sources_of(chronicle, measure),
        claims,
        disputed,
        cards_of(chronicle, measure, _named(card, claims)),
        (before, after),
        Size(claims=len(told), claimants=_claimants(told), years=links),
        chronicle.history.get(card.id),
    )


def _inputs_of_year(
    chronicle: Chronicle,
    measure: Measure,
    card: MeasureCard,
    year: str,
    claimed: Claimed,
    links: tuple[YearLink, ...],
) -> tuple[object, ...]:
    """Those of a year of a measure."""
    claims, disputed = claimed
    cards = tuple(chronicle.cards[named] for named in sorted(_named(card, claims)))
    return card, measure.scopes, year, claims, disputed, cards, links


def has_chart(claims: Sequence[Claim]) -> bool:
    """Whether the page of the measure of these claims draws those that are counted beyond one event."""
    return len(claims) <= MOST and any(claim.figure.scope is not None for claim in claims)


def by_measure(claims: Iterable[Claim], measures: Mapping[str, Measure]) -> dict[str, tuple[Claim, ...]]:
    """The claims of each measure, in the order in which they came."""
    found: dict[str, list[Claim]] = {slug: [] for slug in measures}
    for claim in claims:
        found[claim.figure.measure].append(claim)
    return {slug: tuple(group) for slug, group in found.items()}


def _by_year(claims: Iterable[Claim], chronicle: Chronicle) -> dict[str, tuple[Claim, ...]]:
    """Claims by the year that they count for, those of single events by that of the event."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        date = claim.figure.as_of
        if claim.figure.scope is None:
            card = chronicle.cards[f"events/{claim.event_slug}"]
            assert isinstance(card, EventCard), "events have cards of their own"
            date = card.date
        found.setdefault(year_of(date), []).append(claim)
    return {year: tuple(group) for year, group in sorted(found.items())}


def _disputes_by_year(
    disputes: Iterable[Sequence[Claim]], by_year: Mapping[str, Sequence[Claim]]
) -> dict[str, tuple[tuple[Claim, ...], ...]]:
    """The disputes of each year, as far as they are of it."""
    years = {claim.id: year for year, claims in by_year.items() for claim in claims}
    found: dict[str, list[tuple[Claim, ...]]] = {year: [] for year in by_year}
    for dispute in disputes if years else ():
        parts: dict[str, list[Claim]] = {}
        for claim in dispute:
            parts.setdefault(years[claim.id], []).append(claim)
        for year, part in parts.items():
            found[year].append(tuple(part))
    return {year: tuple(parts) for year, parts in found.items()}


def _named(card: MeasureCard, claims: Iterable[Claim]) -> set[str]:
    """The ids of all that the page of these claims names."""
    named = {card.id}
    for claim in claims:
        figure = claim.figure
        named |= {f"events/{claim.event_slug}", f"actors/{figure.claimant}", f"sources/{figure.source}"}
        named |= {f"actors/{figure.of}"} if figure.of else set()
    return named


def _claimants(claims: Iterable[Claim]) -> int:
    return len({claim.figure.claimant for claim in claims})


def _crumb(card: MeasureCard | None) -> Crumb | None:
    return Crumb(card.name, card.address) if card is not None else None


def _year_crumb(link: YearLink | None) -> Crumb | None:
    return Crumb(link.year, link.address, "year") if link is not None else None
