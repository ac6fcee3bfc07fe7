"""The smallest chronicle that a test needs, written to a folder and built by the real engine."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import html5lib
from jinja2 import Environment

from chronicle import build as engine
from chronicle import edtf
from chronicle.addresses import ROOT_MARK
from chronicle.canonical_form import canonical_head
from chronicle.frontmatter_handler import read_parts
from chronicle.model import Page, Site
from chronicle.planning import Checked
from chronicle.problems import Problem
from chronicle.render import environment_of
from chronicle.rules import EVIDENCE
from chronicle.wording import language

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-25"

SITE = """\
title: A small chronicle
heading: What happened on the river
description: A chronicle for tests.
base_url: https://river.example.org/
languages:
  - en
repository: https://git.example.org/river
contact: editors@river.example.org
copyright_holder: The editors
licence:
  name: CC BY 4.0
  url: https://creativecommons.org/licenses/by/4.0/
event_kinds:
  flood: Flood
  meeting: Meeting
importance:
  3: major
  2: notable
  1: detail
certainty:
  confirmed: Confirmed
  claimed: Claimed
  disputed: Disputed
certainty_reasons:
  confirmed: independent sources agree
  claimed: said by one side only
  disputed: sources contradict each other
place_kinds:
  town: Town
  country: Country
areas:
  - country
actor_kinds:
  guild: Guild
  paper: Newspaper
sides:
  north: North
  south: South
colours:
  - blue
  - amber
  - red
rivers:
  long-river: Along the Long River
units:
  people: people
  percent: "%"
scopes:
  valley: The whole valley
source_types:
  news: News
focus: millers
focus_heading: Towns that the millers held
map:
  west: 0
  east: 10
  south: 45
  north: 50
  parallels:
    - 46
    - 49
  meridian: 5
  origin: 47
  base: map/base.topo.json
  day: 1900-06-01
"""

BASE_MAP = (
    '{"type": "Topology", "transform": {"scale": [1, 1], "translate": [0, 45]}, '
    '"arcs": [[[0, 0], [10, 0], [0, 5], [-10, 0], [0, -5]], [[1, 4], [3, -1], [5, -2]]], "objects": {'
    '"countries": {"type": "GeometryCollection", "geometries": ['
    '{"type": "Polygon", "arcs": [[0]], "properties": {"slug": "valley", "name": "Valley", "iso": "FR"}}]}, '
    '"boundaries": {"type": "GeometryCollection", "geometries": []}, '
    '"admin1_lines": {"type": "GeometryCollection", "geometries": []}, '
    '"lakes": {"type": "GeometryCollection", "geometries": []}, '
    '"rivers": {"type": "GeometryCollection", "geometries": ['
    '{"type": "LineString", "arcs": [1], "properties": {"slug": "long-river", "name": "Long River", '
    '"kind": "river", "rank": 3}}]}}}'
)

NOTES = {
    "places/upton.md": """\
---
name: Upton
kind: town
country: FR
latitude: 48.5
longitude: 2.5
precision_km: 2
coordinate_source: a map
river: long-river
river_order: 1
river_km: 0
---
""",
    "places/lowton.md": """\
---
name: Lowton
kind: town
country: FR
latitude: 47.1
longitude: 7.5
precision_km: 2
coordinate_source: a map
river: long-river
river_order: 2
river_km: 120
---
""",
    "actors/millers.md": """\
---
name: Guild of Millers
abbreviation: Mill
kind: guild
side: north
colour: blue
---
""",
    "actors/weavers.md": """\
---
name: Guild of Weavers
abbreviation: Weav
kind: guild
side: south
colour: amber
---
""",
    "actors/gazette.md": """\
---
name: The Gazette
kind: paper
side: south
---
""",
    "measures/people-flooded.md": """\
---
name: People flooded out
unit: people
kind: flow
scopes:
  - valley
