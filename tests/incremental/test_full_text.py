"""The full-text index is made when what it indexes has changed, and belongs to the site as its pages do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pagefind_bin
import pytest

from chronicle import build as engine
from tests.incremental.properties import tree, write_plain_templates
from tests.world import NOTES, ROOT, TODAY, event, write_world

EVENT = "events/1900/1900-06-01-river-rises.md"
NOTED = {EVENT: event(), "places/upton.md": NOTES["places/upton.md"] + "A town on the river.\n"}


class Searchable:
    """A small chronicle with a full text."""

    def __init__(self, folder: Path) -> None:
        self.content = write_world(folder, NOTED)
        self.templates = folder / "templates"
        self.site = folder / "site"
        self.said: list[str] = []
        write_plain_templates(self.templates)

    @property
    def index(self) -> dict[str, bytes]:
        return {name: it for name, it in tree(self.site).items() if name.startswith("pagefind/")}

    def build(self, *, search: bool = True, fresh: bool = False) -> engine.Built:
        self.said = []
        request = engine.Request(
            self.content, self.templates, self.site, TODAY, jobs=1, search=search, fresh=fresh
        )
        built = engine.build(request, self.said.append)
        assert built.written is not None, "\n".join(map(str, built.problems))
        return built

    def edit(self, note: str, old: str, new: str) -> None:
        path = self.content / note
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def chronicle(tmp_path: Path) -> Searchable:
    small = Searchable(tmp_path)
    small.build()
    return small


@pytest.fixture
def without_program(chronicle: Searchable, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """From here on Pagefind's program cannot be run: who needs it anew says so."""
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: chronicle.site / "nowhere")
    return monkeypatch


@pytest.mark.usefixtures("without_program")
@pytest.mark.parametrize(
    ("note", "old", "new"),
    [
        (EVENT, "importance: 2", "importance: 3"),
        (EVENT, "certainty: claimed", "certainty: disputed"),
        (EVENT, "publisher: The Gazette", "publisher: The Herald"),
        ("places/upton.md", "latitude: 48.5", "latitude: 48.6"),
    ],
)
def test_an_edit_of_what_is_not_in_the_text_makes_no_index(
    note: str, old: str, new: str, chronicle: Searchable
) -> None:
    before = chronicle.index
    chronicle.edit(note, old, new)
    chronicle.build()
    assert chronicle.said == []
    assert chronicle.index == before


@pytest.mark.parametrize(
    ("old", "new"),
    [("The river rose", "The river fell"), ("title: The river rises", "title: The river falls")],
)
def test_an_edit_of_the_text_gives_the_index_of_a_build_from_nothing(
    old: str, new: str, chronicle: Searchable
) -> None:
    before = chronicle.index
    chronicle.edit(EVENT, old, new)
    chronicle.build()
    edited = chronicle.index
    assert edited != before
    chronicle.build(fresh=True)
    assert chronicle.index == edited


def test_what_the_index_no_longer_has_is_removed(chronicle: Searchable) -> None:
    before = chronicle.index
    (chronicle.content / EVENT).unlink()
    chronicle.build()
    left = [name for name in before if name.startswith("pagefind/fragment/")]
    assert sum(name in chronicle.index for name in left) == len(left) - 1


@pytest.mark.parametrize("harm", ["removed", "changed"])
def test_a_file_of_the_index_that_is_not_as_it_was_written_is_put_right(
    harm: str, chronicle: Searchable
) -> None:
    before = chronicle.index
    path = next((chronicle.site / "pagefind" / "fragment").iterdir())
    path.unlink() if harm == "removed" else path.write_bytes(b"x")
    chronicle.build()
    assert chronicle.index == before


def test_where_nothing_changed_nothing_is_made(
    chronicle: Searchable, without_program: pytest.MonkeyPatch
) -> None:
    before = chronicle.index
    chronicle.build()
    assert chronicle.said == []
    assert chronicle.index == before


def test_a_copied_site_keeps_its_index(
    chronicle: Searchable, without_program: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As in a fresh clone with a restored cache: other times and inodes, the same bytes."""
    before = chronicle.index
    shutil.copytree(chronicle.site, tmp_path / "kept", copy_function=shutil.copyfile)
    shutil.rmtree(chronicle.site)
    shutil.copytree(tmp_path / "kept", chronicle.site, copy_function=shutil.copyfile)
    chronicle.edit(EVENT, "importance: 2", "importance: 3")
    chronicle.build()
    assert chronicle.said == []
    assert chronicle.index == before


def test_a_site_without_search_has_no_index(chronicle: Searchable) -> None:
    chronicle.build(search=False)
    assert chronicle.index == {}
    chronicle.build()
    assert chronicle.index != {}


def test_a_machine_that_cannot_run_the_program_gets_a_sentence_and_a_site(
    chronicle: Searchable, without_program: pytest.MonkeyPatch
) -> None:
    chronicle.build(fresh=True)
    (line,) = chronicle.said
    assert line.startswith("Pagefind's program does not run here")
    assert line.endswith("so the full text cannot be searched: names, titles and dates can")
    assert chronicle.index == {}
    assert (chronicle.site / "search" / "index.html").exists()


def test_as_soon_as_the_program_runs_the_index_is_made(
    chronicle: Searchable, without_program: pytest.MonkeyPatch
) -> None:
    before = chronicle.index
    chronicle.build(fresh=True)
    without_program.undo()
    chronicle.build()
    assert chronicle.index == before


def test_the_page_of_the_search_knows_whether_there_is_a_full_text(tmp_path: Path) -> None:
    """Only it may run WebAssembly, and only where it has to."""
    pages = []
    for search in (True, False):
        content = write_world(tmp_path, NOTED)
        request = engine.Request(content, ROOT / "templates", tmp_path / "site", TODAY, jobs=1, search=search)
        engine.build(request)
        pages.append((tmp_path / "site" / "search" / "index.html").read_text("utf-8"))
        assert "wasm" not in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert ["script-src 'self' 'wasm-unsafe-eval';" in page for page in pages] == [True, False]
    assert ["Search the full text" in page for page in pages] == [True, False]
