"""The canonical form: nothing of a note is lost or another, and a second time nothing is changed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle.canonical_form import canonical_body, canonical_head
from chronicle.content_folder import KINDS
from chronicle.editing.formatting import formatted
from chronicle.front_matter import FIELDS
from chronicle.frontmatter_handler import read_parts
from chronicle.text_file import INVISIBLE

FILE = "content/pages/a.md"

letters = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffd").filter(
    lambda letter: not INVISIBLE.match(letter)
)
signs = st.sampled_from(list(" -?:,[]{}#&*!|>'\"%@`\\~=<.\n\t0aé\u00a0\u200c\u0634"))
texts = st.text(st.one_of(signs, letters), min_size=1, max_size=20).filter(lambda text: "\r" not in text)
words = st.sampled_from(
    ["no", "1984", "2017-11-03", "null", "~", "---", "...", "<<", "- a", "a: b", "a #b", "? a"]
)
scalars = st.one_of(texts, words)
keys = st.text(st.one_of(st.sampled_from(list(" -:#'\"<a?")), letters), min_size=1, max_size=9).filter(
    lambda text: not {"\n", "\r"} & set(text)
)
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(keys, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@st.composite
def notes(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A kind's folder, and values for some of its fields and for one that it has not."""
    folder = draw(st.sampled_from(KINDS))
    names = st.one_of(st.sampled_from(list(FIELDS[folder].model_fields)), keys)
    return folder, draw(st.dictionaries(names, trees, max_size=5))


def in_form(text: str, folder: str = "pages") -> str:
    found = formatted(text.encode(), folder, FILE)
    assert found.content is not None, found.problems
    return found.content.decode()


@settings(max_examples=400)
@given(notes())
def test_what_is_written_is_read_back(note: tuple[str, dict[str, Any]]) -> None:
    folder, values = note
    head = canonical_head(folder, values)
    tree = read_parts(head, FILE).tree
    assert tree.problems == []
    assert tree.values == values
    assert canonical_head(folder, tree.values) == head


@settings(max_examples=300)
@given(st.text(st.sampled_from(list("ab \t\n#-`\u00a0")), max_size=40))
def test_text_in_its_form_stays_as_it_is(body: str) -> None:
    once = canonical_body(body)
    assert canonical_body(once) == once
    assert once.split() == body.split()
    assert once == "" or (once.endswith("\n") and not once.endswith("\n\n"))


@settings(max_examples=200)
@given(notes(), st.text(st.sampled_from(list("ab \n")), max_size=20))
def test_note_in_its_form_stays_byte_for_byte(note: tuple[str, dict[str, Any]], body: str) -> None:
    text = canonical_head(*note) + canonical_body(body)
    found = formatted(text.encode(), note[0], FILE)
    assert (found.content, found.changes, found.problems) == (text.encode(), (), ())


def test_fields_stand_in_the_order_of_the_content_model() -> None:
    wild = (
        "---\nadded: 1900-01-01\naliases: [/b/, '/c/']\nnav: '1'\ntitle: \"A: b\"\n\n---\n\n\nWords.  \n\n\n"
    )
    assert in_form(wild) == (
        "---\ntitle: 'A: b'\nnav: 1\naliases:\n  - /b/\n  - /c/\nadded: 1900-01-01\n---\nWords.  \n"
    )


def test_fields_within_fields_stand_in_order_and_an_id_first() -> None:
    wild = "---\ntitle: A\nsources:\n- {type: news, title: B, id: c}\n---\n"
    assert in_form(wild) == "---\ntitle: A\nsources:\n  - id: c\n    title: B\n    type: news\n---\n"


def test_field_that_no_kind_has_stays_at_the_end() -> None:
    assert in_form("---\ncolor: red\ntitle: A\n---\n") == "---\ntitle: A\ncolor: red\n---\n"


def test_what_is_empty_is_left_out() -> None:
    assert (
        in_form("---\ntitle: A\nnav:\naliases: []\nsources:\n  -\n  - id:\n---\n") == "---\ntitle: A\n---\n"
    )


def test_line_ends_of_windows_are_kept() -> None:
    wild = "---\r\nnav: 1\r\ntitle: A\r\n---\r\nWords.\r\n"
    assert in_form(wild) == "---\r\ntitle: A\r\nnav: 1\r\n---\r\nWords.\r\n"
    right = "---\r\ntitle: A\r\n---\r\n"
    assert in_form(right) == right


def test_what_has_changed_is_said() -> None:
    found = formatted(b"---\nnav: 1\ntitle: 'A'\n---\n\nWords.\n", "pages", FILE)
    assert found.changes == ("fields put in order", "front matter: 2 lines", "text: 1 line")


@pytest.mark.parametrize(
    ("comment", "line", "column"),
    [
        ("# all of it\ntitle: A\n", 2, 1),
        ("title: A # of a value\n", 2, 10),
        ("aliases:\n  # of an item\n  - /a/\n", 3, 3),
        ("title: é 'A' # after letters of two bytes\n", 2, 14),
        ("title: | # beside a block's sign\n  # no comment\n", 2, 10),
        ("aliases: [/a/, # in brackets\n  /b/]\n", 2, 16),
        ("title: A\n# at the end\n", 3, 1),
    ],
)
def test_comment_is_never_lost(comment: str, line: int, column: int) -> None:
    found = formatted(f"---\n{comment}---\nWords.\n".encode(), "pages", FILE)
    assert found.content is None
    assert [(it.location.line, it.location.column) for it in found.problems] == [(line, column)]


@pytest.mark.parametrize("value", ["'# A'", "A#b", '"a # b"', "|\n  # A", "a\n  b"])
def test_sign_of_a_comment_within_a_value_is_none(value: str) -> None:
    assert formatted(f"---\ntitle: {value}\n---\n".encode(), "pages", FILE).content is not None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Words.\n", "no-front-matter"),
        (b"---\ntitle: A\n", "unclosed-front-matter"),
        (b"---\ntitle: A\ntitle: B\n---\n", "yaml-duplicate-key"),
        (b"---\ntitle: \xff\n---\n", "bad-encoding"),
    ],
)
def test_what_cannot_be_read_is_left_alone_and_named(content: bytes, code: str) -> None:
    found = formatted(content, "pages", FILE)
    assert found.content is None
    assert [problem.code for problem in found.problems] == [code]
