"""/cards/…: the picture that goes with an event or a period when its address is shared.

A card sees only what it shows, so that an edit of prose draws none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from chronicle.addresses import card_address
from chronicle.derive import Derived
from chronicle.geography.ground import Ground
from chronicle.geography.town_marks import Town
from chronicle.model import Chronicle, Event, Page, Period, Site, View
from chronicle.pages.dates import last_day
from chronicle.pages.insets import Insets
from chronicle.pages.periods import begins_in
from chronicle.pages.towns import MANY, TownHistory, Towns, town_on, towns_of
from chronicle.pictures.shown import HEIGHT, MAP, REACH, CardText, Spot
from chronicle.pictures.terrain import window
from chronicle.wording import language

FROM_RIGHT = frozenset({"ar", "ckb", "fa", "he", "ur"})
MOST_CHOSEN, MOST_AROUND, MOST_OF_PERIOD = 4, 5, 12
"""Places on a map: that it is about; that show where it is; of a period's major events."""


def card_view(
    title: str,
    date: str,
    certainty: str,
    certainty_words: str,
    site: str,
    code: str,
    spots: tuple[Spot, ...],
    ground: Ground | None,
) -> bytes:
    """The card as PNG; `code` is that of the language, `date` is EDTF."""
    from chronicle.pictures.card import card  # fonts are opened only where a card is drawn

    words = language(code)
    text = CardText(
        title=title,
        date=words.date(date),
        certainty=certainty,
        certainty_words=certainty_words,
        site=site,
        from_right=code in FROM_RIGHT,
    )
    return card(text, spots, ground)


CARD = View(card_view, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """A card for each event that was not withdrawn and each period; none where the site has none."""
    site = chronicle.site
    if not site.cards:
        return
    towns = towns_of(chronicle, derived)
    insets = Insets(chronicle, derived.ground, towns)
    for event in chronicle.events:
        spots = _spots_of_event(derived.ground, insets, event)
        doubt = event.certainty if event.certainty != "confirmed" else ""
        words = site.certainty[doubt] if doubt else ""
        yield _page(site, f"/events/{event.slug}/", event.title, event.date, doubt, words, spots, derived)
    for period in chronicle.periods:
        spots = _spots_of_period(chronicle, derived.ground, towns, period)
        yield _page(site, f"/periods/{period.slug}/", period.title, period.date, "", "", spots, derived)


def _page(
    site: Site,
    address: str,
    title: str,
    date: str,
    certainty: str,
    certainty_words: str,
    spots: tuple[Spot, ...],
    derived: Derived,
) -> Page:
    ground = derived.ground if spots else None
    inputs = (title, date, certainty, certainty_words, site.title, site.languages[0], spots, ground)
    return Page(card_address(address), CARD, inputs)


def _spots_of_event(ground: Ground | None, insets: Insets, event: Event) -> tuple[Spot, ...]:
    """Its places with who held them on its last day, then the best known ones near by."""
    day = last_day(event.date)
    inset = insets.of(event.places, day)
    if inset is None or day is None or ground is None:
        return ()
    chosen = [town_on(place, day) for place in inset[2][:MOST_CHOSEN]]
    spots = tuple(_spot(town, event.certainty) for town in chosen)
    return spots + _around(ground, spots, inset[3])


def _spots_of_period(
    chronicle: Chronicle, ground: Ground | None, towns: Towns, period: Period
) -> tuple[Spot, ...]:
    """Where on the map its major events were, the places with most of them first."""
    if ground is None:
        return ()
    major = (
        event for event in chronicle.events if event.importance == MANY and begins_in(event.date, period.date)
    )
    counts = Counter(
        slug
        for event in major
        for slug in dict.fromkeys(event.places)
        if chronicle.places[slug].kind not in chronicle.site.areas
    )
    found = [towns.of(slug).town for slug, _ in sorted(counts.items(), key=lambda it: (-it[1], it[0]))]
    inside = [town for town in found if ground.covers(town.longitude, town.latitude)]
    return tuple(_event_spot(town, "confirmed") for town in inside[:MOST_OF_PERIOD])


def _spot(town: Town, certainty: str) -> Spot:
    """As a mark of its holder; where none is known, as that of the event."""
    if town.state not in ("held", "contested", "besieged", "uncertain"):
        return _event_spot(town, certainty)
    is_known = town.state != "uncertain"
    return Spot(
        name=town.name,
        longitude=town.longitude,
        latitude=town.latitude,
        mark=town.state,
        colour=town.colour if is_known else town.earlier_colour or town.colour,
        later_colour=None if is_known else town.later_colour,
        code=town.code if is_known else "",
    )


def _event_spot(town: Town, certainty: str) -> Spot:
    return Spot(
        name=town.name,
        longitude=town.longitude,
        latitude=town.latitude,
        mark="event",
        certainty=certainty,
    )


def _around(ground: Ground, spots: Sequence[Spot], near: Sequence[TownHistory]) -> tuple[Spot, ...]:
    """Of the towns near by those that every map names, as far as this one shows them."""
    shown, _ = window(ground, [(it.longitude, it.latitude) for it in spots], MAP, HEIGHT, REACH)
    found = []
    for town in (place.town for place in near if place.town.importance >= MANY):
        x, y = shown.position(town.longitude, town.latitude)
        if 0 < x < MAP and 0 < y < HEIGHT:
            found.append(Spot(name=town.name, longitude=town.longitude, latitude=town.latitude))
    return tuple(found[:MOST_AROUND])
