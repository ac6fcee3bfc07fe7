"""What git tells of the notes, in real repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from chronicle import build as engine
from chronicle.build import Written
from chronicle.history import history
from chronicle.model import NoteHistory
from chronicle.repository import repository_of
from tests.incremental.properties import tree
from tests.repositories import SETTINGS, Repo, new_repository, world_in_git
from tests.world import ROOT, TODAY, news, parsed, with_class, words

RAIN = "content/events/1900/1900-06-01-rain.md"
FLOOD = "content/events/1900/1900-06-02-flood.md"
LINES = "".join(f"A line of its own, number {number}.\n" for number in range(20))


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return new_repository(tmp_path / "repo")


def told(repo: Repo, content: str = "content") -> dict[str, NoteHistory]:
    """The history as it is kept for the next build, which must be as git told it."""
    repository = repository_of(repo.folder / content)
    assert repository is not None
    kept = repo.folder.parent / "kept"
    kept.mkdir(exist_ok=True)
    asked = history(repository, kept, b"maker", _fail, fresh=True)
    assert history(repository, kept, b"maker", _fail) == asked
    return dict(asked.notes)


def _fail(line: str) -> None:
    raise AssertionError(line)


def past(first: str, changed: str, revisions: int) -> NoteHistory:
    return NoteHistory(first=first, changed=changed, revisions=revisions)


# --- what counts --------------------------------------------------------------


def test_a_note_was_written_on_one_day_and_changed_on_others(repo: Repo) -> None:
    repo.write({RAIN: LINES, FLOOD: "flood\n"})
    repo.commit("2026-01-01")
    repo.edit(RAIN, "number 3", "number three")
    repo.commit("2026-01-05")
    repo.edit(RAIN, "number 4", "number four")
    repo.commit("2026-01-09")
    assert told(repo) == {
        "events/rain": past("2026-01-01", "2026-01-09", 3),
        "events/flood": past("2026-01-01", "2026-01-01", 1),
    }


def test_two_commits_on_one_day_are_two_revisions(repo: Repo) -> None:
    repo.write({RAIN: "rain\n"})
    repo.commit("2026-01-01T08:00:00+0000")
    repo.write({RAIN: "much rain\n"})
    repo.commit("2026-01-01T09:00:00+0000")
    assert told(repo)["events/rain"] == past("2026-01-01", "2026-01-01", 2)


def test_what_is_not_committed_is_no_history(repo: Repo) -> None:
    repo.write({RAIN: "rain\n"})
    repo.commit("2026-01-01")
    repo.write({RAIN: "much rain\n", FLOOD: "flood\n"})
    repo.git("add", "--all")
    assert told(repo) == {"events/rain": past("2026-01-01", "2026-01-01", 1)}


def test_a_day_is_that_of_the_author_where_the_author_was(repo: Repo) -> None:
    """Not of whoever merged it, nor of whoever reads it: the same everywhere."""
    repo.write({RAIN: "rain\n"})
    repo.commit("2026-01-02T01:30:00+1300")
    repo.write({FLOOD: "flood\n"})
    repo.commit("2026-01-01T23:30:00-0800")
    assert told(repo)["events/rain"].first == "2026-01-02"
    assert told(repo)["events/flood"].first == "2026-01-01"


def test_days_need_not_follow_the_order_of_commits(repo: Repo) -> None:
    """A branch that waited long for its merge tells its own day."""
    for day in ("2026-01-05", "2026-01-09", "2026-01-01"):
        repo.write({RAIN: f"rain of {day}\n"})
        repo.commit(day)
    assert told(repo)["events/rain"] == past("2026-01-01", "2026-01-09", 3)


def test_a_commit_without_a_day_that_a_calendar_has_does_not_count(repo: Repo) -> None:
    repo.write({RAIN: "rain\n"})
    repo.commit("2026-01-01")
    repo.write({RAIN: "much rain\n"})
    repo.git("add", "--all")
    repo.git("commit", "--quiet", "--message", "Much later", day="@300000000000 +0000")
    assert told(repo)["events/rain"] == past("2026-01-01", "2026-01-01", 1)


def test_a_change_of_rights_is_no_change_of_a_note(repo: Repo) -> None:
    repo.write({RAIN: "rain\n"})
    repo.commit("2026-01-01")
    (repo.folder / RAIN).chmod(0o755)
    repo.commit("2026-01-02")
    assert told(repo)["events/rain"] == past("2026-01-01", "2026-01-01", 1)


def test_every_kind_of_note_has_a_history_and_other_files_have_none(repo: Repo) -> None:
    repo.write(
        {
            "content/site.yaml": "title: x\n",
            "content/map/base.json": "{}\n",
            "content/README.md": "About.\n",
            "content/places/upton.md": "up\n",
            "content/sources/1900/gazette-1900.md": "gazette\n",
            "content/pages/about.md": "about\n",
            "docs/events/rain.md": "no note\n",
        }
    )
    repo.commit("2026-01-01")
    assert set(told(repo)) == {"places/upton", "sources/gazette-1900", "pages/about"}


# --- notes that move ----------------------------------------------------------


def test_a_note_that_only_moved_did_not_change(repo: Repo) -> None:
    repo.write({RAIN: LINES})
    repo.commit("2026-01-01")
    moved = "content/events/1899/1899-12-31-rain.md"
    (repo.folder / moved).parent.mkdir()
    repo.git("mv", RAIN, moved)
    repo.commit("2026-01-02")
    assert told(repo)["events/rain"] == past("2026-01-01", "2026-01-01", 1)


def test_another_date_in_the_file_name_and_all_words_new_are_the_same_note(repo: Repo) -> None:
    """It is the address that makes a note; git, which compares the words, sees another file."""
    repo.write({RAIN: LINES})
    repo.commit("2026-01-01")
    (repo.folder / RAIN).unlink()
    repo.write({"content/events/1901/1901-02-03-rain.md": "Nothing of what it said is left.\n"})
    repo.commit("2026-01-02")
    assert told(repo) == {"events/rain": past("2026-01-01", "2026-01-02", 2)}


def test_a_renamed_note_keeps_its_history(repo: Repo) -> None:
    repo.write({RAIN: LINES})
    repo.commit("2026-01-01")
    repo.git("mv", RAIN, "content/events/1900/1900-06-01-downpour.md")
    repo.edit("content/events/1900/1900-06-01-downpour.md", "number 3", "number three")
    repo.commit("2026-01-02")
    assert told(repo) == {"events/downpour": past("2026-01-01", "2026-01-02", 2)}


def test_two_notes_may_exchange_their_names(repo: Repo) -> None:
    repo.write({"content/places/a.md": LINES, "content/places/b/b.md": LINES.replace("line", "row")})
    repo.commit("2026-01-01")
    repo.edit("content/places/a.md", "number 3", "number three")
    repo.commit("2026-01-02")
    repo.git("mv", "content/places/a.md", "content/places/b.md")
    (repo.folder / "content/places/a").mkdir()
    repo.git("mv", "content/places/b/b.md", "content/places/a/a.md")
    repo.commit("2026-01-03")
    assert told(repo) == {
        "places/b": past("2026-01-01", "2026-01-02", 2),
        "places/a": past("2026-01-01", "2026-01-01", 1),
    }


def test_a_note_with_the_name_of_one_that_moved_away_is_another(repo: Repo) -> None:
    repo.write({RAIN: LINES})
    repo.commit("2026-01-01")
    repo.git("mv", RAIN, "content/events/1900/1900-06-01-downpour.md")
    repo.commit("2026-01-02")
    repo.write({RAIN: "Another rain.\n"})
    repo.commit("2026-01-03")
    assert told(repo) == {
        "events/downpour": past("2026-01-01", "2026-01-01", 1),
        "events/rain": past("2026-01-03", "2026-01-03", 1),
    }


def test_a_note_that_comes_back_is_the_same(repo: Repo) -> None:
    repo.write({RAIN: LINES, FLOOD: "flood\n"})
    repo.commit("2026-01-01")
    (repo.folder / RAIN).unlink()
    repo.commit("2026-01-02")
    repo.write({RAIN: LINES})
    repo.commit("2026-01-03")
    assert told(repo)["events/rain"] == past("2026-01-01", "2026-01-03", 2)


@pytest.mark.parametrize(
    "name",
    [
        "über den Fluß.md",
        "الرقة.md",
        'with "quotes".md',
        "with\ttab.md",
        "with\nline.md",
        "-rf.md",
        ":100644 100644.md",
        "*.md",
        "a\\b.md",
        "\udcff.md",
    ],
)
def test_any_file_name_is_followed(repo: Repo, name: str) -> None:
    """Also those that the check refuses: they must not disturb what is told of others."""
    folder = repo.folder / "content/places/x"
    folder.mkdir(parents=True)
    (folder / name).write_text(LINES, "utf-8")
    repo.write({RAIN: "rain\n"})
    repo.commit("2026-01-01")
    (folder / name).write_text(LINES + "More.\n", "utf-8")
    repo.commit("2026-01-02")
    (folder / name).rename(folder / "plain.md")
    repo.commit("2026-01-03")
    assert told(repo) == {
        "places/plain": past("2026-01-01", "2026-01-02", 2),
        "events/rain": past("2026-01-01", "2026-01-01", 1),
    }


# --- merges -------------------------------------------------------------------


def test_a_merge_that_changes_nothing_itself_is_no_revision(repo: Repo) -> None:
    repo.write({RAIN: LINES, FLOOD: "flood\n"})
    repo.commit("2026-01-01")
    repo.git("checkout", "--quiet", "-b", "side")
    repo.edit(RAIN, "number 3", "number three")
    repo.commit("2026-01-02")
    repo.git("checkout", "--quiet", "main")
    repo.write({FLOOD: "high water\n"})
    repo.commit("2026-01-03")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Merge", "side", day="2026-01-09T12:00:00+0000")
    assert told(repo) == {
        "events/rain": past("2026-01-01", "2026-01-02", 2),
        "events/flood": past("2026-01-01", "2026-01-03", 2),
    }


def test_a_note_that_was_put_together_in_a_merge_changed_there(repo: Repo) -> None:
    repo.write({RAIN: LINES})
    repo.commit("2026-01-01")
    repo.git("checkout", "--quiet", "-b", "side")
    repo.edit(RAIN, "number 3", "number three")
    repo.commit("2026-01-02")
    repo.git("checkout", "--quiet", "main")
    repo.edit(RAIN, "number 17", "number seventeen")
    repo.commit("2026-01-03")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Merge", "side", day="2026-01-09T12:00:00+0000")
    assert told(repo) == {"events/rain": past("2026-01-01", "2026-01-09", 4)}


def test_a_branch_that_knew_a_note_by_its_old_name_changed_the_renamed_one(repo: Repo) -> None:
    repo.write({RAIN: LINES})
    repo.commit("2026-01-01")
    repo.git("checkout", "--quiet", "-b", "side")
    repo.edit(RAIN, "number 3", "number three")
    repo.commit("2026-01-03")
    repo.git("checkout", "--quiet", "main")
    repo.git("mv", RAIN, "content/events/1900/1900-06-01-downpour.md")
    repo.commit("2026-01-02")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Merge", "side", day="2026-01-09T12:00:00+0000")
    found = told(repo)
    assert set(found) == {"events/downpour"}
    assert found["events/downpour"].first == "2026-01-01"
    assert found["events/downpour"].revisions >= 2


# --- where the notes lie ------------------------------------------------------


def test_notes_may_lie_in_a_folder_deep_in_a_repository_or_be_all_of_it(repo: Repo) -> None:
    repo.write(
        {f"sites/[one] *\\/{RAIN}": "rain\n", f"sites/two/{FLOOD}": "flood\n", "events/dew.md": "dew\n"}
    )
    repo.commit("2026-01-01")
    assert set(told(repo, "sites/[one] *\\/content")) == {"events/rain"}
    assert set(told(repo, "sites/two/content")) == {"events/flood"}
    assert set(told(repo, ".")) == {"events/dew"}


def test_a_work_tree_of_a_branch_tells_what_a_clone_tells(repo: Repo, tmp_path: Path) -> None:
    repo.write({RAIN: LINES})
    repo.commit("2026-01-01")
    repo.git("branch", "other")
    repo.edit(RAIN, "number 3", "number three")
    repo.commit("2026-01-02")
    repo.git("worktree", "add", "--quiet", str(tmp_path / "tree"), "other")
    repo.git("clone", "--quiet", str(repo.folder), str(tmp_path / "clone"))
    assert told(Repo(tmp_path / "tree")) == {"events/rain": past("2026-01-01", "2026-01-01", 1)}
    assert told(Repo(tmp_path / "clone")) == told(repo)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("detached", [False, True])
def test_the_commit_is_found_without_running_git(repo: Repo, packed: bool, detached: bool) -> None:
    repo.write({RAIN: "rain\n"})
    repo.commit("2026-01-01")
    if packed:
        repo.git("pack-refs", "--all")
    if detached:
        repo.git("checkout", "--quiet", "--detach")
    found = repository_of(repo.folder / "content")
    assert found is not None
    assert found.commit == repo.git("rev-parse", "HEAD").strip()


def test_no_commit_yet_no_repository_and_no_git_are_no_history(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = repository_of(repo.folder)
    assert empty is not None
    assert empty.key == ""
    (tmp_path / "elsewhere").mkdir()
    assert repository_of(tmp_path / "elsewhere") is None
    repo.write({RAIN: "rain\n"})
    repo.commit("2026-01-01")
    monkeypatch.setenv("PATH", str(tmp_path / "elsewhere"))
    assert repository_of(repo.folder / "content") is None


def test_somebodys_settings_do_not_change_what_is_told(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.write({RAIN: LINES, "content/places/x.md": "x\n"})
    repo.commit("2026-01-01")
    repo.git("mv", RAIN, "content/events/1900/1900-06-01-ü.md")
    repo.edit("content/events/1900/1900-06-01-ü.md", "number 3", "number three")
    repo.commit("2026-01-02")
    before = told(repo)
    settings = {
        "log.showRoot": "false",
        "log.follow": "true",
        "log.date": "relative",
        "log.showSignature": "true",
        "diff.renames": "false",
        "diff.relative": "true",
        "diff.noprefix": "true",
        "color.ui": "always",
        "core.pager": "false",
        "core.quotePath": "true",
        "format.pretty": "fuller",
    }
    for name, value in settings.items():
        repo.git("config", name, value)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nothing"))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert told(repo) == before


def test_git_that_does_not_answer_is_said_so(repo: Repo) -> None:
    repo.write({RAIN: "rain\n"})
    repo.commit("2026-01-01")
    (repo.folder / ".git/config").write_text("[nonsense\n")
    repository = repository_of(repo.folder / "content")
    assert repository is not None
    said: list[str] = []
    found = history(repository, repo.folder.parent, b"maker", said.append)
    assert (found.key, found.notes) == ("", {})
    assert said[0].startswith("git does not tell the history of the notes (")


@pytest.mark.parametrize("damage", [b"", b"\x00" * 60, b"nonsense"])
def test_what_is_kept_and_damaged_is_asked_of_git_again(repo: Repo, tmp_path: Path, damage: bytes) -> None:
    repo.write({RAIN: "rain\n"})
    repo.commit("2026-01-01")
    repository = repository_of(repo.folder / "content")
    assert repository is not None
    before = history(repository, tmp_path, b"maker", _fail)
    (tmp_path / "history").write_bytes(damage)
    assert history(repository, tmp_path, b"maker", _fail) == before


# --- in a build ---------------------------------------------------------------

CORRECTED = "corrections:\n  - date: 2026-06-01\n    said: a\n    says: b\n    why: c\n"
NOTES = {
    "events/1900/1900-06-01-rain.md": news("Rain", "1900-06-01"),
    "events/1900/1900-06-02-flood.md": news("Flood", "1900-06-02", "added: 2025-12-01\n" + CORRECTED),
}


@pytest.fixture
def world(tmp_path: Path) -> Repo:
    return world_in_git(tmp_path / "world", NOTES)


def build(repo: Repo, *said: str, jobs: int = 1) -> Written:
    """Build; what is said must begin with these words."""
    lines: list[str] = []
    request = engine.Request(
        repo.folder / "content", ROOT / "templates", repo.folder / "site", TODAY, jobs=jobs
    )
    built = engine.build(request, lines.append)
    assert built.written is not None, "\n".join(map(str, built.problems))
    assert [line.split(",")[0] for line in lines] == list(said)
    return built.written


def about(repo: Repo, address: str) -> str:
    """What a page says about itself."""
    page = parsed((repo.folder / f"site{address}index.html").read_text("utf-8"))
    return words(with_class(page, "about-page")[0])


def test_the_page_of_an_event_says_when_it_was_last_changed(world: Repo) -> None:
    world.edit(RAIN, "title: Rain", "title: Much rain")
    world.commit("2026-02-03")
    build(world)
    assert "Last changed 3 February 2026; 2 revisions." in about(world, "/events/rain/")
    assert "Last changed 1 January 2026; 1 revision." in about(world, "/events/flood/")


def test_without_history_a_site_is_the_same_but_for_it(world: Repo, tmp_path: Path) -> None:
    """All else are the days for machines, and the news of a note that does not say when it was added."""
    build(world)
    bare = Repo(tmp_path / "bare")
    shutil.copytree(world.folder / "content", bare.folder / "content")
    build(bare)
    with_it, without = tree(world.folder / "site"), tree(bare.folder / "site")
    assert with_it.keys() == without.keys()
    differing = {name for name in with_it if with_it[name] != without[name]}
    assert differing >= {"events/flood/index.html", "sitemap.xml"}
    assert not differing & {"timeline/index.html", "places/index.html", "data/events.json"}
    others = without["events/flood/index.html"].decode().splitlines()
    lines = with_it["events/flood/index.html"].decode().splitlines()
    (more,) = (line for line in lines if line not in others)
    assert more.startswith("<p>Last changed 1 January 2026; ")


def test_a_shallow_clone_says_so_and_shows_no_day(world: Repo, tmp_path: Path) -> None:
    world.edit(RAIN, "title: Rain", "title: Much rain")
    world.commit("2026-02-03")
    world.git("clone", "--quiet", "--depth=1", f"file://{world.folder}", str(tmp_path / "shallow"))
    shallow = Repo(tmp_path / "shallow")
    build(shallow, "this clone is shallow")
    build(shallow, "this clone is shallow")
    assert "Last changed" not in about(shallow, "/events/rain/")
    shallow.git("fetch", "--quiet", "--unshallow")
    build(shallow)
    assert "Last changed 3 February 2026; 2 revisions." in about(shallow, "/events/rain/")


def test_a_clone_and_a_work_tree_give_the_same_bytes(world: Repo, tmp_path: Path) -> None:
    world.edit(RAIN, "title: Rain", "title: Much rain")
    world.commit("2026-02-03")
    world.git("clone", "--quiet", str(world.folder), str(tmp_path / "clone"))
    world.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "tree"))
    sites = []
    for number, folder in enumerate((world.folder, tmp_path / "clone", tmp_path / "tree"), 1):
        build(Repo(folder), jobs=number)
        sites.append(tree(folder / "site"))
    assert sites[0] == sites[1] == sites[2]


def test_a_commit_renders_what_shows_the_history_of_its_notes(world: Repo) -> None:
    build(world)
    text = (world.folder / RAIN).read_text("utf-8")
    (world.folder / RAIN).write_text(text + "\nMore of it.\n", "utf-8")
    assert build(world).rendered == 1
    world.commit("2026-02-03")
    committed = build(world)
    assert (committed.rendered, committed.written) == (2, 2), "the page, and the sitemap with its day"
    assert build(world).rendered == 0


def test_a_commit_elsewhere_in_the_repository_renders_nothing(world: Repo) -> None:
    build(world)
    world.write({"docs/editors.md": "How to write.\n"})
    world.commit("2026-02-03")
    assert build(world).rendered == 0


def test_a_branch_that_is_left_and_taken_again_shows_its_own_history(world: Repo) -> None:
    """The files may be the same then, as after `git commit --amend` with another date."""
    world.edit(RAIN, "title: Rain", "title: Much rain")
    world.commit("2026-02-03")
    build(world)
    world.git("commit", "--quiet", "--amend", "--no-edit", "--date=2026-03-04T12:00:00+0000")
    build(world)
    assert "Last changed 4 March 2026" in about(world, "/events/rain/")


def test_a_note_that_does_not_say_when_it_was_added_was_so_on_its_first_day(world: Repo) -> None:
    build(world)
    feed = json.loads((world.folder / "site/feed.json").read_text("utf-8"))
    assert {item["title"]: item["date_published"][:10] for item in feed["items"]} == {
        "Rain": "2026-01-01",
        "Corrected: Flood": "2025-12-01",
    }


def test_the_sitemap_has_the_day_of_the_last_change(world: Repo) -> None:
    world.edit(RAIN, "title: Rain", "title: Much rain")
    world.commit("2026-02-03")
    build(world)
    sitemap = (world.folder / "site/sitemap.xml").read_text("utf-8")
    assert "/events/rain/</loc>\n<lastmod>2026-02-03<" in sitemap
    assert "/places/upton/</loc>\n<lastmod>2026-01-01<" in sitemap
    assert "/timeline/</loc>\n</url>" in sitemap


def test_nothing_changed_runs_no_git(world: Repo) -> None:
    """Nor anything else: it is the path of every second build of an editor."""
    script = (
        "import sys\nsys.argv = ['build.py', '--templates', {templates!r}, '--json', '--no-search']\n"
        "def hook(event, arguments):\n"
        "    if event == 'subprocess.Popen': print('ran', arguments[0])\n"
        "sys.addaudithook(hook)\nsys.path.insert(0, {root!r})\n"
        "import build\nbuild.main(standalone_mode=False)\n"
    ).format(templates=str(ROOT / "templates"), root=str(ROOT))

    def run() -> str:
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=world.folder,
            env={**os.environ, **SETTINGS},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert run().count("ran ") == 1
    assert run().count("ran ") == 0


def test_500_notes_and_500_commits_cost_less_than_a_second(repo: Repo) -> None:
    stream = ["reset refs/heads/main\n"]
    for number in range(500):
        text = f"{LINES}Of note {number}.\n"
        stream.append(
            f"commit refs/heads/main\nauthor E <e@x> {1767225600 + number * 3600} +0000\n"
            f"committer E <e@x> {1767225600 + number * 3600} +0000\ndata 2\nA\n"
            f"M 100644 inline content/places/note-{number}.md\ndata {len(text)}\n{text}\n"
            f"M 100644 inline content/places/often.md\ndata {len(text)}\n{text}\n"
        )
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=repo.folder, input="".join(stream), text=True, check=True
    )
    (repo.folder / "content").mkdir()
    start = perf_counter()
    found = told(repo)
    assert perf_counter() - start < 2, "twice: asked and kept"
    assert len(found) == 501
    assert found["places/often"].revisions == 500
