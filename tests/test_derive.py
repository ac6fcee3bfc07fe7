"""What follows from a whole Chronicle."""

from __future__ import annotations

from datetime import date

from chronicle.derive import derive
from chronicle.model import Chronicle, ControlEntry, Event, Figure, Licence, MapSettings, Measure, Place, Site

SITE = Site(
    title="A war",
    heading="A war",
    description="",
    base_url="https://example.org/",
    languages=("en",),
    repository="",
    contact="",
    copyright_holder="",
    licence=Licence(name="", url=""),
    event_kinds={},
    importance={},
    certainty={},
    certainty_reasons={},
    place_kinds={},
    areas=("country",),
    actor_kinds={},
    sides={},
    colours=(),
    rivers={},
    units={},
    scopes={},
    source_types={},
    map=MapSettings(
        west=38,
        east=46,
        south=30,
        north=38,
        parallels=(31, 37),
        meridian=42,
        origin=34,
        base="",
        day="2014-06-10",
    ),
)


def place(slug: str, kind: str, longitude: str) -> Place:
    return Place(
        slug=slug,
        path="",
        name=slug,
        kind=kind,
        latitude="34",
        longitude=longitude,
        precision_km="1",
        coordinate_source="",
    )


def test_control_figures_and_findings_follow_from_the_events() -> None:
    """The map's box and the kinds that are areas come from the site's settings."""
    names = ("iraq", "mosul", "sirte")
    event = Event(
        slug="mosul-falls",
        path="",
        title="Mosul falls",
        date="2014-06-10",
        kind="capture",
        importance=3,
        certainty="confirmed",
        control=tuple(ControlEntry(place=name, holder="is", status="contested") for name in names),
        figures=(
            Figure(
                measure="killed", value="9", qualifier="exact", as_of="2014-06-10", claimant="un", source="x"
            ),
        ),
    )
    chronicle = Chronicle(
        site=SITE,
        events=(event,),
        withdrawn=(),
        periods=(),
        places={
            "iraq": place("iraq", "country", "43"),
            "mosul": place("mosul", "town", "43"),
            "sirte": place("sirte", "town", "16"),
        },
        actors={},
        operations={},
        sources={},
        measures={"killed": Measure(slug="killed", path="", name="Killed", unit="people", kind="flow")},
        pages={},
        prose={},
        cards={},
        users={},
        files={},
    )
    derived = derive(chronicle)
    assert derived.control.followed == ("mosul",)
    assert derived.control.counts(date(2014, 6, 10)) == {"is": 1}
    assert [claim.id for claim in derived.figures.claims] == [("mosul-falls", 0)]
