from __future__ import annotations

import pytest

from chronicle.geography.labels import text_width


@pytest.mark.parametrize(
    ("text", "measured"), [("Deir ez-Zor", 61.9), ("Al-Qaryatayn", 73.1), ("Mosul", 34.4), ("SDF", 21.6)]
)
def test_widths_are_those_of_a_common_sans_or_a_little_more(text: str, measured: float) -> None:
    """Measured in a browser with Noto Sans at 12 px."""
    assert measured <= text_width(text) <= measured * 1.12
