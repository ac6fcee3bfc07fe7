"""What the models let through, and what they say of the rest: above all of `site.yaml`.

The suites in `tests/suites/` say the same of notes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from chronicle.build import check
from tests.world import SITE, TODAY, beside_evidence, event, write_world


def found(folder: Path, site: str, notes: dict[str, str] | None = None) -> list[str]:
    """Every problem of a world, as printed, without the path of `site.yaml`."""
    problems = beside_evidence(check(write_world(folder, notes or {}, site), TODAY).problems)
    return [str(problem).removeprefix("content/site.yaml:") for problem in problems]


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("- en", "- english", "  - english", '5: error[bad-value]: "english" is not a language code'),
        ("- en", "- xx", "  - xx", '5: error[bad-value]: "xx" is not a language that this program knows'),
        ("- country\n", "- city\n", "  - city", '5: error[unknown-word]: "areas" cannot be "city"'),
        (
            "  2: notable\n",
            "",
            "  3: major",
            "3: error[missing-field]: importance: no words stand here for 2",
        ),
        (
            "  claimed: said by one side only\n",
            "",
            "  confirmed: independent sources agree",
            "3: error[missing-field]: certainty_reasons: no words stand here for claimed",
        ),
        (
            "focus: millers",
            "turning_points:\n  - event: flod\n    words: It floods",
            "  - event: flod",
            '12: error[unknown-event]: no event "flod"; did you mean "flood"?',
        ),
        (
            "river.example.org/\n",
            "river.example.org\n",
            "base_url: https://river.example.org",
            '11: error[bad-address]: "https://river.example.org" does not end with "/"',
        ),
    ],
)
def test_mistake_in_the_settings_has_its_place(
    tmp_path: Path, old: str, new: str, line: str, problem: str
) -> None:
    site = SITE.replace(old, new, 1)
    (printed,) = found(tmp_path, site, {"events/flood.md": event(title="Flood")})
    assert printed.startswith(f"{site.splitlines().index(line) + 1}:{problem}")


def test_settings_of_comments_alone_are_empty(tmp_path: Path) -> None:
    assert found(tmp_path, "# to be written\n")[0].startswith("1:1: error[empty-file]")


def test_word_of_a_vocabulary_that_is_left_out_is_unknown(tmp_path: Path) -> None:
    """Else the page of the river's towns would look for a heading that nobody wrote."""
    printed = found(tmp_path, SITE.replace("rivers:\n  long-river: Along the Long River\n", ""))
    assert [line.split(": ")[0] for line in printed] == [
        "content/places/lowton.md:9:8",
        "content/places/upton.md:9:8",
    ]
    assert all("error[unknown-word]" in line for line in printed)
