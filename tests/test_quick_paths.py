"""What is asked first because it is quick says the same as what is exact."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chronicle.canonical_form import _PLAIN, canonical_body
from chronicle.marks import CITATION, END, HOLE_OF
from chronicle.prose import _citations_behind
from chronicle.validate import _empty, _has_empty

TREES = st.recursive(
    st.none() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)
SPACED = st.text(alphabet="a. \t\n|", max_size=20)
HOLES = st.lists(st.sampled_from([f"{HOLE_OF['citation']}7{END}", "a", " ", "\n", "\u00a0", ".", "”"])).map(
    "".join
)


@given(st.dictionaries(st.text(max_size=3), TREES, max_size=3))
def test_a_tree_has_something_empty_where_something_empty_is_found(tree: dict[str, Any]) -> None:
    assert _has_empty(tree) == bool(list(_empty(tree)))


@given(SPACED)
def test_a_body_is_tidied_where_a_line_ends_with_space_or_empty_lines_end_it(body: str) -> None:
    if not (re.search(r"[ \t]$|\n\n\Z", body, re.MULTILINE) or body.startswith("\n")):
        assert canonical_body(body) == (body if body.endswith("\n") or not body else f"{body}\n")


@given(st.text(alphabet="aé:#-? \t\n'\"\u00a0[", max_size=12))
def test_a_plain_scalar_is_plain_however_the_pattern_goes_back(text: str) -> None:
    patient = re.compile(_PLAIN.pattern.replace("++", "").replace("*+", "*"))
    assert bool(_PLAIN.fullmatch(text)) == bool(patient.fullmatch(text))


@given(HOLES)
def test_no_space_stands_before_a_citation(html: str) -> None:
    bare = re.sub(rf"\s+(?={CITATION})", "", html)
    assert _citations_behind(html) == re.sub(rf"((?:{CITATION})+)([.,;:!?…]+[”’]?)", r"\2\1", bare)
