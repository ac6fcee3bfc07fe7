"""The bar of a place says what is known on each day, and what is not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec

from chronicle.control_history import Change
from chronicle.model import ActorCard, Card
from chronicle.pages.axes import Axis, axis_of, ticks
from chronicle.pages.bars import bar, legend_of

CARDS: dict[str, Card] = {
    f"actors/{slug}": ActorCard(
        id=f"actors/{slug}",
        address=f"/actors/{slug}/",
        name=slug.title(),
        code=code,
        colour=colour,
        kind="guild",
        side="north",
    )
    for slug, code, colour in [("millers", "Mill", "blue"), ("weavers", "Weav", "amber")]
}
DECADE = Axis(first=date(1900, 1, 1), end=date(1910, 1, 1))


def change(
    holder: str, first: str | None, last: str | None = None, status: str = "held", **more: Any
) -> Change:
    """On one day, where there is no `last`."""
    latest = last or first
    return Change(
        place="upton",
        earliest=date.fromisoformat(first) if first else None,
        latest=date.fromisoformat(latest) if latest else None,
        holder=holder,
        status=status,
        taken_from=None,
        against=(),
        event_slug="x",
        entry_index=0,
        date_text=first or "",
        **more,
    )


def unknown(holder: str) -> Change:
    return change(holder, None, is_from_unknown_day=True)


def test_the_axis_is_of_whole_years_from_the_first_change_to_the_last() -> None:
    axis = axis_of([[change("millers", "1901-06-01")], [unknown("weavers"), change("millers", "1903-02-01")]])
    assert axis == Axis(first=date(1901, 1, 1), end=date(1904, 1, 1))
    assert [tick.year for tick in ticks(axis)] == ["1901", "1902", "1903"]


def test_there_is_no_axis_where_no_day_is_known() -> None:
    assert axis_of([]) is None
    assert axis_of([[unknown("millers")]]) is None


def test_a_long_axis_names_few_years() -> None:
    """Centuries of a chronicle must not make a comb of it."""
    assert [tick.year for tick in ticks(Axis(first=date(1801, 1, 1), end=date(1900, 1, 1)))][:2] == [
        "1810",
        "1820",
    ]


def test_a_holder_has_its_segment_up_to_the_next_and_the_last_one_to_the_end() -> None:
    drawn = bar([change("millers", "1902-01-01"), change("weavers", "1905-01-01")], DECADE, CARDS)
    ends = [(round(it.x), round(it.x + it.width), it.colour, it.code) for it in drawn.segments]
    assert ends == [(20, 50, "blue", "Mill"), (50, 100, "amber", "Weav")]
    assert (drawn.seams, drawn.long_windows) == ((), ())


def test_a_narrow_segment_has_no_code() -> None:
    drawn = bar([change("millers", "1902-01-01"), change("weavers", "1902-08-01")], DECADE, CARDS)
    assert [it.code for it in drawn.segments] == [None, "Weav"]


def test_a_change_between_two_days_is_a_slanted_seam_between_both_colours() -> None:
    """From the first possible day at the bottom to the last at the top."""
    drawn = bar(
        [change("millers", "1902-01-01"), change("weavers", "1905-01-01", "1905-07-01")], DECADE, CARDS
    )
    seam = drawn.seams[0]
    assert (round(seam.x), round(seam.width)) == (50, 5)
    assert [shape.colour for shape in seam.shapes] == ["blue", "amber"]
    assert "M0 20L100 0" in seam.lines


def test_a_window_too_narrow_to_be_seen_is_a_straight_seam() -> None:
    drawn = bar(
        [change("millers", "1902-01-01"), change("weavers", "1905-01-01", "1905-01-04")], DECADE, CARDS
    )
    assert drawn.seams == ()
    assert len(drawn.segments) == 2


def test_a_change_within_more_than_a_year_is_two_dashed_lines() -> None:
    drawn = bar(
        [change("millers", "1902-01-01"), change("weavers", "1904-01-01", "1906-01-01")], DECADE, CARDS
    )
    assert drawn.seams == ()
    assert [(it.earlier, it.later) for it in drawn.long_windows] == [("blue", "amber")]


def test_before_the_first_change_a_long_window_has_no_earlier_holder() -> None:
    drawn = bar([change("weavers", None, "1906-01-01")], DECADE, CARDS)
    assert [(it.x, it.earlier, it.later) for it in drawn.long_windows] == [(0, None, "amber")]


def test_windows_that_overlap_are_drawn_together_and_do_not_cross() -> None:
    first = change("millers", "1902-01-01", "1902-10-01")
    second = change("weavers", "1902-05-01", "1902-12-01")
    drawn = bar([first, second], DECADE, CARDS)
    assert len(drawn.seams) == 1
    assert [shape.colour for shape in drawn.seams[0].shapes] == ["blue", "amber"]
    assert [it.colour for it in drawn.segments] == ["amber"]


def test_a_holder_since_an_unknown_day_has_no_segment_but_blocks() -> None:
    """Since when it was theirs is not known, so that no day may look as if it were."""
    drawn = bar([unknown("millers"), change("weavers", "1905-01-01")], DECADE, CARDS)
    assert drawn.unknown is not None
    assert (round(drawn.unknown.x), drawn.unknown.colour) == (50, "blue")
    assert [it.colour for it in drawn.segments] == ["amber"]


def test_the_same_told_twice_is_one_segment() -> None:
    drawn = bar([change("millers", "1902-01-01"), change("millers", "1904-01-01")], DECADE, CARDS)
    assert len(drawn.segments) == 1


def test_in_a_seam_what_is_contested_is_filled_only_below() -> None:
    changes = [change("millers", "1902-01-01"), change("millers", "1905-01-01", "1905-07-01", "contested")]
    assert [shape.colour for shape in bar(changes, DECADE, CARDS).seams[0].shapes] == ["blue", None, "blue"]


def test_the_legend_explains_what_is_drawn_and_nothing_else() -> None:
    history = [unknown("millers"), change("weavers", "1905-01-01", status="contested")]
    legend = legend_of([bar(history, DECADE, CARDS)], [history], CARDS)
    assert [(it.colour, [holder.code for holder in it.holders]) for it in legend.colours] == [
        ("blue", ["Mill"]),
        ("amber", ["Weav"]),
    ]
    assert (legend.contested, legend.besieged, legend.seam, legend.unknown) == ("amber", None, None, "blue")


def test_holders_of_one_colour_share_its_place_in_the_legend() -> None:
    """They are told apart by their codes; the colour is explained once."""
    cards = CARDS | {"actors/carders": msgspec.structs.replace(CARDS["actors/weavers"], code="Card")}
    history = [change("weavers", "1902-01-01"), change("carders", "1905-01-01")]
    legend = legend_of([bar(history, DECADE, cards)], [history], cards)
    assert [[holder.code for holder in it.holders] for it in legend.colours] == [["Weav", "Card"]]


def test_a_day_that_is_known_roughly_has_a_broken_seam() -> None:
    rough = msgspec.structs.replace(change("weavers", "1905-01-01"), date_text="1905-01-01~")
    history = [change("millers", "1902-01-01"), rough]
    drawn = bar(history, DECADE, CARDS)
    assert [round(x) for x in drawn.abouts] == [50]
    assert legend_of([drawn], [history], CARDS).about == "amber"


def test_a_rough_month_needs_no_broken_seam_as_its_own_is_slanted() -> None:
    rough = msgspec.structs.replace(change("weavers", "1905-01-01", "1905-01-31"), date_text="1905-01~")
    drawn = bar([change("millers", "1902-01-01"), rough], DECADE, CARDS)
    assert (drawn.abouts, len(drawn.seams)) == ((), 1)


def test_changes_by_the_thousand_are_drawn_as_what_they_are_a_flurry() -> None:
    """Lines closer together than they are wide tell nothing, and would weigh as much as a picture."""
    days = (date(1903, 1, 1) + timedelta(days=number) for number in range(1000))
    holders = ("millers", "weavers")
    history = [change(holders[number % 2], day.isoformat()) for number, day in enumerate(days)]
    drawn = bar([change("weavers", "1902-01-01"), *history], DECADE, CARDS)
    assert [(round(it.x), round(it.x + it.width)) for it in drawn.flurries] == [(30, 57)]
    assert [(round(it.x), it.colour) for it in drawn.segments] == [(20, "amber"), (57, "amber")]
    assert legend_of([drawn], [history], CARDS).has_flurries
