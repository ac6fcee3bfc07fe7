"""The same notes as Hugo reads them, for the same set of pages.

Front matter stays as it is; what Hugo cannot know is put beside it: the first
day of an EDTF date, the address, and the lists by which Hugo groups pages
(its taxonomies). Citations and links become Markdown links. Hugo resolves less
than our engine does: the words of a link are written into the note here, no
reference is checked, and no map is drawn.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from benchmarks.note import Fields, settings
from chronicle import edtf

TEMPLATES = Path(__file__).parent / "hugo"
FOLDERS = {
    "places": "places_seen",
    "actors": "actors_seen",
    "operations": "operation",
    "measures": "measures",
    "sources": "cited",
}
"""Our folder to the taxonomy that stands for it."""
ADDRESSES = {"measures": "figures"}
"""Where a folder's pages do not have its name."""
TAXONOMIES = {
    "places_seen": "/places/",
    "actors_seen": "/actors/",
    "operation": "/operations/",
    "measures": "/figures/",
    "cited": "/sources/",
    "years": "/timeline/",
    "days": "/on-this-day/",
}
"""Taxonomies whose own page is a page of the site, and its address."""
GROUPINGS = ("months", "letters", "claimants", "by_year")
"""Taxonomies without such a page."""
BY_YEAR = 200
"""More events of one thing have pages by year, as in `chronicle.pages.event_lists`."""

_CITATION = re.compile(r"\[@([^\]]+)\]")
_LINK = re.compile(r"\[\[([a-z0-9/-]+)(?:\|([^\]]+))?\]\]")
_TITLE = re.compile(r"^(?:title|name): '?(.*?)'?$", re.MULTILINE)
_YEAR_OF_THING = re.compile(r"^(places|actors)-(.*)--(\d+)$")
_DATE = re.compile(r"^date: .*\n", re.MULTILINE)

Values = Mapping[str, Any]


@dataclass
class HugoSite:
    """A folder for Hugo made from a content folder of ours."""

    content: Path
    folder: Path
    _long: frozenset[str] = frozenset()
    """Places and actors whose events have pages by year."""

    def write(self) -> None:
        """Everything: settings, templates, notes and the pages that group them."""
        shutil.copytree(TEMPLATES, self.folder)
        (self.folder / "data").mkdir()
        shutil.copy(self.content / "site.yaml", self.folder / "data")
        events = self._paths("events")
        self._long = _long_lists(_parts(path)[1] for path in events)
        terms: dict[str, set[str]] = {name: set() for name in (*TAXONOMIES, *GROUPINGS)}
        for path in events:
            for name, found in self.convert(path).items():
                terms[name].update(found)
        for folder in (*FOLDERS, "periods", "pages"):
            for path in self._paths(folder):
                self._write_note(folder, path)
        site = yaml.load((self.content / "site.yaml").read_text("utf-8"), _Loader)
        for name, fields in _groups(terms, site["map"]["days"]):
            self._write(name, f"---\n{settings(fields)}---\n")

    def convert(self, path: Path) -> Mapping[str, list[str]]:
        """One event note, written anew; returns its terms by taxonomy."""
        front, values, body = _parts(path)
        terms = _terms(values, self._long)
        front = _DATE.sub(lambda _: f"date: {_first_day(values)}\nedtf: '{values['date']}'\n", front, count=1)
        front = front.replace("\nkind: ", "\nevent_kind: ", 1)
        name = path.relative_to(self.content).as_posix()
        added = {"url": f"/events/{_slug(path)}/", "file": name, **terms}
        del added["operation"]
        self._write(name, f"---\n{front}{settings(added)}---\n{self._linked(body, values)}")
        return terms

    def _paths(self, folder: str) -> list[Path]:
        return sorted((self.content / folder).rglob("*.md"))

    def _write_note(self, folder: str, path: Path) -> None:
        front, values, body = _parts(path)
        slug = _slug(path)
        added = {"title": values["name"]} if "name" in values else {}
        if folder == "pages":
            name, address = f"{slug}.md", f"/{slug}/"
        elif folder == "periods":
            span = edtf.parse(values["date"])
            added |= {"first": str(span.earliest), "last": str(span.latest)}
            front = _DATE.sub(lambda _: f"edtf: '{values['date']}'\n", front, count=1)
            name, address = f"periods/{slug}.md", f"/periods/{slug}/"
        else:
            front = front.replace("\nkind: ", "\nnote_kind: ").replace("\ntype: ", "\nsource_type: ")
            front = front.replace("\nurl: ", "\nsource_url: ")
            front = _DATE.sub(lambda _: f"edtf: '{values['date']}'\n", "\n" + front, count=1).lstrip("\n")
            name, address = f"{FOLDERS[folder]}/{slug}/_index.md", f"/{ADDRESSES.get(folder, folder)}/{slug}/"
        added |= {"url": address, "slug": slug}
        self._write(name, f"---\n{front}{settings(added)}---\n{self._linked(body, values)}")

    def _write(self, name: str, text: str) -> None:
        path = self.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """Id to title of all that prose may link."""
        return {
            f"{folder}/{_slug(path)}": _TITLE.findall(path.read_text("utf-8"))[0].replace("''", "'")
            for folder in ("events", "places", "actors", "operations", "measures", "periods")
            for path in self._paths(folder)
        }

    def _linked(self, body: str, values: Values) -> str:
        """The body with citations and links as Markdown has them."""
        numbers = {item["id"]: number for number, item in enumerate(values.get("sources", ()), 1)}

        def citation(match: re.Match[str]) -> str:
            ids = (work.split(",")[0].strip(" @\n") for work in match[1].split(";"))
            return " ".join(f"[{numbers[one]}](#{one})" for one in ids)

        def link(match: re.Match[str]) -> str:
            target = match[1] if "/" in match[1] else f"events/{match[1]}"
            return f"[{match[2] or self._titles[target]}](/{target}/)"

        return _LINK.sub(link, _CITATION.sub(citation, body))


