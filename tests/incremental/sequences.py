"""Random sequences of steps, and the short form of one that fails, as a program."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

from tests.incremental.notes import MAY_COME_AND_GO, NOTES
from tests.incremental.properties import MAPS, OPTIONS, SITES, Workplace

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Step:
    name: str
    arguments: Arguments

    def __str__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"work.{self.name}({given})"

    def take(self, work: Workplace) -> None:
        getattr(work, self.name)(**self.arguments)


def _note(random: Random) -> Arguments:
    return {
        "note": random.choice(MAY_COME_AND_GO),
        "number": random.randrange(1000),
        "path": random.randrange(4),
    }


def _field(random: Random) -> Arguments:
    return {"note": random.choice(NOTES), "which": random.randrange(30), "number": random.randrange(1000)}


def _exchange(random: Random) -> Arguments:
    one = random.choice(NOTES)
    return {"one": one, "other": random.choice([note for note in NOTES if note != one])}


DAMAGE = ("remove", "cut", "flip", "add", "other")
MAKE: dict[str, tuple[int, Callable[[Random], Arguments]]] = {
    "note": (6, _note),
    "field": (14, _field),
    "rename": (3, lambda random: {"note": random.choice(NOTES), "path": random.randrange(4)}),
    "exchange": (2, _exchange),
    "remove": (3, lambda random: {"note": random.choice(MAY_COME_AND_GO)}),
    "quietly": (3, lambda random: {"note": random.choice(NOTES), "letter": random.choice("ABC")}),
    "touch": (
        2,
        lambda random: {"note": random.choice(NOTES), "seconds": random.choice([0, 10**9, 4 * 10**9])},
    ),
    "settings": (2, lambda random: {"number": random.randrange(len(SITES))}),
    "map": (1, lambda random: {"number": random.randrange(len(MAPS))}),
    "template": (3, lambda random: {"which": random.randrange(99), "number": random.randrange(4)}),
    "asset": (
        2,
        lambda random: {
            "name": random.choice(["style.css", "more/a.txt", "more"]),
            "content": random.choice(["p {}", "b {}", None]),
        },
    ),
    "output": (
        6,
        lambda random: {
            "which": random.randrange(1000),
            "how": random.choice([*DAMAGE, "linked", "folder away", "folder linked"]),
        },
    ),
    "stranger": (1, lambda random: {"name": random.choice(["CNAME", "events/theirs.txt", "photos/one.txt"])}),
    "cache": (
        6,
        lambda random: {
            "name": random.choice(["manifest", "records", "prose", "files", "findings"]),
            "how": random.choice(DAMAGE),
            "where": random.randrange(100_000),
        },
    ),
    "cache_gone": (1, lambda _: {}),
    "moved": (1, lambda _: {}),
    "options": (3, lambda random: {"which": random.randrange(len(OPTIONS))}),
    "turn": (6, lambda random: {"which": random.randrange(len(OPTIONS))}),
    "build": (6, lambda _: {}),
    "killed": (6, lambda random: {"moment": random.choice([random.randrange(40), random.randrange(1200)])}),
    "check": (10, lambda _: {}),
}
"""Step to how often it is taken, and how its arguments are drawn."""


def sequence(seed: str, length: int) -> list[Step]:
    """The same steps for the same seed."""
    random = Random(seed)
    names = random.choices(list(MAKE), [weight for weight, _ in MAKE.values()], k=length)
    begin = Step("begin", {"number": random.randrange(1000)})
    return [begin, *(Step(name, MAKE[name][1](random)) for name in names), Step("check", {})]


def failure(steps: Sequence[Step], templates: Path | None) -> str | None:
    """What goes wrong in a sequence: the end of the message; None where all is well."""
    folder = Path(tempfile.mkdtemp(prefix="chronicle-"))
    try:
        work = Workplace(folder, templates)
        for step in steps:
            step.take(work)
    except Exception as error:  # noqa: BLE001  # whatever goes wrong is what is looked for
        return f"{type(error).__name__}: {error}".replace(str(folder), "")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return None


def shortest(steps: Sequence[Step], templates: Path | None, seconds: float) -> list[Step]:
    """Leave out what is not needed to fail, for so many seconds."""
    end = monotonic() + seconds
    kept = list(steps)
    size = max(1, len(kept) // 2)
    while monotonic() < end:
        for start in range(len(kept) - size, -1, -size):
            fewer = [*kept[:start], *kept[start + size :]]
            if monotonic() < end and failure(fewer, templates) is not None:
                kept = fewer
        if size == 1:
            break
        size = size // 2
    return kept


def program(steps: Sequence[Step], templates: Path | None) -> str:
    """The steps as a test."""
    where = 'tmp_path, ROOT / "templates"' if templates is not None else "tmp_path"
    lines = "".join(f"    {step}\n" for step in steps)
    return f"def test_again(tmp_path: Path) -> None:\n    work = Workplace({where})\n{lines}"


def assert_right(seed: str, length: int, templates: Path | None = None, seconds: float = 120) -> None:
    """Take the steps; where a build is wrong fail with as few of them as can be found in time."""
    steps = sequence(seed, length)
    if failure(steps, templates) is None:
        return
    fewer = shortest(steps, templates, seconds)
    raise AssertionError(f"{failure(fewer, templates)}\n\n# seed {seed!r}\n{program(fewer, templates)}")
