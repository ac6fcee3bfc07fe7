"""What several commands share: options, and ways to refuse and to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any] | click.Command)

CONTENT = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="Folder of the notes.",
)


def _today(words: str) -> Callable[[_Command], _Command]:
    """An option for the day; by default the clock's, which is read nowhere else."""
    return click.option(
        "--today",
        metavar="DAY",
        type=click.DateTime(["%Y-%m-%d"]),
        default=lambda: date.today().isoformat(),
        help=words,
    )


TODAY = _today("The day that embargoes are compared with; by default the clock's.")
ADDED = _today("The day that stands in the note as `added`; by default the clock's.")


def site_folder(words: str, name: str = "--output") -> Callable[[_Command], _Command]:
    """An option for the folder of the site, for commands that only look beside it."""
    return click.option(
        name, type=click.Path(path_type=Path), default=Path("site"), show_default=True, help=words
    )


STRICT = click.option("--strict", is_flag=True, help="Warnings count as errors.")
DRAFTS = click.option("--drafts", is_flag=True, help="Show drafts and what is under embargo.")


def must_be_folder(path: Path, option: str) -> None:
    if not path.is_dir():
        raise click.UsageError(f'there is no folder "{path}" ({option})')


def say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)
