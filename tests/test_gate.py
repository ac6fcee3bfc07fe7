"""The gate bites: the command that stands before every change fails on a planted fault of each kind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from chronicle.codes import CODES
from chronicle.rules import EVIDENCE
from tests.commands import run
from tests.rules.test_places import write_place
from tests.test_wrong_notes import CASES, WORLD
from tests.world import ROOT, TODAY
from tests.wrong_notes import write_world

GATE = ("check", "--strict")
ARGUMENTS = (*GATE, "--format", "github", "--today", TODAY)

FAULTS = {
    code: (shared, rule)
    for shared, rule in reversed(CASES)
    for block in rule.blocks
    for line in block.lines
    for code in CODES
    if f"[{code}]" in line
}
"""For each code a rule of the suites that plants it."""

ELSEWHERE = {"outside-country": "tests/rules/test_places.py"}
"""What a suite has no map for."""


def plant(code: str, folder: Path) -> None:
    """A chronicle with a fault of this kind."""
    if code in FAULTS:
        shared, rule = FAULTS[code]
        write_world(folder, (*WORLD.blocks, *shared.blocks, *rule.blocks))
    else:
        write_place(folder, latitude="2.5", longitude="48.5")


@pytest.mark.parametrize("code", [*EVIDENCE, *sorted(FAULTS.keys() - set(EVIDENCE))])
def test_the_gate_fails_on_every_kind_of_fault(tmp_path: Path, code: str) -> None:
    plant(code, tmp_path)
    done = run(tmp_path, *ARGUMENTS)
    assert done.returncode == 1
    assert f",title={code}::" in done.stdout


def test_the_gate_lets_pass_what_is_right(tmp_path: Path) -> None:
    write_world(tmp_path, WORLD.blocks)
    done = run(tmp_path, *ARGUMENTS)
    assert (done.returncode, done.stdout) == (0, "")


def test_every_rule_of_evidence_has_a_fault_to_be_tried_on() -> None:
    assert set(EVIDENCE) == (FAULTS.keys() | ELSEWHERE.keys()) & set(EVIDENCE)


def test_the_hook_before_a_commit_is_the_gate() -> None:
    settings = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    (hook,) = settings["repos"][0]["hooks"]
    assert hook["entry"] == "make check CHECK=--strict"
    told = subprocess.run(
        ["make", "--dry-run", "check", "CHECK=--strict", f"python={sys.executable}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert f"{sys.executable} build.py {' '.join(GATE)}" in told


WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), ROOT / ".gitlab-ci.yml"]


def test_workflows_that_check_ask_the_gate() -> None:
    """A workflow that checked less strictly would let pass what this stops."""
    for path in WORKFLOWS:
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        for line in lines:
            if "build.py check" in line:
                assert f"build.py {' '.join(GATE)}" in line, f"{path}: {line.strip()}"
