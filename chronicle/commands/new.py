"""`new`: a note of any kind, asked for on a terminal, complete by options in scripts."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from chronicle.commands.options import ADDED, CONTENT, must_be_folder, say

SOURCE = "source_"
"""Before the fields of a source that is written in place."""


class Kinds(click.Group):
    """A command for each kind of note, made when it is asked for: its options are told by the models."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click asks for it
        from chronicle.editing.asking import KINDS

        return list(KINDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        from chronicle.editing.asking import KINDS

        return _command(cmd_name, KINDS[cmd_name]) if cmd_name in KINDS else None


@click.group(cls=Kinds)
def new() -> None:
    """Write a new note: an event with its sources, a place, an actor …

    On a terminal it asks for what is not given, and offers what may be meant. In
    scripts options say everything. What is left to write is marked TODO, which the
    check finds. A file that is there is never overwritten.
    """


def _command(kind: str, folder: str) -> click.Command:
    from chronicle.editing.asking import asked_of, asked_of_source, title_of
    from chronicle.editing.meanings import meanings_on_disk
    from chronicle.surroundings import engine_folder

    params: list[click.Parameter] = [
        click.Argument(["title"], required=False, metavar=title_of(folder).upper())
    ]
    told = meanings_on_disk(engine_folder().parent / "docs")
    params += (_option(it.name, it, told[folder].get(it.name, "")) for it in asked_of(folder))
    if folder == "sources":
        params.append(
            click.Option(
                ["--from", "home"],
                metavar="EVENT",
                help="Move the source out of this note, with its anchor; in place of TITLE stands its id.",
            )
        )
    else:
        params.append(
            click.Option(
                ["--source", "source_ids"], multiple=True, metavar="ID", help="A source that is a note."
            )
        )
        params += (
            _option(
                SOURCE + it.name, it, f"Of a source written here: {_small(told['sources'].get(it.name, ''))}"
            )
            for it in asked_of_source()
        )
    params.append(
        click.Option(["--slug"], help="Its name in addresses; made from the title if it is not said.")
    )
    params.append(
        click.Option(
            ["--ask/--no-ask"], default=None, help="Ask for what is not given; by default on a terminal."
        )
    )
    command = click.Command(kind, params=params, callback=_new(folder), help=_HELP[kind])
    return CONTENT(ADDED(command))


_HELP = {
    "event": "An event: who did what, where; its sources are written in place.",
    "place": "A place, with its position and how exact that is.",
    "actor": "Whoever acts, holds, counts or reports.",
    "operation": "A named undertaking of many events.",
    "source": "A publication that several notes use; with --from, one that stands in an event.",
    "measure": "Something that is counted.",
    "period": "A chapter of the story.",
    "page": "An ordinary page.",
}


def _option(name: str, asked: Any, start: str = "") -> click.Option:
    words = [f"{start.replace('`', '').rstrip('.')}."] if start else []
    if asked.refers:
        words.append(f"A slug of {asked.refers}/.")
    if asked.vocabulary and "word of" not in start:
        words.append(f"A word of {asked.vocabulary} in site.yaml.")
    if asked.is_list:
        words.append("May be given several times.")
    return click.Option(
        [f"--{_flag(name, is_list=asked.is_list)}", name],
        multiple=asked.is_list,
        type=click.Choice(asked.choices) if asked.choices else str,
        help=" ".join(words) or None,
    )


def _small(words: str) -> str:
    """With a small letter at the beginning."""
    return words[:1].lower() + words[1:]


def _flag(name: str, *, is_list: bool) -> str:
    """``--place`` for `places`: one is given at a time."""
    return (name.removesuffix("s") if is_list else name).replace("_", "-")


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
    from chronicle.commands.questions import Questions
    from chronicle.editing.asking import asked_of, title_of
    from chronicle.editing.new import Given, new_note
    from chronicle.editing.writing import write_all

    fields = {it.name: said[it.name] for it in asked_of(folder)}
    source = {name.removeprefix(SOURCE): it for name, it in said.items() if name.startswith(SOURCE) and it}
    ids = list(source.pop("ids", ()))
    questions = Questions(content, folder)
    if asks:
        title = title or questions.title()
        fields = questions.fields(fields)
        sources = [source] if source else []
        if folder != "sources" and not sources:
            more, sources = questions.sources()
            ids += more
        slug = slug or questions.slug(title, fields)
    else:
        missing = [it.name for it in asked_of(folder) if it.is_required and not fields[it.name]]
        fields |= {name: DEFAULTS[name] for name in missing if name in DEFAULTS}
        missing = [f"--{_flag(name, is_list=False)}" for name in missing if name not in DEFAULTS]
        if title is None or missing:
            raise click.UsageError(
                f"say {', '.join([*([] if title else [title_of(folder).upper()]), *missing])}"
            )
        sources = [source] if source else []
    given = {name: list(it) if isinstance(it, tuple) else it for name, it in fields.items() if it}
    defaults = questions.source_defaults()
    note = new_note(
        content, Given(folder, title, given, ids, [{**defaults, **it} for it in sources], slug or ""), day
    )
    if note.problems:
        say(map(str, note.problems))
        if asks:
            click.echo(note.text)  # so that no answer is lost
        click.echo("nothing is written", err=True)
        sys.exit(1)
    if (content / note.file).exists():
        raise click.UsageError(f'the file "{content / note.file}" is there already')
    write_all({content / note.file: note.text.encode()})
    click.echo(f"{content / note.file}")


DEFAULTS = {"importance": "1", "certainty": "claimed"}
"""What a script need not say: the cautious answer."""
