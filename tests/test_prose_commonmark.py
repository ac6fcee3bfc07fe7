"""What stands in the notes is read alike by Python-Markdown and by CommonMark."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commonmark_oracle import commonmark_reading, our_reading, same_reading

CONTENT = Path(__file__).parent.parent / "content"
NOTES = sorted(CONTENT.rglob("*.md"))


def body_of(note: Path) -> str:
    _, _, body = note.read_text("utf-8").partition("\n---\n")
    return body


def test_there_is_content_to_compare() -> None:
    assert any(body_of(note).strip() for note in NOTES)


def test_every_note_of_the_content_is_read_alike() -> None:
    differing = [note for note in NOTES if not same_reading(body_of(note))]
    assert [str(note.relative_to(CONTENT)) for note in differing] == []


@pytest.mark.parametrize(
    "body",
    [
        "para\n\npara two", "- a\n- b", "1. a\n2. b", "> q\n> r", "a  \nb", "a\\\nb", "# h\n\n## i",
        "`a` ``b`c``",
        "```\nx <b>\n\n[@y]\n```\n", "p\n```\nx\n```\nq", "~~~\nx\n~~~", "    code", "|a|b|\n|-|-|\n|c|d|",
        "*a* **b** _c_ __d__", "a_b_c", "[a](https://x.org) <https://y.org>", "[a][b]\n\n[b]: https://x.org",
        "- a\n    - b", "- a\n\n    p", "#x", "a * b * c", r"\*a\* \< \&", "&amp; &lt; a < b", "---",
        "a\n---",
        "* * *", "2014. A year", "para\n2014. not list", "para\n> quote", "para\n# h", "**a**b", "- a\n\n- b",
        "- x\n```\ncode\n```", "- a\nb", "> a\nb", "[@a; @b] [[x]] [[places/x|y]]", "**[[x]]**", "`[@a] <b>`",
    ],
)  # fmt: skip
def test_dialect_is_read_alike(body: str) -> None:
    assert our_reading(body) == commonmark_reading(body)


@pytest.mark.parametrize("body", ["text:\n- item", "- a\n  - b", "1. a\n\n   b"])
def test_comparison_sees_what_differs(body: str) -> None:
    assert not same_reading(body)
