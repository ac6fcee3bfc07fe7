"""The forms in which code hosts read problems."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chronicle.annotations import github_lines, gitlab_report, sarif
from chronicle.problems import Location, Problem

PLACE = Problem(
    Location("content/events/x.md", 7, 3), "unknown-place", 'no place "uptn"', 'did you mean "upton"?'
)
ORPHAN = Problem(Location("content/places/mill.md", 1, 1), "orphan", 'no note names "mill"', "", "warning")


def test_github_gets_a_command_a_problem() -> None:
    assert github_lines([PLACE, ORPHAN]) == [
        "::error file=content/events/x.md,line=7,col=3,title=unknown-place::"
        'no place "uptn"; did you mean "upton"?',
        '::warning file=content/places/mill.md,line=1,col=1,title=orphan::no note names "mill"; '
        "use it, or delete the note",
    ]


def test_nothing_in_a_note_can_end_a_command_or_begin_another() -> None:
    """GitHub runs what begins with two colons on a line of its own."""
    nasty = Problem(Location("content/a,b:c%.md", 1, 1), "orphan", "50 %\n::set-env name=x::y", "now")
    (line,) = github_lines([nasty])
    assert line == (
        "::error file=content/a%2Cb%3Ac%25.md,line=1,col=1,title=orphan::50 %25%0A::set-env name=x::y; now"
    )


def issues(*problems: Problem) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gitlab_report(problems))
    return found


def test_gitlab_gets_the_fields_that_it_reads() -> None:
    error, warning = issues(PLACE, ORPHAN)
    assert {name: value for name, value in error.items() if name != "fingerprint"} == {
        "description": 'no place "uptn"; did you mean "upton"?',
        "check_name": "unknown-place",
        "severity": "major",
        "location": {"path": "content/events/x.md", "lines": {"begin": 7}},
    }
    assert warning["severity"] == "minor"


def test_fingerprint_stays_when_the_lines_above_change() -> None:
    moved = Problem(Location("content/events/x.md", 9, 3), PLACE.code, PLACE.message, PLACE.hint)
    assert issues(moved)[0]["fingerprint"] == issues(PLACE)[0]["fingerprint"]
    written = "the source is written twice, here and in content/y.md:"
    twice = [Problem(Location("x.md", 1, 1), "duplicate-source", f"{written}{line}") for line in (7, 9)]
    assert issues(twice[0])[0]["fingerprint"] == issues(twice[1])[0]["fingerprint"]


def test_fingerprints_of_one_report_are_all_different() -> None:
    again = Problem(Location("content/events/x.md", 9, 3), PLACE.code, PLACE.message, PLACE.hint)
    assert len({issue["fingerprint"] for issue in issues(PLACE, again, ORPHAN)}) == 3


def log(*problems: Problem, silenced: tuple[tuple[Problem, str], ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sarif(problems, silenced))
    assert found["version"] == "2.1.0"
    (run,) = found["runs"]
    return dict(run)


def test_sarif_has_a_rule_for_each_code_and_a_result_for_each_problem() -> None:
    run = log(PLACE, ORPHAN, PLACE)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["orphan", "unknown-place"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert [rules[it["ruleIndex"]]["id"] for it in run["results"]] == [it["ruleId"] for it in run["results"]]
    assert [it["level"] for it in run["results"]] == ["error", "warning", "error"]
    (location,) = run["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "content/events/x.md"
    assert location["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 3}
    assert len({it["partialFingerprints"]["chronicle/v1"] for it in run["results"]}) == 3


def test_sarif_has_what_is_silenced_as_suppressed_with_the_reason() -> None:
    (result,) = log(silenced=((ORPHAN, "the next event will need it"),))["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "the next event will need it"}]


@pytest.mark.parametrize(
    ("name", "address"), [("a b.md", "a%20b.md"), ("ä.md", "%C3%A4.md"), ("a#b.md", "a%23b.md")]
)
def test_sarif_names_files_by_addresses(name: str, address: str) -> None:
    """What may not stand in an address is written as such addresses write it."""
    (result,) = log(Problem(Location(f"content/{name}", 1, 1), "orphan", "x"))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert (
        uri == {"a b.md": "content/a%20b.md", "ä.md": "content/%C3%A4.md", "a#b.md": "content/a%23b.md"}[name]
    )
