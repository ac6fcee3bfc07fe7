"""A rebuild costs what changed: which pages are rendered after which edit, and which files are written."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from jinja2 import Environment, meta

from chronicle import build as engine
from chronicle.model import Page
from tests.fullest import FULL_NOTES
from tests.incremental.properties import tree
from tests.incremental.small import EVENT, MORE_NOTES, Small, small
from tests.world import ROOT, TODAY


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A chronicle of some thirty events with a copy of the real templates, built."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(ROOT / "templates", folder / "templates")
    chronicle = small(folder, {**FULL_NOTES, **MORE_NOTES}, folder / "templates")
    chronicle.build()
    return chronicle


@pytest.fixture
def copy(built: Small, tmp_path: Path) -> Iterator[Small]:
    """A copy of it, with its site and its cache: all inodes and times are others."""
    folder = tmp_path / "copy"
    shutil.copytree(built.folder, folder, copy_function=shutil.copyfile)
    time.sleep(0.05)  # a file of the same tick of the disk's clock as the build after it is not trusted
    yield Small(folder, folder / "templates")
    shutil.rmtree(folder)


def pages_of(chronicle: Small) -> tuple[Page, ...]:
    return engine.check(chronicle.folder / "content", TODAY).pages


def users(chronicle: Small, template: str) -> set[str]:
    """The addresses of all pages whose template is this one, or extends or imports it, near or far."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    root = chronicle.templates
    near = {
        path.relative_to(root).as_posix(): set(
            meta.find_referenced_templates(environment.parse(path.read_text()))
        )
        for path in root.rglob("*.html")
    }
    found, size = {template}, 0
    while size < len(found):
        size = len(found)
        found |= {name for name, others in near.items() if found.intersection(others)}
    return {page.address for page in pages_of(chronicle) if page.view.template in found}


# --- nothing ------------------------------------------------------------------


def test_a_restored_cache_renders_nothing(copy: Small) -> None:
    """As in a fresh clone in CI: other inodes and times everywhere, so that the content decides."""
    counts = copy.counts()
    assert (counts.rendered, counts.written, counts.removed) == (0, 0, 0)
    assert copy.build().seconds.keys() == {"look"}, "the build after it does not even read"


def test_nothing_changed_reads_no_note(built: Small) -> None:
    built.build()
    found = built.build()
    assert found.seconds.keys() == {"look"}
    assert found.written is not None
    assert (found.written.rendered, found.written.reused) == (0, found.pages)
    assert found.notes["events"] == 27


def test_nothing_changed_imports_nothing_heavy(copy: Small) -> None:
    copy.command()
    script = (
        "import runpy, sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        f"try: runpy.run_path({str(ROOT / 'build.py')!r})['main']()\n"
        "except SystemExit as end: assert not end.code\n"
        "print(sorted({'pydantic', 'jinja2', 'markdown', 'yaml', 'babel', 'nh3'} & sys.modules.keys()))\n"
    )
    done = copy.alone(script=("-c", script))
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
    assert "0 rendered" in done.stdout


# --- notes ----------------------------------------------------------------------


def test_an_edit_of_prose_renders_one_page(copy: Small) -> None:
    copy.edit(EVENT, "All fled.", "Nobody fled.")
    counts = copy.counts()
    assert (counts.rendered, counts.written) == (1, 1)
    assert tree(copy.site) == copy.fresh()


def test_an_edit_of_the_first_sentence_renders_what_shows_it(copy: Small) -> None:
    copy.edit(EVENT, "Upton was taken from", "Upton was stormed and taken from")
    counts = copy.counts()
    assert 1 < counts.rendered < 12
    assert counts.written == counts.rendered
    assert tree(copy.site) == copy.fresh()


def test_an_edit_of_a_title_renders_what_prints_it(copy: Small) -> None:
    copy.edit(EVENT, "title: Upton is taken", "title: Upton falls")
    counts = copy.counts()
    assert 10 < counts.rendered < 50
    assert tree(copy.site) == copy.fresh()


