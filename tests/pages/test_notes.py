"""What the page of every kind of note says of the note itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fullest import FULL_NOTES, FULL_SITE
from tests.incremental.properties import tree
from tests.repositories import Repo, new_repository
from tests.world import build_world, event, plan_world, words, write_world

WITHDRAWN = "withdrawn:\n  date: 1903-01-01\n  why: It rests on nothing.\n"
NOTES = {
    "periods/first.md": "---\ntitle: How it began\ndate: 1900\norder: 1\n{}---\nA time.\n",
    "places/midford.md": "---\nname: Midford\nkind: town\nlatitude: 48\nlongitude: 2\nprecision_km: 1\n"
    "coordinate_source: a map\n{}---\nA place.\n",
    "actors/bakers.md": "---\nname: Bakers\nkind: guild\nside: north\n{}---\nA guild.\n",
    "operations/high-water.md": "---\nname: High water\ndate: 1900\n"
    "sources:\n  - id: report\n{}---\nIt rose.\n",
    "sources/report.md": "---\ntitle: A report\npublisher: Valley Press\npublished: 1902\n"
    "url: https://example.org/report\nlanguage: en\ntype: news\n{}---\n",
    "measures/boats.md": "---\nname: Boats\nunit: people\nkind: flow\n{}---\nThose that float.\n",
    "pages/about.md": "---\ntitle: About\nnav: 1\n{}---\nWords.\n",
}
ADDRESSES = (
    "/periods/first/", "/places/midford/", "/actors/bakers/", "/operations/high-water/",
    "/sources/report/", "/figures/boats/", "/about/",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_withdrawn_note_keeps_its_page_which_says_why(tmp_path: Path, address: str) -> None:
    world = plan_world(tmp_path, {name: text.format(WITHDRAWN) for name, text in NOTES.items()})
    assert "Withdrawn on 1 January 1903: It rests on nothing." in words(world.page(address).find("body"))


def test_every_kind_of_note_says_when_it_was_last_changed(tmp_path: Path) -> None:
    new_repository(tmp_path)
    notes = {name: text.format("") for name, text in NOTES.items()}
    write_world(tmp_path, {**notes, "events/river-rises.md": event()})
    Repo(tmp_path).commit("2026-02-03")
    world = build_world(tmp_path, {})
    for address in (*ADDRESSES, "/events/river-rises/"):
        assert "Last changed 3 February 2026; 1 revision." in words(world.page(address).find("body")), address


def test_lists_and_data_know_nothing_of_history(tmp_path: Path) -> None:
    """So a commit renders the pages of its notes and the sitemap, and nothing else."""
    added = {
        name: text.replace("\n---\n", "\nadded: 2026-01-01\n---\n", 1) if "\nadded:" not in text else text
        for name, text in FULL_NOTES.items()
    }
    bare = build_world(tmp_path / "bare", added, FULL_SITE)
    repo = new_repository(tmp_path / "repo")
    write_world(repo.folder, added, FULL_SITE)
    repo.commit("2026-02-03")
    kept = build_world(repo.folder, added, FULL_SITE)
    before, after = tree(bare.site), tree(kept.site)
    changed = {name.split("/")[0] for name in after if after[name] != before[name]}
    sections = {"events", "periods", "places", "actors", "operations", "sources", "figures"}
    assert changed - sections == {"about", "methods", "sitemap.xml"}
    assert all(before[f"{it}/index.html"] == after[f"{it}/index.html"] for it in sections - {"events"})
