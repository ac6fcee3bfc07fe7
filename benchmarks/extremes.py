"""Chronicles as nobody has them: does the time of a build grow as they do, or faster?

    python -m benchmarks.extremes --sizes 2000,4000,8000
    python -m benchmarks.extremes place --sizes 12500,25000,50000

Of each kind so many events that all have the same place, source, series of
figures or town that changes hands, or notes with as much text as is allowed. A
growth of 1.0 means twice the time for twice the events, 2.0 four times.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from math import log
from pathlib import Path

import click

from benchmarks.builders import Ours, copy_engine
from benchmarks.generate import files
from benchmarks.process import Run, timed
from benchmarks.run import MEMORY
from chronicle.bounds import BODY_BYTES

Change = Callable[[str, int], str]
"""The text of the so-manieth event, changed."""

_LIST = "(?:  .*\n)*"


def one_place(text: str, place: str) -> str:
    """All events are told of one place."""
    return re.sub(rf"^places:\n{_LIST}", f"places:\n  - {place}\n", text, flags=re.MULTILINE)


def one_source(text: str, source: str) -> str:
    """All events cite one source."""
    known = re.search(rf"^  - id: {source}$", text, re.MULTILINE)
    listed = text if known else text.replace("\nsources:\n", f"\nsources:\n  - id: {source}\n", 1)
    return listed.rstrip("\n") + f" So it was told [@{source}].\n"


def one_series(text: str, number: int, measure: str, scope: str, claimant: str) -> str:
    """All events claim a number of one thing, no two the same."""
    source = re.search(r"^  - id: (\S+)\n    title", text, re.MULTILINE)
    day = re.search(r"^date: (\d{4}-\d\d-\d\d)$", text, re.MULTILINE)
    if source is None or day is None:
        return text
    figure = (
        f"figures:\n  - measure: {measure}\n    scope: {scope}\n    value: {1000 + number}\n"
        f"    as_of: {day[1]}\n    qualifier: about\n    claimant: {claimant}\n    source: {source[1]}\n"
    )
    return re.sub(rf"^figures:\n{_LIST}", "", text, flags=re.MULTILINE).replace(
        "\nsources:\n", f"\n{figure}sources:\n", 1
    )


def one_town_changes_hands(
    text: str, number: int, place: str, holders: tuple[str, str], days: set[str]
) -> str:
    """Each event on a day of its own (`days` are those before) gives one town to the other side."""
    bare = re.sub(rf"^control:\n{_LIST}", "", text, flags=re.MULTILINE)
    day = re.search(r"^date: (\d{4}-\d\d-\d\d)$", text, re.MULTILINE)
    if day is None or day[1] in days:
        return bare
    days.add(day[1])
    control = f"control:\n  - place: {place}\n    holder: {holders[number % 2]}\n    status: held\n"
    at = "\nfigures:\n" if "\nfigures:\n" in bare else "\nsources:\n"
    return bare.replace(at, f"\n{control}{at[1:]}", 1)


def as_large_as_may_be(text: str) -> str:
    """As much text as a note may have."""
    head, _, body = text.partition("\n---\n")
    room = BODY_BYTES - len(body.encode())
    return f"{head}\n---\n{body}" + ("\n" + body) * max(0, room // (len(body.encode()) + 1))


KINDS = ("place", "source", "series", "control", "size")
FEWER = {"size": 100}
"""Of the largest notes so many times fewer."""


def write(kind: str, events: int, folder: Path) -> None:
    """Write such a chronicle into an empty folder."""
    number = 0
    notes = list(files(events))
    change = _change_of(kind, [name for name, _ in notes], dict(notes))
    for name, text in notes:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.startswith("events/"):
            text = change(text, number)
            number += 1
        path.write_text(text, "utf-8")


def _change_of(kind: str, names: list[str], texts: dict[str, str]) -> Change:
    def first(folder: str, word: str = "") -> Iterator[str]:
        found = (name for name in names if name.startswith(f"{folder}/") and word in texts[name])
        return (Path(name).stem for name in found)

    place, source = next(first("places", "kind: town")), next(first("sources"))
    measure = next(first("measures", "\nscopes:\n"))
    scope = re.findall(r"^scopes:\n  - (\S+)", texts[f"measures/{measure}.md"], re.MULTILINE)[0]
    guilds = first("actors", "colour:")
    holders = next(guilds), next(guilds)
    days: set[str] = set()
    changes: dict[str, Change] = {
        "place": lambda text, _: one_place(text, place),
        "source": lambda text, _: one_source(text, source),
        "series": lambda text, number: one_series(text, number, measure, scope, holders[0]),
        "control": lambda text, number: one_town_changes_hands(text, number, place, holders, days),
        "size": lambda text, _: as_large_as_may_be(text),
    }
    return changes[kind]


def measure(kind: str, events: int, work: Path) -> tuple[Run, Run]:
    """A build from nothing, and one with nothing to do after it."""
    content, site = work / "content", work / "built"
    write(kind, events, content)
    site.mkdir()
    ours = Ours(work.parent / "engine", content, site)
    runs = timed(ours.command, work), timed(ours.command, work)
    shutil.rmtree(work)
    return runs


@click.command()
@click.argument("kinds", nargs=-1, type=click.Choice(KINDS))
@click.option("--sizes", default="2000,4000,8000", show_default=True, help="Numbers of events.")
def main(kinds: tuple[str, ...], sizes: str) -> None:
    """Measure KINDS of extremes (all), and print a table."""
    numbers = [int(size) for size in sizes.split(",")]
    print("| the same | events | from nothing, s | growth | nothing changed, s |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, prefix="extremes-") as folder:
        copy_engine(Path(folder) / "engine")
        for kind in kinds or KINDS:
            before: tuple[int, float] | None = None
            for events in (number // FEWER.get(kind, 1) for number in numbers):
                work = Path(folder) / f"{kind}-{events}"
                work.mkdir()
                cold, again = measure(kind, events, work)
                growth = f"{log(cold.seconds / before[1], events / before[0]):.2f}" if before else ""
                print(f"| {kind} | {events:,} | {cold.seconds:.1f} | {growth} | {again.seconds:.2f} |")
                before = events, cold.seconds


if __name__ == "__main__":
    main()
