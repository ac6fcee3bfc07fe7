"""Every rule of the suites: what should be reported is, at its line and column, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chronicle.codes import CODES
from chronicle.rules import EVIDENCE
from tests.wrong_notes import SUITES, Rule, check_world, differences, rules_of, write_world

FORM = ("not-canonical",)
WORLD, _ = rules_of(SUITES / "world.md")
NAMES = (
    "files.md",
    "yaml.md",
    "fields.md",
    "references.md",
    "evidence.md",
    "addresses.md",
    "prose.md",
    "form.md",
)
CASES = [(shared, rule) for shared, rules in (rules_of(SUITES / name) for name in NAMES) for rule in rules]


@pytest.mark.parametrize(
    ("shared", "rule"), [pytest.param(*case, id=f"{case[1].suite}: {case[1].title}") for case in CASES]
)
def test_what_the_suite_says_is_what_is_reported(shared: Rule, rule: Rule, tmp_path: Path) -> None:
    """Other suites than its own may leave the evidence as thin as their rules allow.

    What is written for a rule need not be in its canonical form, either, unless the rule asks for it.
    """
    expected = write_world(tmp_path, (*WORLD.blocks, *shared.blocks, *rule.blocks))
    problems = check_world(tmp_path / "content")
    wanted = {one.code for one in expected}
    beside = {*(() if rule.suite == "evidence.md" else EVIDENCE), *(() if rule.suite == "form.md" else FORM)}
    problems = [it for it in problems if it.code in wanted or it.code not in beside]
    found = differences(problems, expected)
    assert not found, f'\ntests/suites/{rule.suite}:{rule.line}: "{rule.title}"\n{found}'


def test_world_of_the_suites_is_right(tmp_path: Path) -> None:
    """Else every rule would have to expect what is wrong with the world."""
    write_world(tmp_path, WORLD.blocks)
    assert not differences(check_world(tmp_path / "content"), ())


def test_marker_with_a_line_to_itself_speaks_of_the_next_line(tmp_path: Path) -> None:
    suite = tmp_path / "suite.md"
    suite.write_text(
        "# S\n\n## A rule\n\n```yaml content/x.yaml\na: 1\n# error: 2 [bad-value] words\nb: 2\n```\n"
    )
    _, (rule,) = rules_of(suite)
    (expected,) = write_world(tmp_path, rule.blocks)
    assert str(expected) == "content/x.yaml:2:2: error[bad-value] … words"
    assert (tmp_path / "content/x.yaml").read_text() == "a: 1\nb: 2\n"


def test_every_code_that_the_suites_expect_exists() -> None:
    text = "".join((SUITES / name).read_text("utf-8") for name in NAMES)
    named = set(re.findall(r"(?:error|warning)(?:: \d+ )?\[([a-z-]+)\]", text))
    assert named <= set(CODES)
