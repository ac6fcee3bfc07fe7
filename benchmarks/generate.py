"""Writes a chronicle of N events for benchmarks: the same N gives the same notes, on any machine.

    python -m benchmarks.generate 1000 FOLDER [--corpus long]

`real`: bodies as long as those of the real chronicle. `long`: 120 words in the median, and a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks.base_map import base_map
from benchmarks.chance import Chance
from benchmarks.events import EventNotes
from benchmarks.note import settings
from benchmarks.setting import about_note, setting_notes, setting_of, site_yaml
from benchmarks.words import Sentences

CORPORA = {"real": 77, "long": 120}
"""Words of a body, in the median."""


def files(number: int, corpus: str = "real") -> Iterator[tuple[str, str]]:
    """Path in the content folder, and text, of all files of a chronicle with so many events."""
    chance = Chance(number)
    sentences = Sentences(chance)
    setting = setting_of(number)
    yield from setting_notes(setting, chance, sentences)
    events = EventNotes(number, setting, chance, sentences, CORPORA[corpus], with_list=corpus == "long")
    yield from events.notes()
    yield about_note(setting, sentences, events.named)
    yield "site.yaml", settings(site_yaml(setting, events.turning_points))
    yield "map/base.topo.json", base_map()


def write(number: int, folder: Path, corpus: str = "real") -> int:
    """Write such a chronicle into a folder that holds nothing yet; returns the number of files."""
    folders: set[Path] = set()
    count = 0
    for name, text in files(number, corpus):
        path = folder / name
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        count += 1
    return count


@click.command()
@click.argument("number", type=click.IntRange(min=1))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--corpus", type=click.Choice(list(CORPORA)), default="real", show_default=True)
def main(number: int, folder: Path, corpus: str) -> None:
    """Write a chronicle of NUMBER events into FOLDER."""
    print(f"{write(number, folder, corpus):,} files in {folder}")


if __name__ == "__main__":
    main()
