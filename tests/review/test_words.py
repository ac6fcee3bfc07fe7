"""Two texts word by word."""

from __future__ import annotations

import pytest

from chronicle.review.words import MOST, PARAGRAPH, is_slip, word_diff


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in word_diff(old.split(), new.split())]


def test_the_changed_word_stands_between_those_that_stayed() -> None:
    assert told("the mill was lost then", "the mill was found then") == [
        ("same", "the mill was"),
        ("del", "lost"),
        ("ins", "found"),
        ("same", "then"),
    ]


def test_one_word_between_two_changes_is_told_with_them() -> None:
    assert told("a b red and green c d", "a b blue and white c d") == [
        ("same", "a b"),
        ("del", "red and green"),
        ("ins", "blue and white"),
        ("same", "c d"),
    ]


def test_of_what_stayed_only_a_few_words_are_shown() -> None:
    text = " ".join(f"w{number}" for number in range(100))
    pieces = told(text, text.replace("w50", "x"))
    assert [kind for kind, _ in pieces] == ["gap", "same", "del", "ins", "same", "gap"]
    assert len(" ".join(words for _, words in pieces).split()) == 28


def test_very_long_texts_are_told_as_one_gone_and_one_new() -> None:
    """Comparing them word by word would take minutes."""
    long = ["same"] * (int(MOST**0.5) + 1)
    assert [piece.kind for piece in word_diff(long, [*long, "more"])] == ["del", "gap", "ins", "gap"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the goverment said", "the government said"),
        ("in teh twon square", "in teh town square"),
        ('he said "go"', "he said “go”"),
        ("1914-18 -- a war", "1914–18 – a war"),
        ("one two", f"one {PARAGRAPH} two"),
    ],
)
def test_spelling_and_typography_are_slips(old: str, new: str) -> None:
    assert is_slip(old.split(), new.split())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("they were killed there", "they were filled there"),
        ("the town fell", "the towns fell"),
        ("a bridge was now lost", "a bridge was not lost"),
        ("some 1500 people", "some 1550 people"),
        ("the goverment sayd", "the government said"),
        ("held by millers", "held by weavers"),
    ],
)
def test_another_word_or_number_is_none(old: str, new: str) -> None:
    assert not is_slip(old.split(), new.split())
