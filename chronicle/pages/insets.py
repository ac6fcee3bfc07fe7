"""The small map beside a text: the places that it is about, and who held the towns around them that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from chronicle.geography import drawing
from chronicle.geography.drawing import InsetPlan, MapDrawing
from chronicle.geography.frames import Frame, inset
from chronicle.geography.ground import Ground
from chronicle.geography.projection import Conic
from chronicle.geography.town_marks import Town
from chronicle.model import Chronicle
from chronicle.pages.towns import TownHistory, Towns, town_on

MOST_AROUND = 24
"""Towns that a small map shows besides those that its page is about: the weightiest."""


class Inset(msgspec.Struct, frozen=True, kw_only=True):
    """What the small map of one day shows."""

    day: str
    certainty: str
    """Of the event that it shows; empty where there is none."""


InsetInputs = tuple[Inset, Ground, tuple[TownHistory, ...], tuple[TownHistory, ...]] | None
"""The day, the ground, the places that the page is about, the towns around them: inputs of a page."""


class Insets:
    """The small maps of a chronicle; `ground` is None where it has no map.

    What stands around some places is found once: many events have the same.
    """

    def __init__(self, chronicle: Chronicle, ground: Ground | None, towns: Towns) -> None:
        self._areas = chronicle.site.areas
        self._places = chronicle.places
        self._ground = ground
        self._towns = towns
        self._found: dict[tuple[str, ...], tuple[tuple[TownHistory, ...], tuple[TownHistory, ...]]] = {}

    def of(self, slugs: tuple[str, ...], day: date | None, certainty: str = "") -> InsetInputs:
        """The inset for these places on a day; None without a map, a day, or a place that is a point.

        Areas (countries, regions) are left out, and where there is no map of the
        world, places beyond the regional one. Around places of the world nothing is shown.
        """
        if self._ground is None or day is None:
            return None
        found = self._found.get(slugs)
        if found is None:
            found = self._found[slugs] = self._with_towns_around(slugs, self._ground)
        chosen, around = found
        if not chosen:
            return None
        return Inset(day=day.isoformat(), certainty=certainty), self._ground, chosen, around

    def _with_towns_around(
        self, slugs: tuple[str, ...], ground: Ground
    ) -> tuple[tuple[TownHistory, ...], tuple[TownHistory, ...]]:
        shown = (slug for slug in dict.fromkeys(slugs) if self._places[slug].kind not in self._areas)
        chosen = tuple(place for place in map(self._towns.of, shown) if _has_ground(place, ground))
        if not chosen:
            return (), ()
        frame = _frame(ground, chosen)
        if not isinstance(frame.projection, Conic):
            return chosen, ()
        return chosen, self._towns.within(frame, slugs, MOST_AROUND)


def inset_drawing(inputs: InsetInputs) -> MapDrawing | None:
    """The drawing of an inset."""
    if inputs is None:
        return None
    shown, ground, chosen, around = inputs
    plan = _plan(ground, chosen, around, is_of_event=bool(shown.certainty))
    day = date.fromisoformat(shown.day)
    towns = (
        *(_chosen(place, town_on(place, day), shown.certainty) for place in chosen),
        *(town_on(place, day) for place in around),
    )
    return drawing.inset_drawing(plan, towns)


MOST_PLANS = 4096
"""Plans that are kept in a process; then all are forgotten."""

_plans: dict[tuple[bytes, bool, int, tuple[bytes, ...]], InsetPlan] = {}
"""By the digests of all that a plan is made from."""


def _plan(
    ground: Ground, chosen: Sequence[TownHistory], around: Sequence[TownHistory], *, is_of_event: bool
) -> InsetPlan:
    """What is the same on any day: a holder changes the look of a town, never where things stand."""
    digests = tuple([place.digest for place in (*chosen, *around)])
    key = (ground.digest, is_of_event, len(chosen), digests)
    plan = _plans.get(key)
    if plan is None:
        if len(_plans) >= MOST_PLANS:
            _plans.clear()
        certainty = "confirmed" if is_of_event else ""
        at_rest = (*(_chosen(it, it.town, certainty) for it in chosen), *(it.town for it in around))
        plan = _plans[key] = drawing.inset_plan(ground, _frame(ground, chosen), at_rest)
    return plan


def _has_ground(place: TownHistory, ground: Ground) -> bool:
    return ground.world is not None or ground.covers(place.town.longitude, place.town.latitude)


def _frame(ground: Ground, places: Sequence[TownHistory]) -> Frame:
    points = [(place.town.longitude, place.town.latitude) for place in places]
    return inset(ground.settings, ground.extent, points, has_world=ground.world is not None)


def _chosen(place: TownHistory, town: Town, certainty: str) -> Town:
    """In bold; where nobody tells who held it, with the mark of the event alone."""
    if not place.history:
        town = msgspec.structs.replace(town, state="plain", event=certainty)
    return msgspec.structs.replace(town, bold=True)
