"""`addresses`: what is published and not yet recorded as such."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from chronicle.commands.options import CONTENT, TODAY, must_be_folder, say


@click.command()
@CONTENT
@TODAY
@click.option("--write", is_flag=True, help="Add them to content/addresses.lock.")
def addresses(content: Path, today: date, write: bool) -> None:
    """Say which addresses are published and not yet recorded as such, so that none is ever lost."""
    from chronicle import build as engine
    from chronicle import report
    from chronicle.published import unrecorded, write_lock

    must_be_folder(content, "--content")
    checked = engine.check(content, f"{today:%Y-%m-%d}")
    if checked.has_errors:
        say(report.problem_lines(checked.problems))
        click.echo(report.closing_line(checked.problems, refused=True, strict=False), err=True)
        sys.exit(1)
    new = unrecorded(checked.lock, checked.addresses)
    for address in new:
        click.echo(address)
    if write:
        write_lock(content, checked.lock, new)
    click.echo(report.recorded_line(new, written=write), err=True)
