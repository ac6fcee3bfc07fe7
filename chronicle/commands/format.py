"""`format`: notes in their canonical form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from chronicle.commands.options import CONTENT, must_be_folder, say


@click.command("format")
@CONTENT
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if a note would change."
)
@click.argument("files", nargs=-1, metavar="[FILE]…", type=click.Path(exists=True, path_type=Path))
def format_notes(content: Path, only_check: bool, files: tuple[Path, ...]) -> None:
    """Write notes in the one form in which all are kept, so that a change shows as what it is.

    Without FILE: all notes. Fields stand in the order of docs/content-model.md, a
    field or an item a line, quotes only where they are needed; nothing changes for
    readers. A note with a comment in its front matter is named and left as it is.
    """
    from chronicle.editing.formatting import format_all
    from chronicle.editing.notes import NoNote
    from chronicle.editing.writing import write_all

    must_be_folder(content, "--content")
    try:
        result = format_all(content, files)
        if not only_check:
            write_all(result.contents)
    except NoNote as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"nothing could be written: {error}") from error
    say(map(str, result.problems))
    for path, changes in result.changes.items():
        click.echo(f"{path}: {', '.join(changes)}")
    click.echo(result.line(only_checked=only_check), err=True)
    if result.problems or (only_check and result.contents):
        sys.exit(1)
