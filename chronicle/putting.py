"""Pages to the files of the site: rendered, staged, and put in place of what stood there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chronicle.addresses import file_of
from chronicle.manifest import Made
from chronicle.model import Page
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
    """By address."""
    written: int
    """How many have other bytes than before."""
    removed: int
    """Files that stood there and are of no page any more."""


def put(
    pages: Sequence[Page],
    standing: Mapping[str, Made],
    workshop: Workshop,
    before: Before,
    index: Indexed | None,
    times: Times,
    jobs: int | None,
) -> Put:
    """Render `pages` and put them on disk, beside those that are `standing` and the files of the full text.

    Raises `write.WriteError` where the folder holds what is not ours, or cannot be written.
    """
    output = workshop.output
    folder = cache_folder(output)
    names = {file_of(page.address) for page in pages}
    names.update(map(file_of, standing))
    names.update(index.names if index is not None else ())
    refuse_strangers(output, before.outputs, names, before.ours)
    clear_links(output, before.outputs, names, before.ours)
    with staging_folder(output) as staging:
        with times.of("render"):
            rendered = _rendered(pages, workshop, staging, jobs)
        with times.of("write"):
            claim(folder, before.ours | names, before.noted)
            staged = {
                file_of(page.address): Path(it.staged)
                for page, it in zip(pages, rendered, strict=True)
                if it.staged is not None
            }
            written = len(staged)
            if index is not None:
                staged |= stage(index.made.items(), output, staging, "index-")
            removed = write(staged, names, before.ours, output)
            claim(folder, names, before.ours | names)
    return Put(_made(pages, rendered, output), written, removed)


def _rendered(pages: Sequence[Page], workshop: Workshop, staging: Path, jobs: int | None) -> list[Rendered]:
    """What came of these pages; nothing is set up for none."""
    if not pages:
        return []
    from chronicle.rendering import render_staged

    return render_staged(pages, workshop, staging, jobs)


def _made(pages: Sequence[Page], rendered: Sequence[Rendered], output: Path) -> dict[str, Made]:
    """The pages as they stand now."""
    made = {}
    read_at = disk_time(cache_folder(output) / "lock")
    for page, it in zip(pages, rendered, strict=True):
        stamp = settled(stamp_of((output / file_of(page.address)).lstat()), read_at)
        made[page.address] = Made(it.key, Seen(stamp, it.digest))
    return made
