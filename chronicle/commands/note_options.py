"""The options of `new`: made of the models' fields, read, missed, and named in messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from chronicle.editing.asking import Asked
    from chronicle.model import Path
    from chronicle.problems import Problem

SOURCE = "source_"
"""Before the fields of a source that is written in place."""

ITEMS = {
    "control": ("--control", "place: SLUG, holder: SLUG"),
    "figures": ("--figure", "measure: SLUG, value: 40, qualifier: about, as_of: DATE, claimant: SLUG"),
}
"""Fields of an event whose items have fields: the option for one item, and what it takes."""

DEFAULTS = {"importance": "1", "certainty": "claimed"}
"""What a script need not say: the cautious answer."""

_ITEM_DEFAULTS = {"control": {"status": "held"}, "figures": {}}

Told = Mapping[str, Mapping[str, str]]


def options_of(folder: str, told: Told) -> Iterator[click.Parameter]:
    """Those for a note of a kind, in the order of its fields; `told` has what fields mean."""
    from chronicle.editing.asking import asked_of, asked_of_source

    yield from (_option(it.name, it, told[folder].get(it.name, "")) for it in asked_of(folder))
    if folder == "events":
        for name, (flag, example) in ITEMS.items():
            words = told["events"].get(name, "").rstrip(".")
            yield click.Option(
                [flag, name],
                multiple=True,
                metavar="FIELDS",
                help=f'{words}, as in "{example}". May be given several times.',
            )
    if folder != "sources":
        yield click.Option(
            ["--source", "source_ids"], multiple=True, metavar="ID", help="A source that is a note."
        )
        for it in asked_of_source():
            words = _small(told["sources"].get(it.name, ""))
            yield _option(SOURCE + it.name, it, f"Of a source written here: {words}")


def _option(name: str, asked: Asked, start: str = "") -> click.Option:
    words = [f"{start.replace('`', '').rstrip('.')}."] if start else []
    if asked.refers:
        words.append(f"A slug of {asked.refers}/.")
    if asked.vocabulary and "word of" not in start:
        words.append(f"A word of {asked.vocabulary} in site.yaml.")
    if asked.is_list:
        words.append("May be given several times.")
    return click.Option(
        [flag(name, is_list=asked.is_list), name],
        multiple=asked.is_list,
        type=click.Choice(asked.choices) if asked.choices else str,
        help=" ".join(words) or None,
    )


def _small(words: str) -> str:
    """With a small letter at the beginning."""
    return words[:1].lower() + words[1:]


def flag(name: str, *, is_list: bool = False) -> str:
    """``--place`` for `places`: one is given at a time."""
    return f"--{(name.removesuffix('s') if is_list else name).replace('_', '-')}"


def read_items(field: str, given: Iterable[str], implied: Mapping[str, str]) -> list[dict[str, Any]]:
    """What was said of items of `control` or `figures`; `implied` are fields that need not be said."""
    from chronicle.editing.inline import Unreadable, inline_fields

    found = []
    for text in given:
        try:
            fields = inline_fields(text)
        except Unreadable as error:
            option, example = ITEMS[field]
            raise click.UsageError(f'{option} "{text}": {error}; write it as "{example}"') from error
        found.append({**_ITEM_DEFAULTS[field], **implied, **fields})
    return found


# --- what is missing ----------------------------------------------------------


def missing(
    folder: str, title: str | None, fields: Mapping[str, Any], ids: Iterable[str], source: Mapping[str, str]
) -> Iterator[str]:
    """Every option that is wanted and was not given, or which of several."""
    from chronicle.editing.asking import asked_of, asked_within, title_of

    if not title:
        yield title_of(folder).upper()
    for it in asked_of(folder):
        if it.is_required and not fields.get(it.name):
            yield flag(it.name, is_list=it.is_list)
    if folder == "sources" and not any(fields.get(it) for it in ("publisher", "url", "archive_url")):
        yield "--publisher or --url"
    for name, (option, _) in ITEMS.items():
        for item in fields.get(name) or ():
            lacks = [it.name for it in asked_within(name) if it.is_required and not item.get(it.name)]
            lacks += _also_missing(name, item)
            if lacks:
                yield f"{', '.join(lacks)} in {option}"
    yield from _missing_of_source(folder, ids, source)


def _also_missing(field: str, item: Mapping[str, Any]) -> Iterator[str]:
    """What the rules of `control` and `figures` want beside the fields that each has."""
    if field == "control" and not (item.get("place") or item.get("all_held_by")):
        yield "place"
    if field == "figures":
        wanted = ("low", "high") if {"low", "high"} & item.keys() else ("value", "qualifier")
        yield from (it for it in wanted if not item.get(it))


def _missing_of_source(folder: str, ids: Iterable[str], source: Mapping[str, str]) -> Iterator[str]:
    if source:
        if not source.get("title"):
            yield "--source-title"
        if not any(source.get(it) for it in ("publisher", "author")):
            yield "--source-publisher"
    elif folder == "events" and not list(ids):
        yield "--source-title and --source-publisher (or --source for one that has a note)"


def refusal(lacks: Iterable[str], folder: str, words: Mapping[str, Any], told: Told) -> str:
    """One list of what is missing, with what it is."""
    from chronicle.editing.asking import asked_of

    asked = {flag(it.name, is_list=it.is_list): it for it in asked_of(folder)}
    lines = []
    for option in lacks:
        it = asked.get(option)
        known = list(map(str, words.get(it.vocabulary) or ())) if it is not None else []
        if it is None:
            means = ""
        elif it.choices or known:
            means = f"one of {', '.join(it.choices or known)}"
        else:
            means = _small(told[folder].get(it.name, "")).rstrip(".")
        lines.append(f"  {option:<20}  {means}".rstrip())
    return "\n".join(["this is missing:", *lines])


# --- what is wrong --------------------------------------------------------------


def complaint(problem: Problem, path: Path, folder: str, written: int) -> str:
    """A problem as the option says it that it is about; `written`: how many sources have notes."""
    from chronicle.codes import advice_on

    where = _option_at(path, folder, written)
    return f"{where + ': ' if where else ''}{problem.message}; {problem.hint or advice_on(problem.code)}"


def _option_at(path: Path, folder: str, written: int) -> str:
    from chronicle.editing.asking import asked_of, title_of

    if not path:
        return ""
    name = str(path[0])
    if name in ITEMS:
        return ITEMS[name][0]
    if name == "sources" and len(path) > 1:
        is_note = isinstance(path[1], int) and path[1] < written
        return flag(SOURCE + str(path[2])) if len(path) > 2 and not is_note else "--source"
    if name == title_of(folder):
        return name.upper()
    asked = next((it for it in asked_of(folder) if it.name == name), None)
    return flag(name, is_list=asked.is_list) if asked is not None else ""
