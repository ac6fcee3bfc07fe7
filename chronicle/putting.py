"""Pages to the files of the site: rendered, staged, and put in place of what stood there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chronicle.addresses import file_of
from chronicle.deciding import Case, Decision
from chronicle.manifest import Made
from chronicle.ownership import claim
from chronicle.planning import Times
from chronicle.stamps import Seen, disk_time, settled, stamp_of
from chronicle.standing import Before
from chronicle.workshop import Rendered, Workshop
from chronicle.write import cache_folder, clear_links, refuse_strangers, stage, staging_folder, write

if TYPE_CHECKING:
    from chronicle.indexing import Indexed


@dataclass(frozen=True)
class Put:
    """What became of the pages that had to be rendered."""

    made: Mapping[str, Made]
    """By address, the pages that were rendered."""
    standing: Mapping[str, Made]
    """By address, all others."""
    reasons: Mapping[str, str]
    """Address to why, of the pages that were rendered."""
    written: int
    """How many have other bytes than before."""
    removed: int
    """Files that stood there and are of no page any more."""


def put(
    decision: Decision,
    untouched: Mapping[str, Made],
    workshop: Workshop,
    before: Before,
    index: Indexed | None,
    times: Times,
    jobs: int | None,
) -> Put:
    """Render what has to be of the pages that are to be decided on, and put it on disk.

    What is `untouched` stays beside it, and so do the files of the full text.

    Raises `write.WriteError` where the folder holds what is not ours, or cannot be written.
    """
    output = workshop.output
    folder = cache_folder(output)
    names = {file_of(case.page.address) for case in decision.cases}
    names.update(map(file_of, untouched))
    names.update(index.names if index is not None else ())
    refuse_strangers(output, before.outputs, names, before.ours)
    clear_links(output, before.outputs, names, before.ours)
    with staging_folder(output) as staging:
        with times.of("render"):
            rendered = _rendered(decision.cases, workshop, staging, jobs)
        with times.of("write"):
            claim(folder, before.ours | names, before.noted)
            staged = {file_of(it): Path(made.staged) for it, made in rendered.items() if made.staged}
            written = len(staged)
            if index is not None:
                staged |= stage(index.made.items(), output, staging, "index-")
            removed = write(staged, names, before.ours, output)
            claim(folder, names, before.ours | names)
    still = {address: made for address, made in decision.standing.items() if address not in rendered}
    reasons = {address: it.reason for address, it in rendered.items()}
    return Put(_made(rendered, output), {**untouched, **still}, reasons, written, removed)


def _rendered(
    cases: Sequence[Case], workshop: Workshop, staging: Path, jobs: int | None
) -> dict[str, Rendered]:
    """What came of the pages that had to be rendered, by address; nothing is set up for none."""
    if not cases:
        return {}
    from chronicle.rendering import render_staged

    answers = zip(cases, render_staged(cases, workshop, staging, jobs), strict=True)
    return {case.page.address: it for case, it in answers if it is not None}


def _made(rendered: Mapping[str, Rendered], output: Path) -> dict[str, Made]:
    """The pages as they stand now."""
    made = {}
    read_at = disk_time(cache_folder(output) / "lock")
    for address, it in rendered.items():
        stamp = settled(stamp_of((output / file_of(address)).lstat()), read_at)
        made[address] = Made(it.key, Seen(stamp, it.digest))
    return made
