"""The workflows for code hosts: their form, their rights, and their own commands in real git repositories."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.repositories import Repo, world_in_git
from tests.world import ROOT, event, news

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(it for it in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if it.stem != "config")
NOTES = {
    "events/1900/1900-06-01-the-flood.md": event(),
    "events/1900/1900-07-01-rain.md": news("Rain", "1900-07-01", body="Rain fell after [[the-flood]] [@]."),
}
RAIN = "content/events/1900/1900-07-01-rain.md"


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / name), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


# --- form and rights -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        (("vendor.github-workflows",), WORKFLOWS),
        (("custom.github-workflows-require-timeout",), WORKFLOWS),
        (("vendor.github-issue-forms",), FORMS),
        (("vendor.gitlab-ci", "--data-transform", "gitlab-ci"), [ROOT / ".gitlab-ci.yml"]),
    ],
    ids=["workflows", "timeouts", "forms", "gitlab"],
)
def test_code_hosts_would_take_the_file(schema: tuple[str, ...], files: list[Path]) -> None:
    assert files
    done = tool("check-jsonschema", "--builtin-schema", *schema, *map(str, files))
    assert done.returncode == 0, done.stdout


def test_nothing_unsafe_is_found_in_the_workflows() -> None:
    done = tool("zizmor", "--offline", "--no-progress", ".github")
    assert done.returncode == 0, done.stdout


def test_what_is_unsafe_would_be_found(tmp_path: Path) -> None:
    """The words of a stranger in a command."""
    workflow = (ROOT / ".github/workflows/review.yml").read_text("utf-8")
    unsafe = workflow.replace("make run-time", "echo ${{ github.event.pull_request.title }}")
    assert unsafe != workflow
    path = tmp_path / "unsafe.yml"
    path.write_text(unsafe, "utf-8")
    done = tool("zizmor", "--offline", "--no-progress", str(path))
    assert done.returncode != 0
    assert "template-injection" in done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_the_hash_of_their_commit(path: Path) -> None:
    used = re.findall(r"uses: (\S+)", path.read_text("utf-8"))
    assert used
    assert [it for it in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", it)] == []


def test_what_a_stranger_starts_can_only_read_and_keeps_no_cache() -> None:
    text = (ROOT / ".github/workflows/review.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in workflow["jobs"].values())
    assert "secrets." not in text
    assert not re.search(r"^\s*(cache|uses: \S*cache)", text, re.M)
    for checkout in (it for it in steps("review", "review") if "checkout" in it.get("uses", "")):
        assert checkout["with"]["persist-credentials"] is False


def steps(workflow: str, job: str) -> list[dict[str, Any]]:
    tree = yaml.safe_load((ROOT / f".github/workflows/{workflow}.yml").read_text("utf-8"))
    found: list[dict[str, Any]] = tree["jobs"][job]["steps"]
    return found


# --- their commands ----------------------------------------------------------------------


@pytest.fixture
def origin(tmp_path: Path) -> Repo:
    """The repository of a project: notes, and the engine as links to the real one."""
    repo = world_in_git(tmp_path / "origin.git", NOTES)
    for name in ("build.py", "chronicle", "templates"):
        (repo.folder / name).symlink_to(ROOT / name)
    (repo.folder / ".venv").symlink_to(sys.prefix)
    repo.commit("2026-01-02", "The engine")
    repo.git("switch", "--quiet", "--create", "change")
    return repo


def commands(workflow: str, job: str) -> Iterator[tuple[str, str, str]]:
    """Name, folder and command of each step that runs one, but for the installation."""
    for step in steps(workflow, job):
        if "run" in step and step.get("name") != "Install":
            yield step["name"], step.get("working-directory", "engine"), step["run"]


def bash(command: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """As a runner of GitHub runs a step."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=folder,
        env={**environment, "GIT_CONFIG_GLOBAL": os.devnull, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def run_review(origin: Repo, folder: Path) -> dict[str, subprocess.CompletedProcess[str]]:
    """The steps of the workflow for the branch `change`, each whatever became of the one before."""
    base, head = (origin.git("rev-parse", name).strip() for name in ("main", "change"))
    origin.git("switch", "--quiet", "--detach")
    for name, branch in (("engine", "main"), ("change", "change")):
        origin.git("clone", "--quiet", "--branch", branch, str(origin.folder), str(folder / name))
    summary = str(folder / "summary.md")
    return {
        name: bash(command, folder / inside, BASE=base, HEAD=head, GITHUB_STEP_SUMMARY=summary)
        for name, inside, command in commands("review", "review")
    }


def test_a_good_change_passes_and_is_shown(origin: Repo, tmp_path: Path) -> None:
    origin.edit(RAIN, "Rain fell", "Heavy rain fell")
    origin.commit("2026-01-03")
    done = run_review(origin, tmp_path)
    assert {name: it.returncode for name, it in done.items()} == dict.fromkeys(done, 0), done
    assert (tmp_path / "summary.md").read_text("utf-8").startswith("# Review: 1 note changed")
    assert (tmp_path / "preview/review/index.html").is_file()
    assert "Heavy rain fell" in (tmp_path / "preview/site/events/rain/index.html").read_text("utf-8")


def test_a_change_with_an_error_fails_is_annotated_and_is_shown_all_the_same(
    origin: Repo, tmp_path: Path
) -> None:
    origin.edit(RAIN, "date: 1900-07-01", "date: soon")
    origin.commit("2026-01-03")
    done = run_review(origin, tmp_path)
    assert done["Check"].returncode == 1
    assert re.search(rf"^::error file={RAIN},line=3.*title=bad-date::", done["Check"].stdout, re.M)
    assert done["What changes for readers"].returncode == 1
    assert "What it breaks" in (tmp_path / "summary.md").read_text("utf-8")


def test_engine_templates_and_workflow_of_the_change_are_not_used(origin: Repo, tmp_path: Path) -> None:
    stolen = tmp_path / "stolen"
    for name in ("build.py", "templates"):
        (origin.folder / name).unlink()
    origin.write({"build.py": f"open({str(stolen)!r}, 'w')", "templates/review.html": "Nothing to see."})
    origin.edit(RAIN, "Rain fell", "Heavy rain fell")
    origin.commit("2026-01-03")
    done = run_review(origin, tmp_path)
    assert {it.returncode for it in done.values()} == {0}
    assert not stolen.exists()
    assert "Heavy" in (tmp_path / "summary.md").read_text("utf-8")


def test_another_commit_than_the_one_that_was_asked_about_is_refused(origin: Repo, tmp_path: Path) -> None:
    name, inside, command = next(commands("review", "review"))
    assert "still the commit" in name
    origin.git("clone", "--quiet", str(origin.folder), str(tmp_path / inside))
    assert bash(command, tmp_path / inside, HEAD="0" * 40).returncode == 1


def test_new_addresses_are_recorded_once_and_pushed(origin: Repo, tmp_path: Path) -> None:
    """A second run has nothing to record; where main has moved on, nothing fails."""
    origin.git("switch", "--quiet", "main")
    origin.git("config", "receive.denyCurrentBranch", "updateInstead")
    (command,) = (it for name, _, it in commands("publish", "record") if name == "Record")
    for number in range(2):
        clone = tmp_path / f"clone-{number}"
        origin.git("clone", "--quiet", str(origin.folder), str(clone))
        done = bash(command, clone)
        assert done.returncode == 0, done.stderr
        assert origin.git("log", "-1", "--format=%s").startswith("The addresses published with")
    assert origin.git("rev-list", "--count", "main").strip() == "3"
    assert "/events/rain/" in (origin.folder / "content/addresses.lock").read_text("utf-8")


def test_the_commands_for_gitlab_do_the_same(origin: Repo, tmp_path: Path) -> None:
    origin.edit(RAIN, "Rain fell", "Heavy rain fell")
    origin.commit("2026-01-03")
    origin.git("switch", "--quiet", "--detach")
    project = tmp_path / "builds/project"
    origin.git("clone", "--quiet", "--branch", "change", str(origin.folder), str(project))
    tree = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    script = "\n".join(tree["review"]["script"]).replace("make run-time", ":")
    done = bash(
        script,
        project,
        CI_PROJECT_DIR=str(project),
        CI_MERGE_REQUEST_PROJECT_URL=str(tmp_path / "origin"),
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main",
    )
    assert done.returncode == 0, done.stderr
    assert "# Review: 1 note changed" in done.stdout
    assert json.loads((project / "gl-code-quality-report.json").read_text("utf-8")) == []
    assert (project / "preview/site/events/rain/index.html").is_file()
