"""The commands as an editor runs them: what they print, write and exit with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import run, run_alone
from tests.world import BASE_MAP, ROOT, event, town, write_world

GOOD = {"events/1900/1900-06-01-the-flood.md": event()}
WRONG = {"events/1900/1900-06-01-the-flood.md": event(date="1900-13-01")}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_build_writes_the_site_and_says_so_in_one_line(tmp_path: Path) -> None:
    write_world(tmp_path, GOOD)
    done = run_alone(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("7 notes, ")
    assert done.stdout.count("\n") == 1
    assert (tmp_path / "site/events/the-flood/index.html").is_file()


def test_with_an_error_check_and_build_say_the_same_and_nothing_is_written(tmp_path: Path) -> None:
    write_world(tmp_path, WRONG)
    checked, built = run(tmp_path, "check"), run(tmp_path, "build")
    assert (checked.returncode, built.returncode) == (1, 1)
    assert checked.stderr.splitlines()[:-1] == built.stderr.splitlines()[:-1]
    assert checked.stderr.splitlines()[0].startswith(
        "content/events/1900/1900-06-01-the-flood.md:3:7: error[bad-date]:"
    )
    assert built.stderr.splitlines()[-1] == "1 error; nothing was written"
    assert not (tmp_path / "site").exists()


def test_an_error_leaves_the_last_good_site_as_it_is(tmp_path: Path) -> None:
    write_world(tmp_path, GOOD)
    run(tmp_path)
    before = tree(tmp_path / "site")
    write_world(tmp_path, WRONG)
    assert run(tmp_path).returncode == 1
    assert tree(tmp_path / "site") == before


def test_a_warning_stops_the_build_only_when_strict(tmp_path: Path) -> None:
    mill = "places/mill.md"
    write_world(tmp_path, {**GOOD, mill: town("Mill")})
    strict = run(tmp_path, "--strict")
    assert strict.returncode == 1
    assert strict.stderr.splitlines()[-1] == "1 warning (--strict); nothing was written"
    assert not (tmp_path / "site").exists()
    assert run(tmp_path).returncode == 0


def test_json_counts_notes_pages_seconds_and_problems(tmp_path: Path) -> None:
    write_world(tmp_path, GOOD)
    counts = json.loads(run(tmp_path, "--json").stdout)
    assert counts["notes"] == {"actors": 3, "events": 1, "measures": 1, "places": 2}
    assert counts["pages"] == counts["rendered"] == counts["written"]
    stages = "look read link derive judge plan index render write save".split()
    assert list(counts["seconds"]) == stages
    without = json.loads(run(tmp_path, "--json", "--no-search").stdout)
    assert "index" not in without["seconds"]
    assert counts["problems"] == {}


def test_json_counts_problems_by_code_where_nothing_could_be_built(tmp_path: Path) -> None:
    write_world(tmp_path, WRONG)
    counts = json.loads(run(tmp_path, "--json").stdout)
    assert (counts["pages"], counts["problems"]) == (0, {"bad-date": 1})


def test_problems_can_be_had_as_json(tmp_path: Path) -> None:
    write_world(tmp_path, WRONG)
    found = json.loads(run(tmp_path, "check", "--format", "json").stdout)
    (problem,) = (it for it in found["problems"] if it["severity"] == "error")
    assert (problem["line"], problem["column"], problem["code"]) == (3, 7, "bad-date")


def test_an_output_folder_that_is_not_ours_is_one_sentence_and_exit_2(tmp_path: Path) -> None:
    write_world(tmp_path, GOOD)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.txt").write_text("three years")
    done = run(tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert tree(tmp_path / "site") == {"thesis.txt": b"three years"}


def test_a_content_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    done = run(tmp_path, "--content", "nowhere")
    assert done.returncode == 2
    assert 'there is no folder "nowhere"' in done.stderr


def test_the_same_notes_give_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the time zone, the locale, the hash seed, the folder and the order of the disk."""
    for name, variables in {
        "one": {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        "two": {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    }.items():
        folder = tmp_path / name
        folder.mkdir()
        notes = {**GOOD, "events/1900/1900-07-second.md": event(date="1900-07", source="gazette-second")}
        write_world(folder, dict(sorted(notes.items(), reverse=name == "two")))
        assert run_alone(folder, "--today", "2026-11-25", **variables).returncode == 0
    assert tree(tmp_path / "one/site") == tree(tmp_path / "two/site")


def test_a_draft_is_shown_only_on_request(tmp_path: Path) -> None:
    write_world(
        tmp_path, {**GOOD, "events/1900/1900-07-next.md": event(fields="status: draft\n", source="gazette-b")}
    )
    run(tmp_path)
    assert not (tmp_path / "site/events/next").exists()
    run(tmp_path, "--drafts")
    assert (tmp_path / "site/events/next/index.html").is_file()


@pytest.mark.parametrize(("today", "shown"), [("1999-12-31", False), ("2000-01-01", True)])
def test_an_embargo_ends_on_its_day(tmp_path: Path, today: str, shown: bool) -> None:
    write_world(tmp_path, {"events/1900/1900-06-01-the-flood.md": event(fields="embargo: 2000-01-01\n")})
    assert run(tmp_path, "--today", today).returncode == 0
    assert (tmp_path / "site/events/the-flood").exists() == shown


def test_a_withdrawn_event_keeps_its_page_and_counts_nowhere(tmp_path: Path) -> None:
    fields = "control:\n  - place: upton\n    holder: millers\n    status: held\nwithdrawn:\n"
    fields += "  date: 1901-01-01\n  why: The source does not bear it out.\n"
    write_world(tmp_path, {"events/1900/1900-06-01-the-flood.md": event(fields=fields)})
    assert run(tmp_path).returncode == 0
    page = (tmp_path / "site/events/the-flood/index.html").read_text()
    assert "Withdrawn on 1 January 1901" in page
    assert json.loads((tmp_path / "site/data/events.json").read_text())["events"] == []
    assert json.loads((tmp_path / "site/data/control.json").read_text())["places"] == {}


def test_another_base_url_is_in_every_absolute_address(tmp_path: Path) -> None:
    write_world(tmp_path, GOOD)
    run(tmp_path, "--base-url", "https://preview.example.org/42")
    for path in (tmp_path / "site").rglob("*"):
        if path.is_file() and path.suffix in {".html", ".xml", ".json", ".ics", ".txt"}:
            assert "river.example.org" not in path.read_text().replace("editors@river.example.org", "")


def test_a_map_that_is_no_map_is_found_in_the_settings(tmp_path: Path) -> None:
    content = write_world(tmp_path, GOOD)
    (content / "map/base.topo.json").write_text(BASE_MAP[:40])
    done = run(tmp_path, "check")
    assert done.returncode == 1
    assert "content/site.yaml:64:9: error[bad-map]" in done.stderr


def test_help_is_there_for_every_command(tmp_path: Path) -> None:
    for arguments in (["--help"], ["build", "--help"], ["check", "--help"]):
        command = [sys.executable, str(ROOT / "build.py"), *arguments]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.startswith("Usage:")
