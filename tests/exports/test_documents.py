from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from chronicle.exports.documents import document, number, schema, table, tables_by_year
from chronicle.exports.events import event_row
from chronicle.model import Event, Value
from tests.exports.exported import RICH, exported


class Town(Value, frozen=True, kw_only=True):
    name: str
    people: Decimal | None = None


def test_each_row_has_a_line_and_numbers_are_numbers() -> None:
    rows = table([Town(name="Upton", people=number("6600000.00")), Town(name="مدينة")])
    assert document("towns", [rows]).decode() == (
        '{"version": 1, "towns": [\n{"name":"Upton","people":6600000},\n{"name":"مدينة","people":null}\n]}\n'
    )


def test_no_rows_are_an_empty_list() -> None:
    assert document("towns", []) == b'{"version": 1, "towns": []}\n'


@given(st.from_regex(r"-?[0-9]{1,18}(\.[0-9]{1,9})?", fullmatch=True))
def test_a_number_keeps_its_value_and_has_no_needless_digits(text: str) -> None:
    """Never through a float: 18 digits and 9 decimals are more than one holds."""
    short = number(text)
    assert short == Decimal(text)
    written = f"{short:f}"
    assert not written.endswith(".")
    assert "." not in written or not written.endswith("0")
    assert written.lstrip("-") == "0" or not written.lstrip("-").startswith("00")


def test_events_come_a_table_a_year_in_their_order() -> None:
    """A change touches the digest of its year alone."""
    events = [
        event(slug, date) for slug, date in (("a", "1899-12"), ("b", "1900-01-02"), ("c", "../1900-05"))
    ]
    before = tables_by_year(event_row(it, "https://x.example/") for it in events)
    after = tables_by_year(
        event_row(it, "https://x.example/") for it in [*events[:2], event("d", "../1900-05")]
    )
    assert [[row.id for row in part.rows] for part in before] == [["a"], ["b", "c"]]
    assert [one.digest == other.digest for one, other in zip(before, after, strict=True)] == [True, False]


def event(slug: str, date: str) -> Event:
    return Event(
        slug=slug, path="x.md", title="It", date=date, kind="flood", importance=1, certainty="claimed"
    )


def test_a_schema_says_number_where_the_file_has_one() -> None:
    text = schema(Town, "towns.json", "Towns", "https://x.example/").decode()
    assert '"$id": "https://x.example/data/schema/towns.schema.json"' in text
    assert '"type": "number"' in text
    assert "decimal" not in text


def test_the_same_notes_give_the_same_bytes_whatever_the_day(tmp_path: Path) -> None:
    """No clock and no order of files on disk is in any of them."""
    one = exported(tmp_path / "one", RICH, today="2026-11-25")
    two = exported(tmp_path / "two", dict(reversed(RICH.items())), today="2031-01-01")
    assert one.files == two.files


def test_an_edit_of_prose_beyond_the_first_sentence_leaves_every_file_alone(tmp_path: Path) -> None:
    name = "events/1900/1900-06-01-river-rises.md"
    edited = RICH | {name: RICH[name] + "\nA second paragraph.\n"}
    assert exported(tmp_path / "one", RICH).files == exported(tmp_path / "two", edited).files


def test_text_files_end_with_a_line_end(tmp_path: Path) -> None:
    files = exported(tmp_path, RICH).files
    texts = {name: text for name, text in files.items() if not name.startswith("/assets/")}
    assert [name for name, text in texts.items() if not text.endswith(b"\n")] == []
    assert [name for name, text in texts.items() if b"\xef\xbb\xbf" in text] == []
