"""`links`: which addresses of sources answer, and where copies of them are."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from chronicle.commands.options import CONTENT, TODAY, must_be_folder, site_folder


@click.command()
@CONTENT
@site_folder("Folder of the site; beside it lies what was asked before.")
@click.option("--archive", is_flag=True, help="Propose the addresses of copies, too. Notes are left alone.")
@click.option(
    "--archive-service", metavar="URL", help="Who is asked for copies; by default the Wayback Machine."
)
@click.option(
    "--days",
    type=click.IntRange(min=0),
    default=30,
    show_default=True,
    help="Ask again what has answered so long ago.",
)
@click.option("--most", type=click.IntRange(min=1), help="Ask no more addresses than this now.")
@click.option(
    "--pause",
    type=click.FloatRange(0, 60),
    default=1.0,
    show_default=True,
    help="Seconds between two questions to a host.",
)
@click.option("--local", is_flag=True, help="Ask addresses of this machine and of private networks, too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@TODAY
def links(
    content: Path,
    output: Path,
    archive: bool,
    archive_service: str | None,
    days: int,
    most: int | None,
    pause: float,
    local: bool,
    form: str,
    today: date,
) -> None:
    """Ask the addresses of all sources, politely, and say which have moved or are gone.

    What was asked is kept, so that it can be stopped at any time and goes on the next time. Ends with 1 where
    one is gone.
    """
    from chronicle import checking
    from chronicle.links import told
    from chronicle.links.asking import Asking, Limits
    from chronicle.links.cited import cited
    from chronicle.links.copies import WAYBACK
    from chronicle.links.remembered import Remembered
    from chronicle.links.survey import copies, survey
    from chronicle.write import cache_folder

    must_be_folder(content, "--content")
    day = f"{today:%Y-%m-%d}"
    checked = checking.check_kept(
        content, day, drafts=True, output=output, say=lambda line: click.echo(line, err=True)
    )
    if checked.site is None:
        click.echo("site.yaml cannot be read: python build.py check says why", err=True)
        sys.exit(1)
    found = cited(content, checked.entries)
    remembered = Remembered.of(cache_folder(output) / "links")
    name = f"chronicle-links ({checked.site.base_url}; {checked.site.contact})"
    asking = Asking(name, Limits(pause=pause, local=local))
    due = [it for it in dict.fromkeys(it.url for it in found) if remembered.is_due(it, day, days)]
    copied = None
    try:
        answers = survey(due[:most], asking, remembered, day, _progress("addresses"))
        if archive:
            wanted = [it for it in found if not it.has_archive and remembered.copy_is_due(it.url, day, days)]
            service = archive_service or WAYBACK
            why = copies(wanted[:most], service, asking, remembered, day, _progress("copies"))
            if why:
                click.echo(f"{service} was given up: {why}", err=True)
            copied = list(told.proposals(found, remembered))
    except KeyboardInterrupt:
        click.echo("\nstopped; what was asked is kept, and the next run goes on from there", err=True)
        os._exit(130)  # those who still wait for an answer are not waited for
    outcomes = {**remembered.outcomes, **answers}
    if form == "json":
        click.echo(told.as_json(found, outcomes, copied))
    else:
        for line in (*told.lines(found, outcomes), *told.proposal_lines(copied or ())):
            click.echo(line)
    click.echo(told.counted(found, outcomes), err=True)
    if any(outcomes[it.url].kind == "gone" for it in found if it.url in outcomes):
        sys.exit(1)


def _progress(of: str) -> Callable[[int, int], None]:
    """On a terminal how far it is, else nothing."""
    if not sys.stderr.isatty():
        return lambda done, whole: None  # noqa: ARG005  # a pipe is told nothing
    last = [-1]

    def tell(done: int, whole: int) -> None:
        if done != last[0]:
            last[0] = done
            click.echo(f"\r{done:,} of {whole:,} {of} asked", nl=done == whole, err=True)

    return tell
