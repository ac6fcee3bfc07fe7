"""The same notes as Hugo reads them, for the same set of pages.

Front matter stays as it is; what Hugo cannot know is put beside it: the first
day of an EDTF date, the address, and the lists by which Hugo groups pages (its
taxonomies, `hugo_terms`; what is made of many notes is in `hugo_pages`).
Citations and links become Markdown links, so no reference is checked.

Where the two sites differ:

* Hugo draws nothing: no maps (a map on each event's page, those of days, those
  of days compared), no charts of figures. These pages have their words only.
* Hugo works nothing out: who held what on a day is told by the changes as the
  notes have them; a summary is the first 200 characters, not the first sentence.
* The older address of an embed is a redirect there, a page here.
* A place's years: an event that hands over all that somebody holds counts here
  for each place that changed hands. So a place with just more than 200 events
  can have pages by year here and none there.
* Not made there: the schemas of the data and `datapackage.json`, which describe
  columns and do not grow with the notes.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from benchmarks.hugo_pages import GROUPINGS, TAXONOMIES, notes
from benchmarks.hugo_terms import Lengths, Values, first_day, lengths_of, terms_of
from benchmarks.note import settings
from chronicle import edtf

TEMPLATES = Path(__file__).parent / "hugo"
ASSETS = Path(__file__).parent.parent / "templates/assets"
FOLDERS = {
    "places": "places_seen",
    "actors": "actors_seen",
    "operations": "operation",
    "measures": "measures",
    "sources": "cited",
}
"""Our folder to the taxonomy that stands for it."""
NOT_MADE = ("/data/schema/", "/data/datapackage.json", "/cards/")
"""Beginnings of addresses that Hugo has nothing at: see above; social cards are timed apart."""
ADDRESSES = {"measures": "figures"}
"""Where a folder's pages do not have its name."""
_CITATION = re.compile(r"\[@([^\]]+)\]")
_LINK = re.compile(r"\[\[([a-z0-9/-]+)(?:\|([^\]]+))?\]\]")
_TITLE = re.compile(r"^(?:title|name): '?(.*?)'?$", re.MULTILINE)
_ALIASES = re.compile(r"^aliases:\n((?:  - .*\n)+)", re.MULTILINE)
_DATE = re.compile(r"^date: .*\n", re.MULTILINE)


@dataclass
class HugoSite:
    """A folder for Hugo made from a content folder of ours."""

    content: Path
    folder: Path
    _lengths: Lengths = field(default_factory=Lengths)
    _list_of: Mapping[str, str] = field(default_factory=dict)
    """Publisher to the list in which its sources stand."""

    def write(self) -> None:
        """Everything: settings, templates, notes and the pages that group them."""
        shutil.copytree(TEMPLATES, self.folder)
        shutil.copytree(ASSETS, self.folder / "static/assets")
        (self.folder / "data").mkdir()
        shutil.copy(self.content / "site.yaml", self.folder / "data")
        site = yaml.load((self.content / "site.yaml").read_text("utf-8"), _Loader)
        events = self._paths("events")
        shared = (_parts(path)[1] for path in self._paths("sources"))
        self._lengths = lengths_of((_parts(path)[1] for path in events), shared)
        self._list_of = self._lengths.list_of
        terms: dict[str, set[str]] = {name: set() for name in (*TAXONOMIES, *GROUPINGS)}
        for path in events:
            for name, found in self.convert(path).items():
                terms[name].update(found)
        for folder in (*FOLDERS, "periods", "pages"):
            for path in self._paths(folder):
                self._write_note(folder, path)
        terms["letters"].update(self._lengths.lists)
        for name, fields in notes(terms, self._lengths, site, self._compared(site)):
            self._write(f"{name}.md", f"---\n{settings(fields)}---\n")

    def convert(self, path: Path) -> Mapping[str, list[str]]:
        """One event note, written anew; returns its terms by taxonomy."""
        front, values, body = _parts(path)
        terms = terms_of(values, self._lengths, self._list_of)
        front = _DATE.sub(lambda _: f"date: {first_day(values)}\nedtf: '{values['date']}'\n", front, count=1)
        front = front.replace("\nkind: ", "\nevent_kind: ", 1)
        front = _ALIASES.sub(_with_embeds, front)
        name, slug = path.relative_to(self.content).as_posix(), _slug(path)
        outputs = ["html", "embed"]
        added = {"url": f"/events/{slug}/", "id": slug, "file": name, "outputs": outputs, **terms}
        del added["operation"]
        self._write(name, f"---\n{front}{settings(added)}---\n{self._linked(body, values)}")
        return terms

    def _compared(self, site: Values) -> list[str]:
        """The days of the turning points; where they are not two, those with a map and the last change."""
        turning = {point["event"] for point in site["turning_points"]}
        dates = (_parts(path)[1]["date"] for path in self._paths("events") if _slug(path) in turning)
        days = sorted({str(edtf.parse(text).latest) for text in dates})
        return days if len(days) > 1 else sorted({*site["map"]["days"], *self._last_change()})

    def _last_change(self) -> list[str]:
        """The day of it, where anything changed hands."""
        events = (_parts(path)[1] for path in self._paths("events"))
        dates = [item.get("date", event["date"]) for event in events for item in event.get("control", ())]
        return [str(max(day for text in dates if (day := edtf.parse(text).latest)))] if dates else []

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
            if folder == "measures":
                added |= self._outputs_of_measure(slug)
            name, address = f"{FOLDERS[folder]}/{slug}/_index.md", f"/{ADDRESSES.get(folder, folder)}/{slug}/"
        added |= {"url": address, "slug": slug}
        self._write(name, f"---\n{front}{settings(added)}---\n{self._linked(body, values)}")

    def _outputs_of_measure(self, slug: str) -> dict[str, Any]:
        """Whether its page has the figures or leads to pages of years, and whether it has an embed."""
        outputs = ["html", "embed"] if slug in self._lengths.charted else ["html"]
        return {"outputs": outputs, "by_year_only": slug in self._lengths.measures}

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


_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""All scalars as text."""


def _parts(path: Path) -> tuple[str, Values, str]:
    """Front matter as text and as values, and the body."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    values: Values = yaml.load(front, _Loader)
    return front, values, body


def _with_embeds(aliases: re.Match[str]) -> str:
    """The older addresses of an event, and those of its embed."""
    return aliases[0] + re.sub(r"  - /?", "  - /embed/", aliases[1])


def _slug(path: Path) -> str:
    return re.sub(r"^\d{4}(?:-\d\d){0,2}-", "", path.stem)