---
Counted by [[actors/gazette|the paper]] at [[places/upton|Upton]] and [[places/lowton|Lowton]], whoever holds
them, [[actors/millers|millers]] or [[actors/weavers|weavers]].
""",
}
"""Two towns on a river, two guilds that hold them, a newspaper that counts, whose note names all."""

SOURCE = """\
  - id: gazette-1900
    title: Water everywhere
    publisher: The Gazette
    published: 1900-06-02
    url: https://gazette.example.org/1900
    language: en
    type: news
"""
"""A source in place; an id is written in one note only, so a second event gets another by `event`."""


def event(
    title: str = "The river rises",
    date: str = "1900-06-01",
    kind: str = "flood",
    fields: str = "",
    body: str = "",
    source: str = "gazette-1900",
) -> str:
    """An event note as text; `fields` are further lines of front matter, without `sources`."""
    sources = SOURCE.replace("gazette-1900", source).replace("1900-06-02", _published(date))
    text = body or f"The river rose [@{source}]."
    return (
        f"---\ntitle: {title}\ndate: {date}\nkind: {kind}\nimportance: 2\ncertainty: claimed\n{fields}"
        f"sources:\n{sources}---\n{text}\n"
    )


def in_form(path: str, text: str) -> str:
    """The note with its front matter in the canonical form."""
    parts = read_parts(text, path)
    return canonical_head(path.split("/", 1)[0], parts.tree.values) + parts.body


def _published(date: str) -> str:
    """The day of a source that can tell of it; that of `SOURCE` where nothing speaks against it."""
    try:
        known = edtf.parse(date)
    except ValueError:
        return "1900-06-02"
    return max("1900-06-02", str(known.latest or known.earliest))


def news(title: str, date: str, fields: str = "", body: str = "") -> str:
    """An event with a source of its own, named by its title and published on the last day of its date."""
    source = "on-" + "-".join(re.findall(r"[a-z]+", title.lower()))
    known = edtf.parse(date)
    published = known.latest or known.earliest
    text = event(title, date, fields=fields, body=body.replace("[@]", f"[@{source}]"), source=source)
    return text.replace("published: 1900-06-02", f"published: {published}")


def town(name: str, longitude: str = "2", latitude: str = "48", kind: str = "town", more: str = "") -> str:
    """The note of a place; `more` are further lines of front matter."""
    return (
        f"---\nname: {name}\nkind: {kind}\n{more}latitude: {latitude}\nlongitude: {longitude}\n"
        "precision_km: 1\ncoordinate_source: a map\n---\n"
    )


def control(*entries: str) -> str:
    """Control entries in short: ``"upton: millers, besieged, against weavers, date 1900"``.

    The holder comes first, then a status other than `held`, then fields by name. In place of a place may
    stand ``all of weavers``.
    """
    lines = ["control:"]
    for entry in entries:
        place, _, rest = entry.partition(": ")
        holder, *words = rest.split(", ")
        status = next((word for word in words if word in ("contested", "besieged")), "held")
        where = place.replace("all of ", "all_held_by: ") if place.startswith("all of") else f"place: {place}"
        lines += [f"  - {where}", f"    holder: {holder}", f"    status: {status}"]
        for name, _, value in (word.partition(" ") for word in words if word != status):
            lines += ["    against:", f"      - {value}"] if name == "against" else [f"    {name}: {value}"]
    return "\n".join(lines) + "\n"


def beside_evidence(problems: Iterable[Problem]) -> list[Problem]:
    """Without what is said of evidence and of form: a world that is small on purpose breaks many rules."""
    return [problem for problem in problems if problem.code not in (*EVIDENCE, "not-canonical")]


@dataclass(frozen=True)
class BuiltWorld:
    site: Path
    built: engine.Built

    def text(self, address: str) -> str:
        """The file of an address, as text."""
        path = self.site / address.lstrip("/")
        return (path / "index.html" if address.endswith("/") else path).read_text("utf-8")

    def page(self, address: str) -> ElementTree.Element:
        """The page at an address, parsed as a browser would; names are without a namespace."""
        return parsed(self.text(address))

    def addresses(self) -> set[str]:
        files = (path.relative_to(self.site).as_posix() for path in self.site.rglob("*") if path.is_file())
        return {"/" + name.removesuffix("index.html") for name in files}


def write_world(folder: Path, notes: Mapping[str, str], site: str = SITE, with_defaults: bool = True) -> Path:
    """A content folder with `site.yaml`, a base map, the notes of `NOTES` and these; returns its path."""
    content = folder / "content"
    files = {"site.yaml": site, "map/base.topo.json": BASE_MAP, **(NOTES if with_defaults else {}), **notes}
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return content


def build_world(
    folder: Path, notes: Mapping[str, str], site: str = SITE, *, drafts: bool = False
) -> BuiltWorld:
    """Write and build a world; it must have no errors."""
    content = write_world(folder, notes, site)
    request = engine.Request(content, ROOT / "templates", folder / "site", TODAY, drafts, jobs=1)
    built = engine.build(request)
    assert built.written is not None, "\n".join(map(str, built.problems))
    return BuiltWorld(folder / "site", built)


@dataclass(frozen=True)
class PlannedWorld:
    """A world of which nothing is written: a page is made when a test asks for it, by itself."""

    checked: Checked

    def planned(self, address: str) -> Page:
        (found,) = (page for page in self.checked.pages if page.address == address)
        return found

    def data(self, address: str) -> Any:
        """What the view of a page hands to its template; the bytes of a file without one."""
        found = self.planned(address)
        return found.view.make(*found.inputs)

    def text(self, address: str) -> str:
        """The page as text, its links as they are written before `render` knows the way to the root."""
        found = self.planned(address)
        assert self.checked.site is not None
        assert found.view.template is not None
        template = _environment(self.checked.site).get_template(found.view.template)
        return template.render(page=self.data(address), address=address).replace(ROOT_MARK, "/")

    def page(self, address: str) -> ElementTree.Element:
        """The page at an address, parsed; its links begin at the root of the site."""
        return parsed(self.text(address))

    def addresses(self) -> set[str]:
        return {page.address for page in self.checked.pages}


def plan_world(
    folder: Path, notes: Mapping[str, str], site: str = SITE, *, drafts: bool = False
) -> PlannedWorld:
    """Write and plan a world; it must have no errors. Much quicker than `build_world`, for a page or two."""
    checked = engine.check(write_world(folder, notes, site), TODAY, drafts)
    assert not checked.has_errors, "\n".join(map(str, checked.problems))
    return PlannedWorld(checked)


_environments: dict[bytes, Environment] = {}
"""By the digest of the site: most tests share one, and Jinja takes a tenth of a second for a template."""


def _environment(site: Site) -> Environment:
    if site.digest not in _environments:
        folder = ROOT / "templates"
        paths = sorted(folder.rglob("*.html"))
        templates = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}
        _environments[site.digest] = environment_of(templates, site, language(site.languages[0]))
    return _environments[site.digest]


def parsed(text: str) -> ElementTree.Element:
    """HTML as a tree without namespaces; markup that is not valid raises."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: ElementTree.Element = parser.parse(text)
    return tree


def words(element: ElementTree.Element | None) -> str:
    """The text of an element, white space made single."""
    assert element is not None, "no such element"
    return " ".join("".join(element.itertext()).split())


def with_class(tree: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """All elements of a class, in order of the page."""
    return [element for element in tree.iter() if name in element.get("class", "").split()]


def facts(tree: ElementTree.Element) -> dict[str, str]:
    """The terms of a page's list of facts, and what stands beside each."""
    rows = with_class(tree, "facts")[0].findall("div")
    return {words(row.find("dt")): words(row.find("dd")) for row in rows}
