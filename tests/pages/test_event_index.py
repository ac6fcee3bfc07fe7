"""The compact index of all events: what a script needs to choose among them, and nothing more."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from chronicle import edtf
from chronicle.keys import digest_of
from chronicle.pages.dates import standing
from tests.world import PlannedWorld, control, event, plan_world

ADDRESS = "/timeline/index.json"
OPERATION = "---\nname: The great dam\ndate: 1900\n---\nIt was built.\n"


def index(world: PlannedWorld) -> Any:
    return msgspec.json.decode(world.data(ADDRESS))


def slugs(column: Any) -> list[list[str]]:
    """The words of each event's cell."""
    cells = ([] if cell is None else cell if isinstance(cell, list) else [cell] for cell in column["cells"])
    return [sorted(column["words"][number][0] for number in cell) for cell in cells]


def test_each_event_stands_with_its_day_and_how_far_that_is_known(tmp_path: Path) -> None:
    found = index(
        plan_world(
            tmp_path,
            {
                "events/1900/a.md": event(date="1900-06-01", source="a"),
                "events/1900/b.md": event(date="1900-06", source="b"),
                "events/1901/c.md": event(date="1901", source="c"),
            },
        )
    )
    day, days = date(1970, 1, 1), []
    for step in found["steps"]:
        day += timedelta(step)
        days.append(str(day))
    assert (days, found["known"]) == (["1900-06-01", "1900-06-01", "1901-01-01"], "dmy")


def test_each_event_stands_with_all_by_which_it_can_be_chosen(tmp_path: Path) -> None:
    fields = "places:\n  - upton\nactors:\n  - gazette\noperation: great-dam\n" + control("lowton: millers")
    notes = {
        "operations/great-dam.md": OPERATION,
        "events/1900/a.md": event(fields=fields, source="a").replace("importance: 2", "importance: 3"),
        "events/1900/b.md": event(date="1900-07", kind="meeting", source="b"),
    }
    found = index(plan_world(tmp_path, notes))
    assert found["importance"] == "32"
    assert {name: slugs(found[name]) for name in ("certainty", "kind", "place", "actor", "operation")} == {
        "certainty": [["claimed"], ["claimed"]],
        "kind": [["flood"], ["meeting"]],
        "place": [["lowton", "upton"], []],
        "actor": [["gazette", "millers"], []],
        "operation": [["great-dam"], []],
    }
    assert ["upton", "Upton"] in found["place"]["words"]


def test_an_edit_of_prose_or_of_a_title_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    """It is among the inputs of every choice, so it must not be made anew with each edit."""

    def digest(folder: str, note: str) -> bytes:
        return digest_of(plan_world(tmp_path / folder, {"events/1900/a.md": note}).planned(ADDRESS).inputs)

    before = digest("before", event())
    assert digest("prose", event(body="It rose and fell [@gazette-1900].")) == before
    assert digest("title", event("The river falls")) == before
    assert digest("date", event(date="1900-06-02")) != before


DATES = st.one_of(
    st.dates(date(1000, 1, 1), date(2100, 1, 1)).flatmap(
        lambda day: st.sampled_from(
            [
                f"{day}",
                f"{day}~",
                f"{day:%Y-%m}",
                f"{day:%Y}",
                f"{day:%Y}-21",
                f"{day}/..",
                f"/{day}",
                f"../{day:%Y-%m}",
            ]
        )
    ),
)


@given(DATES)
def test_the_day_by_which_an_event_is_ordered_lies_in_the_year_and_month_where_it_stands(text: str) -> None:
    """The script finds an event's page by that day."""
    day = date.fromordinal(edtf.sort_key(edtf.parse(text))[0])
    place = standing(text)
    assert day.year == place.year
    assert place.month in (None, day.month)
    assert place.day in (None, day.day)
