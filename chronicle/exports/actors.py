"""Actors as data: `data/actors.json`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from chronicle.derive import Derived
from chronicle.exports.documents import Table, document, schema, table, url_of
from chronicle.exports.files import json_file, schema_address
from chronicle.exports.meanings import Country, Id, Name, Names, Sources, Summary, Url, Version
from chronicle.model import Actor, Chronicle, Later, Page, Value, View

NAME = "actors.json"
FILES = (json_file(NAME),)


class ActorRow(Value, frozen=True, kw_only=True):
    """A force, a state, an organisation, a person or a claimant."""

    id: Id
    url: Url
    name: Name
    names: Names
    abbreviation: Annotated[str | None, Meta(description="Its abbreviation, also its code on maps.")]
    kind: Annotated[str, Meta(description="What kind of actor it is.")]
    country: Country
    parent: Annotated[str | None, Meta(description="Id of the actor of which it is a part.")]
    side: Annotated[str, Meta(description="The side on which it is counted.")]
    colour: Annotated[str | None, Meta(description="The name of its colour on maps, where it held places.")]
    other_names: Annotated[tuple[str, ...], Meta(description="Other names and spellings.")]
    summary: Summary
    sources: Sources


class ActorsDocument(Value, frozen=True, kw_only=True):
    """Every actor, by id."""

    version: Version
    actors: tuple[ActorRow, ...]


def actors_json(rows: Table) -> bytes:
    return document("actors", [rows])


def actors_schema(base_url: str) -> bytes:
    return schema(ActorsDocument, NAME, "Actors", base_url)


ACTORS_JSON, ACTORS_SCHEMA = View(actors_json, None), View(actors_schema, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The actors as JSON, with its schema."""
    base_url = chronicle.site.base_url
    yield Page(FILES[0].address, ACTORS_JSON, Later(_rows, chronicle))
    yield Page(schema_address(NAME), ACTORS_SCHEMA, (base_url,))


def _rows(chronicle: Chronicle) -> tuple[Table]:
    base_url = chronicle.site.base_url
    rows = (actor_row(actor, url_of(base_url, f"actors/{slug}")) for slug, actor in chronicle.actors.items())
    return (table(rows),)


def actor_row(actor: Actor, url: str) -> ActorRow:
    """What the file tells of an actor."""
    return ActorRow(
        id=actor.slug,
        url=url,
        name=actor.name,
        names=actor.names,
        abbreviation=actor.abbreviation,
        kind=actor.kind,
        country=actor.country,
        parent=actor.parent,
        side=actor.side,
        colour=actor.colour,
        other_names=actor.other_names,
        summary=actor.summary,
        sources=actor.sources,
    )
