"""Problems as code hosts read them: GitHub's annotations, GitLab's code quality report, SARIF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from chronicle.codes import CODES, advice_on
from chronicle.former import fingerprint
from chronicle.problems import Problem

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def github_lines(problems: Iterable[Problem]) -> list[str]:
    """A workflow command a problem, which GitHub shows beside the line of the change."""
    return [
        f"::{problem.severity} file={_property(problem.location.file)},line={problem.location.line},"
        f"col={problem.location.column},title={_property(problem.code)}::{_data(_sentence(problem))}"
        for problem in problems
    ]


def gitlab_report(problems: Sequence[Problem]) -> str:
    """A code quality report, of the fields that GitLab reads."""
    issues = [
        {
            "description": _sentence(problem),
            "check_name": problem.code,
            "fingerprint": key,
            "severity": "major" if problem.severity == "error" else "minor",
            "location": {"path": problem.location.file, "lines": {"begin": problem.location.line}},
        }
        for problem, key in zip(problems, _fingerprints(problems), strict=True)
    ]
    return json.dumps(issues, indent=2, ensure_ascii=False)


def sarif(problems: Sequence[Problem], silenced: Sequence[tuple[Problem, str]] = ()) -> str:
    """SARIF 2.1.0; what a note silences is in it as suppressed, with the note's reason."""
    every = [*problems, *(problem for problem, _ in silenced)]
    reasons = [None] * len(problems) + [why for _, why in silenced]
    rules = sorted({problem.code for problem in every})
    results = [
        _result(problem, rules.index(problem.code), key, why)
        for problem, key, why in zip(every, _fingerprints(every), reasons, strict=True)
    ]
    driver = {"name": "chronicle", "rules": [_rule(code) for code in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps(
        {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False
    )


def _rule(code: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": CODES[code].meaning},
        "help": {"text": CODES[code].advice},
        "defaultConfiguration": {"level": CODES[code].severity},
    }


def _result(problem: Problem, rule: int, key: str, why: str | None) -> dict[str, Any]:
    where = {
        "artifactLocation": {"uri": quote(problem.location.file), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": problem.location.line, "startColumn": problem.location.column},
    }
    found: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": _sentence(problem)},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"chronicle/v1": key},
    }
    if why is not None:
        found["suppressions"] = [{"kind": "inSource", "justification": why}]
    return found


def _sentence(problem: Problem) -> str:
    return f"{problem.message}; {problem.hint or advice_on(problem.code)}"


def _fingerprints(problems: Iterable[Problem]) -> list[str]:
    """One for each, the same whatever line it stands in; those that are alike are counted."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for problem in problems:
        key = fingerprint(problem)
        found.append(sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest())
        seen[key] += 1
    return found


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
