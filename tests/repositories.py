"""Real git repositories for tests: each commit with a day, nobody's settings, no network."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.world import write_world

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "An editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "A reviewer",
    "GIT_COMMITTER_EMAIL": "reviewer@example.org",
}
MERGED = "2026-12-31T12:00:00+0000"
"""When every commit is put in: another day than that of its author."""


@dataclass(frozen=True)
class Repo:
    folder: Path
    """The work tree."""

    def git(self, *arguments: str, day: str = "2026-01-01T12:00:00+0000") -> str:
        """What git says; it must not fail."""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            **SETTINGS,
            "GIT_AUTHOR_DATE": day,
            "GIT_COMMITTER_DATE": MERGED,
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
        return done.stdout

    def commit(self, day: str, subject: str = "A change") -> None:
        """Everything as it is, on a day (``2026-01-02``, or with a time and a zone)."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", subject, day=day if "T" in day else f"{day}T12:00:00+0000")

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


def new_repository(folder: Path) -> Repo:
    """An empty one, on the branch `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    repo = Repo(folder)
    repo.git("init", "--quiet", "--initial-branch=main")
    return repo


def world_in_git(folder: Path, notes: Mapping[str, str], day: str = "2026-01-01") -> Repo:
    """A small chronicle, committed."""
    repo = new_repository(folder)
    write_world(folder, notes)
    repo.write({".gitignore": "/site/\n/.site.cache/\n"})
    repo.commit(day, "How it began")
    return repo
