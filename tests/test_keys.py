"""A page's key: the same for the same, another for anything else that the page could show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.keys import digest_of, key_of, template_digests
from chronicle.model import Page, Prose, StoredProse, View, sealed


@dataclass(frozen=True)
class Row:
    name: str
    number: int


def one_view(*inputs: Any) -> bytes:
    return b""


def other_view(*inputs: Any) -> bytes:
    return b""


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3) | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=8,
)


def shown(value: object) -> str:
    """A value with the kind of each part: `1` and `True` are one to Python, and not to a reader."""
    return repr(value)


@given(values, values)
def test_only_the_same_values_have_the_same_digest(one: object, other: object) -> None:
    assert (digest_of(one) == digest_of(other)) == (shown(one) == shown(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        ((("a",), "b"), ("a", ("b",))),
        ((), ((),)),
        (("a",), "a"),
        (b"a", "a"),
        (Row("a", 1), Row("a", 2)),
        (({"a": 1},), ({"a": 2},)),
        ((1, None), (1,)),
    ],
)
def test_values_that_look_alike_have_other_digests(one: object, other: object) -> None:
    assert digest_of(one) != digest_of(other)


def test_the_order_of_a_mapping_does_not_count() -> None:
    """No template can see it but by sorting."""
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})


def test_what_is_sealed_has_its_own_digest() -> None:
    prose = sealed(Prose(parts=("It rained.",)))
    assert digest_of(prose) == prose.digest


def test_stored_prose_stands_for_the_prose_itself() -> None:
    """Where it lies in the cache changes no page."""
    prose = sealed(Prose(parts=("It rained.",)))
    for offset in (0, 1000):
        assert digest_of(StoredProse(digest=prose.digest, offset=offset, size=10)) == digest_of(prose)


def test_a_key_tells_apart_what_a_page_is_made_from() -> None:
    templates = {"a.html": b"a" * 16, "b.html": b"b" * 16}
    first = key_of(Page("/x/", View(one_view, "a.html"), ("1", "2")), templates, b"s" * 16)
    assert first == key_of(Page("/y/", View(one_view, "a.html"), ("1", "2")), templates, b"s" * 16)
    for page, around in (
        (Page("/x/", View(one_view, "a.html"), ("1", "3")), b"s" * 16),
        (Page("/x/", View(one_view, "a.html"), ("2", "1")), b"s" * 16),
        (Page("/x/", View(one_view, "a.html"), ("1",)), b"s" * 16),
        (Page("/x/", View(one_view, "b.html"), ("1", "2")), b"s" * 16),
        (Page("/x/", View(one_view, None), ("1", "2")), b"s" * 16),
        (Page("/x/", View(one_view, "a.html"), ("1", "2")), b"t" * 16),
    ):
        assert key_of(page, templates, around) != first


def test_an_export_has_its_view_in_place_of_a_template() -> None:
    one = key_of(Page("/x", View(one_view, None)), {}, b"")
    other = key_of(Page("/x", View(other_view, None)), {}, b"")
    assert one.template != other.template


TEMPLATES = {
    "base.html": "{% from 'macros/far.html' import a %}{% block content %}{% endblock %}",
    "page.html": '{%- extends "base.html" -%}\n{%- from  "macros/near.html"  import b %}',
    "macros/near.html": '{%\n  import "macros/far.html" as far\n%}',
    "macros/far.html": "far",
    "other.html": "{# 'macros/far.html' is only spoken of #}",
    "circle.html": '{% import "round.html" as round %}',
    "round.html": '{% import "circle.html" as circle %}',
    "asking.html": '{% include "not-there.html" ignore missing %}',
}


@pytest.mark.parametrize(
    ("changed", "users"),
    [
        ("macros/far.html", {"macros/far.html", "macros/near.html", "base.html", "page.html"}),
        ("macros/near.html", {"macros/near.html", "page.html"}),
        ("base.html", {"base.html", "page.html"}),
        ("page.html", {"page.html"}),
        ("other.html", {"other.html"}),
        ("round.html", {"round.html", "circle.html"}),
        ("not-there.html", {"not-there.html", "asking.html"}),
    ],
)
def test_a_template_changes_with_all_that_it_uses_near_and_far(changed: str, users: set[str]) -> None:
    before = template_digests(TEMPLATES)
    after = template_digests({**TEMPLATES, changed: TEMPLATES.get(changed, "") + "!"})
    assert {name for name in after if after[name] != before.get(name)} == users
