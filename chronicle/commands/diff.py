"""`diff`: what a change does for readers."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from chronicle.commands.options import CONTENT, DRAFTS, TODAY, must_be_folder, site_folder


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@CONTENT
@click.option("--templates", type=click.Path(path_type=Path), default=Path("templates"), show_default=True)
@click.option(
    "--format",
    "forms",
    type=click.Choice(["html", "markdown", "json"]),
    multiple=True,
    default=["html"],
    show_default=True,
    help="May be given more than once.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Folder to write to; without it the page goes to review/, all else is printed.",
)
@site_folder("Folder of the built site; beside it lies what makes this quick.", "--site")
@DRAFTS
@TODAY
def diff(
    base: str,
    head: str | None,
    content: Path,
    templates: Path,
    forms: tuple[str, ...],
    output: Path | None,
    site: Path,
    drafts: bool,
    today: date,
) -> None:
    """Say what changes for readers since this branch left BASE.

    What is looked at is the folder of the notes as it lies there, or as it is at the commit HEAD. Fails where
    the change breaks an address or has errors.
    """
    from chronicle.bases import NoBase
    from chronicle.review.review import review
    from chronicle.review.write import write_review

    must_be_folder(content, "--content")
    must_be_folder(templates, "--templates")
    folder = output or (Path("review") if "html" in forms else None)
    try:
        found, states = review(
            content, base, head, f"{today:%Y-%m-%d}", drafts, site, lambda line: click.echo(line, err=True)
        )
        told = write_review(found, states.site, templates, forms, folder)
    except NoBase as error:
        raise click.UsageError(str(error)) from error
    for text in told.values():
        click.echo(text, nl=folder is not None)
    if found.must_fail:
        sys.exit(1)
