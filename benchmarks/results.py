"""What a run of the benchmark found: kept as JSON, printed as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import msgspec

STEPS = {
    "cold": "cold",
    "unchanged": "nothing changed",
    "prose": "one edit: prose",
    "title": "one edit: title",
    "date": "one edit: date",
    "template": "one template",
}
"""What is measured, in order, and its words."""
EXTRAS = {"search": "cold, with the full text", "cards": "cold, with social cards"}
"""What ours makes and Hugo has nothing of: measured by itself, once."""
WORDS = {**STEPS, **EXTRAS}


class Build(msgspec.Struct, frozen=True):
    seconds: float
    processor_seconds: float
    stages: dict[str, float] = {}
    """Of ours: seconds by stage, as it tells them itself."""


class Series(msgspec.Struct):
    """One chronicle, built again and again."""

    title: str
    events: int
    rounds: int
    pages: dict[str, int] = {}
    """By builder, as are the next three."""
    bytes: dict[str, int] = {}
    builds: dict[str, dict[str, list[Build]]] = {}
    """Step to builder to its builds, one a round."""
    memory: dict[str, dict[str, float]] = {}
    """Step to builder to megabytes."""


class Results(msgspec.Struct):
    day: str
    machine: str
    python: str
    hugo: str
    options: str
    series: list[Series] = []


def markdown(results: Results) -> str:
    """Tables of all series, under a line on where they come from."""
    options = f" with `{results.options}`" if results.options else ""
    head = f"{results.day}, {results.machine}; Python {results.python}{options}; {results.hugo}."
    tables = (line for series in results.series for line in _lines(series))
    return "\n".join([head, *tables, *_growth([one for one in results.series if len(one.pages) > 1])])


def _lines(series: Series) -> Iterator[str]:
    builders = list(series.pages)
    yield from ("", f"### {series.title}, {series.rounds} round{'s' if series.rounds > 1 else ''}", "")
    made = (
        f"{builder}: {series.pages[builder]:,} pages, {series.bytes[builder] / 1e6:,.0f} MB"
        for builder in builders
    )
    yield from ("; ".join(made) + ".", "")
    compared = len(builders) > 1
    names = [f"{builder}, s (processor)" for builder in builders] + (["ratio"] if compared else [])
    steps = [step for step in WORDS if step in series.builds]
    yield from _table(["", *names], [_row(series, step, builders) for step in steps])
    if series.memory:
        names = [f"{builder}, MB" for builder in builders] + (["ratio"] if compared else [])
        yield ""
        yield from _table(
            ["memory, all processes", *names], [_memory(series, step) for step in series.memory]
        )
    stages = [build.stages for build in series.builds["cold"]["ours"]]
    if all(stages):
        yield ""
        yield from _table(
            ["cold, ours: seconds in", *stages[0]],
            [["", *(f"{seconds:.2f}" for seconds in _medians(stages).values())]],
        )


def _growth(series: Sequence[Series]) -> Iterator[str]:
    """What a stage takes for one event: where that grows, a step of it grows faster than the events do."""
    found = [one for one in series if all(build.stages for build in one.builds["cold"]["ours"])]
    if len(found) < 2:
        return
    yield from ("", "### Growth: milliseconds an event, cold, ours", "")
    columns = [_medians([build.stages for build in one.builds["cold"]["ours"]]) for one in found]
    rows = [
        [
            stage,
            *(f"{1000 * column[stage] / one.events:.3f}" for column, one in zip(columns, found, strict=True)),
        ]
        for stage in columns[0]
    ]
    yield from _table(["", *(one.title for one in found)], rows)


def _row(series: Series, step: str, builders: Sequence[str]) -> list[str]:
    builds = series.builds[step]
    cells = [_times(builds.get(builder, ())) for builder in builders]
    compared = all(builder in builds for builder in builders)
    ratio = f"**{ratio_of(series, step):.3f}**" if len(builders) > 1 and compared else ""
    return [WORDS[step], *cells, *([ratio] if len(builders) > 1 else [])]


def _times(builds: Sequence[Build]) -> str:
    """The medians; nothing where nothing was measured."""
    if not builds:
        return ""
    seconds, processor = (
        median(getattr(it, name) for it in builds) for name in ("seconds", "processor_seconds")
    )
    return f"{seconds:.2f} ({processor:.2f})"


def ratio_of(series: Series, step: str) -> float:
    """The median of the rounds' ratios of our time to Hugo's."""
    builds = series.builds[step]
    pairs = zip(builds["ours"], builds["hugo"], strict=True)
    return median(ours.seconds / hugo.seconds for ours, hugo in pairs)


def _memory(series: Series, step: str) -> list[str]:
    found = series.memory[step]
    ratio = [f"**{found['ours'] / found['hugo']:.2f}**"] if "hugo" in found else []
    return [WORDS[step], *(f"{megabytes:.0f}" for megabytes in found.values()), *ratio]


def _medians(stages: Sequence[dict[str, float]]) -> dict[str, float]:
    return {stage: median(one[stage] for one in stages) for stage in stages[0]}


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield "| " + " | ".join(cells) + " |"
