"""The life of a note in real git repositories, by the very commands that `docs/editors.md` tells of."""

from __future__ import annotations

import json
import os
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.commands import Done, build_py
from tests.repositories import SETTINGS, Repo, world_in_git
from tests.world import ROOT, in_form, news, parsed

ATOM = "{http://www.w3.org/2005/Atom}"
DATED = ("new", "check", "build", "diff", "addresses")
"""Commands that know what day it is."""

RAIN = "content/events/1900/1900-06-01-rain.md"
BRIDGE = "content/events/1900/1900-06-03-the-weavers-take-the-bridge.md"
ADDRESS = "/events/the-weavers-take-the-bridge/"
NEW_BRIDGE = (
    *("new", "event", "The weavers take the bridge", "--date", "1900-06-03", "--kind", "meeting"),
    *("--place", "upton", "--actor", "weavers", "--source-title", "Weavers on the bridge"),
    *("--source-publisher", "The Gazette", "--source-published", "1900-06-05", "--source-language", "en"),
    *("--source-type", "news", "--source-url", "https://gazette.example.org/1900-06-05"),
)
CONTROL = "control:\n  - holder: weavers\n    place: upton\n    taken_from: millers\n    status: held\n"
"""As one types it: not in the order in which notes are kept."""
SENTENCE = "The weavers came onto the bridge in the morning"
CORRECTION = (
    "corrections:\n  - date: 2026-03-05\n    said: 3 June 1900\n    says: 2 June 1900\n"
    "    why: the paper was of the 4th, and its “yesterday” was the 2nd\n"
)
WITHDRAWN = "withdrawn:\n  date: 2026-04-01\n  why: The paper has taken the report back.\n"


