"""`mv`: another slug for a note."""

from __future__ import annotations

from pathlib import Path

import click

from chronicle.commands.options import CONTENT, must_be_folder


@click.command("mv")
@CONTENT
@click.argument("old")
@click.argument("new")
def move(content: Path, old: str, new: str) -> None:
    """Rename a note's slug everywhere it is used, and let the old address lead on.

    OLD is the note, such as places/al-qaim, or its file; NEW its other slug. Fields, links and
    citations of all notes and site.yaml are changed, nothing else in them; the file
    gets its new name, and the old address stands among its aliases.
    """
    from chronicle.editing.notes import NoNote
    from chronicle.editing.renaming import renaming
    from chronicle.editing.writing import write_all

    must_be_folder(content, "--content")
    try:
        done = renaming(content, old, new)
        write_all(done.contents, (done.old_file, done.new_file))
    except NoNote as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"it could not be written: {error}") from error
    click.echo(done.line)
