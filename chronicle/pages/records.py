"""All records that have a page or an anchor, whatever their kind, each with its id."""

from __future__ import annotations

from collections.abc import Iterator

from chronicle.model import Card, Chronicle, Record


def records(chronicle: Chronicle) -> Iterator[tuple[str, Record]]:
    """Events in order of time, withdrawn ones after them; then periods, and all others by kind and slug."""
    for event in (*chronicle.events, *chronicle.withdrawn):
        yield f"events/{event.slug}", event
    for period in chronicle.periods:
        yield f"periods/{period.slug}", period
    for folder in ("places", "actors", "operations", "sources", "measures", "pages"):
        for slug, record in getattr(chronicle, folder).items():
            yield f"{folder}/{slug}", record


def title_of(card: Card) -> str:
    """The title of an event, the name of a place: what a link to it says."""
    return str(getattr(card, "title", None) or getattr(card, "name", ""))
