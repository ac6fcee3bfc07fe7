"""Rules about the map of `site.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from chronicle.geography.topojson import UnreadableTopology, read_topology
from chronicle.model import Note
from chronicle.nearest import did_you_mean
from chronicle.problems import Problem
from chronicle.rules.events import PLAIN


def map_is_a_box(site: Note, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """The box has a width, at most once around the earth, and a height."""
    west, east, south, north = (_degrees(site, field) for field in ("west", "east", "south", "north"))
    if west is not None and east is not None and not west < east <= west + 360:
        message = f'"east" ({east}) is not east of "west" ({west})'
        hint = "across the date line count on beyond 180: from 170 to 190"
        yield Problem(site.locations[("map", "east")], "bad-number", message, hint)
    if south is not None and north is not None and not south < north:
        message = f'"north" ({north}) is not north of "south" ({south})'
        yield Problem(site.locations[("map", "north")], "bad-number", message)


def _degrees(site: Note, field: str) -> Decimal | None:
    """The number of a field of the map; None where there is none, which is not judged here."""
    settings = site.values.get("map")
    text = settings.get(field) if isinstance(settings, dict) else None
    return Decimal(text) if isinstance(text, str) and PLAIN.fullmatch(text) else None


def map_files_can_be_read(site: Note, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """The files that `map` names are there, and are TopoJSON."""
    settings = site.values.get("map")
    for field in ("base", "tributaries", "world"):
        name = settings.get(field) if isinstance(settings, dict) else None
        if not isinstance(name, str):
            continue
        where = site.locations[("map", field)]
        if name not in files:
            yield Problem(where, "bad-map", f'there is no file "{name}"', did_you_mean(name, files))
            continue
        try:
            read_topology(files[name])
        except UnreadableTopology as error:
            yield Problem(where, "bad-map", f'"{name}" cannot be read as a map: {error}')
