"""Every rule of evidence is told of in `docs/rules.md`, and tried on a fault of its own."""

from __future__ import annotations

import re

import pytest

from chronicle.codes import CODES
from chronicle.rules import EVIDENCE
from tests.world import ROOT

PAGE = (ROOT / "docs" / "rules.md").read_text("utf-8")
PARAGRAPHS = dict(re.findall(r"^### ([a-z-]+)\n\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_page_tells_of_every_rule_and_of_no_other() -> None:
    assert sorted(PARAGRAPHS) == sorted(EVIDENCE)


@pytest.mark.parametrize("code", EVIDENCE)
def test_paragraph_says_how_grave_it_is_what_it_finds_why_and_how_to_answer(code: str) -> None:
    text = PARAGRAPHS[code]
    assert text.startswith(f"*{CODES[code].severity.capitalize()}.* **Finds** ")
    assert text.index("**Why:**") < text.index("**Answer:**")