class _Loader(yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader):  # type: ignore[misc]
    """All scalars as text."""


def _parts(path: Path) -> tuple[str, Values, str]:
    """Front matter as text and as values, and the body."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    values: Values = yaml.load(front, _Loader)
    return front, values, body


def _slug(path: Path) -> str:
    return re.sub(r"^\d{4}(?:-\d\d){0,2}-", "", path.stem)


def _first_day(values: Values) -> str:
    return str(edtf.parse(values["date"]).earliest)


def _long_lists(events: Iterable[Values]) -> frozenset[str]:
    """Ids of the places and actors with so many events that they have pages by year."""
    counts = Counter(one for values in events for one in _things(values))
    return frozenset(one for one, count in counts.items() if count > BY_YEAR)


def _things(values: Values) -> list[str]:
    """Ids of the places and actors on whose pages an event stands."""
    control = values.get("control", ())
    places = [*values.get("places", ()), *(item["place"] for item in control if "place" in item)]
    actors = [*values.get("actors", ())]
    for item in control:
        actors += [item[field] for field in ("holder", "taken_from", "all_held_by") if field in item]
        actors += item.get("against", ())
    return [*_once(f"places/{place}" for place in places), *_once(f"actors/{actor}" for actor in actors)]


def _terms(values: Values, long_lists: Collection[str]) -> dict[str, list[str]]:
    """Taxonomy to the terms under which an event stands."""
    day = _first_day(values)
    figures, sources, things = values.get("figures", ()), values.get("sources", ()), _things(values)
    by_year = [f"{one.replace('/', '-', 1)}--{day[:4]}" for one in things if one in long_lists]
    return {
        "places_seen": [one.removeprefix("places/") for one in things if one.startswith("places/")],
        "actors_seen": [one.removeprefix("actors/") for one in things if one.startswith("actors/")],
        "operation": [values["operation"]] if "operation" in values else [],
        "measures": _once(figure["measure"] for figure in figures),
        "claimants": _once(figure["claimant"] for figure in figures),
        "cited": [source["id"] for source in sources if len(source) == 1],
        "years": [f"y{day[:4]}"],
        "months": [f"m{day[:7]}"],
        "days": [f"d{day[5:]}"] if values["date"] == day else [],
        "letters": _once(_letter(source["publisher"]) for source in sources if "publisher" in source),
        "by_year": by_year,
    }


def _once(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _letter(publisher: str) -> str:
    """Of the list in which a publisher's sources stand."""
    return publisher[0].lower()


def _groups(terms: Mapping[str, Collection[str]], map_days: Iterable[str]) -> Iterator[tuple[str, Fields]]:
    """The pages that group events, and those that are made from all of them: name, and front matter."""
    yield from _lists()
    for number in range(366):
        day = f"{date(2000, 1, 1) + timedelta(number):%m-%d}"
        yield f"days/d{day}/_index.md", {"title": day, "url": f"/on-this-day/{day}/"}
    for day in map_days:
        yield f"map/{day}.md", {"title": day, "url": f"/map/{day}/"}
    for name, address in _addresses(terms):
        yield f"{name}/_index.md", {"title": address.strip("/").replace("/", ", "), "url": address}


def _lists() -> Iterator[tuple[str, Fields]]:
    """What has one page, whatever the events."""
    for name, address in TAXONOMIES.items():
        yield f"{name}/_index.md", {"title": address.strip("/").replace("-", " ").title(), "url": address}
    for name in (*GROUPINGS, "events"):
        hidden: Fields = {"build": {"render": "never"}}
        below = {"cascade": hidden} if name == "claimants" else {}
        yield f"{name}/_index.md", {"title": name, **hidden, **below}
    for name in ("map", "periods"):
        yield f"{name}/_index.md", {"title": name.title()}
    for name in ("control", "corrections", "data"):
        yield f"{name}.md", {"title": name.title(), "layout": name}


def _addresses(terms: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """Terms that have a page though no note of ours stands behind it, and its address."""
    for year in sorted(terms["years"]):
        yield f"years/{year}", f"/{year[1:]}/"
    for month in sorted(terms["months"]):
        yield f"months/{month}", f"/{month[1:5]}/{month[6:]}/"
    for letter in sorted(terms["letters"]):
        yield f"letters/{letter}", f"/sources/by-publisher/{letter}/"
    for term in sorted(terms["by_year"]):
        folder, thing, year = _YEAR_OF_THING.findall(term)[0]
        yield f"by_year/{term}", f"/{folder}/{thing}/{year}/"
