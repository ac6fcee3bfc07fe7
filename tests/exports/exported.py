"""The files that exports make of a small world, without its pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronicle import build as engine
from tests.world import SITE, TODAY, event, write_world


@dataclass(frozen=True)
class Exported:
    files: Mapping[str, bytes]
    """By address."""
    addresses: frozenset[str]
    """Of the whole site."""

    def text(self, address: str) -> str:
        return self.files[address].decode("utf-8")

    def json(self, address: str) -> Any:
        return json.loads(self.files[address])

    def lines(self, address: str) -> list[str]:
        """The rows of a JSON file, each as it is written."""
        return [line.rstrip(",") for line in self.text(address).splitlines()[1:-1]]


def exported(folder: Path, notes: Mapping[str, str], site: str = SITE, today: str = TODAY) -> Exported:
    """Everything that views make without a template, of these notes and those of every world."""
    checked = engine.check(write_world(folder, notes, site), today)
    assert not checked.has_errors, "\n".join(map(str, checked.problems))
    files = {
        page.address: page.view.make(*page.inputs) for page in checked.pages if page.view.template is None
    }
    return Exported(files, frozenset(page.address for page in checked.pages))


RICH_FIELDS = """\
places:
  - upton
  - lowton
actors:
  - millers
control:
  - place: upton
    holder: millers
    status: contested
    taken_from: weavers
    against:
      - weavers
figures:
  - measure: people-flooded
    value: 1200.50
    qualifier: at-least
    scope: valley
    period: 1900-06
    of: millers
    as_of: 1900-06-02
    claimant: gazette
    source: gazette-1900
    note: counted from the tower
  - measure: people-flooded
    low: 900
    high: 1000.0
    as_of: 1900-06
    claimant: gazette
    source: gazette-1900
"""
"""Every field that an event can have of its own, but the operation."""

RICH = {
    "events/1900/1900-06-01-river-rises.md": event(fields=f"operation: sluice\n{RICH_FIELDS}"),
    "events/1900/1900-05-river-falls.md": event(
        title="The river falls", date="../1900-05~", source="gazette-may"
    ),
    "operations/sluice.md": (
        "---\nname: The Great Sluice\ndate: 1900-05/1900-06\nplaces:\n  - upton\n---\n"
        "They shut it. For good.\n"
    ),
}
"""An event with everything, one with the least, and the operation of the first."""
