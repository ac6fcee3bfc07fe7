"""The browser editor: what is written in its forms is written as by hand, in a real git repository."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page, expect

from build import main
from chronicle import build as engine
from chronicle.editing.editor_scripts import editor_scripts
from tests.browser.serving import served
from tests.repositories import Repo, world_in_git
from tests.world import NOTES as WORLD
from tests.world import ROOT, TODAY, event, in_form, write_world

INSTALLED = ROOT / ".editor" / "node_modules"
FILE = "events/1900/1900-06-01-the-river-rises.md"
NOTE = in_form(
    FILE,
    event(
        title='"The river: it rises"',
        date="1900-06-01~",
        fields="""\
places:
  - lowton
  - upton
actors:
  - millers
control:
  - place: upton
    holder: millers
    status: contested
    against:
      - weavers
figures:
  - measure: people-flooded
    value: 0300
    qualifier: about
    as_of: 1900-06-01
    claimant: gazette
    source: gazette-1900
    note: "yes"
""",
        body="The river rose at [[places/upton|Upton]] *fast* [@gazette-1900],\nas told:\n\n- one_\n- two",
    ),
)

TOWN = "places/upton.md"
OTHERWISE = "events/1900/1900-06-09-the-dam.md"
NOTES = {
    FILE: NOTE,
    TOWN: in_form(TOWN, WORLD[TOWN].replace("river: ", "other_slugs:\n  - oberstadt\nriver: ")),
    OTHERWISE: in_form(
        OTHERWISE,
        event(
            title="The dam",
            date="1900-06-09",
            fields="places:\n  - oberstadt\n  - lowton\ncontrol:\n  - place: oberstadt\n    holder: millers\n"
            "    status: held\n",
            source="gazette-1900-dam",
        ),
    ),
}
"""One note names a place by another slug than its own."""


@dataclass(frozen=True)
class Editor:
    page: Page
    repo: Repo
    errors: list[str]

    def go(self, address: str) -> None:
        self.page.goto(f"{self.page.url.split('#')[0]}#/collections/{address}")

    def field(self, name: str, number: int = 0) -> str:
        return f'[id^="{name}-field-"]:is(input, textarea) >> nth={number}'

    def write(self, name: str, words: str, number: int = 0) -> None:
        self.page.fill(self.field(name, number), words)

    def choose(self, name: str, words: str, number: int = 0) -> None:
        self.page.fill(self.field(name, number), words)
        self.page.get_by_role("option", name=words).first.click()

    def save(self) -> None:
        self.page.get_by_role("button", name="Publish").click()
        self.page.get_by_role("menuitem", name="Publish now").click()
        expect(self.page.get_by_text("Entry saved")).to_be_visible()
        assert self.errors == []

    def run(self, *arguments: str) -> Result:
        """A command of ours on the notes."""
        return CliRunner().invoke(main, [*arguments, "--content", str(self.repo.folder / "content")])


@pytest.fixture(scope="module")
def server() -> Path:
    """decap-server's program."""
    program = INSTALLED / "decap-server" / "dist" / "index.js"
    if not program.exists():
        pytest.fail("These tests need decap-server: `make test` gets it, as does tools/decap-server.sh.")
    return program


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small world, with the editor."""
    folder = tmp_path_factory.mktemp("with-editor")
    content = write_world(folder, NOTES)
    scripts = editor_scripts(ROOT / "templates", ROOT / ".editor" / "packages")
    request = engine.Request(
        content, ROOT / "templates", folder / "site", TODAY, jobs=1, editor_scripts=scripts
    )
    built = engine.build(request)
    assert built.written is not None, "\n".join(map(str, built.problems))
    return folder / "site"


@pytest.fixture
def editor(browser: Browser, server: Path, site: Path, tmp_path: Path) -> Iterator[Editor]:
    """The editor, logged in, above that world in a git repository of the test's own."""
    repo = world_in_git(tmp_path / "world", NOTES)
    port = free_port()
    environment = {**os.environ, "BIND_HOST": "127.0.0.1", "PORT": str(port)}
    writer = subprocess.Popen(
        ["node", str(server)], cwd=repo.folder, env=environment, stdout=subprocess.DEVNULL
    )
    context = browser.new_context()
    try:
        await_answer(port)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda it: errors.append(it.text) if it.type == "error" else None)
        # The editor asks at one port of this machine, of which several tests at once would have but one
        page.route(
            "http://localhost:8081/**",
            lambda route: route.continue_(url=f"http://127.0.0.1:{port}/api/v1"),
        )
        with served(site) as root:
            page.goto(f"{root}admin/")
            page.get_by_role("button", name="Login").click()
            expect(page.get_by_role("heading", name="Events")).to_be_visible()
            yield Editor(page, repo, errors)
    finally:
        context.close()
        writer.terminate()
        writer.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def await_answer(port: int) -> None:
    """Until something listens at a port."""
    for _ in range(100):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("decap-server does not answer")


