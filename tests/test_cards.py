"""What others may show of a note: as little as they print, so that little has to be made again."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from chronicle.cards import card_of
from chronicle.model import (
    Actor,
    ActorCard,
    Correction,
    Event,
    EventCard,
    Figure,
    Measure,
    Operation,
    Period,
    Place,
    PlaceName,
    Record,
    Source,
    SourceCard,
    TextPage,
    Withdrawal,
    sealed,
)


def place(slug: str, name: str) -> Place:
    return Place(
        slug=slug,
        path="",
        name=name,
        kind="town",
        latitude="1",
        longitude="1",
        precision_km="1",
        coordinate_source="",
    )


PLACES = {"upton": place("upton", "Upton"), "lowton": place("lowton", "Lowton on the Long River")}
RAIN = Event(
    slug="rain",
    path="content/events/rain.md",
    title="It rains",
    date="1900-06",
    kind="flood",
    importance=2,
    certainty="claimed",
    places=("lowton", "upton"),
    summary="It rained.",
)


def card(event: Event, places: dict[str, Place] = PLACES) -> EventCard:
    found = card_of("events/rain", event, places)
    assert isinstance(found, EventCard)
    return found


def changed(**fields: Any) -> Event:
    return msgspec.structs.replace(RAIN, **fields)


def test_an_events_card_names_its_places_in_the_order_of_the_note() -> None:
    assert card(RAIN).places == (
        PlaceName(name="Lowton on the Long River", address="/places/lowton/"),
        PlaceName(name="Upton", address="/places/upton/"),
    )


FIGURE = Figure(
    measure="people", value="9", qualifier="exact", as_of="1900", claimant="millers", source="gazette"
)


@pytest.mark.parametrize(
    "unseen",
    [
        {"summary": "It poured."},
        {"path": "content/events/1900/rain.md"},
        {"sources": ("gazette",)},
        {"figures": (FIGURE,)},
        {"corrections": (Correction(date="1901-01-01", said="a", says="b", why="c"),)},
        {"actors": ("millers",), "needs": ("actors/millers",)},
        {"digest": b"another"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_lists_do_not_print_leaves_the_card_of_an_event_as_it_is(unseen: dict[str, Any]) -> None:
    assert card(changed(**unseen)) == card(RAIN)


@pytest.mark.parametrize(
    "seen",
    [
        {"title": "It rained"},
        {"date": "1900-06-01"},
        {"kind": "storm"},
        {"importance": 3},
        {"certainty": "confirmed"},
        {"places": ("upton",)},
        {"withdrawn": Withdrawal(date="1901-01-01", why="It did not.")},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_lists_print_makes_another_card_of_an_event(seen: dict[str, Any]) -> None:
    assert card(changed(**seen)).digest != card(RAIN).digest


def test_another_name_of_a_place_is_on_the_cards_of_its_events() -> None:
    renamed = {**PLACES, "upton": place("upton", "Upper Town")}
    assert card(RAIN, renamed).digest != card(RAIN).digest
    assert [name.name for name in card(RAIN, renamed).places] == ["Lowton on the Long River", "Upper Town"]


def test_where_an_actor_has_no_abbreviation_its_name_stands_for_it_on_maps() -> None:
    short = Actor(slug="millers", path="", name="Millers", kind="guild", side="north", abbreviation="Mill")
    for actor, code in ((short, "Mill"), (msgspec.structs.replace(short, abbreviation=None), "Millers")):
        found = card_of("actors/millers", actor, {})
        assert isinstance(found, ActorCard)
        assert (found.code, found.address) == (code, "/actors/millers/")


@pytest.mark.parametrize(
    ("home", "address"),
    [
        (None, "/sources/gazette/"),
        ("events/rain", "/events/rain/#gazette"),
        ("operations/dam", "/operations/dam/#gazette"),
    ],
)
def test_a_source_has_a_page_or_stands_at_the_note_in_which_it_is_written(
    home: str | None, address: str
) -> None:
    found = card_of(
        "sources/gazette", Source(slug="gazette", path="", title="Rain", type="news", home=home), {}
    )
    assert isinstance(found, SourceCard)
    assert found.address == address


@pytest.mark.parametrize(
    ("identity", "record", "address"),
    [
        ("places/upton", PLACES["upton"], "/places/upton/"),
        ("operations/dam", Operation(slug="dam", path="", name="Dam", date="1900"), "/operations/dam/"),
        ("periods/wet", Period(slug="wet", path="", title="Wet", date="1900", order=1), "/periods/wet/"),
        (
            "measures/people",
            Measure(slug="people", path="", name="People", unit="people", kind="flow"),
            "/figures/people/",
        ),
        ("pages/about", TextPage(slug="about", path="", title="About"), "/about/"),
    ],
    ids=["place", "operation", "period", "measure", "page"],
)
def test_every_kind_of_note_has_a_card_with_its_address_and_its_own_digest(
    identity: str, record: Record, address: str
) -> None:
    found = card_of(identity, record, {})
    assert (found.id, found.address) == (identity, address)
    assert found == sealed(found)
    assert len(found.digest) == 16
