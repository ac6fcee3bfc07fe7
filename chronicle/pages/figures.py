"""The index of what was counted, and a page for each measure (see `measures`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chronicle import edtf
from chronicle.derive import Derived
from chronicle.figures import Claim
from chronicle.model import Chronicle, Crumb, MeasureCard, Page, PageData, Value, View
from chronicle.pages import measures
from chronicle.pages.once import once


class Count(Value, frozen=True, kw_only=True):
    """How often something was counted, by how many, and when."""

    claims: int
    claimants: int
    series: int
    """Claims that have a scope, and so stand in a chart."""
    span: str | None
    """EDTF, in years; None without claims."""


@dataclass(frozen=True)
class MeasureRow:
    name: str
    address: str
    unit: str
    kind: str
    claims: int
    claimants: int
    span: str | None


@dataclass(frozen=True, kw_only=True)
class FiguresPage(PageData):
    claims: int
    series: tuple[MeasureRow, ...]
    """Measures that have a chart, by name."""
    others: tuple[MeasureRow, ...]
    """Measures that were counted in single events only."""


def figures_view(counted: tuple[tuple[MeasureCard, Count], ...]) -> FiguresPage:
    """Measures by name, those with a chart apart."""
    rows = [(_row(card, count), count.series) for card, count in in_order(counted)]
    return FiguresPage(
        section="figures",
        crumbs=(Crumb("figures", None, "section"),),
        claims=sum(row.claims for row, _ in rows),
        series=tuple(row for row, series in rows if series),
        others=tuple(row for row, series in rows if not series),
    )


FIGURES = View(figures_view, "figures.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The index and a page for each measure, which leads to the one before and after it in the index."""
    yield from _pages(chronicle, derived)


@once
def _pages(chronicle: Chronicle, derived: Derived) -> tuple[Page, ...]:
    """Once, as embeds ask for them, too."""
    claims = measures.by_measure(derived.figures.claims, chronicle.measures)
    counted = in_order(
        (card, count_of(claims[slug]))
        for slug in chronicle.measures
        if isinstance(card := chronicle.cards[f"measures/{slug}"], MeasureCard)
    )
    order = tuple(card for card, _ in counted)
    index = Page("/figures/", FIGURES, (counted,))
    return index, *measures.pages(chronicle, derived, claims, order)


def in_order(
    counted: Iterator[tuple[MeasureCard, Count]] | Sequence[tuple[MeasureCard, Count]],
) -> tuple[tuple[MeasureCard, Count], ...]:
    """Those with a chart first; by name, then by slug."""
    return tuple(sorted(counted, key=lambda it: (not it[1].series, it[0].name.casefold(), it[0].id)))


def count_of(claims: Sequence[Claim]) -> Count:
    """Counted from the claims of one measure."""
    return Count(
        claims=len(claims),
        claimants=len({claim.figure.claimant for claim in claims}),
        series=sum(claim.figure.scope is not None for claim in claims),
        span=_span(claims),
    )


def _span(claims: Sequence[Claim]) -> str | None:
    """From the first year that a claim counts for to the last: ``2014/2019``, or ``2014``."""
    dates = [edtf.parse(claim.figure.as_of) for claim in claims]
    days = [day for date in dates for day in (date.earliest, date.latest) if day is not None]
    if not days:
        return None
    first, last = f"{min(days).year:04}", f"{max(days).year:04}"
    return first if first == last else f"{first}/{last}"


def _row(card: MeasureCard, count: Count) -> MeasureRow:
    return MeasureRow(
        name=card.name,
        address=card.address,
        unit=card.unit,
        kind=card.kind,
        claims=count.claims,
        claimants=count.claimants,
        span=count.span,
    )
