"""The check as a command: quick the second time, and told only what a change has to do with."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import run
from tests.repositories import Repo, world_in_git
from tests.test_build import tree
from tests.world import control, event, news, town, write_world

FLOOD = "events/1900/1900-06-01-the-flood.md"
RAIN = "events/1900/1900-07-01-rain.md"
NOTES = {FLOOD: event(), RAIN: news("Rain", "1900-07-01", body="Rain after [[the-flood]] [@].")}


def world(folder: Path, notes: dict[str, str] = NOTES) -> Repo:
    repo = world_in_git(folder, notes)
    repo.git("switch", "--quiet", "--create", "change")
    return repo


def shown(repo: Repo, *arguments: str) -> list[str]:
    """File and code of each problem that is told; the command must end as they ask."""
    done = run(repo.folder, "check", "--format", "json", "--strict", *arguments)
    problems = json.loads(done.stdout)["problems"]
    assert done.returncode == (1 if problems else 0), done.stderr
    return [f"{it['file'].rpartition('/')[2]} {it['code']}" for it in problems]


def last_line(repo: Repo, *arguments: str) -> str:
    return run(repo.folder, "check", *arguments).stderr.splitlines()[-1]


# --- what was kept ----------------------------------------------------------------


def test_every_form_says_what_to_do(tmp_path: Path) -> None:
    """A rule without a hint of its own has the advice that docs/errors.md gives."""
    write_world(tmp_path, {**NOTES, "places/mill.md": town("Mill")})
    told = json.loads(run(tmp_path, "check", "--format", "json").stdout)["problems"]
    assert [(it["code"], it["hint"]) for it in told] == [("orphan", "use it, or delete the note")]
    for form in ("github", "gitlab", "sarif"):
        assert "; use it, or delete the note" in run(tmp_path, "check", "--format", form).stdout


def test_content_and_site_are_left_alone(tmp_path: Path) -> None:
    write_world(tmp_path, NOTES)
    before = tree(tmp_path)
    assert run(tmp_path, "check").returncode == 0
    assert {
        name: text for name, text in tree(tmp_path).items() if not name.startswith(".site.cache")
    } == before


def test_second_check_says_what_the_first_said(tmp_path: Path) -> None:
    """And one learns from the cache of a build, and the other way round."""
    write_world(tmp_path, {**NOTES, "places/mill.md": town("Mill")})
    told = [run(tmp_path, command).stderr for command in ("check", "check", "build", "check")]
    lines = [line for text in told for line in text.splitlines() if line.startswith("content/")]
    assert (len(lines), len(set(lines))) == (4, 1)
    assert "warning[orphan]" in lines[0]


def test_check_after_an_edit_finds_what_a_first_check_would(tmp_path: Path) -> None:
    content = write_world(tmp_path, NOTES)
    run(tmp_path, "check")
    note = content / FLOOD
    note.write_text(note.read_text("utf-8").replace("date: 1900-06-01", "date: 1901-06-01"), "utf-8")
    kept, fresh = (run(tmp_path, "check", *more).stderr for more in ((), ("--output", "elsewhere")))
    assert "error[no-late-source]" in fresh
    assert kept.splitlines()[-2:] == fresh.splitlines()


def test_where_nothing_can_be_kept_everything_is_read(tmp_path: Path) -> None:
    write_world(tmp_path, NOTES)
    (tmp_path / ".site.cache").write_text("a file where the folder should be", "utf-8")
    done = run(tmp_path, "check")
    assert (done.returncode, done.stderr) == (0, "no problems\n")


def test_damaged_findings_are_named_and_judged_anew(tmp_path: Path) -> None:
    write_world(tmp_path, {**NOTES, "places/mill.md": town("Mill")})
    first = run(tmp_path, "check").stderr
    (tmp_path / ".site.cache/findings").write_bytes(b"nothing")
    assert run(tmp_path, "check").stderr == (
        ".site.cache/findings is damaged or of another version; the rules judge everything anew\n" + first
    )


# --- what is silenced -------------------------------------------------------------


def test_what_is_silenced_is_counted_and_does_not_stop_a_strict_check(tmp_path: Path) -> None:
    silence = "silenced:\n  - rule: orphan\n    why: the next event will need it\n"
    mill = town("Mill").replace("coordinate_source: a map\n", f"coordinate_source: a map\n{silence}")
    write_world(tmp_path, {**NOTES, "places/mill.md": mill})
    done = run(tmp_path, "check", "--strict")
    assert (done.returncode, done.stderr) == (0, "no problems, 1 silenced with a reason\n")
    found = json.loads(run(tmp_path, "check", "--format", "json").stdout)
    assert [(it["code"], it["why"]) for it in found["silenced"]] == [
        ("orphan", "the next event will need it")
    ]
    assert run(tmp_path, "--strict").returncode == 0


# --- what concerns a change -------------------------------------------------------


def test_only_what_stands_in_changed_notes_is_told_and_the_rest_counted(tmp_path: Path) -> None:
    repo = world(tmp_path, {**NOTES, "places/mill.md": town("Mill")})
    repo.write({"content/places/barn.md": town("Barn")})
    assert shown(repo, "--since", "main") == ["barn.md orphan"]
    assert last_line(repo, "--since", "main") == (
        "1 warning; 1 more problem in notes that this change has nothing to do with"
    )
    repo.commit("2026-01-02")
    assert shown(repo, "--since", "main") == ["barn.md orphan"]
    assert shown(repo) == ["barn.md orphan", "mill.md orphan"]


def test_what_a_change_breaks_in_a_note_that_it_left_alone_is_told(tmp_path: Path) -> None:
    repo = world(tmp_path)
    (repo.folder / "content" / FLOOD).unlink()
    assert shown(repo, "--since", "main") == ["1900-07-01-rain.md unknown-link"]


def test_what_a_renamed_note_breaks_elsewhere_is_told(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.git("mv", f"content/{FLOOD}", "content/events/1900/1900-06-01-the-great-flood.md")
    repo.commit("2026-01-02")
    assert shown(repo, "--since", "main") == ["1900-07-01-rain.md unknown-link"]


def test_problem_that_only_moved_to_another_line_is_not_new(tmp_path: Path) -> None:
    """Of a note that was not touched; one that was is told whole."""
    taken = control("upton: millers, besieged, against weavers")
    repo = world(tmp_path, {**NOTES, RAIN: news("Rain", "1900-07-01", fields=taken)})
    repo.edit(f"content/{FLOOD}", "The river rises", "The river rises by a yard")
    assert shown(repo, "--since", "main") == []
    repo.edit(f"content/{RAIN}", "title: Rain", "title: Rain\nkind_of: rain")
    assert "1900-07-01-rain.md unknown-field" in shown(repo, "--since", "main")


def test_what_others_did_since_on_the_base_is_not_laid_to_this_change(tmp_path: Path) -> None:
    """The base has gone on; what counts is where this branch left it."""
    repo = world(tmp_path)
    repo.write({"content/places/barn.md": town("Barn")})
    repo.commit("2026-01-02")
    repo.git("switch", "--quiet", "main")
    repo.edit(f"content/{FLOOD}", "The river rises", "The river fell")
    repo.commit("2026-01-03")
    repo.git("switch", "--quiet", "change")
    assert shown(repo, "--since", "main") == ["barn.md orphan"]


def test_a_base_without_content_makes_all_new(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.git("init", "--quiet", "--initial-branch=main")
    repo.write({"README.md": "A chronicle to be\n"})
    repo.commit("2026-01-01")
    repo.git("switch", "--quiet", "--create", "change")
    write_world(tmp_path, {"places/mill.md": town("Mill"), **NOTES})
    assert shown(repo, "--since", "main") == ["mill.md orphan"]


def test_content_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    repo = world_in_git(tmp_path, {})
    write_world(tmp_path / "war", {**NOTES, "places/mill.md": town("Mill")})
    repo.commit("2026-01-02")
    write_world(tmp_path / "war", {"places/barn.md": town("Barn")})
    arguments = ("--content", "war/content", "--since", "HEAD")
    assert shown(repo, *arguments) == ["barn.md orphan"]
    told = run(tmp_path, "check", *arguments, "--format", "github").stdout
    assert told.startswith("::warning file=war/content/places/barn.md,line=1,col=1,title=orphan::")


def test_a_base_that_git_does_not_know_is_wrong_usage(tmp_path: Path) -> None:
    repo = world(tmp_path)
    for base in ("nowhere", "--output=x"):
        done = run(repo.folder, "check", f"--since={base}")
        assert done.returncode == 2
        assert f'there is no branch, tag or commit "{base}" here' in done.stderr


def test_without_a_repository_there_is_no_base(tmp_path: Path) -> None:
    write_world(tmp_path, NOTES)
    done = run(tmp_path, "check", "--since", "main")
    assert done.returncode == 2
    assert '"content" lies in no git repository' in done.stderr
