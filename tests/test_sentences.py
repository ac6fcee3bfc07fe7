"""The first sentence of a text, however it is stopped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chronicle.sentences import first_sentence


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("It fell.", "Then more."),
        ("It fell!", "Then more."),
        ("Did it fall?", "Then more."),
        ("It fell…", "Then more."),
        ("It fell (in May).", "Then more."),
        ("“It fell.”", "Then more."),
        ("It fell.", "“Then more.”"),
        ("It fell.", "96 percent of it."),
        ("Lt. Gen. Sean MacFarland spoke.", "Then more."),
        ("Col. S. J. Dorrian spoke.", "Then more."),
        ("The U.S. Army spoke.", "Then more."),
        ("It came from the U.S.", "The army spoke."),
        ("Some 96.5 percent fell.", "Then more."),
        ("It was IS.", "Then more."),
        ("It stood vs. Aleppo.", "Then more."),
        ("Trucks, guns etc. were lost.", "Then more."),
        ("قال التنظيم؟", "ثم المزيد."),
    ],
)
def test_sentence_ends_where_a_reader_ends_it(sentence: str, rest: str) -> None:
    assert first_sentence(f"{sentence} {rest}") == sentence


def test_text_without_an_end_is_one_sentence() -> None:
    assert first_sentence("No end, at all") == "No end, at all"


@given(some.text())
def test_first_sentence_begins_the_text(text: str) -> None:
    assert text.startswith(first_sentence(text))
