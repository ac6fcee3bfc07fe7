"""By what Hugo groups events (its taxonomies), and what has so many that it has pages by year or in parts.

The bounds are those of our engine, so that both programs make the same pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from chronicle import edtf
from chronicle.pages.event_lists import BY_YEAR
from chronicle.pages.measures import MOST
from chronicle.pages.names import letter_of, name_key
from chronicle.pages.publishers import LONG

Values = Mapping[str, Any]
"""Front matter."""


@dataclass(frozen=True)
class Lengths:
    """What the events together make long."""

    things: frozenset[str] = frozenset()
    """Places, actors, kinds, operations and sources, as ``places/x``, whose events have pages by year."""
    measures: frozenset[str] = frozenset()
    """Measures whose figures have pages by year."""
    charted: frozenset[str] = frozenset()
    """Measures with a chart on their page, which has an embed."""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Lists of sources by publisher, ``t-2``, to their publishers."""

    @property
    def list_of(self) -> Mapping[str, str]:
        """Publisher to the list in which it stands."""
        return {publisher: name for name, publishers in self.lists.items() for publisher in publishers}


def lengths_of(events: Iterable[Values], shared_sources: Iterable[Values]) -> Lengths:
    """Counted from all events and all sources with notes of their own."""
    counted: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    charted: set[str] = set()
    publishers = Counter(source["publisher"] for source in shared_sources)
    for values in events:
        publishers.update(source["publisher"] for source in values["sources"] if "publisher" in source)
        if "withdrawn" in values:
            continue
        counted.update(_things(values))
        figures = values.get("figures", ())
        claims.update(figure["measure"] for figure in figures)
        charted.update(figure["measure"] for figure in figures if "scope" in figure)
    long = frozenset(measure for measure, count in claims.items() if count > MOST)
    return Lengths(
        things=frozenset(one for one, count in counted.items() if count > BY_YEAR),
        measures=long,
        charted=frozenset(charted) - long,
        lists=dict(_lists(publishers)),
    )


def terms_of(values: Values, lengths: Lengths, list_of: Mapping[str, str]) -> dict[str, list[str]]:
    """Taxonomy to the terms under which an event stands."""
    day = first_day(values)
    figures, sources, things = values.get("figures", ()), values["sources"], _things(values)
    years = [f"{one.replace('/', '-', 1)}--{day[:4]}" for one in things if one in lengths.things]
    measures = _once(figure["measure"] for figure in figures)
    publishers = (source["publisher"] for source in sources if "publisher" in source)
    return {
        "places_seen": [one.removeprefix("places/") for one in things if one.startswith("places/")],
        "actors_seen": [one.removeprefix("actors/") for one in things if one.startswith("actors/")],
        "operation": [values["operation"]] if "operation" in values else [],
        "measures": measures,
        "claimants": _once(figure["claimant"] for figure in figures),
        "cited": [source["id"] for source in sources if len(source) == 1],
        "years": [f"y{day[:4]}"],
        "months": [f"m{day[:7]}"],
        "days": [f"d{day[5:]}"] if values["date"] == day else [],
        "letters": _once(list_of.get(publisher, _letter(publisher)) for publisher in publishers),
        "kinds": [values["kind"]],
        "by_year": years,
        "figures_by_year": [f"{one}--{day[:4]}" for one in measures if one in lengths.measures],
    }


def first_day(values: Values) -> str:
    return str(edtf.parse(values["date"]).earliest)


def _things(values: Values) -> list[str]:
    """Ids of the places, actors, kinds, operations and shared sources on whose pages an event stands."""
    control = values.get("control", ())
    places = [*values.get("places", ()), *(item["place"] for item in control if "place" in item)]
    actors = [*values.get("actors", ())]
    for item in control:
        actors += [item[name] for name in ("holder", "taken_from", "all_held_by") if name in item]
        actors += item.get("against", ())
    return _once(
        [
            *(f"places/{place}" for place in places),
            *(f"actors/{actor}" for actor in actors),
            f"kinds/{values['kind']}",
            *([f"operations/{values['operation']}"] if "operation" in values else []),
            *(f"sources/{source['id']}" for source in values["sources"] if len(source) == 1),
        ]
    )


def _lists(publishers: Mapping[str, int]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Whole publishers, A to Z, in lists of a bearable length."""
    order = sorted(publishers, key=lambda name: (_letter(name) == "other", name_key(name), name))
    for letter, found in groupby(order, key=_letter):
        for number, part in enumerate(_parts(found, publishers), 1):
            yield letter if number == 1 else f"{letter}-{number}", part


def _parts(names: Iterable[str], sources: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    part: list[str] = []
    for name in names:
        part.append(name)
        if sum(sources[one] for one in part) > LONG:
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def _letter(publisher: str) -> str:
    return letter_of(publisher) or "other"


def _once(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
