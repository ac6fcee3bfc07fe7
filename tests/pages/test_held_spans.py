"""What is told of a place from each day on: the same as the control of the day, cut into spans."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from chronicle.control_history import Change, state_on
from chronicle.pages.held_spans import Span, When, span_on, spans_of
from tests.world import control, news, plan_world

CAPTURE = news("Weavers take Upton", "1900-06-03", control("upton: weavers, taken_from millers"))
LATER = news("Millers come back", "1900-06-10/1900-06-20", control("upton: millers, taken_from weavers"))


def history(tmp_path: Path, *notes: str) -> tuple[Change, ...]:
    world = plan_world(tmp_path, {f"events/e{number}.md": note for number, note in enumerate(notes)})
    (towns, *_) = world.planned("/map/holders.json").inputs
    return next(town.history for town in towns if town.town.id == "places/upton")


def test_a_holder_of_whom_a_place_was_taken_held_it_until_then(tmp_path: Path) -> None:
    before, after = spans_of(history(tmp_path, CAPTURE))
    assert before == Span(
        state="uncertain",
        form="until",
        holders=("millers",),
        when=When(form="day", first="1900-06-03", last="1900-06-03"),
        events=("e0",),
    )
    assert after == Span(
        start="1900-06-03",
        state="held",
        form="held",
        holders=("weavers",),
        holder="weavers",
        when=When(form="date", date="1900-06-03"),
        events=("e0",),
    )


def test_between_the_first_and_the_last_day_either_may_have_held_it(tmp_path: Path) -> None:
    *_, either, after = spans_of(history(tmp_path, CAPTURE, LATER))
    assert (either.start, either.state, either.form) == ("1900-06-10", "uncertain", "either")
    assert either.holders == ("weavers", "millers")
    assert either.when == after.when == When(form="between", first="1900-06-10", last="1900-06-20")
    assert either.events == ("e0", "e1")
    assert (after.start, after.holder) == ("1900-06-20", "millers")


def test_a_place_under_siege_names_who_lies_before_it(tmp_path: Path) -> None:
    siege = news("Siege", "1900-07-01", control("upton: weavers, besieged, against millers"))
    assert spans_of(history(tmp_path, CAPTURE, siege))[-1].against == ("millers",)


def test_a_holder_who_stays_is_sure_while_the_state_is_not(tmp_path: Path) -> None:
    siege = news("Siege", "1900-07", control("upton: weavers, besieged, against millers"))
    (span,) = (span for span in spans_of(history(tmp_path, CAPTURE, siege)) if span.form == "uncertain")
    assert (span.start, span.holder, span.state) == ("1900-07-01", "weavers", "uncertain")


def test_the_first_that_is_told_may_be_true_already_from_the_first_possible_day(tmp_path: Path) -> None:
    first, second = spans_of(history(tmp_path, news("Some day", "1900-07", control("upton: weavers"))))
    assert (first.start, first.form, first.holder) == ("1900-07-01", "perhaps", None)
    assert (second.start, second.when) == ("1900-07-31", When(form="date", date="1900-07"))


def test_a_date_that_is_about_a_day_keeps_that_word(tmp_path: Path) -> None:
    (*_, span) = spans_of(history(tmp_path, news("About", "1900-07-05~", control("upton: weavers"))))
    assert span.when.date == "1900-07-05~"


def test_before_all_that_is_told_there_is_no_span(tmp_path: Path) -> None:
    spans = spans_of(history(tmp_path, news("Known", "1900-07-05", control("upton: weavers"))))
    assert span_on(spans, "1900-07-04") is None
    assert span_on(spans, "1900-07-05") == spans[0]


def test_on_every_day_the_spans_say_what_the_control_of_that_day_says(tmp_path: Path) -> None:
    """What a script looks up is what the pages are made from."""
    changes = history(
        tmp_path,
        CAPTURE,
        LATER,
        news("Siege", "1900-07", control("upton: millers, besieged, against weavers")),
        news("Over", "1900-07-20/1900-08-05", control("upton: weavers, taken_from millers")),
    )
    spans = spans_of(changes)
    for number in range(-5, 120):
        day = date(1900, 6, 1) + timedelta(days=number)
        state, span = state_on(changes, day), span_on(spans, day.isoformat())
        assert state is not None
        assert span is not None
        assert span.state == (state.status if state.certain else "uncertain")
        assert span.holder == state.sure_holder
        assert span.holders == tuple(dict.fromkeys(holder for holder, _ in state.possible))
