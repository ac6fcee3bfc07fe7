"""A changed engine: the process begins anew with the same command, if the new engine can be loaded at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from re import search

from chronicle.serving.printing import Failure

_LOADS = "import chronicle.commands, chronicle.serving.serve"


def what_keeps_it(engine: Path) -> Failure | None:
    """Why the engine as it is now cannot start; None where it can. Asks another Python."""
    try:
        ran = subprocess.run(  # noqa: S603  # this Python, and code of ours
            [sys.executable, "-c", _LOADS],
            cwd=engine.parent,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Failure("", 1, "the engine takes more than a minute to load", "")
    if ran.returncode == 0:
        return None
    lines = ran.stderr.strip().splitlines() or ["it cannot be loaded"]
    file, line = "", 1
    for text in lines:
        if (found := search(r'File "(.+)", line (\d+)', text)) and Path(found[1]).is_relative_to(engine):
            file, line = Path(found[1]).relative_to(engine.parent).as_posix(), int(found[2])
    return Failure(file, line, lines[-1], ran.stderr)


def start_again(port: int) -> None:
    """Become a new process of the same command, at this port; what was open is closed with the old one."""
    sys.stderr.flush()
    arguments = [sys.executable, *sys.orig_argv[1:], "--port", str(port)]
    os.execv(sys.executable, arguments)  # noqa: S606  # this very command
