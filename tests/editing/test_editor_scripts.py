"""`build --admin` gets the browser editor from npm, or says in a sentence why it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from build import main
from chronicle import build as engine
from chronicle.editing.editor_scripts import PACKAGES, NoEditor, Package, editor_scripts
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
    assert sorted(path.name for path in admin.iterdir()) == [
        "config.yml",
        "editor.js",
        "index.html",
        "other-slugs.json",
    ]
    engine.build(asked)
    assert not admin.exists()


def test_scripts_are_fetched_once_whatever_folder_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder beside the site is named from where one is; the second time npm is not asked."""
    small = Package(
        "js-yaml", PACKAGES[-1].version, PACKAGES[-1].integrity, {"package/dist/js-yaml.mjs": "js-yaml.mjs"}
    )
    monkeypatch.setattr("chronicle.editing.editor_scripts.PACKAGES", (small,))
    monkeypatch.chdir(tmp_path)
    first = editor_scripts(ROOT / "templates", Path("kept"))
    assert set(first) == {"editor.js", "note-format.js", "js-yaml.mjs"}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert editor_scripts(ROOT / "templates", Path("kept")) == first


def test_a_package_with_another_digest_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Package("js-yaml", PACKAGES[-1].version, "sha512-AAAA", {"package/LICENSE": "LICENSE"})
    monkeypatch.setattr("chronicle.editing.editor_scripts.PACKAGES", (other,))
    with pytest.raises(NoEditor, match="is not that package"):
        editor_scripts(ROOT / "templates", tmp_path / "kept")
    assert not any((tmp_path / "kept").iterdir())
