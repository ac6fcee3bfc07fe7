"""What several commands share: options, and ways to refuse and to print."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

CONTENT = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="Folder of the notes.",
)
TODAY = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: date.today().isoformat(),
    help="The day that embargoes are compared with; by default the clock's.",
)
STRICT = click.option("--strict", is_flag=True, help="Warnings count as errors.")
DRAFTS = click.option("--drafts", is_flag=True, help="Show drafts and what is under embargo.")


def must_be_folder(path: Path, option: str) -> None:
    if not path.is_dir():
        raise click.UsageError(f'there is no folder "{path}" ({option})')


def say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)
