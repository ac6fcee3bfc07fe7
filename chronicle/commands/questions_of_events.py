"""What `new event` asks after its sources: who holds what from now on, and figures. Enter passes on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from chronicle.commands.questions import Questions
    from chronicle.editing.asking import Asked

Fields = dict[str, Any]


def control(questions: Questions, event: Mapping[str, Any]) -> list[Fields]:
    """Entries of `control`, until no more places are named."""
    asked = _asked("control")
    found: list[Fields] = []
    here = ", ".join(event.get("places") or ())
    click.echo(f"Control: places that somebody else holds now{f' ({here})' if here else ''}.")
    while place := questions.slug_of("Place (empty: no more)", "places"):
        entry: Fields = {"place": place}
        entry["holder"] = questions.answer(asked["holder"], required=True, indent="  ")
        entry["status"] = questions.answer(asked["status"], indent="  ", offered="held")
        if entry["status"] == "held":
            entry["taken_from"] = questions.answer(asked["taken_from"], indent="  ")
        else:
            entry["against"] = questions.answer(asked["against"], indent="  ")
        entry["date"] = questions.answer(
            asked["date"], indent="  ", name="Date, where it is another than the event's"
        )
        found.append(_filled(entry))
    return found


def figures(questions: Questions, sources: Sequence[Mapping[str, str]]) -> list[Fields]:
    """Figures, until no more measures are named. Without a source there is none."""
    found: list[Fields] = []
    if not sources:
        return found
    click.echo("Figures: numbers, each with who says so.")
    while measure := questions.slug_of("Measure (empty: no more)", "measures"):
        found.append(_filled({"measure": measure, **_figure(questions, measure, sources)}))
    return found


def _figure(questions: Questions, measure: str, sources: Sequence[Mapping[str, str]]) -> Fields:
    asked = _asked("figures")
    figure: Fields = _number(questions, asked)
    of_measure = questions.values_of("measures", measure)
    scopes = tuple(map(str, of_measure.get("scopes") or ()))
    if scopes:
        figure["scope"] = questions.one_of("  Scope (empty: this event only)", scopes)
    if figure.get("scope") and of_measure.get("kind") == "flow":
        figure["period"] = questions.answer(asked["period"], required=True, indent="  ")
    figure["of"] = questions.answer(asked["of"], indent="  ", name="Of whom, whose loss or money it is")
    source = _source(sources)
    published = questions.source_value(source, "published")
    claimant = questions.claimant_of(source)
    figure["claimant"] = questions.answer(asked["claimant"], required=True, indent="  ", offered=claimant)
    figure["source"] = source["id"]
    figure["as_of"] = questions.answer(asked["as_of"], required=True, indent="  ", offered=published)
    figure["note"] = questions.answer(asked["note"], indent="  ")
    return figure


_RANGE = re.compile(r"(-?[0-9.]+)\s*(?:-|–|to|/)\s*(-?[0-9.]+)")


def _number(questions: Questions, asked: Mapping[str, Asked]) -> Fields:
    """A value with its qualifier, or a range."""
    while True:
        typed: str = click.prompt("  Value, or a range such as 40-50").strip()
        if between := _RANGE.fullmatch(typed):
            numbers = {"low": between[1], "high": between[2]}
        else:
            numbers = {"value": typed}
        faults = [fault for name, it in numbers.items() if (fault := asked[name].fault(it))]
        if not faults:
            break
        click.echo(f"    {faults[0]}")
    if "value" in numbers:
        numbers["qualifier"] = questions.answer(asked["qualifier"], required=True, indent="  ")
    return dict(numbers)


def _source(sources: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """The one source that there is, or the one that is chosen."""
    if len(sources) == 1:
        return sources[0]
    for number, source in enumerate(sources, 1):
        click.echo(f"  {number}  {source['id']}")
    number = click.prompt("  Source", type=click.IntRange(1, len(sources)), default=1)
    return sources[number - 1]


def _asked(field: str) -> dict[str, Asked]:
    from chronicle.editing.asking import asked_within

    return {it.name: it for it in asked_within(field)}


def _filled(fields: Fields) -> Fields:
    return {name: it for name, it in fields.items() if it}
