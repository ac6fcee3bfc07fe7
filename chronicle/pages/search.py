"""``/search/``: a field, what it searches, and the ways for those who would rather not type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chronicle.derive import Derived
from chronicle.model import Card, Chronicle, Crumb, Later, MeasureCard, Page, PageData, PeriodCard, View
from chronicle.pages.calendar import all_event_cards, calendar
from chronicle.pages.once import once
from chronicle.pages.search_names import (
    Dated,
    NamedRows,
    actor_rows,
    named_rows,
    names_json,
    operation_rows,
    place_rows,
)

ADDRESS = "/search/"
NAMES = f"{ADDRESS}names.json"


@dataclass(frozen=True, kw_only=True)
class SearchPage(PageData):
    places: int
    actors: int
    operations: int
    events: int
    has_full_text: bool
    kinds: tuple[str, ...]
    """Words of `event_kinds` that events have."""
    years: tuple[int, ...]


def search_view(
    places: int,
    actors: int,
    operations: int,
    years: tuple[int, ...],
    kinds: tuple[tuple[str, int], ...],
    has_full_text: bool,
) -> SearchPage:
    """`kinds` are the words of events with how many have each, `years` those with a page."""
    return SearchPage(
        section="search",
        crumbs=(Crumb("search", None, "section"),),
        places=places,
        actors=actors,
        operations=operations,
        events=sum(number for _, number in kinds),
        has_full_text=has_full_text,
        kinds=tuple(kind for kind, _ in kinds),
        years=years,
    )


SEARCH, SEARCH_NAMES = View(search_view, "search.html"), View(names_json, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The page, and the names that its script finds. Of a full text it knows by `with_full_text`."""
    yield Page(ADDRESS, SEARCH, Later(_numbers, chronicle), like=ADDRESS)
    yield Page(NAMES, SEARCH_NAMES, Later(_names, chronicle), like=ADDRESS)


def _numbers(chronicle: Chronicle) -> tuple[object, ...]:
    years = tuple(year for year, cards in calendar(chronicle).years.items() if cards)
    kinds = tuple(sorted(Counter(event.kind for event in chronicle.events).items()))
    return (*(len(it.rows) for it in _named(chronicle)), years, kinds, False)


def _names(chronicle: Chronicle) -> tuple[object, ...]:
    found = calendar(chronicle)
    dated = Dated(years=tuple(found.years), months=tuple(found.months))
    periods = tuple(card for card in _cards(chronicle, "periods") if isinstance(card, PeriodCard))
    measures = tuple(card for card in _cards(chronicle, "measures") if isinstance(card, MeasureCard))
    events = all_event_cards(chronicle)
    return (*_named(chronicle), periods, measures, events, dated, chronicle.site.languages[0])


@once
def _named(chronicle: Chronicle) -> tuple[NamedRows, ...]:
    counts = _events_of(chronicle)
    return tuple(named_rows(rows(chronicle, counts)) for rows in (place_rows, actor_rows, operation_rows))


def with_full_text(pages: Iterable[Page]) -> tuple[Page, ...]:
    """The pages, of which that of the search offers the full text, too."""
    return tuple(
        replace(page, given=Later(_with_full_text, page)) if page.view is SEARCH else page for page in pages
    )


def _with_full_text(page: Page) -> tuple[object, ...]:
    return (*page.inputs[:-1], True)


def _events_of(chronicle: Chronicle) -> Counter[str]:
    """Id of a place, an actor or an operation to how many events have it."""
    counts: Counter[str] = Counter()
    for event in chronicle.events:
        counts.update(f"places/{slug}" for slug in set(event.places))
        counts.update(f"actors/{slug}" for slug in set(event.actors))
        if event.operation:
            counts[f"operations/{event.operation}"] += 1
    return counts


def _cards(chronicle: Chronicle, folder: str) -> Iterator[Card]:
    """Of all records of a kind that were not withdrawn."""
    records = {it.slug: it for it in chronicle.periods} if folder == "periods" else getattr(chronicle, folder)
    for slug, record in records.items():
        if record.withdrawn is None:
            yield chronicle.cards[f"{folder}/{slug}"]
