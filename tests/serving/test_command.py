"""`python build.py serve` as an editor runs it: its own process, files saved beside it, ended by Ctrl-C."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.world import ROOT, news, write_world

RISE = "events/1900/1900-06-01-rise.md"


class Running:
    """A copy of the project, with a small content folder, that is being served."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "build.py", "serve", "--port", "0"], cwd=folder, stderr=log, env=environment
            )
        self.port = int(self.until("shows what is saved").split("/")[2].split(":")[1])

    def until(self, words: str, seconds: float = 60) -> str:
        """The first line said with these words."""
        end = monotonic() + seconds
        while monotonic() < end:
            for line in self.log.read_text("utf-8").splitlines():
                if words in line:
                    return line
            assert self.process.poll() is None, self.log.read_text("utf-8")
            sleep(0.05)
        raise AssertionError(f"{words!r} was never said:\n{self.log.read_text('utf-8')}")

    def page(self, address: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", address)
        answer = connection.getresponse()
        found = answer.status, answer.read().decode()
        connection.close()
        return found

    def page_with(self, address: str, words: str, seconds: float = 60) -> tuple[int, str]:
        """The page, as soon as it has these words."""
        end = monotonic() + seconds
        status, text = 0, ""
        while monotonic() < end:
            try:
                status, text = self.page(address)
            except OSError:  # it is starting again
                text = ""
            if words in text:
                return status, text
            sleep(0.05)
        raise AssertionError(f"{words!r} never stood in the page:\n{text}")

    def save(self, name: str, before: str, after: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    without = shutil.ignore_patterns("__pycache__")
    for name in ("chronicle", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=without)
    shutil.copy(ROOT / "build.py", tmp_path)
    write_world(tmp_path, {RISE: news("The river rises", "1900-06-01", body="It rose [@].")})
    running = Running(tmp_path)
    yield running
    running.process.kill()
    running.process.wait()


def test_ctrl_c_ends_it_with_one_line(running: Running) -> None:
    running.page("/")
    said = len(running.log.read_text("utf-8").splitlines())
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(20) == 0
    assert running.log.read_text("utf-8").splitlines()[said:] == ["stopped"]


def test_the_output_folder_is_left_alone(running: Running) -> None:
    running.page("/")
    assert not (running.folder / "site").exists()
    assert (running.folder / ".site.serve/records").is_file()


def test_a_changed_engine_starts_again_at_the_same_port(running: Running) -> None:
    running.page("/events/rise/")
    running.save(
        "chronicle/pages/events.py",
        "title=event.title,\n        summary",
        'title="Made anew",\n        summary',
    )
    running.page_with("/events/rise/", "Made anew")
    assert "the engine has changed; starting again" in running.log.read_text("utf-8")


def test_an_engine_that_cannot_start_is_told_of_in_the_page_until_it_is_mended(running: Running) -> None:
    running.page("/events/rise/")
    running.save("chronicle/pages/events.py", "EVENT = View(", "EVENT = = View(")
    _, text = running.page_with("/events/rise/", "This cannot be shown")
    assert "chronicle/pages/events.py:" in text
    assert "SyntaxError" in text
    assert "It rose" in text
    running.save("chronicle/pages/events.py", "EVENT = = View(", "EVENT = View(")
    running.until("the engine has changed; starting again")
    end = monotonic() + 30
    while "This cannot be shown" in running.page_with("/events/rise/", "It rose")[1]:
        assert monotonic() < end


def test_a_broken_template_is_told_of_in_place_with_its_line_over_the_last_good_page(
    running: Running,
) -> None:
    running.page("/events/rise/")
    running.save("templates/event.html", '<article class="event">', '<article class="event">{{ page.nix }}')
    status, text = running.page_with("/events/rise/", "This cannot be shown")
    assert status == 500
    assert "has no attribute" in text
    line = next(
        number
        for number, line in enumerate((running.folder / "templates/event.html").read_text().splitlines(), 1)
        if "page.nix" in line
    )
    assert f"templates/event.html:{line}:" in text
    assert "It rose" in text
    assert running.page("/places/upton/")[0] == 200
    assert "This cannot be shown" not in running.page("/places/upton/")[1]
    running.save("templates/event.html", "{{ page.nix }}", "{% if %}")
    status, text = running.page_with("/events/rise/", "Expected an expression")
    assert f"templates/event.html:{line}:" in text
    running.save("templates/event.html", "{% if %}", "<p>Mended</p>")
    assert "This cannot be shown" not in running.page_with("/events/rise/", "<p>Mended</p>")[1]


def test_a_changed_style_is_there_at_once(running: Running) -> None:
    running.page("/")
    with (running.folder / "templates/assets/style.css").open("a") as file:
        file.write("/* one line more */\n")
    running.page_with("/assets/style.css", "/* one line more */")
