"""The files that the script of the map loads: all of it is worked out here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.world import PlannedWorld, control, news, plan_world, town

TAKEN = news("Weavers take Upton", "1900-06-03", "places:\n  - upton\n" + control("upton: weavers"))


def loaded(world: PlannedWorld, address: str) -> Any:
    return json.loads(world.data(address))


def happened(tmp_path: Path, *events: str, **places: str) -> Any:
    notes = {f"events/e{number}.md": note for number, note in enumerate((TAKEN, *events))}
    notes |= {f"places/{slug}.md": note for slug, note in places.items()}
    return loaded(plan_world(tmp_path, notes), "/map/events/1900.json")


def test_holders_are_told_with_the_events_that_tell_them_and_their_sources(tmp_path: Path) -> None:
    holders = loaded(plan_world(tmp_path, {"events/taken.md": TAKEN}), "/map/holders.json")
    assert holders == {
        "focus": "millers",
        "actors": {"weavers": {"name": "Guild of Weavers", "code": "Weav", "colour": "amber"}},
        "events": {
            "taken": {
                "title": "Weavers take Upton",
                "sources": [["The Gazette", "/events/taken/#on-weavers-take-upton"]],
            }
        },
        "places": {
            "upton": {
                "name": "Upton",
                "spans": [
                    {
                        "from": "1900-06-03",
                        "state": "held",
                        "form": "held",
                        "holders": ["weavers"],
                        "holder": "weavers",
                        "when": {"form": "date", "date": "1900-06-03"},
                        "events": ["taken"],
                    }
                ],
            }
        },
    }


def test_an_event_stands_at_its_places_in_the_year_in_which_it_began(tmp_path: Path) -> None:
    events = happened(tmp_path, news("Long", "1900-12-30/1901-01-02", "places:\n  - upton\n"))["events"]
    assert [(it["event"], it["first"], it.get("last"), it["exact"]) for it in events] == [
        ("e0", "1900-06-03", None, True),
        ("e1", "1900-12-30", "1901-01-02", True),
    ]


def test_an_event_known_to_its_year_alone_stands_in_no_month(tmp_path: Path) -> None:
    events = happened(tmp_path, news("Sometime", "1900", "places:\n  - upton\n"))["events"]
    assert [it["event"] for it in events] == ["e0"]


def test_a_day_that_is_not_exactly_known_is_not_given_as_exact(tmp_path: Path) -> None:
    events = happened(
        tmp_path,
        news("About", "1900-07-01~", "places:\n  - upton\n"),
        news("Month", "1900-08", "places:\n  - upton\n"),
    )["events"]
    assert [it.get("exact", False) for it in events] == [True, False, False]


def test_a_place_without_a_mark_has_a_spot(tmp_path: Path) -> None:
    found = happened(
        tmp_path, news("Fair", "1900-07-01", "places:\n  - meadow\n"), meadow=town("Meadow", "5", "47.5")
    )
    assert found["spots"]["meadow"]["name"] == "Meadow"
    assert found["spots"]["meadow"]["x"] == 50


def test_what_happens_within_a_marked_place_stands_at_its_mark(tmp_path: Path) -> None:
    market = town("Market", "2.5", "48.5", more="within: upton\n")
    found = happened(tmp_path, news("Fair", "1900-07-01", "places:\n  - market\n"), market=market)
    assert [it["places"] for it in found["events"]] == [["upton"], ["upton"]]
    assert found["spots"] == {}


def test_an_event_of_a_country_or_beyond_the_map_has_no_place_on_it(tmp_path: Path) -> None:
    found = happened(
        tmp_path,
        news("Law", "1900-07-01", "places:\n  - land\n"),
        news("Abroad", "1900-07-02", "places:\n  - far\n"),
        land=town("Land", "5", "47", kind="country"),
        far=town("Far", "50", "10"),
    )
    assert [it["event"] for it in found["events"]] == ["e0"]


def test_a_year_without_such_an_event_has_no_file(tmp_path: Path) -> None:
    world = plan_world(tmp_path, {"events/a.md": TAKEN, "events/b.md": news("Later", "1905-01-01")})
    assert {it for it in world.addresses() if it.startswith("/map/events/")} == {"/map/events/1900.json"}
