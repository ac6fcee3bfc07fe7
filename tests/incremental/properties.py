"""A chronicle on disk that is edited, damaged and built in any order; each build must be right.

Each step is a method with plain numbers and names, so that a sequence of steps
is a program that can be replayed.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
import signal
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from chronicle import build as engine
from chronicle.write import WriteError, cache_folder
from tests.incremental.notes import NOTES, STAY, Fields, path_of, random_fields, text_of
from tests.world import BASE_MAP, ROOT, SITE, TODAY

DAYS = ("2026-11-24", TODAY, "2026-12-31")
"""Before, between and after the embargoes of random notes."""

SITES = (
    SITE,
    SITE.replace("title: A small chronicle", "title: A chronicle"),
    SITE.replace("  flood: Flood", "  flood: High water"),
    SITE.replace("focus: millers\nfocus_heading: Towns that the millers held\n", ""),
    SITE.replace("  - en\n", "  - fr\n"),
    SITE + "  days:\n    - 1900-06-10\n  credits: Drawn by us.\n",
    SITE.replace("  confirmed: Confirmed\n", ""),
    SITE + "nonsense: yes\n",
)
MAPS = (BASE_MAP, BASE_MAP.replace("Valley", "Vale"), BASE_MAP.replace("[3, -1]", "[3, -2]"), BASE_MAP[:50])
OPTIONS: tuple[dict[str, Any], ...] = (
    {"jobs": 1},
    {"jobs": 1},
    {"jobs": 2},
    {"jobs": 3},
    {"drafts": True},
    {"drafts": False},
    {"today": DAYS[0]},
    {"today": DAYS[1]},
    {"today": DAYS[2]},
    {"base_url": "https://preview.example.org/7"},
    {"base_url": None},
    {"strict": True},
    {"strict": False},
)
HOSTILE = (b"", b"\x00" * 40, pickle.dumps({"a": 1}), b"\xdd\xff\xff\xff\xff", b"\xc1" * 300)
MACRO = re.compile(r"\{%-? macro [^%]*%\}")
"""How a macro begins."""
MARK = "<!-- {} -->"


class Workplace:
    """A content folder, a copy of the templates and a site, with what is known of them."""

    def __init__(self, folder: Path, templates: Path | None = None) -> None:
        self.folder = folder
        self.notes: dict[str, tuple[Fields, int]] = {}
        """Note to its fields and the number of its path."""
        self.strangers: set[str] = set()
        self.damaged: set[str] = set()
        """Files of the cache that were damaged since the last build."""
        self.fresh = 0
        self.good: Mapping[str, bytes] = {"site.yaml": SITE.encode(), "map/base.topo.json": BASE_MAP.encode()}
        """The content of the last build without errors, and its notes."""
        self.good_notes: dict[str, tuple[Fields, int]] = {}
        self.request = engine.Request(
            folder / "content", folder / "templates", folder / "site", TODAY, jobs=1
        )
        if templates is None:
            write_plain_templates(folder / "templates")
        else:
            shutil.copytree(templates, folder / "templates")
        self._restore()

    def begin(self, number: int) -> None:
        """Random notes that are right, two of three that may be there, and their site."""
        while True:
            for index, note in enumerate(NOTES):
                if note in STAY or (number + index) % 3:
                    self.note(note, number + index, number)
            if not engine.check(self.request.content, self.request.today).has_errors:
                break
            number += 1
        self.check()

    # --- edits ---

    def note(self, note: str, number: int, path: int = 0) -> None:
        """Write a random note, over what is there."""
        self.remove(note)
        self.notes[note] = (random_fields(note, number), path)
        self._write_note(note)

    def field(self, note: str, which: int, number: int) -> None:
        """Give a field of a note the value of another random note; or take it away, where that has none."""
        if note not in self.notes:
            return
        fields, path = self.notes[note]
        other = random_fields(note, number)
        name = sorted(fields.keys() | other.keys())[which % len(fields.keys() | other.keys())]
        changed = {key: value for key, value in fields.items() if key != name}
        if name in other:
            changed[name] = other[name]
        self.notes[note] = (changed, path)
        self._write_note(note)

    def rename(self, note: str, path: int) -> None:
        """Move a note to another file that gives the same slug."""
        if note in self.notes:
            fields, _ = self.notes[note]
            self.remove(note)
            self.notes[note] = (fields, path)
            self._write_note(note)

    def exchange(self, one: str, other: str) -> None:
        """Let two notes of a kind exchange their files: each has the other's size, times and inode then."""
        if one in self.notes and other in self.notes and one.split("/")[0] == other.split("/")[0]:
            first, second = self._path(one), self._path(other)
            aside = self.folder / "aside"
            first.rename(aside)
            second.rename(first)
            aside.rename(second)
            (one_fields, one_path), (other_fields, other_path) = self.notes[one], self.notes[other]
            self.notes[one], self.notes[other] = (other_fields, one_path), (one_fields, other_path)

    def remove(self, note: str) -> None:
        if note in self.notes:
            self._path(note).unlink()
            del self.notes[note]

    def quietly(self, note: str, letter: str) -> None:
        """Change one letter of a note, and set its time back: its size and time are what they were."""
        if note in self.notes and self.notes[note][0].get("body"):
            path = self._path(note)
            before = path.stat()
            fields, place = self.notes[note]
            body = fields["body"]
            self.notes[note] = ({**fields, "body": letter + body[1:]}, place)
            path.write_bytes(text_of(self.notes[note][0]).encode())
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def touch(self, note: str, seconds: int) -> None:
        """Give a note another time, earlier or later than now."""
        if note in self.notes:
            os.utime(self._path(note), (seconds, seconds))

    def settings(self, number: int) -> None:
        self._write(self.request.content / "site.yaml", SITES[number % len(SITES)].encode())

    def map(self, number: int) -> None:
        self._write(self.request.content / "map/base.topo.json", MAPS[number % len(MAPS)].encode())

    def template(self, which: int, number: int) -> None:
        """Change a template or a macro."""
        paths = sorted(self.request.templates.rglob("*.html"))
        path = paths[which % len(paths)]
        text = path.read_text("utf-8").split("<!--")[0]
        if path.parent.name == "macros":
            text = MACRO.sub(lambda begin: begin[0] + "{{ '" + "." * (number % 3) + "' }}", text, count=1)
        self._write(path, (text + MARK.format(number)).encode())

    def asset(self, name: str, content: str | None) -> None:
        """Write or remove a file that is copied as it is; a file or folder that is in its way goes."""
        assets = self.request.templates / "assets"
        path = assets / name
        for there in (path, *path.parents[: len(path.relative_to(assets).parts) - 1]):
            if there.is_dir() and there == path:
                shutil.rmtree(there)
            elif there.is_file() and (there != path or content is None):
                there.unlink()
        if content is not None:
            self._write(path, content.encode())

    # --- damage ---

    def output(self, which: int, how: str) -> None:
        """Do something to a file of the site."""
        paths = sorted(path for path in self._site_files() if self._name(path) not in self.strangers)
        if not paths:
            return
        path = paths[which % len(paths)]
        if how == "folder away":
            shutil.rmtree(path.parent) if path.parent != self.request.output else path.unlink()
        elif how == "folder linked":
            self._link_folder(path.parent)
        elif how == "linked":
            copy = self.folder / "copy"
            shutil.copy(path, copy)
            path.unlink()
            path.symlink_to(copy)
        else:
            spoil(path, how, which)

    def _link_folder(self, folder: Path) -> None:
        """Put a link to a copy in a folder's place."""
        if folder != self.request.output and not any(
            name.startswith(f"{self._name(folder)}/") for name in self.strangers
        ):
            copy = self.folder / "copies"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
            shutil.rmtree(folder)
            folder.symlink_to(copy)

    def stranger(self, name: str) -> None:
        """Put a file that is not ours into the site, where there is a site."""
        path = self.request.output / name
        if (cache_folder(self.request.output) / "manifest").exists() and not self.damaged:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("theirs")
            self.strangers.add(name)

    def cache(self, name: str, how: str, where: int) -> None:
        """Damage a file of the cache."""
        folder = cache_folder(self.request.output)
        found = sorted(folder.glob("prose-*")) if name == "prose" else [folder / name]
        for path in found:
            if path.is_file():
                self.damaged.add(name)
                spoil(path, how, where)

    def cache_gone(self) -> None:
        shutil.rmtree(cache_folder(self.request.output), ignore_errors=True)
        self.damaged |= {"files", "manifest"}

    def moved(self) -> None:
        """The same files with other inodes and times, as in a fresh clone with a restored cache."""
        for name in ("content", "templates", "site", ".site.cache"):
            source, target = self.folder / name, self.folder / f"{name}.copy"
            if source.exists():
                shutil.copytree(source, target, symlinks=True, copy_function=shutil.copyfile)
                shutil.rmtree(source)
                target.rename(source)

    # --- builds ---

    def options(self, which: int) -> None:
        self.request = replace(self.request, **OPTIONS[which % len(OPTIONS)])

    def turn(self, which: int) -> None:
        """Ask for another thing, right after a build, and nothing else."""
        self.build()
        self.options(which)
        self.check()

    def build(self) -> None:
        """Build, and compare nothing."""
        self._incremental()

    def killed(self, moment: int) -> None:
        """Build, and be killed at the so-manieth time that something is done to the disk."""
        pid = os.fork()
        if pid == 0:
            _die_at(moment, self.folder)
            self._build_quietly()
        os.waitpid(pid, 0)

    def check(self) -> None:
        """Build, and compare with a build from nothing; content that is wrong is put right afterwards."""
        before = tree(self.request.output)
        built = self._incremental()
        self.fresh += 1
        output = self.folder / f"fresh-{self.fresh}"
        fresh = engine.build(replace(self.request, output=output, fresh=True, jobs=1), _nothing_to_say)
        assert built.problems == fresh.problems
        assert built.notes == fresh.notes
        assert (built.written is None) == (fresh.written is None)
        if built.written is None:
            assert tree(self.request.output) == before, "a build with errors has touched the site"
            self._restore()
        else:
            self._compare(output)
            self.good, self.good_notes = tree(self.request.content), dict(self.notes)
        shutil.rmtree(output, ignore_errors=True)
        shutil.rmtree(cache_folder(output), ignore_errors=True)
        leftovers = {path.name.split("-")[0] for path in cache_folder(self.request.output).iterdir()}
        assert leftovers <= {"files", "findings", "lock", "manifest", "prose", "records"}
        assert len(list(cache_folder(self.request.output).glob("prose-*"))) == 1

    def _incremental(self) -> engine.Built:
        said: list[str] = []
        try:
            built = engine.build(self.request, said.append)
        except WriteError as error:
            # Nobody knows any more what is ours: the message says what to do, and that is done
            if not {"files", "manifest"} <= self.damaged or "no longer knows of" not in str(error):
                raise
            shutil.rmtree(self.request.output)
            self.strangers.clear()
            built = engine.build(self.request, said.append)
        if built.written is not None:
            self.damaged.clear()
        return built

    def _build_quietly(self) -> None:
        """In a process of its own, which ends here."""
        try:
            sys.stderr = sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115  # until the end of the process
            os.dup2(sys.stderr.fileno(), 2)
            engine.build(self.request, _nothing_to_say)
        finally:
            os._exit(0)

    def _compare(self, fresh: Path) -> None:
        wanted, found = tree(fresh), tree(self.request.output)
        assert {name: found.pop(name, None) for name in self.strangers} == dict.fromkeys(
            self.strangers, b"theirs"
        )
        differ = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
        assert not differ, f"{len(differ)} files differ from a build from nothing: {differ[:10]}"

    def _restore(self) -> None:
        """Put the content of the last good build back."""
        shutil.rmtree(self.request.content, ignore_errors=True)
        for name, content in self.good.items():
            self._write(self.request.content / name, content)
        self.notes = dict(self.good_notes)

    # --- files ---

    def _path(self, note: str) -> Path:
        return self.request.content / path_of(note, self.notes[note][1])

    def _write_note(self, note: str) -> None:
        self._write(self._path(note), text_of(self.notes[note][0]).encode())

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def _site_files(self) -> Iterable[Path]:
        return (path for path in self.request.output.rglob("*") if path.is_file() and not path.is_symlink())

    def _name(self, path: Path) -> str:
        return path.relative_to(self.request.output).as_posix()


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder; a link is told as what it is."""
    return {
        path.relative_to(folder).as_posix(): b"(a link)" if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def spoil(path: Path, how: str, where: int) -> None:
    """Damage a file: `where` says at which place, or with what."""
    content = path.read_bytes()
    place = where % (len(content) + 1)
    if how == "remove":
        path.unlink()
    elif how == "cut":
        path.write_bytes(content[:place])
    elif how == "flip":
        path.write_bytes(
            content[:place] + bytes(byte ^ 0x21 for byte in content[place : place + 1]) + content[place + 1 :]
        )
    elif how == "add":
        path.write_bytes(content + b"!")
    elif how == "other":
        path.write_bytes(HOSTILE[where % len(HOSTILE)])
    else:
        raise ValueError(how)


def write_plain_templates(folder: Path) -> None:
    """Templates that print all that a page has: what a view sees too late shows."""
    inside = "{{ shown(page) }}", "{{ page }}"
    for number, path in enumerate(sorted((ROOT / "templates").glob("*.html"))):
        first = '{% extends "base.html" %}{% from "macros/shown.html" import shown %}'
        text = f"{first}{{% block content %}}{inside[number % 2]} {{{{ address }}}}{{% endblock %}}"
        if path.name == "base.html":
            text = "{{ site.title }} {{ site.event_kinds }} {% block content %}{% endblock %}"
        _write(folder / path.name, text)
    _write(folder / "macros/shown.html", "{% macro shown(page) %}{{ page }}{% endmacro %}")
    _write(folder / "assets/style.css", "p {}")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime"})


def _die_at(moment: int, folder: Path) -> None:
    """From now on this process dies when it does something to files in the folder for the so-manieth time."""
    left = moment

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        writes = event in CHANGES or (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
        )
        if writes and str(arguments[0]).startswith(str(folder)):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def _nothing_to_say(line: str) -> None:
    pass
