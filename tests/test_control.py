"""Who held what on which day: small wars, each told by its events alone."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chronicle.control import Control, control_of, control_rows
from chronicle.control_history import State, first_day
from chronicle.model import ControlEntry, Event, MapSettings, Place

BOX = MapSettings(
    west=38,
    east=46,
    south=30,
    north=38,
    parallels=(31, 37),
    meridian=42,
    origin=34,
    base="map.json",
    day="2017-01-01",
)


def place(slug: str, kind: str = "town", **fields: Any) -> Place:
    fields = {"latitude": "34", "longitude": "42", **fields}
    return Place(slug=slug, path="", name=slug, kind=kind, precision_km="1", coordinate_source="", **fields)


def event(day: str, *entries: ControlEntry, slug: str = "", importance: int = 2) -> Event:
    slug = slug or f"on-{day.replace('/', '-to-')}"
    return Event(
        slug=slug,
        path="",
        title=slug,
        date=day,
        kind="capture",
        importance=importance,
        certainty="confirmed",
        control=entries,
    )


def entry(holder: str, status: str = "held", place: str | None = "town", **fields: Any) -> ControlEntry:
    return ControlEntry(place=place, holder=holder, status=status, **fields)


def handover(all_held_by: str, holder: str) -> ControlEntry:
    return ControlEntry(all_held_by=all_held_by, holder=holder, status="held")


def world(*events: Event, places: tuple[Place, ...] = ()) -> Control:
    names = {entry.place for event in events for entry in event.control if entry.place}
    known = {name: place(name) for name in names} | {place.slug: place for place in places}
    return control_of(events, known, BOX, ("country",))


def on(control: Control, day: str, place: str = "town") -> State:
    return control.on(date.fromisoformat(day))[place]


def holders(control: Control, place: str = "town") -> list[str]:
    return [change.holder for change in control.history(place)]


# --- a day ------------------------------------------------------------------


def test_place_is_held_from_the_day_of_its_entry() -> None:
    control = world(event("2014-06-10", entry("is")))
    state = on(control, "2014-06-10")
    assert (state.holder, state.status, state.certain) == ("is", "held", True)
    assert state.since == control.history("town")[0]
    assert state.next is None


def test_nothing_is_known_of_a_place_before_its_first_entry() -> None:
    assert world(event("2014-06-10", entry("is"))).on(date(2014, 6, 9)) == {}


def test_either_holder_is_possible_within_the_span_of_a_date() -> None:
    """A town that B takes on 3 June and C on some day of 10 to 20 June."""
    control = world(event("2014-06-03", entry("b")), event("2014-06-10/2014-06-20", entry("c")))
    assert on(control, "2014-06-09").certain
    state = on(control, "2014-06-10")
    assert (state.holder, state.certain, state.possible) == ("b", False, (("b", "held"), ("c", "held")))
    assert state.next is not None
    assert state.next.holder == "c"
    assert state.sure_holder is None
    assert on(control, "2014-06-20").possible == (("c", "held"),)
    assert on(control, "2014-06-20").certain


def test_place_may_be_held_already_within_the_span_of_its_first_entry() -> None:
    state = on(world(event("2014-06", entry("is"))), "2014-06-15")
    assert (state.holder, state.certain, state.since, state.sure_holder) == ("is", False, None, None)


def test_entry_with_a_date_of_its_own_takes_effect_then_and_not_on_the_day_of_its_event() -> None:
    control = world(event("2014-06-10", entry("is", date="2014-06-12")))
    assert control.on(date(2014, 6, 11)) == {}
    assert control.history("town")[0].date_text == "2014-06-12"


def test_entry_without_end_is_never_certain() -> None:
    control = world(event("2014-06-10/..", entry("is")))
    assert not on(control, "2025-01-01").certain


def test_holder_is_sure_though_the_status_is_not() -> None:
    """A town that may be fought over already is still counted for who holds it."""
    battle = event("2014-07", entry("b", "contested", against=("c",)))
    state = on(world(event("2014-06-03", entry("b")), battle), "2014-07-15")
    assert state.possible == (("b", "held"), ("b", "contested"))
    assert not state.certain
    assert state.sure_holder == "b"


def test_contested_lasts_until_an_entry_says_otherwise() -> None:
    control = world(
        event("2014-06-03", entry("b")),
        event("2014-07-01", entry("b", "contested", against=("c",))),
        event("2014-09-01", entry("b")),
    )
    statuses = [on(control, day).status for day in ("2014-06-30", "2014-07-01", "2014-08-31", "2014-09-01")]
    assert statuses == ["held", "contested", "contested", "held"]
    since = on(control, "2014-08-31").since
    assert since is not None
    assert since.against == ("c",)


# --- a history ----------------------------------------------------------------


def test_history_begins_with_whom_the_place_was_taken_from() -> None:
    control = world(event("2014-06-10", entry("is", taken_from="iraqi-army"), slug="mosul-falls"))
    first, second = control.history("town")
    assert (first.holder, first.status, first.event_slug) == ("iraqi-army", "held", "mosul-falls")
    assert first.is_from_unknown_day
    assert (first.earliest, first.latest) == (None, None)
    assert (second.holder, second.taken_from, second.earliest) == ("is", "iraqi-army", date(2014, 6, 10))


def test_holder_from_an_unknown_day_is_shown_as_uncertain_and_not_counted() -> None:
    control = world(event("2014-06-10", entry("is", taken_from="iraqi-army")))
    state = on(control, "1999-01-01")
    assert (state.holder, state.certain, state.since, state.since_unknown) == (
        "iraqi-army",
        False,
        None,
        True,
    )
    assert state.next == control.history("town")[1]
    assert control.counts(date(2014, 6, 9)) == {}


def test_only_the_first_entry_tells_of_an_unknown_day() -> None:
    control = world(event("2014-06-03", entry("b")), event("2014-06-10", entry("c", taken_from="b")))
    assert holders(control) == ["b", "c"]


def test_more_exact_entry_comes_before_a_less_exact_one_that_begins_on_its_day() -> None:
    """1 June, then the whole of June: the order in which events stand, too."""
    control = world(event("2014-06", entry("b")), event("2014-06-01", entry("c")))
    assert holders(control) == ["c", "b"]


def test_of_one_day_the_more_important_entry_comes_first_then_the_slug_decides() -> None:
    control = world(
        event("2014-06-01", entry("b"), slug="b", importance=1),
        event("2014-06-01", entry("c"), slug="c", importance=3),
        event("2014-06-01", entry("a"), slug="a", importance=1),
    )
    assert holders(control) == ["c", "a", "b"]


def test_change_was_over_when_the_next_one_was() -> None:
    """ "In 2014" and then "on 10 June 2014": the first happened by 10 June."""
    control = world(event("2014", entry("b")), event("2014-06-10", entry("c")))
    first, second = control.history("town")
    assert (first.earliest, first.latest) == (date(2014, 1, 1), date(2014, 6, 10))
    assert (second.earliest, second.latest) == (date(2014, 6, 10), date(2014, 6, 10))
    assert on(control, "2014-06-09").possible == (("b", "held"),)
    assert not on(control, "2014-06-09").certain
    assert on(control, "2014-06-10").certain


def test_overlapping_spans_leave_three_holders_possible() -> None:
    control = world(
        event("2014-06-01", entry("a")),
        event("2014-06-05/2014-06-20", entry("b")),
        event("2014-06-10/2014-06-30", entry("c")),
    )
    assert [holder for holder, _ in on(control, "2014-06-15").possible] == ["a", "b", "c"]
    assert [holder for holder, _ in on(control, "2014-06-20").possible] == ["b", "c"]
    assert on(control, "2014-06-30").sure_holder == "c"


def test_change_with_an_open_beginning_did_not_happen_before_the_one_that_it_follows() -> None:
    control = world(event("2014-06-10", entry("b")), event("../2014-06-20", entry("c")))
    assert [(change.holder, change.earliest) for change in control.history("town")] == [
        ("b", date(2014, 6, 10)),
        ("c", date(2014, 6, 10)),
    ]
    assert on(control, "2014-06-15").possible == (("b", "held"), ("c", "held"))


def test_unknown_place_has_no_history() -> None:
    assert world().history("nowhere") == ()


# --- all that one actor holds ---------------------------------------------------


def test_handover_takes_what_an_actor_holds_for_certain_and_nothing_else() -> None:
    control = world(
        event(
            "2014-06-01",
            entry("ypg", place="kobani"),
            entry("ypg", "contested", place="hasakah", against=("is",)),
        ),
        event("2014-06-02", entry("is", place="raqqa")),
        event("2015", entry("ypg", place="amuda")),
        event("2015-10-10", handover("ypg", "sdf"), slug="sdf-founded"),
    )
    assert holders(control, "kobani") == ["ypg", "sdf"]
    assert holders(control, "hasakah") == ["ypg", "sdf"]
    assert holders(control, "raqqa") == ["is"]
    assert holders(control, "amuda") == ["ypg"]
    change = control.history("kobani")[1]
    assert (change.taken_from, change.event_slug, change.place) == ("ypg", "sdf-founded", "kobani")


def test_handover_leaves_what_is_held_from_an_unknown_day() -> None:
    control = world(
        event("2015-10-10", handover("ypg", "sdf")), event("2016-01-01", entry("is", taken_from="ypg"))
    )
    assert holders(control) == ["ypg", "is"]


def test_entry_of_its_own_that_may_be_of_that_day_wins_over_a_handover() -> None:
    control = world(
        event("2014-06-01", entry("saa", place="aleppo"), entry("saa", place="homs")),
        event("2024-12-07/2024-12-09", entry("sdf", place="aleppo")),
        event("2024-12-08", handover("saa", "hts")),
    )
    assert holders(control, "aleppo") == ["saa", "sdf"]
    assert holders(control, "homs") == ["saa", "hts"]


def test_handover_can_hand_over_what_another_did() -> None:
    control = world(
        event("2014-06-01", entry("a")),
        event("2016-01-01", handover("b", "c"), slug="second"),
        event("2015-01-01", handover("a", "b"), slug="first"),
    )
    assert holders(control) == ["a", "b", "c"]


def test_handover_leaves_what_an_actor_has_lost() -> None:
    control = world(
        event("2014-06-01", entry("a")),
        event("2014-07-01", entry("b")),
        event("2015-01-01", handover("a", "c")),
    )
    assert holders(control) == ["a", "b"]


def test_handover_within_a_span_is_uncertain_within_it() -> None:
    control = world(event("2014-06-01", entry("ypg")), event("2015-10-10/2015-10-12", handover("ypg", "sdf")))
    assert on(control, "2015-10-11").possible == (("ypg", "held"), ("sdf", "held"))
    assert on(control, "2015-10-12").sure_holder == "sdf"


# --- what is counted ---------------------------------------------------------------


def test_followed_are_places_in_the_box_that_are_no_areas_nor_within_one_that_is_followed() -> None:
    control = world(
        event(
            "2014-06-10",
            *(entry("is", place=name) for name in ("mosul", "old-city", "iraq", "sirte", "suburb")),
        ),
        places=(
            place("old-city", within="west-bank"),
            place("west-bank", within="mosul"),
            place("iraq", kind="country"),
            place("sirte", longitude="16.6"),
            place("suburb", within="nineveh"),
            place("nineveh", kind="region"),
            place("quiet"),
        ),
    )
    assert control.followed == ("mosul", "suburb")


def test_places_within_each_other_do_not_hang_the_build() -> None:
    control = world(
        event("2014-06-10", entry("is", place="a"), entry("is", place="b")),
        places=(place("a", within="b"), place("b", within="a")),
    )
    assert control.followed == ()


def test_without_a_map_every_place_but_areas_is_followed() -> None:
    events = [event("2014-06-10", entry("is", place="sirte"), entry("is", place="libya"))]
    places = {"sirte": place("sirte", longitude="16.6"), "libya": place("libya", kind="country")}
    assert control_of(events, places, None, ("country",)).followed == ("sirte",)


def test_towns_held_change_on_the_first_and_the_last_possible_day_of_a_change() -> None:
    control = world(
        event("2014-06-01", entry("is", place="mosul"), entry("is", place="hit")),
        event("2014-07-10/2014-07-20", entry("iraq", place="hit")),
    )
    assert control.held_over_time("is") == ((date(2014, 6, 1), 2), (date(2014, 7, 10), 1))
    assert control.held_over_time("iraq") == ((date(2014, 7, 20), 1),)
    assert control.counts(date(2014, 7, 15)) == {"is": 1}
    assert control.counts(date(2014, 7, 20)) == {"iraq": 1, "is": 1}
    assert control.held_over_time("nobody") == ()


def test_contested_and_besieged_towns_count_for_their_holder() -> None:
    control = world(event("2014-06-01", entry("is", "besieged", against=("sdf",))))
    assert control.counts(date(2014, 6, 1)) == {"is": 1}


def test_place_changes_state_where_a_span_begins_or_ends() -> None:
    control = world(event("2014-06-01", entry("a")), event("2014-07-10/2014-07-20", entry("b")))
    assert [(day.isoformat(), state.sure_holder) for day, state in control.steps("town")] == [
        ("2014-06-01", "a"),
        ("2014-07-10", None),
        ("2014-07-20", "b"),
    ]


def test_rows_of_the_data_file_have_null_where_no_day_is_known() -> None:
    [before, after] = control_rows(world(event("2014-06", entry("is", taken_from="isf"), slug="falls")))[
        "town"
    ]
    common = {"status": "held", "event": "falls"}
    assert before == {"from": None, "from_latest": None, "holder": "isf", **common}
    assert after == {"from": "2014-06-01", "from_latest": "2014-06-30", "holder": "is", **common}


# --- whatever is told -------------------------------------------------------------------

DAYS = st.dates(date(2014, 1, 1), date(2014, 3, 31))
ACTORS = st.sampled_from(["is", "sdf", "saa"])
DATES = st.one_of(
    DAYS.map(date.isoformat),
    st.sampled_from(["2014", "2014-01", "2014-02", "2013-24", "2014-02/..", "../2014-02-10", "2014-01-15~"]),
    st.tuples(DAYS, DAYS).map(lambda ends: "/".join(day.isoformat() for day in sorted(ends))),
)
ENTRIES = st.one_of(
    st.builds(
        ControlEntry,
        place=st.sampled_from(["a", "b", "c"]),
        holder=ACTORS,
        status=st.sampled_from(["held", "contested", "besieged"]),
        taken_from=st.none() | ACTORS,
        against=st.just(()),
        date=st.none() | DATES,
    ),
    st.builds(handover, ACTORS, ACTORS),
)
WARS = st.lists(
    st.tuples(DATES, st.lists(ENTRIES, min_size=1, max_size=3), st.integers(1, 3)), min_size=1, max_size=8
).map(
    lambda told: [
        event(day, *entries, slug=f"event-{number}", importance=importance)
        for number, (day, entries, importance) in enumerate(told)
    ]
)


@given(WARS, st.randoms(use_true_random=False))
def test_order_in_which_events_come_does_not_matter(events: list[Event], random: Any) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)
    assert world(*shuffled) == world(*events)


@given(WARS)
def test_windows_of_a_history_are_in_order(events: list[Event]) -> None:
    """So drawing one change after the other never goes back in time."""
    control = world(*events)
    for history in control.histories.values():
        dated = [change for change in history if not change.is_from_unknown_day]
        firsts = [change.earliest or date.min for change in dated]
        lasts = [change.latest or date.max for change in dated]
        assert firsts == sorted(firsts)
        assert lasts == sorted(lasts)
        assert all(first <= last for first, last in zip(firsts, lasts, strict=True))


@given(WARS, DAYS)
def test_day_agrees_with_history_and_with_steps(events: list[Event], day: date) -> None:
    control = world(*events)
    states = control.on(day)
    for slug, history in control.histories.items():
        state = states.get(slug)
        begun = [change for change in history if first_day(change) <= day]
        assert (state is None) == (not begun)
        if state is None:
            continue
        assert set(state.possible) <= {(change.holder, change.status) for change in begun}
        assert (begun[-1].holder, begun[-1].status) in state.possible
        assert (state.holder, state.status) == state.possible[0]
        assert state.since is None or (state.since.latest is not None and state.since.latest <= day)
        passed = [step for first, step in control.steps(slug) if first <= day]
        assert not passed or passed[-1] == state


@given(WARS, DAYS | st.sampled_from([date(2013, 1, 1), date(2015, 1, 1)]))
def test_counts_agree_with_the_map_of_the_day(events: list[Event], day: date) -> None:
    control = world(*events)
    held = Counter(state.sure_holder for slug, state in control.on(day).items() if slug in control.followed)
    held.pop(None, None)
    assert control.counts(day) == held


@given(WARS)
def test_towns_held_changes_with_each_step(events: list[Event]) -> None:
    control = world(*events)
    for holder in ("is", "sdf", "saa"):
        for day, number in control.held_over_time(holder):
            assert control.counts(day).get(holder, 0) == number
            assert control.counts(day - timedelta(days=1)).get(holder, 0) != number
