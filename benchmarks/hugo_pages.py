"""The pages and files that Hugo makes of many notes together: where each stands, and its front matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from benchmarks.hugo_terms import Lengths, Values
from benchmarks.note import Fields

TAXONOMIES = {
    "places_seen": "/places/",
    "actors_seen": "/actors/",
    "operation": "/operations/",
    "measures": "/figures/",
    "cited": "/sources/",
    "years": "/timeline/",
    "days": "/on-this-day/",
    "kinds": "/kinds/",
}
"""Taxonomies whose own page is a page of the site, and its address."""
GROUPINGS = ("months", "letters", "claimants", "by_year", "figures_by_year")
"""Taxonomies without such a page."""
FILES = {
    "/feed.json": "data feed",
    "/feed.xml": "atom feed",
    "/corrections.xml": "atom corrections",
    "/calendar.ics": "calendar calendar",
    "/search/names.json": "data names",
    "/timeline/index.json": "data timeline",
    "/map/holders.json": "data holders",
    "/data/events.geojson": "points points",
    **{f"/data/{name}.json": f"data {name}" for name in ("events", "control", "figures", "sources")},
    **{f"/data/{name}.json": f"data {name}" for name in ("places", "actors", "operations", "measures")},
    **{f"/data/{name}.csv": f"table {name}" for name in ("events", "control", "figures")},
}
"""Files of data that there are once: Hugo's output format and layout."""
UNLISTED: Fields = {"build": {"list": "never"}}

_YEAR_OF_THING = re.compile(r"^(places|actors|kinds|operations|sources)-(.*)--(\d+)$")

Note = tuple[str, Fields]
"""Name without suffix, and front matter."""


def notes(
    terms: Mapping[str, Collection[str]], lengths: Lengths, site: Values, compared: Sequence[str]
) -> Iterator[Note]:
    """All of them. `compared` are the days of which pages compare each with the next."""
    yield from _single_pages()
    for number in range(366):
        day = f"{date(2000, 1, 1) + timedelta(number):%m-%d}"
        yield f"days/d{day}/_index", {"title": day, "url": f"/on-this-day/{day}/"}
    for day in site["map"]["days"]:
        yield f"map/{day}", {"title": day, "url": f"/map/{day}/", "outputs": ["html", "embed"]}
    yield from _comparisons(compared)
    for name, address in _addresses(terms):
        yield f"{name}/_index", {"title": address.strip("/").replace("/", ", "), "url": address}
    for kind in sorted(terms["kinds"]):
        yield f"kinds/{kind}/_index", {"title": site["event_kinds"][kind], "url": f"/kinds/{kind}/"}
    for name in sorted(terms["letters"]):
        fields: Fields = {"title": name, "publishers": lengths.lists[name]}
        yield f"letters/{name}/_index", {**fields, "url": f"/sources/by-publisher/{name}/"}
    for term in sorted(terms["figures_by_year"]):
        measure, _, year = term.rpartition("--")
        fields = {"title": f"{measure}, {year}", "measure": measure}
        yield f"figures_by_year/{term}/_index", {**fields, "url": f"/figures/{measure}/{year}/"}
    yield from _files(terms)


def _single_pages() -> Iterator[Note]:
    """What has one page, whatever the events."""
    for name, address in TAXONOMIES.items():
        yield f"{name}/_index", {"title": address.strip("/").replace("-", " ").title(), "url": address}
    for name in (*GROUPINGS, "events", "files"):
        hidden: Fields = {"build": {"render": "never"}}
        below = {"cascade": hidden} if name == "claimants" else {}
        yield f"{name}/_index", {"title": name, **hidden, **below}
    for name in ("map", "periods"):
        yield f"{name}/_index", {"title": name.title()}
    for name in ("control", "corrections", "data", "random", "search"):
        yield name, {"title": name.title(), "layout": name, "url": f"/{name}/"}


def _comparisons(days: Sequence[str]) -> Iterator[Note]:
    """Each of the days with the next; the first with the last; and all figures by day."""
    yield "compare/_index", {"title": "Two days compared", "build": {"render": "never"}}
    ends = {"first": days[0], "last": days[-1]}
    yield "compare/all", {"title": "Two days compared", "url": "/compare/", **ends}
    for first, last in pairwise(days):
        fields = {"title": f"{first} and {last} compared", "first": first, "last": last}
        yield f"compare/{first}--{last}", {**fields, "url": f"/compare/{first}/{last}/"}
    figures: Fields = {"title": "Figures by day", "layout": "figures", **UNLISTED}
    yield "compare/figures", {**figures, "url": "/compare/figures/"}


def _addresses(terms: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """Terms that have a page though no note of ours stands behind it, and its address."""
    for year in sorted(terms["years"]):
        yield f"years/{year}", f"/{year[1:]}/"
    for month in sorted(terms["months"]):
        yield f"months/{month}", f"/{month[1:5]}/{month[6:]}/"
    for term in sorted(terms["by_year"]):
        folder, thing, year = _YEAR_OF_THING.findall(term)[0]
        yield f"by_year/{term}", f"/{folder}/{thing}/{year}/"


def _files(terms: Mapping[str, Collection[str]]) -> Iterator[Note]:
    """Files of data: one output of a page of their own, which no list names."""
    for address, words in FILES.items():
        yield _file(address, words)
    for year in sorted(term[1:] for term in terms["years"]):
        yield _file(f"/timeline/{year}.json", "data timeline", year=year)
        yield _file(f"/map/events/{year}.json", "data map_events", year=year)
    for measure in sorted(terms["measures"]):
        yield _file(f"/data/figures/{measure}.json", "data figures", measure=measure)
        yield _file(f"/data/figures/{measure}.csv", "table figures", measure=measure)


def _file(address: str, words: str, **fields: str) -> Note:
    output, layout = words.split()
    name = f"files/{address.strip('/').replace('/', '--').replace('.', '-')}"
    return name, {
        "title": address,
        "url": address,
        "outputs": [output],
        "layout": layout,
        **fields,
        **UNLISTED,
    }
