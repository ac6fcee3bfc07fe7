"""Lines of text as masks: every script that we have fonts for, and no boxes."""

from __future__ import annotations

import pytest

from chronicle.pictures.lettering import SANS, SERIF, Style, line_of, width_of, wrapped

TITLE = Style(SERIF, 64, 700, 87.5)
TEXT = Style(SANS, 26)


@pytest.mark.parametrize("text", ["Raqqa", "ʿAyn Ḥāfiẓ", "Łódź", "تحرير المدينة", "Αθήνα", "Москва"])
def test_letters_of_each_script_leave_ink(text: str) -> None:
    mask = line_of(text, TITLE)
    assert max(mask.coverage) == 255
    assert len(mask.coverage) % mask.width == 0
    assert mask.width == pytest.approx(mask.advance, abs=12)


@pytest.mark.parametrize("text", ["漢字", "😀", ""])
def test_what_no_font_has_is_left_out_and_shows_no_box(text: str) -> None:
    assert line_of(text, TITLE).coverage == b""
    assert width_of(f"a{text}b", TITLE) == width_of("ab", TITLE)


def test_arabic_letters_are_joined() -> None:
    """Apart they are wider, each with its tail."""
    assert width_of("بيت", TITLE, from_right=True) < sum(width_of(it, TITLE) for it in "بيت") * 0.9


def test_letters_stand_closer_where_there_is_room() -> None:
    assert width_of("To", TITLE) < width_of("T", TITLE) + width_of("o", TITLE)


def test_a_halo_reaches_farther_than_its_text_on_every_side() -> None:
    text, halo = line_of("Upton", TEXT), line_of("Upton", TEXT, halo=True)
    assert halo.left < text.left
    assert halo.top < text.top
    assert halo.left + halo.width > text.left + text.width


def test_words_are_broken_at_spaces_and_fit() -> None:
    text = "The Guild of Millers takes Upton and the mill above it"
    lines = wrapped(text, TITLE, 600, 9)
    assert " ".join(lines) == text
    assert len(lines) == 4
    assert all(width_of(line, TITLE) <= 600 for line in lines)


def test_what_is_too_long_ends_in_an_ellipsis_that_fits() -> None:
    lines = wrapped("The Guild of Millers takes Upton, and the mill above it", TITLE, 500, 2)
    assert lines == ("The Guild of", "Millers takes…")
    assert all(width_of(line, TITLE) <= 500 for line in lines)


def test_a_word_that_is_longer_than_a_line_is_cut() -> None:
    first, second, third = wrapped("A Llanfairpwllgwyngyllgogerychwyrndrobwll b", TITLE, 400, 3)
    assert (first, third) == ("A", "b")
    assert second.startswith("Llan")
    assert second.endswith("…")
    assert width_of(second, TITLE) <= 400
