"""Why was this page rendered, or why not: told from the data that decide it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.fullest import FULL_NOTES
from tests.incremental.small import EVENT, MORE_NOTES, Small, small

PAGE = "/events/upton-taken/"


@pytest.fixture
def built(tmp_path: Path) -> Small:
    chronicle = small(tmp_path)
    chronicle.build()
    return chronicle


def fate(chronicle: Small, address: str = PAGE, **options: str) -> str:
    """What a build says of a page, without its address."""
    told = chronicle.build(explain=address, **options).explanation
    assert told is not None
    assert told.startswith(address)
    return told.removeprefix(address).lstrip(": ")


def test_a_page_of_the_first_build_is_new(tmp_path: Path) -> None:
    assert fate(small(tmp_path)) == "was rendered: it is new"


def test_where_nothing_changed_a_page_is_reused(built: Small) -> None:
    built.build()
    assert fate(built) == "was reused: nothing that it is made from has changed"


def test_where_something_else_changed_it_is_reused_too(built: Small) -> None:
    built.edit("content/pages/methods.md", "How it is made", "How it was made")
    assert fate(built) == "was reused: nothing that it is made from has changed"


def test_prose_that_changed_is_named(built: Small) -> None:
    built.edit(EVENT, "All fled", "Nobody fled")
    assert fate(built) == "was rendered: of what it is made from this has changed: prose"


def test_a_note_that_changed_is_named_with_its_file(built: Small) -> None:
    built.edit(EVENT, "title: Upton is taken", "title: Upton falls")
    assert fate(built).startswith(f"was rendered: of what it is made from this has changed: event ({EVENT})")


def test_what_another_note_says_is_named_as_the_view_names_it(built: Small) -> None:
    built.edit("content/actors/weavers.md", "name: Guild of Weavers", "name: Weavers")
    assert "of what it is made from this has changed: cards" in fate(built)


def test_a_template_that_changed_is_named(built: Small) -> None:
    path = built.templates / "event.html"
    path.write_text(path.read_text() + " ")
    assert fate(built) == 'was rendered: its template "event.html" has changed, or one that it uses'


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("templates/base.html", "{{ site.title }}", "<b>{{ site.title }}</b>"),
        ("templates/macros/shown.html", "{{ page }}", "<b>{{ page }}</b>"),
    ],
)
def test_so_is_one_whose_frame_or_macro_changed(built: Small, file: str, old: str, new: str) -> None:
    built.edit(file, old, new)
    changed = {
        address for address in (PAGE, "/", "/about/", "/data/") if "its template" in fate_once(built, address)
    }
    assert changed
    assert fate(built, "/data/events.json").startswith("was reused")


def fate_once(chronicle: Small, address: str) -> str:
    """The fate of a page as if each question came first."""
    kept = chronicle.folder / "kept"
    if not kept.exists():
        shutil.copytree(chronicle.cache, kept)
    shutil.rmtree(chronicle.cache)
    shutil.copytree(kept, chronicle.cache)
    return fate(chronicle, address)


def test_what_every_page_depends_on_is_named(built: Small) -> None:
    built.edit("content/site.yaml", "title: A small", "title: A large")
    assert fate(built) == "was rendered: every page depends on this, and it has changed: the settings"


def test_a_translation_is_named(built: Small) -> None:
    (built.templates / "locale").mkdir()
    (built.templates / "locale/x.mo").write_bytes(b"")
    assert fate(built).endswith("it has changed: the translations")


@pytest.mark.parametrize("how", ["changed", "removed"])
def test_a_file_that_was_changed_or_removed_is_told(built: Small, how: str) -> None:
    path = built.site / "events/upton-taken/index.html"
    path.write_text("mine") if how == "changed" else path.unlink()
    assert fate(built) == f"was rendered: its file was {how}"


def test_a_file_with_another_time_alone_is_reused(built: Small) -> None:
    os.utime(built.site / "events/upton-taken/index.html", (1, 1))
    assert fate(built).startswith("was reused")


def test_an_export_is_explained_too(built: Small) -> None:
    built.edit(EVENT, "title: Upton is taken", "title: Upton falls")
    assert fate(built, "/data/events.json").startswith("was rendered: of what it is made from")


@pytest.mark.parametrize("address", ["/nowhere/", "events/upton-taken", "", "/events/upton-taken"])
def test_an_address_without_a_page_is_told(built: Small, address: str) -> None:
    assert fate(built, address) == "there is no such page"


def test_with_fresh_every_page_is_new(built: Small) -> None:
    told = built.build(explain=PAGE, fresh=True).explanation
    assert told == f"{PAGE} was rendered: it is new"


def test_where_notes_are_wrong_nothing_is_explained(built: Small) -> None:
    built.edit(EVENT, "kind: flood", "kind: floood")
    done = built.command("--explain", PAGE)
    assert (done.returncode, done.stdout) == (1, "")


def test_the_sentence_stands_on_its_own_line_and_beside_json_elsewhere(built: Small) -> None:
    done = built.command("--explain", PAGE)
    assert done.stdout.splitlines()[0] == f"{PAGE} was reused: nothing that it is made from has changed"
    done = built.command("--explain", PAGE, "--json")
    assert done.stderr == f"{PAGE} was reused: nothing that it is made from has changed\n"
    assert json.loads(done.stdout)["rendered"] == 0


def test_json_counts_what_became_of_the_pages(tmp_path: Path) -> None:
    built = small(tmp_path, {**FULL_NOTES, **MORE_NOTES})
    built.build()
    (tmp_path / "content/events/1905/1905-01-01-day-1-1.md").unlink()
    built.edit("content/pages/about.md", "What this is", "What that is")
    counts = built.json()
    assert counts["removed"] == 2, "the event's page and its embed"
    assert counts["rendered"] + counts["reused"] == counts["pages"]
    assert 0 < counts["written"] <= counts["rendered"] < 300
    files = [path for path in built.site.rglob("*") if path.is_file()]
    assert counts["bytes"] == sum(path.stat().st_size for path in files)
    again = built.json()
    assert [again[name] for name in ("rendered", "written", "removed")] == [0, 0, 0]
    assert again["bytes"] == counts["bytes"]
