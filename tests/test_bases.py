"""What a change is compared with, and what is said where there is nothing: in words, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronicle.bases import NoBase, commit_called, merge_base, repository_with
from tests.repositories import Repo, new_repository


def repository(folder: Path) -> Repo:
    """Two commits on `main`; a branch `change` that left it after the first."""
    repo = new_repository(folder)
    repo.write({"content/a.md": "one\n"})
    repo.commit("2026-01-01")
    repo.git("switch", "--quiet", "--create", "change")
    repo.write({"content/b.md": "two\n"})
    repo.commit("2026-01-02")
    repo.git("switch", "--quiet", "main")
    repo.write({"content/c.md": "three\n"})
    repo.commit("2026-01-03")
    repo.git("switch", "--quiet", "change")
    return repo


def said(folder: Path, base: str, head: str = "HEAD") -> str:
    with pytest.raises(NoBase) as refused:
        merge_base(repository_with(folder / "content"), base, head)
    return str(refused.value)


def test_base_is_where_the_branch_left_it(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    first = repo.git("rev-parse", "main~1").strip()
    found = repository_with(tmp_path / "content")
    assert merge_base(found, "main") == first
    assert merge_base(found, "main", "change") == first
    repo.git("switch", "--quiet", "--detach")
    assert merge_base(repository_with(tmp_path / "content"), "main") == first
    repo.git("tag", "v1", "main")
    assert commit_called(found, "v1") == repo.git("rev-parse", "main").strip()


def test_work_tree_beside_the_repository_has_the_same_base(tmp_path: Path) -> None:
    repo = repository(tmp_path / "one")
    repo.git("worktree", "add", "--quiet", "-b", "other", "../two", "main")
    assert merge_base(repository_with(tmp_path / "two/content"), "change") == (
        repo.git("rev-parse", "main~1").strip()
    )


def test_repository_within_another_is_the_one_that_counts(tmp_path: Path) -> None:
    new_repository(tmp_path)
    repo = repository(tmp_path / "inner")
    assert merge_base(repository_with(tmp_path / "inner/content"), "change") == (
        repo.git("rev-parse", "change").strip()
    )


def test_name_that_nothing_has_gets_the_nearest(tmp_path: Path) -> None:
    repository(tmp_path)
    no = "there is no branch, tag or commit"
    assert said(tmp_path, "mian") == f'{no} "mian" here; did you mean "main"?'
    assert said(tmp_path, "main", "chnge") == f'{no} "chnge" here; did you mean "change"?'
    assert said(tmp_path, "v9") == f'{no} "v9" here; git fetch brings what others have'
    assert said(tmp_path, "--output=x").startswith(f'{no} "--output=x" here')
    assert said(tmp_path, "") == "say with what to compare: a branch such as main, or a commit"


def test_branch_that_only_the_origin_has_is_offered(tmp_path: Path) -> None:
    """As in a clone of a change's branch alone, where `main` was never out."""
    repository(tmp_path / "one")
    new_repository(tmp_path).git("clone", "--quiet", "--branch", "change", "one", "two")
    assert said(tmp_path / "two", "main").endswith('did you mean "origin/main"?')


def test_repository_without_a_commit_says_so(tmp_path: Path) -> None:
    new_repository(tmp_path)
    (tmp_path / "content").mkdir()
    assert said(tmp_path, "main").startswith("nothing is committed in this repository yet")


def test_histories_without_a_common_commit_are_told(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    repo.git("switch", "--quiet", "--orphan", "strange")
    repo.write({"content/d.md": "four\n"})
    repo.commit("2026-01-04")
    assert said(tmp_path, "main") == (
        '"main" and this branch have no commit in common; name the branch that this one came from'
    )
    assert said(tmp_path, "main", "strange").startswith('"main" and "strange" have no commit in common')


def test_shallow_clone_says_how_to_get_what_it_lacks(tmp_path: Path) -> None:
    repository(tmp_path / "one")
    there = f"file://{tmp_path / 'one'}"
    new_repository(tmp_path).git("clone", "--quiet", "--depth=1", "--no-single-branch", there, "two")
    for base in ("origin/main", "HEAD~1"):
        assert said(tmp_path / "two", base).endswith("git fetch --unshallow brings it")


def test_folder_in_no_repository_has_no_state_before(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert "lies in no git repository" in said(tmp_path, "main")


def test_without_git_it_is_git_that_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert said(tmp_path, "main").startswith("there is no git here")
