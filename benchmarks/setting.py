"""All but the events: the places, actors, operations, measures, periods, shared sources and settings."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from benchmarks.base_map import EAST, NORTH, SOUTH, WEST
from benchmarks.chance import Chance
from benchmarks.note import Fields, note, wrapped
from benchmarks.words import Sentences, names, slug_of

ADDED = "2026-11-25"
BEGIN = date(1900, 1, 1)
TOWNS_OF_DISTRICT = 8
COLOURS = "blue amber red green violet teal sand charcoal grey".split()
HOLDERS = (
    "Millers Weavers Ferrymen Dyers Carters Brewers Potters Coopers Masons Drovers Tanners Salters".split()
)
UNITS = {"people": "people", "percent": "%", "carts": "carts", "sacks": "sacks of flour"}
LINKS_OF_PARAGRAPH = 50
SCOPES = {"valley": "The whole valley", "westland": "Westland", "eastland": "Eastland"}


@dataclass(frozen=True)
class Setting:
    """What the events take place in; all lists are of slugs."""

    first: date
    days: int
    """How many days it covers."""
    towns: list[str]
    """Those that see most of it come first."""
    districts: int
    """Every so many-th town lies near one another."""
    names: dict[str, str]
    """Place to its name."""
    holders: list[str]
    papers: list[str]
    paper_names: list[str]
    others: list[str]
    """Further actors."""
    operations: list[str]
    stocks: list[str]
    flows: list[str]
    shared: list[str]
    shared_published: list[str]

    def day(self, number: int) -> date:
        return self.first + timedelta(number)

    def near(self, town: str) -> list[str]:
        """The towns of its district, itself among them."""
        return self.towns[self._number[town] % self.districts :: self.districts]

    @cached_property
    def _number(self) -> dict[str, int]:
        return {town: number for number, town in enumerate(self.towns)}


def setting_of(number: int) -> Setting:
    """How much of each there is grows with the number of events, more slowly than it."""
    towns = [name for name, _ in zip(names(), range(100 + number // 40), strict=False)]
    papers = [f"{town} Gazette" for town in towns[: 40 + number // 300]]
    days = 3652 + 365 * (number // 1000)
    shared = max(number // 6, 1)
    published = [BEGIN + timedelta((at + 1) * days // shared + 3) for at in range(shared)]
    kinds = 40 + number // 1000
    return Setting(
        first=BEGIN,
        days=days,
        towns=[slug_of(town) for town in towns],
        districts=len(towns) // TOWNS_OF_DISTRICT,
        names={slug_of(town): town for town in towns},
        holders=[f"guild-of-{name.lower()}" for name in HOLDERS],
        papers=[f"gazette-{slug_of(town)}" for town in towns[: len(papers)]],
        paper_names=papers,
        others=[f"assembly-of-{slug_of(town)}" for town in towns[: 20 + number // 150]],
        operations=[f"campaign-{at}" for at in range(1, 11 + number // 50)],
        stocks=[f"counted-{at}" for at in range(1, kinds // 2)],
        flows=[f"happened-{at}" for at in range(1, kinds // 2)],
        shared=[f"shared-{day:%Y-%m-%d}-{at}" for at, day in enumerate(published)],
        shared_published=[day.isoformat() for day in published],
    )


def setting_notes(setting: Setting, chance: Chance, sentences: Sentences) -> Iterator[tuple[str, str]]:
    """Path and text of each note."""
    yield from _places(setting, chance, sentences)
    yield from _actors(setting, sentences)
    yield from _operations(setting, chance, sentences)
    yield from _measures(setting, sentences)
    yield from _periods(setting, sentences)
    yield from _shared_sources(setting, chance, sentences)
    yield _page("pages", "methods", {"title": "Methods", "nav": 2}, _text(sentences, 120))


def _page(folder: str, slug: str, fields: Fields, body: str = "") -> tuple[str, str]:
    return f"{folder}/{slug}.md", note({**fields, "added": ADDED}, body)


def _text(sentences: Sentences, words: int) -> str:
    return wrapped(". ".join(sentences.sentence(20) for _ in range(max(words // 20, 1))) + ".")


def about_note(setting: Setting, sentences: Sentences, named: Container[str]) -> tuple[str, str]:
    """Path and text of the page about the chronicle, which names all that no event names."""
    shared = [source for source in setting.shared if f"sources/{source}" not in named]
    things = [
        *(f"places/{place}" for place in ("westland", "eastland", *setting.towns)),
        *(f"actors/{actor}" for actor in (*setting.holders, *setting.papers, *setting.others)),
    ]
    links = [f"[[{thing}]]" for thing in things if thing not in named]
    further = [
        wrapped(f"Of these no event tells anything yet: {', '.join(some)}.")
        for some in (links[at : at + LINKS_OF_PARAGRAPH] for at in range(0, len(links), LINKS_OF_PARAGRAPH))
    ]
    if shared:
        cited = "; ".join(f"@{source}" for source in shared)
        further.append(wrapped(f"These reports are about the valley as a whole [{cited}]."))
    fields: Fields = {"title": "About", "nav": 1, "sources": [{"id": source} for source in shared]}
    return _page("pages", "about", fields, "\n\n".join([_text(sentences, 120), *further]))


def _places(setting: Setting, chance: Chance, sentences: Sentences) -> Iterator[tuple[str, str]]:
    for slug, code, longitude in (("westland", "FR", "2.5"), ("eastland", "DE", "7.5")):
        fields: Fields = {
            "name": slug.title(),
            "kind": "country",
            "country": code,
            "latitude": "47.5",
            "longitude": longitude,
            "precision_km": 200,
            "coordinate_source": "middle of the map",
        }
        yield _page("places", slug, fields)
    middles = [_spot(chance) for _ in range(setting.districts)]
    for at, slug in enumerate(setting.towns):
        east, north = (middle + chance.random() - 0.5 for middle in middles[at % setting.districts])
        fields = {
            "name": setting.names[slug],
            "names": {"fr": f"{setting.names[slug]}-en-Vallée"},
            "kind": "village" if chance.often(0.3) else "town",
            "country": "FR" if east < 5 else "DE",
            "latitude": f"{north:.4f}",
            "longitude": f"{east:.4f}",
            "precision_km": chance.pick([1, 2, 5]),
            "coordinate_source": "the survey of the valley",
            "governorate": f"County of {setting.names[setting.towns[at % 12]]}",
        }
        if at % 3 == 0:
            river = "long-river" if east < 5 else "cold-river"
            fields = {**fields, "river": river, "river_order": at // 3 + 1, "river_km": 5 * at}
        yield _page("places", slug, fields, _text(sentences, 20) if chance.often(0.3) else "")


def _spot(chance: Chance) -> tuple[float, float]:
    """Somewhere on the map, a degree from its edges."""
    return WEST + 1 + chance.random() * (EAST - WEST - 2), SOUTH + 1 + chance.random() * (NORTH - SOUTH - 2)


def _actors(setting: Setting, sentences: Sentences) -> Iterator[tuple[str, str]]:
    for at, (slug, name) in enumerate(zip(setting.holders, HOLDERS, strict=True)):
        fields: Fields = {
            "name": f"Guild of {name}",
            "names": {"fr": f"Guilde « {name} »"},
            "abbreviation": name[:4],
            "kind": "guild",
            "side": "north" if at % 2 else "south",
            "colour": COLOURS[at % len(COLOURS)],
        }
        yield _page("actors", slug, fields, _text(sentences, 40))
    for slug, name in zip(setting.papers, setting.paper_names, strict=True):
        yield _page("actors", slug, {"name": name, "kind": "paper", "side": "other"})
    for slug in setting.others:
        town = setting.names[slug.removeprefix("assembly-of-")]
        fields = {"name": f"Assembly of {town}", "kind": "assembly", "country": "FR", "side": "other"}
        yield _page("actors", slug, fields)


def _operations(setting: Setting, chance: Chance, sentences: Sentences) -> Iterator[tuple[str, str]]:
    number = len(setting.operations)
    for at, slug in enumerate(setting.operations):
        start = at * setting.days // number
        end = min(start + 3 * setting.days // number + 2, setting.days)
        source = setting.shared[at * len(setting.shared) // number]
        fields: Fields = {
            "name": f"The {setting.names[chance.pick_early(setting.towns)]} campaign, no. {at + 1}",
            "date": f"{setting.day(start)}/{setting.day(end)}",
            "places": chance.some(setting.near(chance.pick_early(setting.towns)), 2),
            "actors": chance.some(setting.holders, 3),
            "sources": [{"id": source}],
        }
        yield _page("operations", slug, fields, f"{_text(sentences, 20)[:-1]}\n[@{source}].")


def _measures(setting: Setting, sentences: Sentences) -> Iterator[tuple[str, str]]:
    for kind, slugs in (("stock", setting.stocks), ("flow", setting.flows)):
        for at, slug in enumerate(slugs):
            name = f"{sentences.clause().capitalize()} ({slug})"
            unit = list(UNITS)[at % len(UNITS)]
            fields: Fields = {"name": name, "unit": unit, "kind": kind, "scopes": list(SCOPES)}
            yield _page("measures", slug, fields, _text(sentences, 20))


def _periods(setting: Setting, sentences: Sentences) -> Iterator[tuple[str, str]]:
    for order in range(1, 7):
        start = setting.day((order - 1) * setting.days // 6)
        end = setting.day(order * setting.days // 6 - 1)
        fields: Fields = {"title": f"Period {order} of the valley", "date": f"{start}/{end}", "order": order}
        yield _page("periods", f"period-{order}", fields, _text(sentences, 40))


def _shared_sources(setting: Setting, chance: Chance, sentences: Sentences) -> Iterator[tuple[str, str]]:
    for at, (slug, published) in enumerate(zip(setting.shared, setting.shared_published, strict=True)):
        paper = at % len(setting.papers)
        host = f"{setting.papers[paper]}.example.org"
        fields: Fields = {
            "title": sentences.headline(),
            "publisher": setting.paper_names[paper],
            "published": published,
            "url": f"https://{host}/{published.replace('-', '/')}/report-{at}.html",
            "language": "en",
            "type": "news",
            "agency": setting.papers[paper] if chance.often(0.45) else "",
        }
        yield _page(f"sources/{published[:4]}", slug, fields)


def site_yaml(setting: Setting, turning_points: list[tuple[str, str]]) -> Fields:
    """The fields of `site.yaml`; turning points are slugs of events with their words."""
    days = [setting.day(at * setting.days // 11).isoformat() for at in range(1, 11)]
    return {
        "title": "A chronicle of the valley",
        "heading": "Who held the mills, when, and who says so",
        "description": "A chronicle that nobody lived through, made to measure how long a build takes.",
        "base_url": "https://valley.example.org/",
        "languages": ["en", "fr"],
        "repository": "https://git.example.org/valley",
        "contact": "editors@valley.example.org",
        "copyright_holder": "The editors of the valley",
        "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "event_kinds": {
            "taking": "Taking of a place",
            "quarrel": "Quarrel",
            "flood": "Flood",
            "statement": "Statement",
            "assembly": "Assembly",
            "building": "Building",
            "ruling": "Ruling",
            "fair": "Fair",
        },
        "importance": {"3": "major", "2": "notable", "1": "detail"},
        "certainty": {"confirmed": "Confirmed", "claimed": "Claimed", "disputed": "Disputed"},
        "certainty_reasons": {
            "confirmed": "Independent sources agree.",
            "claimed": "Said by one side only.",
            "disputed": "Sources contradict each other.",
        },
        "place_kinds": {"town": "town", "village": "village", "country": "country"},
        "areas": ["country"],
        "actor_kinds": {"guild": "guild", "paper": "newspaper", "assembly": "assembly"},
        "sides": {"north": "The north", "south": "The south", "other": "No side"},
        "colours": COLOURS,
        "rivers": {"long-river": "Along the Long River", "cold-river": "Along the Cold River"},
        "units": UNITS,
        "scopes": SCOPES,
        "source_types": {"news": "news", "official": "official", "book": "book"},
        "focus": setting.holders[0],
        "focus_heading": "Towns that the millers held",
        "turning_points": [{"event": slug, "words": words} for slug, words in turning_points],
        "map": {
            "west": WEST,
            "east": EAST,
            "south": SOUTH,
            "north": NORTH,
            "parallels": [46, 49],
            "meridian": 5,
            "origin": 47,
            "base": "map/base.topo.json",
            "land": ["westland", "eastland"],
            "day": days[-1],
            "days": days,
            "credits": "Drawn by a program.",
        },
    }
