"""What the last build left and what is there now: enough to tell whether anything has to be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from chronicle.cache import CacheDamaged
from chronicle.manifest import Manifest, load_manifest, nothing_changed, written_files
from chronicle.ownership import files_of_ours
from chronicle.stamps import Stamp, digest, disk_time, stamps_below
from chronicle.surroundings import engine_folder, packages, translations_folder


@dataclass(frozen=True)
class Question:
    """What a site is asked to be, apart from the day: with the same files the answer is the same."""

    content: Path
    templates: Path
    output: Path
    drafts: bool
    base_url: str | None
    history: str = ""
    """Stands for all that git tells of the notes; empty where it tells nothing."""
    search: bool = False
    """Whether the full text can be searched."""
    cards: bool = False
    """Whether social cards are drawn."""
    admin: bool = False
    """Whether the site has the browser editor."""

    @property
    def digest(self) -> bytes:
        """Of this, and of the packages that give the answer."""
        folders = (self.content, self.templates, self.output)
        words = (
            *(str(path) for path in folders),
            str(self.drafts),
            str(self.base_url),
            self.history,
            str(self.search),
        )
        return digest("\0".join((*words, str(self.cards), str(self.admin), packages())).encode())


@dataclass(frozen=True)
class Before:
    """How things stand when a build begins."""

    read_at: int
    """The disk's time, before anything was looked at; see `stamps.settled`."""
    inputs: Mapping[str, Stamp]
    """Every file that a build can read, by its path."""
    outputs: Mapping[str, Stamp]
    """Every file in the output folder, those of strangers among them."""
    manifest: Manifest | None
    noted: Set[str] | None
    """The files in the output folder that are noted as ours; None where that is not known."""

    @cached_property
    def ours(self) -> Set[str]:
        """All that is known to be ours."""
        return written_files(self.manifest).keys() | (self.noted or set())

    def stands(self, question: Question, today: str) -> bool:
        """Whether nothing has to be done."""
        return self.manifest is not None and nothing_changed(
            self.manifest, question.digest, today, self.inputs, self.outputs, question.output
        )


def look(question: Question, folder: Path, say: Callable[[str], None]) -> Before:
    """How things stand; `folder` is that of the cache, whose lock is held.

    `say` gets a line where the manifest is damaged.
    """
    read_at = disk_time(folder / "lock")
    inputs = _inputs(question)
    outputs = dict(stamps_below(question.output))
    try:
        manifest = load_manifest(folder)
    except CacheDamaged as damage:
        say(f"{damage}; every page is made anew")
        manifest = None
    return Before(read_at, inputs, outputs, manifest, files_of_ours(folder))


def _inputs(question: Question) -> dict[str, Stamp]:
    folders = {
        "content": question.content,
        "templates": question.templates,
        "engine": engine_folder(),
        "translations": translations_folder(),
    }
    return {
        f"{name}/{path}": stamp
        for name, folder in folders.items()
        for path, stamp in stamps_below(folder, follow=True)
        if not path.endswith(".pyc")
    }
