"""Lines in which scripts of both directions meet, read from left to right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.pictures.directions import in_visual_order


@pytest.mark.parametrize(
    ("text", "from_right", "seen"),
    [
        ("The river rises", False, [("The river rises", False)]),
        ("النهر يرتفع", True, [("النهر يرتفع", True)]),
        ("النهر", False, [("النهر", True)]),
        ("the النهر الكبير rises", False, [("the ", False), ("النهر الكبير", True), (" rises", False)]),
        ("النهر (Tigris) يرتفع", True, [(" يرتفع", True), (")", True), ("Tigris", False), ("النهر (", True)]),
        ("عام 2014 بدأ", True, [(" بدأ", True), ("2014", False), ("عام ", True)]),
        ("in 2014: عام 2015!", False, [("in 2014: ", False), ("2015", False), ("عام ", True), ("!", False)]),
        ("", True, []),
    ],
)
def test_runs_stand_in_the_order_in_which_they_are_seen(
    text: str, from_right: bool, seen: list[tuple[str, bool]]
) -> None:
    found = in_visual_order(text, from_right)
    merged: list[tuple[str, bool]] = []
    for piece, to_left in seen:
        if merged and merged[-1][1] and to_left:
            merged[-1] = (piece + merged[-1][0], True)
        else:
            merged.append((piece, to_left))
    assert found == merged


@given(st.text(alphabet="ab 12.()،سلام" + "\u064e", max_size=30), st.booleans())
def test_no_letter_is_lost_or_made_up(text: str, from_right: bool) -> None:
    assert sorted("".join(piece for piece, _ in in_visual_order(text, from_right))) == sorted(text)
