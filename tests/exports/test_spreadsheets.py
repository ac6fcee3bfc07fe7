from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from tests.exports.exported import RICH, Exported, exported
from tests.world import event


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return exported(tmp_path_factory.mktemp("rich"), RICH)


def rows(files: Exported, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files.text(address), newline=""), strict=True))


def test_an_event_is_a_line_with_lists_in_one_cell(rich: Exported) -> None:
    assert rich.files["/data/events.csv"].split(b"\r\n") == [
        b"id,url,title,date,earliest,latest,kind,places,actors,operation,importance,certainty,summary,sources",
        b"river-falls,https://river.example.org/events/river-falls/,The river falls,../1900-05~,,1900-05-31,"
        b"flood,,,,2,claimed,The river rose.,gazette-may",
        b"river-rises,https://river.example.org/events/river-rises/,The river rises,1900-06-01,1900-06-01,"
        b"1900-06-01,flood,upton;lowton,millers,sluice,2,claimed,The river rose.,gazette-1900",
        b"",
    ]


def test_a_figure_has_its_value_or_its_range(rich: Exported) -> None:
    assert rich.files["/data/figures.csv"].split(b"\r\n") == [
        b"event,measure,value,low,high,unit,qualifier,scope,period,of,as_of,claimant,source,note",
        b"river-rises,people-flooded,1200.5,,,people,at-least,valley,1900-06,millers,1900-06-02,gazette,"
        b"gazette-1900,counted from the tower",
        b"river-rises,people-flooded,,900,1000,people,,,,,1900-06,gazette,gazette-1900,",
        b"",
    ]


def test_a_change_of_control_has_its_place(rich: Exported) -> None:
    assert rich.files["/data/control.csv"].split(b"\r\n") == [
        b"place,from,from_latest,holder,status,event",
        b"upton,,,weavers,held,river-rises",
        b"upton,1900-06-01,1900-06-01,millers,contested,river-rises",
        b"",
    ]


@pytest.mark.parametrize("title", ['=HYPERLINK("x")', "+1", "-1 degrees", "@all", 'a "b", c', "النهر; يرتفع"])
def test_a_cell_says_what_the_note_says(tmp_path: Path, title: str) -> None:
    """Nothing is put before a sign that a spreadsheet might take for a formula: the page warns of it."""
    quoted = "'" + title + "'"
    files = exported(tmp_path, {"events/1900/1900-06-01-it.md": event(title=quoted)})
    assert [row["title"] for row in rows(files, "/data/events.csv")] == [title]
