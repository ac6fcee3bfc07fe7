"""`new`: a note of any kind, asked for on a terminal, complete by options in scripts."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chronicle.commands.note_options import (
    DEFAULTS,
    SOURCE,
    complaint,
    missing,
    options_of,
    read_items,
    refusal,
)
from chronicle.commands.options import ADDED, CONTENT, must_be_folder, say

if TYPE_CHECKING:
    from chronicle.editing.new import Given
    from chronicle.load import Loaded


class Kinds(click.Group):
    """A command for each kind of note, made when it is asked for: its options are told by the models."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click asks for it
        from chronicle.editing.asking import KINDS

        return list(KINDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from chronicle.editing.asking import KINDS
        from chronicle.nearest import did_you_mean

        if cmd_name not in KINDS:
            hint = did_you_mean(cmd_name, KINDS) or f"there are {', '.join(KINDS)}"
            ctx.fail(f'"{cmd_name}" is no kind of note; {hint}')
        return _command(cmd_name, KINDS[cmd_name])


@click.group(cls=Kinds)
def new() -> None:
    """Write a new note: an event with its sources, a place, an actor …

    On a terminal it asks for what is not given, and offers what may be meant. In
    scripts options say everything. What is left to write is marked TODO, which the
    check finds. A file that is there is never overwritten.
    """


def _command(kind: str, folder: str) -> click.Command:
    from chronicle.editing.asking import title_of

    title = click.Argument(["title"], required=False, metavar=title_of(folder).upper())
    params: list[click.Parameter] = [title, *options_of(folder, _told())]
    if folder == "sources":
        words = "Move the source out of this note, with its anchor; in place of TITLE stands its id."
        params.append(click.Option(["--from", "home"], metavar="EVENT", help=words))
    words = "Its name in addresses; made from the title if it is not said."
    params.append(click.Option(["--slug"], help=words))
    words = "Ask for what is not given; by default on a terminal."
    params.append(click.Option(["--ask/--no-ask"], default=None, help=words))
    command = click.Command(kind, params=params, callback=_new(folder), help=_HELP[kind])
    return CONTENT(ADDED(command))


def _told() -> dict[str, dict[str, str]]:
    """What fields mean, by kind of note."""
    from chronicle.editing.meanings import meanings_on_disk
    from chronicle.surroundings import engine_folder

    return meanings_on_disk(engine_folder().parent / "docs")


_HELP = {
    "event": "An event: who did what, where; its sources, who holds what now, and figures are written in it.",
    "place": "A place, with its position and how exact that is.",
    "actor": "Whoever acts, holds, counts or reports.",
    "operation": "A named undertaking of many events.",
    "source": "A publication that several notes use; with --from, one that stands in an event.",
    "measure": "Something that is counted.",
    "period": "A chapter of the story.",
    "page": "An ordinary page.",
}


def _new(folder: str) -> Any:
    def run(
        content: Path, today: date, title: str | None, slug: str | None, ask: bool | None, **said: Any
    ) -> None:
        from chronicle.editing.notes import NoNote

        must_be_folder(content, "--content")
        day = f"{today:%Y-%m-%d}"
        home = said.pop("home", None)
        try:
            if home is not None:
                _move(content, home, title, day)
                return
            asks = sys.stdin.isatty() and sys.stdout.isatty() if ask is None else ask
            _write(content, folder, title, slug, day, said, asks=asks)
        except NoNote as error:
            raise click.UsageError(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"it could not be written: {error}") from error

    return run


def _move(content: Path, home: str, identity: str | None, day: str) -> None:
    from chronicle.editing.moving import moved_source
    from chronicle.editing.writing import write_all

    if identity is None:
        raise click.UsageError("say which source, by its id: new source --from EVENT ID")
    moved = moved_source(content, home, identity, day)
    write_all(moved.contents)
    click.echo(f"{identity} has a note of its own: {moved.file}")


def _write(
    content: Path,
    folder: str,
    title: str | None,
    slug: str | None,
    day: str,
    said: dict[str, Any],
    *,
    asks: bool,
) -> None:
    from chronicle.editing.new import new_note
    from chronicle.editing.writing import write_all
    from chronicle.load import load

    loaded = load(content)
    make = _asked if asks else _said
    given = make(loaded, folder, title, slug or "", day, said)
    note = new_note(loaded, given, day)
    if note.problems:
        if asks:
            say(str(problem) for problem, _ in note.problems)
            click.echo(note.text)  # so that no answer is lost
        else:
            written = sum(1 for it in given.sources if len(it) == 1)
            say(complaint(problem, path, folder, written) for problem, path in note.problems)
        click.echo("nothing is written", err=True)
        sys.exit(1)
    if (content / note.file).exists():
        raise click.UsageError(f'the file "{content / note.file}" is there already')
    write_all({content / note.file: note.text.encode()})
    click.echo(f"{content / note.file}")


def _asked(
    loaded: Loaded, folder: str, title: str | None, slug: str, day: str, said: dict[str, Any]
) -> Given:
    """What options say, and answers for the rest."""
    from chronicle.commands.questions import Questions
    from chronicle.commands.questions_of_events import control, figures
    from chronicle.editing.new import Given, listed_sources

    questions = Questions(loaded, folder)
    title = title or questions.title()
    fields = questions.fields(said)
    ids, source = list(said.get("source_ids", ())), _source_of(said)
    written = [source] if source else []
    if folder != "sources" and not (ids or written):
        ids, written = questions.sources()
    sources = listed_sources(loaded, ids, [{**questions.source_defaults(), **it} for it in written], day)
    if folder == "events":
        fields["control"] = read_items("control", said["control"], {}) or control(questions, fields)
        implied = _implied(sources, loaded)
        fields["figures"] = read_items("figures", said["figures"], implied) or figures(questions, sources)
    return Given(folder, title, _filled(fields), sources, slug or questions.slug(title, fields))


def _said(loaded: Loaded, folder: str, title: str | None, slug: str, day: str, said: dict[str, Any]) -> Given:
    """What options say; all that is missing is refused at once."""
    from chronicle.commands.questions import Questions
    from chronicle.editing.asking import asked_of
    from chronicle.editing.new import Given, listed_sources

    questions = Questions(loaded, folder)
    fields = {it.name: said[it.name] or DEFAULTS.get(it.name) for it in asked_of(folder)}
    ids, source = list(said.get("source_ids", ())), _source_of(said)
    sources = listed_sources(loaded, ids, [{**questions.source_defaults(), **source}] if source else [], day)
    if folder == "events":
        fields["control"] = read_items("control", said["control"], {})
        fields["figures"] = read_items("figures", said["figures"], _implied(sources, loaded))
    is_note = [it for it in sources if len(it) == 1]
    lacks = list(missing(folder, title, fields, (it["id"] for it in is_note), {} if is_note else source))
    if title is None or lacks:
        raise click.UsageError(refusal(lacks, folder, questions.words, _told()))
    return Given(folder, title, _filled(fields), sources, slug)


def _source_of(said: dict[str, Any]) -> dict[str, str]:
    """The source that is written in place, by its fields."""
    return {
        name.removeprefix(SOURCE): it
        for name, it in said.items()
        if name.startswith(SOURCE) and name != "source_ids" and it
    }


def _implied(sources: list[dict[str, str]], loaded: Loaded) -> dict[str, str]:
    """What a figure need not say where there is one source."""
    from chronicle.editing.new import claimant_of

    if len(sources) != 1:
        return {}
    implied = {"source": sources[0]["id"], "claimant": claimant_of(sources[0], loaded)}
    return {name: it for name, it in implied.items() if it}


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: list(it) if isinstance(it, tuple) else it for name, it in fields.items() if it}
