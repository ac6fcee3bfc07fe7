"""CBOR as search indexes hold it; the bytes are the examples of RFC 8949, appendix A."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.cbor import NotKnown, decoded, encoded

EXAMPLES = [
    (0, "00"),
    (23, "17"),
    (24, "1818"),
    (1000, "1903e8"),
    (1000000, "1a000f4240"),
    (18446744073709551615, "1bffffffffffffffff"),
    ("", "60"),
    ("IETF", "6449455446"),
    ("水", "63e6b0b4"),
    ([], "80"),
    ([1, [2, 3], [4, 5]], "8301820203820405"),
]
VALUES = st.recursive(st.integers(0, 2**64 - 1) | st.text(max_size=300), lambda inner: st.lists(inner))


@pytest.mark.parametrize(("value", "content"), EXAMPLES)
def test_the_examples_of_the_standard(value: Any, content: str) -> None:
    assert encoded(value).hex() == content
    assert decoded(bytes.fromhex(content)) == value


@given(VALUES)
def test_what_was_written_is_read_back(value: Any) -> None:
    assert decoded(encoded(value)) == value


@pytest.mark.parametrize("content", ["", "18", "82", "8201", "5f", "f5", "20", "a0", "0000"])
def test_what_is_cut_off_or_something_else_is_named(content: str) -> None:
    with pytest.raises(NotKnown):
        decoded(bytes.fromhex(content))
