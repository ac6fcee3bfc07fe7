"""Where an event stands among others: in time, at its places, in its operation."""

from __future__ import annotations

from collections.abc import Iterator

from chronicle.model import Chronicle, Event, EventCard, OperationCard, PlaceCard, Value


class Beside(Value, frozen=True, kw_only=True):
    """The events before and after in one order."""

    order: str
    """``time``, ``place`` or ``operation``."""
    of: PlaceCard | OperationCard | None = None
    """The place or the operation; None for time."""
    previous: EventCard | None
    next: EventCard | None


class Order:
    """The orders of all events of a chronicle."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._cards = chronicle.cards
        self._orders: dict[str, list[str]] = {"time": [event.slug for event in chronicle.events]}
        for event in chronicle.events:
            for key in _keys(event):
                self._orders.setdefault(key, []).append(event.slug)
        self._positions = {
            key: {slug: position for position, slug in enumerate(order)}
            for key, order in self._orders.items()
        }

    def beside(self, event: Event) -> tuple[Beside, ...]:
        """Before and after in time first, then at each place and in the operation where others do."""
        previous, following = self._around("time", event)
        in_time = Beside(order="time", previous=previous, next=following)
        return (in_time, *self._elsewhere(event, in_time))

    def _elsewhere(self, event: Event, in_time: Beside) -> Iterator[Beside]:
        told = {(None, None), (in_time.previous, in_time.next)}
        for key in _keys(event):
            around = previous, following = self._around(key, event)
            card = self._cards[key]
            if around not in told and isinstance(card, PlaceCard | OperationCard):
                told.add(around)
                order = "place" if isinstance(card, PlaceCard) else "operation"
                yield Beside(order=order, of=card, previous=previous, next=following)

    def _around(self, key: str, event: Event) -> tuple[EventCard | None, EventCard | None]:
        """None on both sides for an event that counts nowhere."""
        position = self._positions.get(key, {}).get(event.slug)
        if position is None:
            return None, None
        order = self._orders[key]
        before = order[position - 1] if position else None
        after = order[position + 1] if position + 1 < len(order) else None
        return self._card(before), self._card(after)

    def _card(self, slug: str | None) -> EventCard | None:
        card = self._cards[f"events/{slug}"] if slug is not None else None
        assert card is None or isinstance(card, EventCard), "events have cards of their own"
        return card


def _keys(event: Event) -> list[str]:
    keys = [f"places/{slug}" for slug in event.places]
    return keys + ([f"operations/{event.operation}"] if event.operation else [])
