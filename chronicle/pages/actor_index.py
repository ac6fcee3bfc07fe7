"""The list of all actors, by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chronicle.model import ActorCard, Chronicle, Crumb, EventCard, PageData, Value, View
from chronicle.pages.names import name_key
from chronicle.pages.told import Told


class CountedActor(Value, frozen=True, kw_only=True):
    actor: ActorCard
    events: int
    claims: int


@dataclass(frozen=True)
class ActorGroup:
    kind: str
    """A kind of `site.yaml`."""
    actors: tuple[CountedActor, ...]


@dataclass(frozen=True, kw_only=True)
class ActorsPage(PageData):
    total: int
    groups: tuple[ActorGroup, ...]
    language: str
    """The site's first language, whose names stand in front."""


def actors_view(actors: tuple[CountedActor, ...], kinds: tuple[str, ...], language: str) -> ActorsPage:
    """Every actor once, under its kind, kinds in the order of `site.yaml`, A to Z in each."""
    by_kind: dict[str, list[CountedActor]] = {}
    for counted in sorted(actors, key=lambda counted: (name_key(counted.actor.name), counted.actor.id)):
        by_kind.setdefault(counted.actor.kind, []).append(counted)
    return ActorsPage(
        section="actors",
        crumbs=(Crumb("actors", None, "section"),),
        total=len(actors),
        groups=tuple(ActorGroup(kind, tuple(by_kind[kind])) for kind in kinds if kind in by_kind),
        language=language,
    )


INDEX = View(actors_view, "actors.html")


def index_inputs(
    chronicle: Chronicle, events: Mapping[str, Sequence[EventCard]], told: Mapping[str, Told]
) -> tuple[Any, ...]:
    """The inputs of `actors_view`: all actors but withdrawn ones, with their numbers of events and claims."""
    shown = (slug for slug, actor in chronicle.actors.items() if actor.withdrawn is None)
    cards = ((slug, chronicle.cards[f"actors/{slug}"]) for slug in shown)
    actors = tuple(
        CountedActor(
            actor=card, events=len(events.get(slug, ())), claims=told[slug].claim_count if slug in told else 0
        )
        for slug, card in cards
        if isinstance(card, ActorCard)
    )
    return actors, tuple(chronicle.site.actor_kinds), chronicle.site.languages[0]
