"""What events tell of a place and what does not fit together, or only seems so."""

from __future__ import annotations

from typing import Any

from chronicle.control_history import told
from chronicle.model import ControlEntry, Event
from chronicle.problems import Finding
from chronicle.rules.control import (
    CONTROL_RULES,
    fight_without_end,
    held_by_two,
    lost_by_another,
    taken_by_its_holder,
)


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


def found(*events: Event, rule: Any = lost_by_another) -> list[Finding]:
    own = {(it.slug, 0) for it in events if it.control[0].all_held_by is None}
    return [finding for changes in told(events).values() for finding in rule(changes, own)]


def messages(*events: Event) -> list[str]:
    return [finding.message for finding in found(*events)]


IS_TAKES = event("is-takes-town", "2014-06-10", "is")


def test_place_taken_from_whom_it_did_not_belong_to_names_the_other_event() -> None:
    [finding] = found(IS_TAKES, event("sdf-takes-town", "2016-01-01", "sdf", taken_from="hts"))
    assert (finding.note, finding.path) == ("events/sdf-takes-town", ("control", 0, "taken_from"))
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
    assert finding.path == ("control", 0, "holder")
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


def test_order_of_reading_does_not_matter() -> None:
    events = [
        IS_TAKES,
        event("b", "2015-01-01", "is", "contested", against=("sdf",)),
        event("a", "2016-01-01", "sdf", taken_from="hts"),
    ]
    for rule in CONTROL_RULES:
        assert found(*reversed(events), rule=rule) == found(*events, rule=rule)


def test_a_hundred_changes_of_one_month_say_nothing_about_each_other() -> None:
    """Any of them may have been the last before any other; and to compare all would take for ever."""
    crowd = [event(f"e-{number}", "2015-01", f"guild-{number}") for number in range(150)]
    assert found(IS_TAKES, *crowd, event("end", "2015-01-31", "hts", taken_from="saa")) == []


def already(*events: Event) -> list[str]:
    return [finding.message for finding in found(*events, rule=taken_by_its_holder)]


def test_place_that_comes_to_its_holder_is_named_with_the_event_that_made_it_theirs() -> None:
    assert already(IS_TAKES, event("again", "2015-01-01", "is")) == [
        '"is" comes to hold "town" here, but "is" holds it since "is-takes-town" (2014-06-10)'
    ]


def test_holder_who_wins_a_fight_or_is_relieved_holds_the_place_anew() -> None:
    for status in ("contested", "besieged"):
        fight = event("fight", "2015-01-01", "is", status, against=("sdf",))
        assert already(IS_TAKES, fight, event("end", "2016-01-01", "is")) == []


def test_place_that_may_have_been_lost_in_between_may_come_back() -> None:
    assert already(IS_TAKES, event("maybe", "2015", "sdf"), event("back", "2015-06-01", "is")) == []


def test_nobody_takes_a_place_from_himself() -> None:
    [message] = already(event("odd", "2015-01-01", "is", taken_from="is"))
    assert message == '"town" is taken from "is" by "is" itself'


def two(*events: Event) -> list[str]:
    return [finding.message for finding in found(*events, rule=held_by_two)]


def test_two_holders_of_one_day_want_an_order() -> None:
    one, other = event("one", "2015-01-01", "is"), event("other", "2015-01-01", "sdf")
    assert two(one, other) == [
        '"town" comes to "sdf" here and to "is" in "one", both on 2015-01-01',
    ]


def test_one_of_two_holders_of_a_day_may_have_the_place_from_the_other() -> None:
    one, other = event("one", "2015-01-01", "is"), event("other", "2015-01-01", "sdf", taken_from="is")
    assert two(one, other) == []


def test_holders_of_one_month_need_not_be_of_one_day() -> None:
    assert two(event("one", "2015-01", "is"), event("other", "2015-01", "sdf")) == []


def endless(*events: Event) -> list[str]:
    return [finding.message for finding in found(*events, rule=fight_without_end)]


def test_fight_that_is_the_last_that_is_told_of_a_place_has_no_end() -> None:
    fight = event("fight", "2015-01-01", "is", "contested", against=("sdf",))
    assert endless(IS_TAKES, fight) == [
        '"town" is contested since 2015-01-01, and no event tells how that ended'
    ]
    assert endless(IS_TAKES, fight, event("end", "2016-01-01", "sdf")) == []
