"""A small chronicle on disk, and what its builds say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from chronicle import build as engine
from chronicle.write import cache_folder
from tests.commands import Done, build_py
from tests.fullest import FULL_NOTES, FULL_SITE
from tests.incremental.properties import tree, write_plain_templates
from tests.world import ROOT, TODAY, in_form, news, write_world

EVENT = "content/events/1900/1900-06-01-upton-taken.md"
MORE_NOTES = {
    (path := f"events/1905/1905-{month:02}-{day:02}-day-{month}-{day}.md"): in_form(
        path, news(f"Day {chr(96 + month)}{chr(96 + day)}", f"1905-{month:02}-{day:02}")
    )
    for month in range(1, 5)
    for day in range(1, 7)
}
"""Two dozen events beside those with everything, far from them in time and tied to nothing."""


@dataclass
class Small:
    folder: Path
    templates: Path
    said: list[str] = field(default_factory=list)
    """By the last build."""

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def cache(self) -> Path:
        return cache_folder(self.site)

    @property
    def request(self) -> engine.Request:
        return engine.Request(self.folder / "content", self.templates, self.site, TODAY, jobs=1)

    def build(self, **options: Any) -> engine.Built:
        """In this process."""
        self.said = []
        return engine.build(replace(self.request, **options), self.said.append)

    def counts(self, **options: Any) -> engine.Written:
        """What became of the pages; the content must be right."""
        built = self.build(**options)
        assert built.written is not None, "\n".join(map(str, built.problems))
        return built.written

    def fresh(self, **options: Any) -> dict[str, bytes]:
        """The files of a build from nothing, elsewhere."""
        output = self.folder / "from-nothing"
        engine.build(replace(self.request, output=output, fresh=True, **options), list[str]().append)
        return tree(output)

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def command(self, *arguments: str) -> Done:
        """`python build.py …`."""
        return build_py(self.folder, *self.options(*arguments))

    def alone(self, *arguments: str, script: tuple[str, ...], **environment: str) -> Done:
        """A script, called like `build.py`, in a process of its own."""
        return subprocess.run(
            self.line(*arguments, script=script),
            cwd=self.folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def line(self, *arguments: str, script: tuple[str, ...] = (str(ROOT / "build.py"),)) -> list[str]:
        return [sys.executable, *script, *self.options(*arguments)]

    def options(self, *arguments: str) -> tuple[str, ...]:
        """What every call has, before what one has."""
        return (
            "--templates", str(self.templates), "--today", TODAY, "--no-search", "--no-cards", *arguments,
        )  # fmt: skip

    def json(self, *arguments: str) -> dict[str, Any]:
        """The counts that a build prints."""
        done = self.command("--json", *arguments)
        assert done.returncode == 0, done.stderr
        counts: dict[str, Any] = json.loads(done.stdout)
        return counts


def small(folder: Path, notes: Mapping[str, str] = FULL_NOTES, templates: Path | None = None) -> Small:
    """With templates that print all that a page has, where none are given."""
    write_world(folder, notes, FULL_SITE)
    if templates is None:
        templates = folder / "templates"
        write_plain_templates(templates)
    return Small(folder, templates)
