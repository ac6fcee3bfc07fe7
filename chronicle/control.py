"""Who held which place on any day: a function of the events, drawn by nobody.

How entries become changes stands in `control_history`; what in them does not
fit together in `rules.control`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chronicle.control_history import Change, State, history_of, state_on, told
from chronicle.geography.frames import lies_in
from chronicle.model import Event, MapSettings, Place

Tally = tuple[tuple[date, int], ...]
"""(day, number) from each day on which the number changes."""


@dataclass(frozen=True)
class Control:
    """The state of the map on every day. Make it with `control_of`."""

    histories: Mapping[str, tuple[Change, ...]]
    """Every place with a control entry, by slug."""
    followed: tuple[str, ...]
    """The places that "towns held" counts, by slug."""
    tallies: Mapping[str, Tally]
    """Holder to the number of followed places that it held for certain."""
    told: Mapping[str, tuple[Change, ...]]
    """What events tell of each place, as the rules want it; see `control_history.told`."""

    def history(self, place: str) -> tuple[Change, ...]:
        """What happened to a place, in order; it may begin with a holder from an unknown day.

        A town that the weavers took from the millers on 3 June 1900, and of which no earlier event tells, has
        two changes: to the millers from an unknown day, to the weavers on 3 June.
        """
        return self.histories.get(place, ())

    def on(self, day: date) -> Mapping[str, State]:
        """The state of each place of which something is known that day, by slug.

        The town of `history` is on 2 June the millers', since an unknown day and so not for certain; on
        3 June the weavers', for certain. Had they taken it "in June 1900", either may hold it until the 29th.
        """
        states = ((place, state_on(history, day)) for place, history in self.histories.items())
        return {place: state for place, state in states if state}

    def steps(self, place: str) -> tuple[tuple[date, State], ...]:
        """The state of a place from each day on which it changes; who held it before stands in `history`."""
        return tuple(_steps(self.history(place)))

    def counts(self, day: date) -> Mapping[str, int]:
        """How many followed places each holder held for certain that day, whatever their status.

        On 3 June 1900 ``{"weavers": 1}``, the day before ``{}``.
        """
        numbers = ((holder, _number_on(tally, day)) for holder, tally in self.tallies.items())
        return {holder: number for holder, number in numbers if number}

    def held_over_time(self, holder: str) -> Tally:
        """How many followed places a holder held for certain, from each day on which that number changes.

        Of the weavers ``((date(1900, 6, 3), 1),)``; if they lose the town on 9 June,
        ``(date(1900, 6, 9), 0)`` comes after it.
        """
        return self.tallies.get(holder, ())


def control_of(
    events: Iterable[Event], places: Mapping[str, Place], box: MapSettings | None, areas: Collection[str] = ()
) -> Control:
    """The control of places by what these events tell, in whatever order they come.

    `box` bounds what is followed, where there is a map; `areas` are the kinds of place that never are.
    """
    events = tuple(events)
    told_of = told(events)
    histories = {place: history_of(changes) for place, changes in told_of.items()}
    followed = _followed({slug: places[slug] for slug in histories if slug in places}, places, box, areas)
    tallies = _tallies([histories[place] for place in followed])
    return Control(histories, followed, tallies, told_of)


def control_rows(control: Control) -> dict[str, list[dict[str, str | None]]]:
    """Place to its rows in `data/control.json`; `from` is null where only a `taken_from` names the holder."""
    return {place: [_row(change) for change in history] for place, history in control.histories.items()}


def _row(change: Change) -> dict[str, str | None]:
    return {
        "from": change.earliest.isoformat() if change.earliest else None,
        "from_latest": change.latest.isoformat() if change.latest else None,
        "holder": change.holder,
        "status": change.status,
        "event": change.event_slug,
    }


def _followed(
    told_of: Mapping[str, Place],
    places: Mapping[str, Place],
    box: MapSettings | None,
    areas: Collection[str],
) -> tuple[str, ...]:
    """Of the places with a control entry, those in the box that are no area nor within another such place."""
    eligible = {slug for slug, place in told_of.items() if place.kind not in areas and _lies_in(place, box)}
    return tuple(sorted(slug for slug in eligible if eligible.isdisjoint(_around(slug, places))))


def _lies_in(place: Place, box: MapSettings | None) -> bool:
    if box is None:
        return True
    return lies_in(box, float(place.longitude), float(place.latitude))


def _around(slug: str, places: Mapping[str, Place]) -> set[str]:
    """The places that a place lies within, near and far; never itself, even where notes go in a circle."""
    around: set[str] = set()
    place = places.get(slug)
    while place and place.within and place.within not in {slug, *around}:
        around.add(place.within)
        place = places.get(place.within)
    return around


def _steps(history: Sequence[Change]) -> Iterator[tuple[date, State]]:
    """The state changes only where the window of a change begins or ends."""
    days = {day for change in history for day in (change.earliest, change.latest) if day}
    for day in sorted(days):
        state = state_on(history, day)
        if state:
            yield day, state


def _tallies(histories: Iterable[Sequence[Change]]) -> dict[str, Tally]:
    """One sweep over the days on which some place finds or loses a sure holder."""
    gains: dict[str, Counter[date]] = defaultdict(Counter)
    for history in histories:
        before: str | None = None
        for day, state in _steps(history):
            after = state.sure_holder
            if after != before:
                if before:
                    gains[before][day] -= 1
                if after:
                    gains[after][day] += 1
            before = after
    return {holder: _summed(gains[holder]) for holder in sorted(gains)}


def _summed(gains: Mapping[date, int]) -> Tally:
    """Of gains and losses, the number from each day: 3 gained, 1 lost two days later is 3, then 2."""
    number = 0
    tally = []
    for day, gain in sorted(gains.items()):
        if gain:
            number += gain
            tally.append((day, number))
    return tuple(tally)


def _number_on(tally: Tally, day: date) -> int:
    """The number of a tally on a day, 0 before its first."""
    passed = bisect_right(tally, day, key=lambda step: step[0])
    return tally[passed - 1][1] if passed else 0
