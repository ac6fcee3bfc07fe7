"""Control entries that do not fit together, and those that only seem so."""

from __future__ import annotations

from typing import Any

from chronicle.contradictions import Finding, findings, located
from chronicle.control_history import told
from chronicle.model import ControlEntry, Event
from chronicle.problems import Location


def event(slug: str, day: str, holder: str, status: str = "held", **fields: Any) -> Event:
    if "all_held_by" not in fields:
        fields["place"] = "town"
    return Event(
        slug=slug,
        path="",
        title=slug,
        date=day,
        kind="capture",
        importance=2,
        certainty="confirmed",
        control=(ControlEntry(holder=holder, status=status, **fields),),
    )


def found(*events: Event) -> list[Finding]:
    return list(findings(events, told(events)))


def messages(*events: Event) -> list[str]:
    return [finding.message for finding in found(*events)]


IS_TAKES = event("is-takes-town", "2014-06-10", "is")


def test_place_taken_from_whom_it_did_not_belong_to_names_the_other_event() -> None:
    [finding] = found(IS_TAKES, event("sdf-takes-town", "2016-01-01", "sdf", taken_from="hts"))
    assert (finding.event_slug, finding.path) == ("sdf-takes-town", ("control", 0, "taken_from"))
    assert finding.code == "control-contradiction"
    assert finding.message == (
        '"town" is taken from "hts" here, but "is" holds it since "is-takes-town" (2014-06-10)'
    )
    assert finding.hint == 'write "taken_from: is", or correct the entry there'


def test_place_taken_from_its_holder_is_right() -> None:
    assert found(IS_TAKES, event("sdf-takes-town", "2016-01-01", "sdf", taken_from="is")) == []


def test_first_entry_may_take_a_place_from_anybody() -> None:
    assert found(event("is-takes-town", "2014-06-10", "is", taken_from="iraqi-army")) == []


def test_place_held_by_another_needs_no_word_of_whom_it_was_taken_from() -> None:
    assert found(IS_TAKES, event("sdf-takes-town", "2016-01-01", "sdf")) == []


def test_what_was_contested_may_be_taken_by_either() -> None:
    contested = event("battle", "2015-01-01", "is", "contested", against=("sdf",))
    for loser in ("is", "sdf"):
        assert found(IS_TAKES, contested, event("end", "2016-01-01", "hts", taken_from=loser)) == []
    assert messages(IS_TAKES, contested, event("end", "2016-01-01", "hts", taken_from="saa")) == [
        '"town" is taken from "saa" here, but "is" holds it since "battle" (2015-01-01)'
    ]


def test_besiegers_are_not_inside() -> None:
    besieged = event("siege", "2015-01-01", "is", "besieged", against=("sdf",))
    assert len(found(IS_TAKES, besieged, event("end", "2016-01-01", "hts", taken_from="sdf"))) == 1


def test_uncertain_spans_allow_each_holder_that_may_have_been_the_last() -> None:
    maybe = event("maybe-sdf", "2016", "sdf")
    for loser in ("is", "sdf"):
        assert found(IS_TAKES, maybe, event("end", "2016-05-01", "hts", taken_from=loser)) == []
    assert len(found(IS_TAKES, maybe, event("end", "2016-05-01", "hts", taken_from="saa"))) == 1


def test_two_entries_of_one_day_may_have_either_order() -> None:
    assert (
        found(
            IS_TAKES,
            event("b-first", "2016-01-01", "sdf", taken_from="is"),
            event("a-second", "2016-01-01", "hts", taken_from="sdf"),
        )
        == []
    )


def test_nothing_is_said_where_no_event_lies_wholly_before() -> None:
    assert found(event("june", "2014-06", "is"), event("a-day", "2014-06-10", "sdf", taken_from="hts")) == []


def test_contested_in_the_hands_of_another_than_its_holder_wants_taken_from() -> None:
    [finding] = found(IS_TAKES, event("battle", "2015-01-01", "sdf", "contested", against=("is",)))
    assert finding.field == "holder"
    assert finding.message == (
        '"sdf" holds contested "town" here, but "is" holds it since "is-takes-town" (2014-06-10)'
    )
    assert finding.hint == 'write "holder: is", or "taken_from: is" if it changed hands'
    assert (
        found(IS_TAKES, event("battle", "2015-01-01", "sdf", "contested", taken_from="is", against=("is",)))
        == []
    )


def test_holder_after_a_handover_is_the_new_one() -> None:
    renamed = event("renamed", "2015-10-10", "caliphate", all_held_by="is")
    assert messages(IS_TAKES, renamed, event("end", "2016-01-01", "sdf", taken_from="is")) == [
        '"town" is taken from "is" here, but "caliphate" holds it since "renamed" (2015-10-10)'
    ]
    assert found(IS_TAKES, renamed, event("end", "2016-01-01", "sdf", taken_from="caliphate")) == []


def test_contested_or_besieged_without_against_is_a_warning() -> None:
    contested = event("battle", "2014-06-10", "is", "contested")
    besieged = event("siege", "2014-06-10", "is", "besieged")
    [inside], [around] = found(contested), found(besieged)
    assert (inside.path, inside.hint) == (
        ("control", 0, "status"),
        'add "against", a list of the actors inside',
    )
    assert (around.message, around.hint) == (
        '"town" is besieged and nothing says by whom',
        'add "against", a list of the actors around',
    )
    problem = located(inside, Location("content/events/2014/2014-06-10-battle.md", 9, 13))
    assert str(problem) == (
        "content/events/2014/2014-06-10-battle.md:9:13: warning[missing-against]: "
        '"town" is contested and nothing says by whom; add "against", a list of the actors inside'
    )


def test_findings_come_in_the_order_of_their_events_whatever_the_order_of_reading() -> None:
    events = [
        IS_TAKES,
        event("b", "2015-01-01", "is", "contested"),
        event("a", "2016-01-01", "sdf", taken_from="hts"),
    ]
    assert [finding.event_slug for finding in found(*events)] == ["a", "b"]
    assert found(*reversed(events)) == found(*events)
