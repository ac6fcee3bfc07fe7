"""Rules about the map of `site.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chronicle.geography.topojson import UnreadableTopology, read_topology
from chronicle.model import Note
from chronicle.nearest import did_you_mean
from chronicle.problems import Problem


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
