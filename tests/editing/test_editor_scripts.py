"""`build --admin` gets the browser editor from npm, or says in a sentence why it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from build import main
from chronicle import build as engine
from tests.world import ROOT, TODAY, write_world


def test_without_npm_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    content = str(write_world(tmp_path, {}))
    folders = [
        "--content",
        content,
        "--templates",
        str(ROOT / "templates"),
        "--output",
        str(tmp_path / "site"),
    ]
    result = CliRunner().invoke(main, ["build", *folders, "--no-search", "--admin"])
    assert result.exit_code == 2
    (sentence,) = result.stderr.splitlines()
    assert "install Node.js" in sentence
    assert not (tmp_path / "site").exists()


def test_a_build_without_the_editor_takes_it_away_again(tmp_path: Path) -> None:
    content = write_world(tmp_path, {})
    asked = engine.Request(content, ROOT / "templates", tmp_path / "site", TODAY, jobs=1)
    scripts = {"editor.js": b"// ours"}
    engine.build(
        engine.Request(content, asked.templates, asked.output, TODAY, editor_scripts=scripts, jobs=1)
    )
    admin = tmp_path / "site" / "admin"
    assert sorted(path.name for path in admin.iterdir()) == ["config.yml", "editor.js", "index.html"]
    engine.build(asked)
    assert not admin.exists()