class Editor(Repo):
    """Somebody's clone of a chronicle, and what is typed there on one day after the other."""

    def build_py(self, *arguments: str, day: str = "2026-02-01") -> Done:
        """`python build.py …`, typed at the top of the clone."""
        dated = ("--today", day) if arguments[0] in DATED else ()
        of_git = {name: None for name in os.environ if name.startswith("GIT_")}
        return build_py(self.folder, *arguments, *dated, variables={**of_git, **SETTINGS})

    def well(self, *arguments: str, day: str = "2026-02-01") -> str:
        """The same; it must not fail. What it says, whether to whoever reads or to a program."""
        done = self.build_py(*arguments, day=day)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def refused(self, *arguments: str, day: str = "2026-02-01") -> str:
        """The same; it must say what is wrong with the content."""
        done = self.build_py(*arguments, day=day)
        assert done.returncode == 1, done.stdout + done.stderr
        return done.stdout + done.stderr

    def build(self, *arguments: str, day: str = "2026-02-01") -> str:
        """The site as readers get it, but for the index of its full text and the pictures for networks."""
        return self.well("build", "--no-search", "--no-cards", *arguments, day=day)

    def page(self, address: str) -> str:
        """The words of what stands between head and foot of a page."""
        tree = parsed(self.file(address + "index.html"))
        return " ".join(" ".join(next(tree.iter("main")).itertext()).split())

    def file(self, address: str) -> str:
        return (self.folder / "site" / address.lstrip("/")).read_text("utf-8")

    def merge(self, branch: str, day: str) -> None:
        self.git("switch", "--quiet", "main")
        self.git(
            "merge", "--quiet", "--no-ff", "--message", f"Merge {branch}", branch, day=f"{day}T12:00:00Z"
        )


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chronicle with one event and a list of its addresses; the templates stand in it as a link."""
    rain = in_form("events/rain", news("Rain", "1900-06-01", body="It rained [@]."))
    repo = world_in_git(tmp_path_factory.mktemp("begun"), {RAIN.removeprefix("content/"): rain})
    (repo.folder / "templates").symlink_to(ROOT / "templates")
    repo.write({".gitignore": "/site/\n/.site.*\n/review/\n__pycache__/\n"})
    Editor(repo.folder).well("addresses", "--write")
    repo.commit("2026-01-01", "The templates, and what is published")
    repo.git("switch", "--quiet", "--detach")  # so that main can be pushed to, as on a code host
    return repo.folder


@pytest.fixture
def origin(begun: Path, tmp_path: Path) -> Repo:
    return Repo(Path(shutil.copytree(begun, tmp_path / "origin", symlinks=True)))


def clone(origin: Repo, name: str, *arguments: str) -> Editor:
    folder = origin.folder.parent / name
    origin.git("clone", "--quiet", "--branch", "main", *arguments, origin.folder.as_uri(), str(folder))
    return Editor(folder)


@pytest.fixture
def editor(origin: Repo) -> Editor:
    return clone(origin, "editor")


def write_bridge(editor: Editor) -> None:
    """A new event, from the command to a note without a fault."""
    editor.well(*NEW_BRIDGE)
    editor.edit(BRIDGE, "sources:\n", CONTROL + "sources:\n")
    editor.edit(BRIDGE, "TODO: say in the first sentence who did what, where", SENTENCE)
    editor.well("format")


def publish_bridge(editor: Editor) -> None:
    """The event, merged and its address recorded."""
    write_bridge(editor)
    editor.well("addresses", "--write")
    editor.commit("2026-02-01", "The weavers take the bridge")


# --- write ------------------------------------------------------------------------------


def test_a_new_event_is_told_what_is_missing_then_passes_is_merged_and_published(
    origin: Repo, editor: Editor
) -> None:
    editor.git("switch", "--quiet", "--create", "bridge")
    assert editor.well(*NEW_BRIDGE) == BRIDGE + "\n"
    missing = editor.refused("check", "--strict", "--since", "main")
    assert missing.startswith(f"{BRIDGE}:22:1: error[to-do]: ")
    assert "there are errors. **1 error.**" in editor.refused("diff", "main", "--format", "markdown")

    editor.edit(BRIDGE, "sources:\n", CONTROL + "sources:\n")
    editor.edit(BRIDGE, "TODO: say in the first sentence who did what, where", SENTENCE)
    assert f"{BRIDGE}:12:5: warning[not-canonical]" in editor.refused("check", "--strict", "--since", "main")
    assert "1 note is put into its form" in editor.well("format")
    assert editor.well("check", "--strict", "--since", "main").endswith("no problems\n")
    editor.build()
    assert SENTENCE in editor.page(ADDRESS)

    editor.commit("2026-02-01", "The weavers take the bridge")
    review = editor.well("diff", "main", "--format", "markdown")
    assert review.startswith("# Review: 1 note changed\n")
    assert "Upton" in review.split("## Who holds what")[1].split("## Notes")[0]
    assert SENTENCE in review

    editor.merge("bridge", "2026-02-02")
    assert editor.well("addresses", "--write").startswith(ADDRESS + "\n")
    editor.commit("2026-02-02", "The addresses published with it")
    editor.git("push", "--quiet", "origin", "main")
    published = clone(origin, "published")
    published.build()
    assert SENTENCE in published.page(ADDRESS)
    assert "The weavers take the bridge" in published.page("/1900/06/")


def test_a_draft_is_seen_by_its_writer_and_by_nobody_else(editor: Editor) -> None:
    """With what is still to be written, and without a fault: a draft may wait on the main branch."""
    editor.well(*NEW_BRIDGE)
    editor.edit(BRIDGE, "added: ", "status: draft\nadded: ")
    assert editor.well("check", "--strict").endswith("no problems\n")
    editor.build()
    assert not (editor.folder / "site" / ADDRESS.strip("/")).exists()
    editor.build("--drafts", "--output", "looked-at")
    assert (editor.folder / "looked-at" / ADDRESS.strip("/") / "index.html").is_file()


def test_an_embargoed_note_is_published_by_the_first_build_of_its_day(editor: Editor) -> None:
    write_bridge(editor)
    editor.edit(BRIDGE, "added: ", "embargo: 2026-02-10\nadded: ")
    editor.well("check", "--strict", day="2026-02-09")
    editor.build(day="2026-02-09")
    assert not (editor.folder / "site" / ADDRESS.strip("/")).exists()
    editor.build(day="2026-02-10")
    assert SENTENCE in editor.page(ADDRESS)


# --- correct ----------------------------------------------------------------------------


def test_a_correction_is_reviewed_and_then_stands_on_the_page_in_the_list_and_in_the_feeds(
    editor: Editor,
) -> None:
    publish_bridge(editor)
    editor.git("switch", "--quiet", "--create", "date-of-the-bridge")
    editor.edit(BRIDGE, "date: 1900-06-03", "date: 1900-06-02")
    editor.edit(BRIDGE, "added: 2026-02-01\n", "added: 2026-02-01\n" + CORRECTION)
    assert editor.well("check", "--strict", "--since", "main", day="2026-03-05").endswith("no problems\n")
    review = editor.well("diff", "main", "--format", "markdown", day="2026-03-05")
    assert "**Date:** <del>3 June 1900</del> <ins>2 June 1900</ins>" in review
    assert "<del>until 3 June 1900</del>, now <ins>until 2 June 1900</ins>" in review
    editor.commit("2026-03-05", "The bridge was taken on the 2nd: the paper says so")
    editor.merge("date-of-the-bridge", "2026-03-06")
    editor.build(day="2026-03-06")

    told = "It said 3 June 1900 It says 2 June 1900 Why the paper was of the 4th"
    page = editor.page(ADDRESS)
    assert page.startswith("2 June 1900 The weavers take the bridge")
    assert f"5 March 2026 {told}" in page
    assert "Last changed 5 March 2026; 2 revisions" in page
    assert f"5 March 2026 The weavers take the bridge {told}" in editor.page("/corrections/")
    corrections, everything = (atom(editor.file(name)) for name in ("corrections.xml", "feed.xml"))
    assert corrections == [("Corrected: The weavers take the bridge", "2026-03-05T00:00:00Z")]
    assert ("Corrected: The weavers take the bridge", "2026-03-05T00:00:00Z") in everything
    items = json.loads(editor.file("feed.json"))["items"]
    assert [item["date_modified"] for item in items if "weavers" in item["title"]] == ["2026-03-05T00:00:00Z"]


def atom(text: str) -> list[tuple[str | None, str | None]]:
    """Title and day of each entry of a feed."""
    entries = ElementTree.fromstring(text).iter(f"{ATOM}entry")  # our own feed
    return [(it.findtext(f"{ATOM}title"), it.findtext(f"{ATOM}updated")) for it in entries]


def test_a_published_note_cannot_be_removed_but_it_can_be_withdrawn(editor: Editor) -> None:
    publish_bridge(editor)
    editor.git("switch", "--quiet", "--create", "gone")
    (editor.folder / BRIDGE).unlink()
    said = editor.refused("check")
    assert f'error[lost-address]: "{ADDRESS}" was published, and nothing would stand there any more' in said
    assert "`withdrawn`" in said
    assert "nothing was written" in editor.refused("build")
    assert ADDRESS in editor.refused("diff", "main", "--format", "markdown").split("## Who")[0]

    editor.git("restore", BRIDGE)
    editor.edit(BRIDGE, "added: 2026-02-01\n", "added: 2026-02-01\n" + WITHDRAWN)
    assert editor.well("check", "--strict", "--since", "main", day="2026-04-01").endswith("no problems\n")
    review = editor.well("diff", "main", "--format", "markdown", day="2026-04-01")
    assert "The paper has taken the report back." in review
    editor.build(day="2026-04-01")
    assert "The paper has taken the report back." in editor.page(ADDRESS)
    assert "The weavers take the bridge Withdrawn" in editor.page("/corrections/")
    assert "The weavers" not in editor.page("/timeline/")


def test_a_renamed_note_is_found_at_its_old_address(editor: Editor) -> None:
    """By `mv`; a file that is renamed by hand would lose its address, and is refused."""
    publish_bridge(editor)
    editor.git("switch", "--quiet", "--create", "shorter")
    renamed = BRIDGE.replace("the-weavers-take-the-bridge", "weavers-take-the-bridge")
    editor.git("mv", BRIDGE, renamed)
    assert 'add it to the `aliases` of "/events/weavers-take-the-bridge/"' in editor.refused("check")
    editor.git("mv", renamed, BRIDGE)
    editor.well("mv", "events/the-weavers-take-the-bridge", "weavers-take-the-bridge")
    assert editor.well("check", "--strict", "--since", "main").endswith("no problems\n")
    assert "Breaks: none." in editor.well("diff", "main", "--format", "markdown")
    editor.commit("2026-03-01", "A shorter address")
    editor.merge("shorter", "2026-03-01")
    editor.build()
    moved = parsed(editor.file(ADDRESS + "index.html")).iter("main")
    assert [it.get("href") for it in next(moved).iter("a")] == ["../../events/weavers-take-the-bridge/"]
    assert "Last changed 1 March 2026; 2 revisions" in editor.page("/events/weavers-take-the-bridge/")


# --- history ----------------------------------------------------------------------------


def test_history_is_the_same_in_every_clone_and_a_shallow_one_says_that_it_does_not_know_it(
    origin: Repo, editor: Editor
) -> None:
    publish_bridge(editor)
    editor.edit(BRIDGE, "in the morning", "at dawn")
    editor.commit("2026-02-20", "At dawn")
    editor.git("push", "--quiet", "origin", "main")
    fresh, shallow = clone(origin, "fresh"), clone(origin, "shallow", "--depth=1")
    assert "shallow" not in fresh.build()
    assert "Last changed 20 February 2026; 2 revisions" in fresh.page(ADDRESS)
    assert "Last changed 1 January 2026; 1 revision" in fresh.page("/events/rain/")
    assert "get the rest with: git fetch --unshallow" in shallow.build()
    assert "Last changed" not in shallow.page(ADDRESS)
    shallow.git("fetch", "--quiet", "--unshallow")
    shallow.build()
    assert shallow.page(ADDRESS) == fresh.page(ADDRESS)
