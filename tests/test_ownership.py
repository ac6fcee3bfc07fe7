"""Which files in the output folder are ours, whatever becomes of the manifest."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronicle.ownership import claim, files_of_ours


def test_before_the_first_build_nothing_is_known(tmp_path: Path) -> None:
    assert files_of_ours(tmp_path) is None


def test_what_is_claimed_is_known(tmp_path: Path) -> None:
    names = {"index.html", "events/x/index.html", "data/events.json"}
    claim(tmp_path, names, None)
    assert files_of_ours(tmp_path) == names
    assert [path.name for path in tmp_path.iterdir()] == ["files"]


def test_a_site_without_files_is_known_too(tmp_path: Path) -> None:
    claim(tmp_path, set(), None)
    assert files_of_ours(tmp_path) == set()


def test_what_is_known_is_not_written_again(tmp_path: Path) -> None:
    claim(tmp_path, {"a"}, None)
    before = (tmp_path / "files").stat().st_ino
    claim(tmp_path, {"a"}, {"a"})
    assert (tmp_path / "files").stat().st_ino == before
    claim(tmp_path, {"a", "b"}, {"a"})
    assert files_of_ours(tmp_path) == {"a", "b"}


@pytest.mark.parametrize("content", [b"", b"a", b"\xff\n\xff", b"0" * 32 + b"\na\n"])
def test_a_damaged_list_says_nothing(tmp_path: Path, content: bytes) -> None:
    """Names of files that may be removed come from it."""
    (tmp_path / "files").write_bytes(content)
    assert files_of_ours(tmp_path) is None


def test_a_list_that_is_cut_off_says_nothing(tmp_path: Path) -> None:
    claim(tmp_path, {"index.html", "events/x/index.html"}, None)
    whole = (tmp_path / "files").read_bytes()
    for end in range(len(whole)):
        (tmp_path / "files").write_bytes(whole[:end])
        assert files_of_ours(tmp_path) is None
