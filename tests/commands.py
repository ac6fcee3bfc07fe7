"""Commands as an editor types them: what they print, write and exit with."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

import build
from tests.world import ROOT

Done = subprocess.CompletedProcess[str]


def build_py(folder: Path, *arguments: str, variables: dict[str, str | None] | None = None) -> Done:
    """`python build.py …` in a folder, but in this process: to start another takes longer than most commands.

    A variable that is None is not there.
    """
    with chdir(folder):
        done = CliRunner().invoke(
            build.main, arguments, env=variables, catch_exceptions=False, prog_name="build.py"
        )
    return Done(arguments, done.exit_code, done.stdout, done.stderr)


def run(folder: Path, *arguments: str) -> Done:
    """The same with the real templates, in a folder with `content/`."""
    return build_py(folder, *with_templates(arguments))


def run_alone(folder: Path, *arguments: str, **variables: str) -> Done:
    """The same in a process of its own."""
    command = [sys.executable, str(ROOT / "build.py"), *with_templates(arguments)]
    environment = {**os.environ, **variables}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def with_templates(arguments: tuple[str, ...]) -> tuple[str, ...]:
    return arguments if arguments[:1] == ("check",) else (*arguments, "--templates", str(ROOT / "templates"))
