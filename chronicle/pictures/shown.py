"""What a card shows: its words, and the places on its map."""

from __future__ import annotations

from chronicle.model import Value

WIDTH, HEIGHT = 1200, 630
"""Of the card, in pixels."""
MAP = 440
"""The width of the map at the card's end."""
REACH = 70
"""How near to the map's edge a place may be that the card is about."""


class CardText(Value, frozen=True, kw_only=True):
    """The words of a card."""

    title: str
    date: str
    """In words."""
    certainty: str = ""
    certainty_words: str = ""
    """Stands beside the date; empty where nothing is in doubt."""
    site: str
    from_right: bool = False
    """Whether the language is written from the right: then all is mirrored but the map itself."""


class Spot(Value, frozen=True, kw_only=True):
    """A place on a picture's map."""

    name: str
    longitude: float
    latitude: float
    mark: str = "plain"
    """``held``, ``contested``, ``besieged``, ``uncertain``: who held it; ``event``: that something happened
    there; ``plain``: where it is, for those who look."""
    colour: str | None = None
    """The holder's, or of an uncertain place that of the first who may have held it."""
    later_colour: str | None = None
    """Of an uncertain place, of the last who may have held it."""
    code: str = ""
    certainty: str = ""
    """Of the event, for its diamond."""
