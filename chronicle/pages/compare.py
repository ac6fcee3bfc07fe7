"""Two days side by side: the map, what changed hands in between, and the figures claimed by then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from chronicle.derive import Derived
from chronicle.geography.drawing import MapDrawing
from chronicle.geography.ground import Ground
from chronicle.model import (
    ActorCard,
    Card,
    Chronicle,
    Crumb,
    Later,
    Page,
    PageData,
    View,
)
from chronicle.pages.compared_figures import (
    ClaimBy,
    Counted,
    by_key,
    claims_by_day,
    counted,
    differing,
    last_day_of,
    latest_by,
)
from chronicle.pages.compared_places import (
    HolderCount,
    Moved,
    changed_hands,
    count_of,
    counts_of,
    not_the_same,
)
from chronicle.pages.held_spans import span_on, spans_of
from chronicle.pages.maps import drawing_of, focus_card, last_change, map_days, spoken_dates
from chronicle.pages.notes import by_id
from chronicle.pages.towns import TownHistory, towns_of

COMPARE, FIGURES = "/compare/", "/compare/figures/"
SECTION = Crumb("compare", COMPARE, "section")
Pair = tuple[str, str]
"""Two days, ``2014-06-10``, the earlier first."""


@dataclass(frozen=True)
class PairLink:
    first: str
    last: str
    address: str
    is_here: bool


@dataclass(frozen=True, kw_only=True)
class ComparePage(PageData):
    first: str
    last: str
    followed: int
    focus: ActorCard | None
    focus_counts: tuple[int, int]
    maps: tuple[MapDrawing, MapDrawing]
    counts: tuple[HolderCount, ...]
    """Who held the most on either day first."""
    moved: tuple[Moved, ...]
    """Held by one, then by another."""
    unclear: tuple[Moved, ...]
    """Perhaps by one, perhaps by another, or not known on one of the days."""
    figures: tuple[Counted, ...]
    """Those that differ."""
    pairs: tuple[PairLink, ...]
    reach: tuple[str, str] | None
    """From which day to which a script may go; None where there is none."""
    dates: tuple[str, ...]
    """See `maps.Slider`."""


@dataclass(frozen=True, kw_only=True)
class FiguresByDayPage(PageData):
    figures: tuple[Counted, ...]
    """All claims stand in `before`."""


def compare_view(
    pair: Pair,
    ground: Ground,
    towns: tuple[TownHistory, ...],
    claims: tuple[tuple[ClaimBy, ...], tuple[ClaimBy, ...]],
    cards: tuple[Card, ...],
    focus: ActorCard | None,
    pairs: tuple[Pair, ...],
    reach: tuple[str, str] | None,
) -> ComparePage:
    """`claims` are the latest of each measure and scope by each of the days."""
    known = by_id(cards)
    spans = [(town, spans_of(town.history)) for town in towns]
    stands = [(town, span_on(told, pair[0]), span_on(told, pair[1])) for town, told in spans]
    held = (
        Counter(before.holder for _, before, _ in stands if before and before.holder),
        Counter(after.holder for _, _, after in stands if after and after.holder),
    )
    changed = not_the_same(stands, known)
    return ComparePage(
        section="compare",
        crumbs=()
        if reach is not None
        else (Crumb("compare", COMPARE, "section"), Crumb(pair[1], None, "day")),
        first=pair[0],
        last=pair[1],
        followed=len(towns),
        focus=focus,
        focus_counts=(count_of(focus, held[0]), count_of(focus, held[1])),
        maps=(drawing_of(ground, towns, pair[0]), drawing_of(ground, towns, pair[1])),
        counts=tuple(counts_of(held[0], held[1], known)),
        moved=tuple(it for it in changed if changed_hands(it.before.span, it.after.span)),
        unclear=tuple(it for it in changed if not changed_hands(it.before.span, it.after.span)),
        figures=tuple(differing(claims, known)),
        pairs=tuple(
            PairLink(first, last, pair_address((first, last)), (first, last) == pair) for first, last in pairs
        ),
        reach=reach,
        dates=spoken_dates(towns) if reach is not None else (),
    )


def figures_view(claims: tuple[ClaimBy, ...], cards: tuple[Card, ...]) -> FiguresByDayPage:
    """Every claim that has a scope, by what it counts, then by the day for which it counts."""
    known = by_id(cards)
    return FiguresByDayPage(
        section="compare",
        crumbs=(SECTION, Crumb("figures", None, "section")),
        figures=tuple(counted(key, found, [], known) for key, found in by_key(claims).items()),
    )


VIEW, FIGURES_BY_DAY = View(compare_view, "compare.html"), View(figures_view, "compare_figures.html")


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """`/compare/`, a page for each pair of turning points that follow one another; none without a map."""
    ground = derived.ground
    if ground is None:
        return
    inputs = _Inputs(chronicle, derived, ground)
    yield Page(COMPARE, VIEW, Later(inputs.of_any))
    for pair in inputs.pairs:
        yield Page(pair_address(pair), VIEW, Later(inputs.of, pair))
    yield Page(FIGURES, FIGURES_BY_DAY, Later(inputs.of_figures))


class _Inputs:
    """What the comparisons are made from."""

    def __init__(self, chronicle: Chronicle, derived: Derived, ground: Ground) -> None:
        self._chronicle = chronicle
        self._derived = derived
        self._ground = ground
        self._days = _days(chronicle, derived)
        self.pairs = tuple(pairwise(self._days))
        """Days that follow one another."""

    @property
    def _towns(self) -> tuple[TownHistory, ...]:
        return towns_of(self._chronicle, self._derived).followed

    @cached_property
    def _claims(self) -> tuple[ClaimBy, ...]:
        return tuple(claims_by_day(self._derived))

    def of(self, pair: Pair, reach: Pair | None = None) -> tuple[object, ...]:
        """Those of two days, as `compare_view` takes them."""
        chronicle, towns = self._chronicle, self._towns
        latest = latest_by(self._claims, pair[0]), latest_by(self._claims, pair[1])
        cards = _cards(chronicle, towns, (*latest[0], *latest[1]))
        return pair, self._ground, towns, latest, cards, focus_card(chronicle), self.pairs, reach

    def of_any(self) -> tuple[object, ...]:
        """Those of the first and the last day, which a script can change."""
        first, last = self._days[0], self._days[-1]
        reach = _first_day(self._towns) or first, max(last, _iso(last_change(self._derived)) or "")
        return self.of((first, last), reach)

    def of_figures(self) -> tuple[object, ...]:
        """All claims, for the script."""
        return self._claims, _cards(self._chronicle, (), self._claims)


def pair_address(pair: Pair) -> str:
    """``/compare/2014-06-10/2015-01-26/``."""
    return f"{COMPARE}{pair[0]}/{pair[1]}/"


def _days(chronicle: Chronicle, derived: Derived) -> tuple[str, ...]:
    """The days of the turning points; where they are not two, the days that have a map and the last one."""
    slugs = {point.event for point in chronicle.site.turning_points}
    turning = {day for event in chronicle.events if event.slug in slugs if (day := last_day_of(event.date))}
    if len(turning) > 1:
        return tuple(sorted(turning))
    last = _iso(last_change(derived))
    return tuple(sorted({*map_days(chronicle), *((last,) if last else ())}))


def _first_day(towns: Iterable[TownHistory]) -> str | None:
    changes = (change for town in towns for change in town.history)
    return _iso(
        min((day for change in changes for day in (change.earliest, change.latest) if day), default=None)
    )


def _cards(chronicle: Chronicle, towns: Iterable[TownHistory], claims: Iterable[ClaimBy]) -> tuple[Card, ...]:
    """Of holders, and of all that claims speak of."""
    changes = (change for town in towns for change in town.history)
    needs = {f"actors/{slug}" for change in changes for slug in (change.holder, *change.against)}
    for it in claims:
        figure = it.claim.figure
        needs |= {
            f"measures/{figure.measure}",
            f"actors/{figure.claimant}",
            f"sources/{figure.source}",
            f"events/{it.claim.event_slug}",
            *((f"actors/{figure.of}",) if figure.of else ()),
        }
    return tuple(chronicle.cards[need] for need in sorted(needs))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
