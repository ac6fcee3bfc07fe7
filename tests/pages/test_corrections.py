from __future__ import annotations

from pathlib import Path

from tests.world import NOTES, build_world, event, with_class, words


def correction(date: str, said: str = "3 June", trivial: bool = False) -> str:
    """One item of `corrections` as it stands in a note."""
    lines = f"  - date: {date}\n    said: {said}\n    says: 1 June\n    why: A slip of the pen.\n"
    return lines + ("    trivial: true\n" if trivial else "")


def corrected(*corrections: str) -> str:
    return event(fields="corrections:\n" + "".join(corrections))


EVENT = "events/1900/1900-06-01-river-rises.md"


def test_nothing_was_wrong_so_far(tmp_path: Path) -> None:
    assert "No corrections so far." in words(build_world(tmp_path, {}).page("/corrections/"))


def test_a_correction_says_what_it_said_what_it_says_and_why(tmp_path: Path) -> None:
    page = build_world(tmp_path, {EVENT: corrected(correction("1901-02-03"))}).page("/corrections/")
    (row,) = with_class(page, "correction")
    assert [words(term) for term in row.iter("dt")] == ["It said", "It says", "Why"]
    assert [words(text) for text in row.iter("dd")] == ["3 June", "1 June", "A slip of the pen."]
    assert words(row).startswith("3 February 1901 The river rises")
    assert [link.get("href") for link in row.iter("a")] == ["../events/river-rises/"]


def test_the_newest_correction_of_any_note_stands_first(tmp_path: Path) -> None:
    upton = NOTES["places/upton.md"].removesuffix("---\n") + f"corrections:\n{correction('1905-01-01')}---\n"
    notes = {EVENT: corrected(correction("1901-02-03"), correction("1910-01-01")), "places/upton.md": upton}
    page = build_world(tmp_path, notes).page("/corrections/")
    rows = [words(row) for row in with_class(page, "correction")]
    assert [row.split(" It said")[0] for row in rows] == [
        "1 January 1910 The river rises",
        "1 January 1905 Upton",
        "3 February 1901 The river rises",
    ]


def test_trivial_corrections_stand_apart(tmp_path: Path) -> None:
    notes = {EVENT: corrected(correction("1901-01-01"), correction("1902-01-01", said="Jun", trivial=True))}
    page = build_world(tmp_path, notes).page("/corrections/")
    substantial, trivial = with_class(page, "corrections")
    assert words(next(substantial.iter("dd"))) == "3 June"
    assert words(next(trivial.iter("dd"))) == "Jun"


def test_a_withdrawal_is_a_correction_too(tmp_path: Path) -> None:
    withdrawn = event(fields="withdrawn:\n  date: 1903-01-01\n  why: The source does not bear it out.\n")
    page = build_world(tmp_path, {EVENT: withdrawn}).page("/corrections/")
    (row,) = with_class(page, "correction")
    assert [words(part) for part in row.iter() if part.tag in {"p", "dt", "dd"}] == [
        "1 January 1903",
        "The river rises",
        "Withdrawn",
        "The source does not bear it out.",
    ]
