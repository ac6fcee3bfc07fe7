"""Measures our builds beside Hugo's: the same notes, the same pages, in turn, each from a fresh process.

    python -m benchmarks.run --sizes 1000,10000 --rounds 3 --output results.json

Notes, sites and a copy of the engine lie on a memory file system where there is
one. What is measured, and how to read it: docs/performance.md.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
import msgspec

from benchmarks.builders import (
    ROOT,
    Builder,
    Hugo,
    Ours,
    command_of,
    copy_engine,
    hugo_program,
    pages_and_bytes,
)
from benchmarks.edits import EDITS, edit, event_to_edit
from benchmarks.generate import CORPORA, write
from benchmarks.process import memory_can_be_read, must_have_byte_code, peak_memory, timed
from benchmarks.results import EXTRAS, STEPS, Build, Results, Series, markdown

MEMORY = Path("/dev/shm")
HUGE = 100_000
HUGE_STEPS = ("cold", "prose")
HUGE_MORE = ("title",)
"""Ours alone, because Hugo makes everything anew after either edit, which takes long."""
SELDOM = 4.0
"""Seconds between two looks at the memory of a run that takes minutes."""
MEMORY_STEPS = ("cold", "prose")
REAL_STEPS = ("cold", "unchanged", "prose")
HEAVY = ("chronicle.build", "chronicle.pages", "chronicle.exports", "pydantic", "jinja2", "markdown", "yaml")
"""Modules of which, with all that they import, the compiled form must be there before anything is timed."""


class Rounds:
    """Builds one chronicle with each builder, step by step, round by round."""

    def __init__(self, content: Path, builders: Sequence[Builder], series: Series) -> None:
        self._content = content
        self._builders = builders
        self.series = series
        self._edits = 0

    def measure(self, steps: Iterable[str], memory_steps: Iterable[str], extras: Iterable[str]) -> Series:
        """What ours alone, the first builder, makes; all rounds; then once more for memory, apart."""
        for step in extras:
            self._prepare(step)
            self._time(self._builders[0], step)
        for number in range(self.series.rounds):
            for step in steps:
                self._prepare(step)
                for builder in self._builders[:: 1 if number % 2 else -1]:
                    self._time(builder, step)
        for builder in self._builders:
            pages, size = pages_and_bytes(builder.output)
            self.series.pages[builder.name], self.series.bytes[builder.name] = pages, size
        for step in memory_steps if memory_can_be_read() else ():
            self._prepare(step)
            for builder in self._builders:
                peak = peak_memory(builder.command, self._content.parent)
                self.series.memory.setdefault(step, {})[builder.name] = peak
        return self.series

    def measure_apart(self, steps: Sequence[str], more: Sequence[str], keep: Callable[[], None]) -> Series:
        """All steps of one builder, then all of the next: for sites of which only one has room in memory.

        The first makes `more`. `keep` is called after each build, as the next one may take an hour.
        """
        builders = self._builders
        for builder in builders:
            self._builders = [builder]
            for step in (*steps, *(more if builder is builders[0] else ())):
                self._prepare(step)
                self._time(builder, step, SELDOM)
                keep()
            self.series.pages[builder.name], self.series.bytes[builder.name] = pages_and_bytes(builder.output)
            builder.forget()
        self._builders = builders
        return self.series

    def _prepare(self, step: str) -> None:
        """What comes before a step, for each builder alike; it is not measured."""
        if step == "cold" or step in EXTRAS:
            for builder in self._builders:
                builder.forget()
        elif step == "template":
            self._edits += 1
            for builder in self._builders:
                builder.edit_template(self._edits)
        elif step in EDITS:
            note = event_to_edit(self._content, self._edits)
            self._edits += 1
            edit(note, EDITS[step])
            for builder in self._builders:
                builder.take(note)

    def _time(self, builder: Builder, step: str, look_every: float | None = None) -> None:
        run = timed(command_of(builder, step), self._content.parent, look_every)
        told = msgspec.json.decode(run.printed[run.printed.index("{") :]) if builder.name == "ours" else {}
        build = Build(run.seconds, run.processor_seconds, told.get("seconds", {}))
        self.series.builds.setdefault(step, {}).setdefault(builder.name, []).append(build)
        if run.megabytes is not None:
            self.series.memory.setdefault(step, {})[builder.name] = run.megabytes
        click.echo(f"{self.series.title}, {step}, {builder.name}: {run.seconds:.2f} s", err=True)


class Benchmark:
    """Everything that a call measures, in one working folder."""

    def __init__(
        self, work: Path, hugo: Path | None, options: Sequence[str], extras: Sequence[str] = ()
    ) -> None:
        self._work, self._hugo, self._options, self._extras = work, hugo, options, extras
        self._engine = work / "engine"
        copy_engine(self._engine)
        self._warm_up()

    def generated(self, events: int, corpus: str, rounds: int, steps: Sequence[str]) -> Series:
        """A chronicle of so many events, built by both in turn."""
        work, measured = self._prepared(events, corpus, rounds)
        series = measured.measure(steps, MEMORY_STEPS, self._extras)
        shutil.rmtree(work)
        return series

    def huge(self, corpus: str, keep: Callable[[Series], None]) -> Series:
        """A chronicle of very many events, built once by one, then by the other."""
        work, measured = self._prepared(HUGE, corpus, 1)
        series = measured.measure_apart(HUGE_STEPS, HUGE_MORE, lambda: keep(measured.series))
        shutil.rmtree(work)
        return series

    def _prepared(self, events: int, corpus: str, rounds: int) -> tuple[Path, Rounds]:
        work = self._folder(f"{corpus}-{events}")
        content = work / "content"
        write(events, content, corpus)
        builders: list[Builder] = [Ours(self._engine, content, work, self._options)]
        if self._hugo is not None:
            builders.append(Hugo(self._hugo, content, work))
        title = f"{events:,} events" + (", long notes" if corpus == "long" else "")
        return work, Rounds(content, builders, Series(title, events, rounds))

    def real(self, rounds: int) -> Series:
        """The chronicle of this repository, built by ours alone."""
        work = self._folder("real-chronicle")
        content = work / "content"
        shutil.copytree(ROOT / "content", content)
        events = sum(1 for _ in (content / "events").rglob("*.md"))
        series = Series(f"The real chronicle, {events:,} events", events, rounds)
        ours = Ours(self._engine, content, work, self._options)
        return Rounds(content, [ours], series).measure(REAL_STEPS, ("cold",), self._extras)

    def _folder(self, name: str) -> Path:
        folder = self._work / name
        folder.mkdir()
        return folder

    def _warm_up(self) -> None:
        """Builds of almost nothing: byte code is compiled, libraries are read from the disk."""
        work = self._folder("warm-up")
        write(1, work / "content")
        ours = Ours(self._engine, work / "content", work, self._options)
        for step in ("cold", "unchanged", *self._extras):
            timed(command_of(ours, step), work)
        must_have_byte_code(self._engine, HEAVY)


def _machine() -> str:
    names = (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name"))
    cores = len(_affinity())
    return f"{next(names, platform.processor() or platform.machine())}, {cores} cores, {platform.system()}"


def _affinity() -> Sequence[int]:
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def _version(hugo: Path | None) -> str:
    if hugo is None:
        return "without Hugo"
    words = subprocess.run([str(hugo), "version"], check=True, capture_output=True, text=True).stdout.split()
    return f"Hugo {words[1].partition('-')[0].removeprefix('v')}"


@click.command()
@click.option("--sizes", default="1000,10000", show_default=True, help="Numbers of events, or none.")
@click.option("--rounds", default=3, show_default=True, help="How often each step is measured.")
@click.option("--corpus", type=click.Choice(list(CORPORA)), default="real", show_default=True)
@click.option(
    "--huge",
    is_flag=True,
    help=f"{HUGE:,} events too: cold and two edits, once, one program after the other.",
)
@click.option("--real/--no-real", default=True, show_default=True, help="Build the real chronicle too.")
@click.option("--hugo/--no-hugo", "with_hugo", default=True, show_default=True, help="Beside Hugo.")
@click.option("--search/--no-search", default=True, show_default=True, help="Time the full text, apart.")
@click.option("--cards/--no-cards", default=True, show_default=True, help="Time social cards, apart.")
@click.option("--options", default="", help="Further options for our builds, such as '--jobs 2'.")
@click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for notes and sites, where memory is too small for them; by default in memory.",
)
@click.option("--output", type=click.Path(path_type=Path), help="File for the numbers, as JSON.")
def main(
    sizes: str,
    rounds: int,
    corpus: str,
    huge: bool,
    real: bool,
    with_hugo: bool,
    search: bool,
    cards: bool,
    options: str,
    work: Path | None,
    output: Path | None,
) -> None:
    """Measure, and print a table."""
    hugo = hugo_program(Path(__file__).parent / ".hugo") if with_hugo else None
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    results = Results(day, _machine(), platform.python_version(), _version(hugo), options)
    folder = work or (MEMORY if MEMORY.is_dir() else None)
    with tempfile.TemporaryDirectory(dir=folder, prefix="benchmark-") as within:
        extras = [step for step, is_wanted in (("search", search), ("cards", cards)) if is_wanted]
        benchmark = Benchmark(Path(within), hugo, options.split(), extras)
        for measure in _measures(benchmark, sizes, rounds, corpus, real):
            results.series.append(measure())
            _keep(results, output)
        if huge:
            found = list(results.series)

            def keep(series: Series) -> None:
                _keep(msgspec.structs.replace(results, series=[*found, series]), output)

            results.series.append(benchmark.huge(corpus, keep))
            _keep(results, output)
    print(markdown(results))


def _keep(results: Results, output: Path | None) -> None:
    if output is not None:
        output.write_bytes(msgspec.json.format(msgspec.json.encode(results)))


def _measures(
    benchmark: Benchmark, sizes: str, rounds: int, corpus: str, real: bool
) -> Iterator[Callable[[], Series]]:
    """What is to be measured, in order."""
    if real:
        yield partial(benchmark.real, rounds)
    for size in map(int, filter(None, sizes.split(","))):
        yield partial(benchmark.generated, size, corpus, rounds, tuple(STEPS))


if __name__ == "__main__":
    main()
