"""`serve`: the site while it is written."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from chronicle.commands.options import CONTENT, TODAY, must_be_folder, site_folder


@click.command()
@CONTENT
@click.option("--templates", type=click.Path(path_type=Path), default=Path("templates"), show_default=True)
@site_folder("Folder of the site; beside it lies what makes the next start quick. It is left alone itself.")
@click.option("--host", default="127.0.0.1", show_default=True, help="An address of this machine only.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any.")
@click.option("--search/--no-search", default=False, show_default=True, help="Make the full text searchable.")
@click.option("--cards/--no-cards", default=False, show_default=True, help="Draw social cards, too.")
@TODAY
def serve(
    content: Path,
    templates: Path,
    output: Path,
    host: str,
    port: int,
    search: bool,
    cards: bool,
    today: date,
) -> None:
    """Show the site while you write it, drafts too: a page loads anew when something was saved."""
    from chronicle.serving.preview import Settings
    from chronicle.serving.serve import CannotServe, folder_of
    from chronicle.serving.serve import serve as serve_until_stopped

    must_be_folder(content, "--content")
    must_be_folder(templates, "--templates")
    settings = Settings(content, templates, folder_of(output), f"{today:%Y-%m-%d}", search, cards)
    try:
        serve_until_stopped(settings, host, port, lambda line: click.echo(line, err=True))
    except CannotServe as reason:
        click.echo(f"{reason}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
