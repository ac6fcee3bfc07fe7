"""The table of error codes is what messages and documentation are made from."""

from __future__ import annotations

from pathlib import Path

from chronicle.codes import CODES
from chronicle.problems import Location, Problem
from chronicle.report import errors_page, problem_lines

ROOT = Path(__file__).parent.parent


def test_docs_errors_is_made_from_the_table() -> None:
    """`make errors` writes it."""
    assert (ROOT / "docs" / "errors.md").read_text("utf-8") == errors_page()


def test_every_code_of_the_table_is_reported_somewhere() -> None:
    paths = [path for path in (ROOT / "chronicle").rglob("*.py") if path.name != "codes.py"]
    source = "\n".join(path.read_text("utf-8") for path in paths)
    by_kind = {f"unknown-{kind}" for kind in ("event", "place", "actor", "operation", "measure", "source")}
    assert {code for code in CODES if f'"{code}"' in source} | by_kind == set(CODES)


def test_a_problem_without_a_hint_is_printed_with_the_advice_of_its_code() -> None:
    problem = Problem(Location("content/events/x.md", 7, 3), "unknown-place", 'no place "deir-ezzor"')
    assert problem_lines([problem]) == [
        'content/events/x.md:7:3: error[unknown-place]: no place "deir-ezzor"; '
        "look at the spelling, or add a note in `places/`"
    ]


def test_a_hint_stands_in_place_of_the_advice() -> None:
    problem = Problem(
        Location("content/events/x.md", 7, 3), "unknown-place", 'no place "uptn"', 'did you mean "upton"?'
    )
    assert problem_lines([problem]) == [
        'content/events/x.md:7:3: error[unknown-place]: no place "uptn"; did you mean "upton"?'
    ]
