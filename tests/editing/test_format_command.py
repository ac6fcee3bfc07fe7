"""`python build.py format`, as an editor uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build import main
from tests.world import event, write_world

WILD = "events/1900/1900-06-01-rain.md"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["format", *arguments])


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A world whose event has its fields in another order."""
    monkeypatch.chdir(tmp_path)
    return write_world(tmp_path, {WILD: event().replace("---\ntitle", "---\nadded: 1900-06-03\ntitle", 1)})


def test_note_is_put_into_its_form_and_what_changed_is_said(content: Path) -> None:
    done = run()
    assert done.exit_code == 0
    assert done.stdout == f"content/{WILD}: fields put in order, front matter: 2 lines\n"
    assert done.stderr == "1 note is put into its form\n"
    assert (content / WILD).read_text("utf-8") == event().replace("---\nThe", "added: 1900-06-03\n---\nThe")
    assert run().stderr == "nothing to change in 7 notes\n"


def test_check_changes_nothing_and_fails(content: Path) -> None:
    before = (content / WILD).read_bytes()
    done = run("--check")
    assert (done.exit_code, done.stderr) == (1, "1 note would be put into its form\n")
    assert (content / WILD).read_bytes() == before


def test_only_the_files_that_are_named_are_written(content: Path) -> None:
    assert run("content/places").stderr == "nothing to change in 2 notes\n"
    assert run(f"content/{WILD}").stderr == "1 note is put into its form\n"


def test_note_with_a_comment_is_left_alone_and_the_others_are_written(content: Path) -> None:
    upton = content / "places/upton.md"
    upton.write_text(upton.read_text("utf-8").replace("kind: town\n", "kind: town # or village\n"), "utf-8")
    done = run()
    assert done.exit_code == 1
    assert "content/places/upton.md:3:12: error[not-canonical]: a comment stands here" in done.stderr
    assert done.stderr.endswith("1 note is put into its form; 1 note left alone\n")
    assert "# or village" in upton.read_text("utf-8")


def test_file_that_is_no_note_is_wrong_usage(content: Path) -> None:
    done = run("content/site.yaml")
    assert done.exit_code == 2
    assert '"content/site.yaml" is no note of "content"' in done.stderr
