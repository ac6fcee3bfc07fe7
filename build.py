"""The command line: `python build.py` builds the site, `python build.py check` says what is wrong."""

from __future__ import annotations

import sys
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


class BuildByDefault(click.Group):
    """Options without a command go to `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in {"--help"}):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=BuildByDefault)
def main() -> None:
    """Make a chronological website from event notes."""


@main.command()
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
    as_json: bool,
) -> None:
    """Build the site. With errors in the content all are printed and nothing is written."""
    from chronicle import build as engine
    from chronicle import report
    from chronicle.write import WriteError

    _must_be_folder(content, "--content")
    _must_be_folder(templates, "--templates")
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
            ),
            lambda line: click.echo(line, err=True),
        )
    except WriteError as error:
        click.echo(f"{error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo("stopped; the next build puts right what this one has left", err=True)
        sys.exit(130)
    _say(report.problem_lines(built.problems))
    if built.explanation is not None:
        click.echo(built.explanation, err=as_json)
    if as_json:
        click.echo(report.as_json(built))
    if built.written is None:
        click.echo(report.closing_line(built.problems, refused=True, strict=strict), err=True)
        sys.exit(1)
    if not as_json:
        click.echo(report.built_line(built))


@main.command()
@CONTENT
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Folder of the site; beside it lies what makes the next check quick.",
)
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

    _must_be_folder(content, "--content")
    day = f"{today:%Y-%m-%d}"
    checked = checking.check_kept(content, day, drafts, output, lambda line: click.echo(line, err=True))
    found = checking.Concerned(checked.problems, checked.silenced, 0)
    if since is not None:
        try:
            found = checking.concerned(content, since, checked, day, drafts, output)
        except checking.NoBase as error:
            raise click.UsageError(str(error)) from error
    if form == "text":
        _say(report.problem_lines(found.problems))
    else:
        click.echo(report.in_form(form, found, content), nl=form != "github" or bool(found.problems))
    if form in ("text", "github"):
        click.echo(report.checked_line(found), err=True)
    if any(strict or problem.severity == "error" for problem in found.problems):
        sys.exit(1)


@main.command()
@CONTENT
@TODAY
@click.option("--write", is_flag=True, help="Add them to content/addresses.lock.")
def addresses(content: Path, today: date, write: bool) -> None:
    """Say which addresses are published and not yet recorded as such, so that none is ever lost."""
    from chronicle import build as engine
    from chronicle import report
    from chronicle.published import unrecorded, write_lock

    _must_be_folder(content, "--content")
    checked = engine.check(content, f"{today:%Y-%m-%d}")
    if checked.has_errors:
        _say(report.problem_lines(checked.problems))
        click.echo(report.closing_line(checked.problems, refused=True, strict=False), err=True)
        sys.exit(1)
    new = unrecorded(checked.lock, checked.addresses)
    for address in new:
        click.echo(address)
    if write:
        write_lock(content, checked.lock, new)
    click.echo(report.recorded_line(new, written=write), err=True)


def _must_be_folder(path: Path, option: str) -> None:
    if not path.is_dir():
        raise click.UsageError(f'there is no folder "{path}" ({option})')


def _say(lines: list[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


if __name__ == "__main__":
    main()
