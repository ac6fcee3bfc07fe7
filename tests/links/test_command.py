"""`python build.py links`, against servers on this machine."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from click.testing import CliRunner, Result

from build import main
from tests.links.strange_server import StrangeServer, strange_server
from tests.world import ROOT, TODAY, event, write_world


@pytest.fixture
def server() -> Iterator[StrangeServer]:
    with strange_server() as server:
        yield server


class Editor:
    def __init__(self, folder: Path, server: StrangeServer) -> None:
        self.folder, self.server = folder, server

    def writes(self, *paths: str) -> None:
        notes = {}
        for number, path in enumerate(paths, 1):
            text = event(date=f"1900-06-0{number}", source=f"gazette-{number}")
            url = path if "://" in path else self.server.root + path
            notes[f"events/1900/1900-06-0{number}-rise-{number}.md"] = text.replace(
                "https://gazette.example.org/1900", url
            )
        write_world(self.folder, notes)

    def asks(self, *options: str, today: str = TODAY) -> Result:
        self.server.asked.clear()
        arguments = ["links", "--local", "--pause", "0", "--today", today, *options]
        content, output = str(self.folder / "content"), str(self.folder / "site")
        return CliRunner().invoke(main, [*arguments, "--content", content, "--output", output])


@pytest.fixture
def editor(tmp_path: Path, server: StrangeServer) -> Editor:
    return Editor(tmp_path, server)


def test_what_is_gone_and_what_has_moved_is_told_where_it_stands(editor: Editor) -> None:
    editor.writes("/page", "/status/404", "/lead/301?/new")
    ran = editor.asks()
    root = editor.server.root
    assert ran.stdout.splitlines() == [
        f"content/events/1900/1900-06-02-rise-2.md:12:10: {root}/status/404 gone (404)",
        f"content/events/1900/1900-06-03-rise-3.md:12:10: {root}/lead/301?/new moved: {root}/new",
    ]
    assert ran.stderr.splitlines()[-1] == "3 addresses of sources: 1 answers, 1 has moved, 1 is gone"
    assert ran.exit_code == 1


def test_it_says_who_asks_and_how_to_reach_them(editor: Editor) -> None:
    editor.writes("/page")
    assert editor.asks().exit_code == 0
    agent = editor.server.asked[0][2]["User-Agent"]
    assert agent == "chronicle-links (https://river.example.org/; editors@river.example.org)"


def test_a_second_run_asks_only_what_has_failed(editor: Editor) -> None:
    editor.writes("/page", "/status/404", "/lead/302?/new")
    first = editor.asks()
    second = editor.asks()
    assert set(editor.server.paths()) == {"HEAD /status/404", "GET /status/404"}
    assert second.stdout == first.stdout
    assert second.stderr == first.stderr


def test_what_was_asked_long_ago_is_asked_again(editor: Editor) -> None:
    editor.writes("/page")
    editor.asks(today="2026-11-25")
    editor.asks(today="2026-12-24")
    assert editor.server.paths() == []
    editor.asks(today="2026-12-25")
    assert editor.server.paths() == ["HEAD /page"]


def test_it_goes_on_where_it_was_stopped(editor: Editor) -> None:
    editor.writes("/a", "/b", "/c")
    ran = editor.asks("--most", "2")
    assert editor.server.paths() == ["HEAD /a", "HEAD /b"]
    assert "3 addresses of sources: 2 answer" in ran.stderr
    editor.asks()
    assert editor.server.paths() == ["HEAD /c"]


def test_an_address_that_two_sources_give_is_asked_once(editor: Editor) -> None:
    editor.writes("/page", "/page")
    editor.asks()
    assert editor.server.paths() == ["HEAD /page"]


def test_json_has_each_address_with_its_sources(editor: Editor) -> None:
    editor.writes("/page", "/status/410", "/page")
    found = json.loads(editor.asks("--format", "json").stdout)
    assert [it["kind"] for it in found["addresses"]] == ["answers", "gone"]
    assert found["addresses"][0]["sources"] == [
        {"id": "gazette-1", "file": "content/events/1900/1900-06-01-rise-1.md", "line": 12, "column": 10},
        {"id": "gazette-3", "file": "content/events/1900/1900-06-03-rise-3.md", "line": 12, "column": 10},
    ]
    assert found["addresses"][1]["status"] == 410
    assert found["addresses"][1]["asked"] == TODAY


def test_copies_are_proposed_and_notes_left_alone(editor: Editor) -> None:
    editor.writes("/page", "/status/404")
    root = editor.server.root
    editor.server.copies = {f"{root}/status/404": "http://web.archive.org/web/19000602/http://gazette/"}
    before = {path: path.read_bytes() for path in (editor.folder / "content").rglob("*.md")}
    ran = editor.asks("--archive", "--archive-service", f"{root}/available")
    assert ran.stdout.splitlines()[-2:] == [
        "content/events/1900/1900-06-02-rise-2.md:12:10: gazette-2",
        "    archive_url: https://web.archive.org/web/19000602/http://gazette/",
    ]
    assert {path: path.read_bytes() for path in (editor.folder / "content").rglob("*.md")} == before
    (asked,) = (path for path in editor.server.paths() if "status%2F404" in path)
    assert "timestamp=19000602" in asked
    again = editor.asks("--archive", "--archive-service", f"{root}/available")
    assert not any("available" in path for path in editor.server.paths())
    assert again.stdout == ran.stdout


@pytest.mark.parametrize("copy", ["javascript:alert(1)", "https://x.org/a b", "https://x.org/\x1b[2J", "x"])
def test_an_archive_cannot_propose_what_is_no_address(editor: Editor, copy: str) -> None:
    editor.writes("/page")
    editor.server.copies = {f"{editor.server.root}/page": copy}
    ran = editor.asks("--archive", "--archive-service", f"{editor.server.root}/available")
    assert "archive_url" not in ran.stdout


@pytest.mark.parametrize("path", ["/status/500", "/page", "/nonsense"])
def test_an_archive_that_does_not_answer_is_given_up(editor: Editor, path: str) -> None:
    editor.writes("/a", "/b", "/c", "/d", "/e")
    ran = editor.asks("--archive", "--archive-service", editor.server.root + path)
    assert "was given up" in ran.stderr
    assert sum(asked.split()[1].startswith(path) for asked in editor.server.paths()) == 3


def test_a_damaged_memory_is_no_memory(editor: Editor) -> None:
    editor.writes("/page")
    editor.asks()
    (editor.folder / ".site.cache/links").write_bytes(b"nonsense")
    assert editor.asks().exit_code == 0
    assert editor.server.paths() == ["HEAD /page"]


def test_in_a_pipe_there_is_no_progress(editor: Editor) -> None:
    editor.writes("/page")
    assert "\r" not in editor.asks().stderr


def test_notes_with_errors_are_asked_as_far_as_they_can_be_read(editor: Editor) -> None:
    editor.writes("/page", "/status/404")
    note = editor.folder / "content/events/1900/1900-06-01-rise-1.md"
    note.write_text(note.read_text("utf-8").replace("kind: flood", "kind: flud"), "utf-8")
    ran = editor.asks()
    assert "gone (404)" in ran.stdout


def test_ctrl_c_keeps_what_was_asked(editor: Editor) -> None:
    """In a process of its own, as it is ended on a terminal."""
    editor.writes("/page", "/silent")
    content, output = str(editor.folder / "content"), str(editor.folder / "site")
    command = [sys.executable, "build.py", "links", "--local", "--pause", "0", "--content", content]
    process = subprocess.Popen([*command, "--output", output], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    while "HEAD /silent" not in editor.server.paths():
        assert process.poll() is None
        sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "stopped; what was asked is kept, and the next run goes on from there"
    editor.writes("/page", "/next")
    editor.asks()
    assert editor.server.paths() == ["HEAD /next"]
