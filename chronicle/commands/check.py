"""`check`: everything that is wrong with the content."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from chronicle.commands.options import CONTENT, DRAFTS, STRICT, TODAY, must_be_folder, say, site_folder


@click.command()
@CONTENT
@site_folder("Folder of the site; beside it lies what makes the next check quick.")
@DRAFTS
@STRICT
@TODAY
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif"]),
    default="text",
    show_default=True,
)
@click.option("--since", metavar="BASE", help="Show only what concerns changes since this branch left BASE.")
def check(
    content: Path, output: Path, drafts: bool, strict: bool, today: date, form: str, since: str | None
) -> None:
    """Say everything that is wrong with the content. Leaves content and site alone."""
    from chronicle import checking, report
    from chronicle.bases import NoBase

    must_be_folder(content, "--content")
    day = f"{today:%Y-%m-%d}"
    checked = checking.check_kept(content, day, drafts, output, lambda line: click.echo(line, err=True))
    found = checking.Concerned(checked.problems, checked.silenced, 0)
    if since is not None:
        try:
            found = checking.concerned(content, since, checked, day, drafts, output)
        except NoBase as error:
            raise click.UsageError(str(error)) from error
    if form == "text":
        say(report.problem_lines(found.problems))
    else:
        click.echo(report.in_form(form, found, content), nl=form != "github" or bool(found.problems))
    if form in ("text", "github"):
        click.echo(report.checked_line(found), err=True)
    if any(strict or problem.severity == "error" for problem in found.problems):
        sys.exit(1)