def test_an_edit_of_a_places_name_renders_what_prints_it(copy: Small) -> None:
    """No page of an event that has nothing to do with the place."""
    copy.edit("content/places/upton.md", "name: Upton\n", "name: Upton-on-Sea\n")
    counts = copy.counts()
    printed = sum(b"Upton-on-Sea" in content for content in tree(copy.site).values())
    assert printed <= counts.rendered <= printed + 25
    assert counts.written <= printed + 20
    assert tree(copy.site) == copy.fresh()


def test_a_note_with_another_time_and_the_same_content_renders_nothing(copy: Small) -> None:
    os.utime(copy.folder / EVENT, (1, 1))
    assert copy.counts().rendered == 0


def test_a_new_file_for_the_same_note_renders_its_page(copy: Small) -> None:
    """For "edit this page" names the file."""
    path = copy.folder / EVENT
    path.rename(path.with_name("upton-taken.md"))
    counts = copy.counts()
    assert 0 < counts.rendered < 20
    assert tree(copy.site) == copy.fresh()


def test_a_racy_edit_is_noticed(copy: Small) -> None:
    """The same size, and the time set back to what it was."""
    copy.build()
    path = copy.folder / EVENT
    before = path.stat()
    with path.open("r+b") as file:
        content = file.read().replace(b"All fled.", b"All died.")
        file.seek(0)
        file.write(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    now = path.stat()
    assert (now.st_size, now.st_mtime_ns, now.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    assert copy.counts().rendered == 1


def test_an_edit_just_after_a_build_is_noticed(copy: Small) -> None:
    """Within the same tick of the disk's clock nothing but the content tells."""
    copy.edit(EVENT, "All fled.", "All fled: 10.")
    copy.build()
    for number in range(11, 20):
        copy.edit(EVENT, f"fled: {number - 1}.", f"fled: {number}.")
        assert copy.counts().rendered == 1


def test_a_note_is_read_again_when_it_could_not_be_read(copy: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the file need change for that: another user builds, say."""
    path = copy.folder / EVENT
    copy.edit(EVENT, "All fled.", "Nobody fled.")
    opened = Path.open

    def refused(self: Path, mode: str = "r", **others: Any) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opened(self, mode, **others)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refused)
        problems = copy.build().problems
        assert [problem.code for problem in problems] == ["unreadable"]
    assert copy.counts().rendered == 1


# --- templates ------------------------------------------------------------------


@pytest.mark.parametrize("template", ["event.html", "macros/lists.html", "macros/dates.html", "home.html"])
def test_a_change_of_a_template_renders_exactly_the_pages_that_use_it(copy: Small, template: str) -> None:
    expected = users(copy, template)
    path = copy.templates / template
    path.write_text(path.read_text() + "{# a remark #}")
    counts = copy.counts()
    assert counts.rendered == len(expected)
    assert counts.written == 0, "a remark changes no byte"
    for page in pages_of(copy):
        fate = "was rendered" if page.address in expected else "was reused"
        if page.address in {"/", "/events/upton-taken/", "/places/upton/", "/feed.xml", "/1905/"}:
            path.write_text(path.read_text() + "{# and another #}")
            assert fate in str(copy.build(explain=page.address).explanation)


def test_a_change_of_the_frame_renders_every_page_and_no_export(copy: Small) -> None:
    (copy.templates / "base.html").write_text(
        (copy.templates / "base.html").read_text().replace("</body>", "<!-- new --></body>")
    )
    with_frame = users(copy, "base.html")
    counts = copy.counts()
    assert (counts.rendered, counts.written) == (len(with_frame), len(with_frame))


def test_a_file_that_is_copied_is_copied_again_when_it_changes(copy: Small) -> None:
    style = copy.templates / "assets/style.css"
    style.write_text(style.read_text() + "/* new */")
    counts = copy.counts()
    assert counts.rendered <= 2
    assert counts.written == 1


def test_a_template_that_is_a_link_is_watched_where_it_lies(copy: Small, tmp_path: Path) -> None:
    shared = tmp_path / "shared.html"
    path = copy.templates / "404.html"
    path.rename(shared)
    path.symlink_to(shared)
    assert copy.counts().rendered == 0
    copy.build()
    shared.write_text(shared.read_text() + "<!-- new -->")
    assert copy.counts().rendered == 1


# --- what every page depends on ---------------------------------------------------


def test_a_change_of_the_settings_renders_all_and_writes_what_differs(copy: Small) -> None:
    copy.edit("content/site.yaml", "contact: editors@", "contact: the.editors@")
    counts = copy.counts()
    assert counts.reused == 0
    assert 0 < counts.written < counts.rendered, "style sheets and data have no contact"
    assert tree(copy.site) == copy.fresh()


def test_a_change_of_a_translation_renders_all_and_writes_what_differs(copy: Small) -> None:
    copy.edit("content/site.yaml", "languages:\n  - en", "languages:\n  - fr")
    copy.build()
    words = Catalog("fr")
    words.add("There is no page at this address", "Rien")
    path = copy.templates / "locale/fr/LC_MESSAGES/chronicle.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, words)
    counts = copy.counts()
    assert counts.reused == 0
    assert counts.written == 1
    assert "Rien" in (copy.site / "404.html").read_text()
    path.parent.parent.rename(path.parents[2] / "de")
    assert copy.counts().written == counts.written, "the words of another language are not ours"


def test_another_base_url_is_another_setting(copy: Small) -> None:
    counts = copy.counts(base_url="https://preview.example.org/")
    assert counts.reused == 0
    assert 0 < counts.written < counts.rendered
    assert tree(copy.site) == copy.fresh(base_url="https://preview.example.org/")


def test_a_change_of_the_engine_renders_all_and_writes_what_differs(copy: Small, tmp_path: Path) -> None:
    """Here a copy of it, with a remark more."""
    engine_copy = tmp_path / "engine"
    shutil.copytree(
        ROOT / "chronicle", engine_copy / "chronicle", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "build.py", engine_copy)
    script = (str(engine_copy / "build.py"),)
    assert "0 rendered" in copy.alone(script=script).stdout
    render = engine_copy / "chronicle/render.py"
    render.write_text(render.read_text() + "\n# a remark\n")
    done = copy.alone("--explain", "/", script=script)
    assert "the engine or a package has changed since the last build; every note is read anew" in done.stderr
    assert "every page depends on this, and it has changed: the engine or a package" in done.stdout
    assert " 0 reused, 0 written, 0 removed" in done.stdout


# --- the output ---------------------------------------------------------------------


@pytest.mark.parametrize("how", ["changed", "changed quietly", "removed", "emptied", "a link", "a folder"])
def test_what_was_done_to_the_output_by_hand_is_put_right(copy: Small, how: str) -> None:
    copy.build()
    page = copy.site / "places/upton/index.html"
    before = page.read_bytes()
    status = page.stat()
    if how.startswith("changed"):
        with page.open("r+b") as file:
            file.write(b"<!DOCTYPE HTML>"[: len(before)])
        os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif how == "emptied":
        page.write_bytes(b"")
    else:
        page.unlink()
        if how == "a link":
            page.symlink_to(copy.folder / EVENT)
        elif how == "a folder":
            page.mkdir()
    counts = copy.counts()
    assert (counts.rendered, counts.written) == (1, 1)
    assert page.read_bytes() == before
    assert copy.counts().rendered == 0


def test_a_link_to_a_folder_with_the_same_pages_gives_way(copy: Small, tmp_path: Path) -> None:
    """What lies behind it may change any day."""
    shutil.move(copy.site / "places", tmp_path / "places")
    (copy.site / "places").symlink_to(tmp_path / "places")
    copy.build()
    assert not (copy.site / "places").is_symlink()
    assert tree(copy.site) == copy.fresh()
    assert (tmp_path / "places/upton/index.html").is_file(), "nothing behind it is touched"


def test_a_removed_note_takes_its_pages_away(copy: Small) -> None:
    gone = "content/events/1905/1905-01-01-day-1-1.md"
    (copy.folder / gone).unlink()
    counts = copy.counts()
    assert counts.removed >= 1
    assert not (copy.site / "events/day-1-1").exists()
    assert tree(copy.site) == copy.fresh()


def test_git_itself_is_no_input(copy: Small) -> None:
    """Committing what was built changes nothing of it."""
    if shutil.which("git") is None:
        pytest.skip("there is no git here")
    copy.build()
    subprocess.run(["git", "init", "-q"], cwd=copy.folder, check=True)
    assert copy.build().seconds.keys() == {"look"}
