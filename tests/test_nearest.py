"""What an editor probably meant."""

from __future__ import annotations

import pytest

from chronicle.nearest import MOST_GUESSES, Nearest, did_you_mean

TOWNS = ("deir-ez-zor", "mayadin", "raqqa", "al-raqqa-camp")


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("deir-ezzor", 'did you mean "deir-ez-zor"?'),
        ("Raqqa", 'did you mean "raqqa"?'),
        ("camp", 'did you mean "al-raqqa-camp"?'),
        ("mosul", ""),
        ("", ""),
    ],
)
def test_near_word_is_offered_and_a_far_one_is_not(word: str, hint: str) -> None:
    assert did_you_mean(word, TOWNS) == hint


def test_only_the_first_of_many_wrong_words_get_a_guess() -> None:
    """Each is compared with every name: a note of thousands took minutes."""
    nearest = Nearest(TOWNS)
    assert nearest.to("raqa") == 'did you mean "raqqa"?'
    for number in range(MOST_GUESSES):
        nearest.to(f"nowhere-{number}")
    assert nearest.to("mayadeen") == ""
    assert nearest.to("raqa") == 'did you mean "raqqa"?'
