"""`build`: the site from the content."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from chronicle.commands.options import CONTENT, DRAFTS, STRICT, TODAY, must_be_folder, say


@click.command()
@CONTENT
@click.option("--templates", type=click.Path(path_type=Path), default=Path("templates"), show_default=True)
@click.option("--output", type=click.Path(path_type=Path), default=Path("site"), show_default=True)
@click.option("--base-url", help="Address of the site, in place of the one in site.yaml.")
@DRAFTS
@STRICT
@TODAY
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes; by default by cores and size of the work."
)
@click.option("--fresh", is_flag=True, help="Use nothing of what the last build left.")
@click.option("--explain", metavar="ADDRESS", help="Say why the page at this address was rendered or reused.")
@click.option(
    "--search/--no-search", default=True, show_default=True, help="Make the index of the full text, too."
)
@click.option("--cards/--no-cards", default=True, show_default=True, help="Draw social cards, too.")
@click.option("--admin/--no-admin", default=False, show_default=True, help="Add the browser editor, too.")
@click.option("--json", "as_json", is_flag=True, help="Print counts as JSON.")
def build(
    content: Path,
    templates: Path,
    output: Path,
    base_url: str | None,
    drafts: bool,
    strict: bool,
    today: date,
    jobs: int | None,
    fresh: bool,
    explain: str | None,
    search: bool,
    cards: bool,
    admin: bool,
    as_json: bool,
) -> None:
    """Build the site. With errors in the content all are printed and nothing is written."""
    from chronicle import build as engine
    from chronicle import report
    from chronicle.editing.editor_scripts import NoEditor, editor_scripts
    from chronicle.write import WriteError, cache_folder

    must_be_folder(content, "--content")
    must_be_folder(templates, "--templates")
    try:
        built = engine.build(
            engine.Request(
                content,
                templates,
                output,
                f"{today:%Y-%m-%d}",
                drafts,
                strict,
                base_url,
                jobs,
                fresh,
                explain,
                search,
                cards,
                editor_scripts(templates, cache_folder(output) / "packages") if admin else {},
            ),
            lambda line: click.echo(line, err=True),
        )
    except (WriteError, NoEditor) as error:
        click.echo(f"{error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo("stopped; the next build puts right what this one has left", err=True)
        sys.exit(130)
    say(report.problem_lines(built.problems))
    if built.explanation is not None:
        click.echo(built.explanation, err=as_json)
    if as_json:
        click.echo(report.as_json(built))
    if built.written is None:
        click.echo(report.closing_line(built.problems, refused=True, strict=strict), err=True)
        sys.exit(1)
    if not as_json:
        click.echo(report.built_line(built))