def test_what_is_saved_differs_only_in_what_was_edited(editor: Editor) -> None:
    """Numbers, dates, quotes, order, Markdown and line ends stay; the file keeps its name."""
    editor.go("events/entries/1900/1900-06-01-the-river-rises")
    editor.write("title", "The river falls")
    editor.save()
    changed = NOTE.replace("title: 'The river: it rises'", "title: The river falls")
    assert (editor.repo.folder / "content" / FILE).read_text("utf-8") == changed != NOTE
    assert editor.repo.git("status", "--short", "--untracked-files=all") == f" M content/{FILE}\n"
    assert editor.run("check").exit_code == 0
    assert editor.run("format", "--check").exit_code == 0


def test_place_that_a_note_calls_otherwise_is_shown_and_stays(editor: Editor) -> None:
    """Also where the list of places was changed beside it."""
    before = (editor.repo.folder / "content" / OTHERWISE).read_text("utf-8")
    editor.go("events/entries/1900/1900-06-09-the-dam")
    expect(editor.page.get_by_role("button", name="Remove Upton")).to_be_visible()
    editor.page.get_by_role("button", name="Remove Lowton").click()
    editor.choose("places", "Lowton")
    editor.write("title", "A dam")
    editor.save()
    after = before.replace("title: The dam", "title: A dam")
    assert (editor.repo.folder / "content" / OTHERWISE).read_text("utf-8") == after != before
    assert editor.run("check").exit_code == 0


def test_a_new_event_is_written_with_its_source_as_if_by_hand(editor: Editor) -> None:
    """What was left empty is not there; the file is named as `new` names it."""
    editor.go("events/new")
    editor.write("title", "Millers' guild: a dam #2")
    editor.write("date", "1900-06-20~")
    editor.choose("kind", "Meeting")
    editor.choose("places", "Upton")
    editor.choose("importance", "detail")
    editor.choose("certainty", "Claimed")
    editor.page.get_by_role("button", name="Add source").click()
    editor.write("id", "gazette-1900-06-21-dam")
    editor.write("title", "A dam", 1)
    editor.write("publisher", "The Gazette")
    editor.write("published", "1900-06-21")
    editor.write("url", "https://gazette.example.org/dam?page=1#top")
    editor.choose("type", "News")
    editor.write("added", "2026-11-24")
    editor.write("body", "The millers built a dam [@gazette-1900-06-21-dam].  \n\n")
    editor.save()
    (line,) = editor.repo.git("status", "--short", "--untracked-files=all").splitlines()
    assert line == "?? content/events/1900/1900-06-20-millers-guild-a-dam-2.md"
    assert (editor.repo.folder / line.removeprefix("?? ")).read_text("utf-8") == (
        "---\n"
        "title: 'Millers'' guild: a dam #2'\n"
        "date: 1900-06-20~\n"
        "kind: meeting\n"
        "places:\n"
        "  - upton\n"
        "importance: 1\n"
        "certainty: claimed\n"
        "sources:\n"
        "  - id: gazette-1900-06-21-dam\n"
        "    title: A dam\n"
        "    publisher: The Gazette\n"
        "    published: 1900-06-21\n"
        "    url: https://gazette.example.org/dam?page=1#top\n"
        "    type: news\n"
        "added: 2026-11-24\n"
        "---\n"
        "The millers built a dam [@gazette-1900-06-21-dam].  \n"
    )
    assert editor.run("check").exit_code == 0
    assert editor.run("format", "--check").exit_code == 0


def test_a_date_that_is_none_is_refused_where_it_is_written(editor: Editor) -> None:
    editor.go("events/entries/1900/1900-06-01-the-river-rises")
    editor.write("date", "3 June")
    editor.page.get_by_role("button", name="Publish").click()
    editor.page.get_by_role("menuitem", name="Publish now").click()
    expect(editor.page.get_by_text("a date such as 2017-11-03")).to_be_visible()
    assert editor.repo.git("status", "--short") == ""


def test_another_editor_reads_the_same_configuration(
    browser: Browser, server: Path, site: Path, tmp_path: Path
) -> None:
    """Sveltia CMS: its schema has nothing to say, and neither has the program itself."""
    sveltia = server.parents[2] / "@sveltia" / "cms"
    told = (site / "admin" / "config.yml").read_text("utf-8")
    jsonschema.validate(
        yaml.safe_load(told), json.loads((sveltia / "schema" / "sveltia-cms.json").read_text())
    )
    folder = tmp_path / "sveltia"
    folder.mkdir()
    (folder / "config.yml").write_text(told.replace("name: test-repo", "name: github\n  repo: river/notes"))
    (folder / "sveltia-cms.js").write_bytes((sveltia / "dist" / "sveltia-cms.js").read_bytes())
    (folder / "index.html").write_text('<!doctype html><body><script src="sveltia-cms.js"></script>')
    page = browser.new_page()
    with served(folder) as root:
        page.route(re.compile("^(?!" + re.escape(root) + ")"), lambda route: route.abort())
        page.goto(root)
        expect(page.get_by_role("button", name="GitHub").first).to_be_visible()
        assert "errors in the CMS configuration" not in page.inner_text("body")
    page.close()
