"""A world in which everything that notes may say is said once, for tests that look at all pages."""

from __future__ import annotations

from tests.world import SITE, event, in_form

FULL_SITE = (
    SITE
    + """\
  days:
    - 1900-06-10
    - 1901-03-01
  credits: Drawn by the editors.
turning_points:
  - event: upton-taken
    words: The millers take Upton
questions:
  - words: Who took Upton?
    actors:
      - millers
    events:
      - upton-taken
"""
)

_NOTES = {
    "events/1900/1900-06-01-upton-taken.md": event(
        "Upton is taken",
        fields="""\
places:
  - upton
actors:
  - millers
operation: great-flood
control:
  - place: upton
    holder: millers
    status: held
    taken_from: weavers
  - place: lowton
    holder: weavers
    status: besieged
    against:
      - millers
figures:
  - measure: people-flooded
    value: 40
    qualifier: at-least
    scope: valley
    as_of: 1900-06-01
    claimant: gazette
    source: floods
  - measure: people-flooded
    low: 10
    high: 20
    scope: valley
    as_of: 1900-06-01
    claimant: millers
    source: gazette-1900
added: 1901-01-01
aliases:
  - /events/upton-falls/
corrections:
  - date: 1901-02-01
    said: At noon.
    says: At dawn.
    why: The gazette had it wrong.
silenced:
  - rule: endless-fight
    why: The gazette never told how the siege ended.
""",
        body="Upton was taken from the [[actors/weavers|weavers]] [@gazette-1900, p. 4; @floods]. All fled.",
    ).replace("sources:\n", "sources:\n  - id: floods\n"),
    "events/1901/1901-03-01-lowton-handed-over.md": event(
        "Everything is handed over",
        "1901-03-01",
        kind="meeting",
        fields="control:\n  - all_held_by: millers\n    holder: weavers\n    status: held\n",
        body="The guilds met after [[upton-taken]] [@handed].",
        source="handed",
    ).replace("1900-06-02", "1901-03-02"),
    "events/1901/1901-rumour.md": event(
        "A rumour",
        "1901~",
        fields="places:\n  - upton\nwithdrawn:\n  date: 1902-01-01\n  why: Nobody bears it out.\n",
        source="hearsay",
    ).replace("1900-06-02", "1902"),
    "periods/first.md": "---\ntitle: The first year\ndate: 1900-06/1900-12\norder: 1\n---\nIt began.\n",
    "operations/great-flood.md": (
        "---\nname: The great flood\ndate: 1900-06/1901\nplaces:\n  - upton\n  - valley\n"
        "actors:\n  - millers\nsources:\n  - id: floods\n---\nIt rained.\n"
    ),
    "sources/1901/floods.md": (
        "---\ntitle: Floods of the century\npublisher: Valley Press\npublished: 1901\n"
        "url: https://press.example.org/floods\narchive_url: https://archive.example.org/floods\n"
        "language: en\ntype: news\nagency: gazette\nvoice: millers\ntitle_seen: false\n"
        "note: A look back.\n---\n"
    ),
    "places/valley.md": (
        "---\nname: Valley\nkind: country\ncountry: FR\nlatitude: 47\nlongitude: 5\nprecision_km: 50\n"
        "coordinate_source: a map\n---\n"
    ),
    "pages/about.md": "---\ntitle: About\nnav: 1\n---\nWhat this is: see [the map](/map/).\n",
    "pages/methods.md": "---\ntitle: Methods\nnav: 2\n---\nHow it is made.\n",
}

FULL_NOTES = {path: in_form(path, text) for path, text in _NOTES.items()}
"""By their paths; `check` has nothing to say of them."""
