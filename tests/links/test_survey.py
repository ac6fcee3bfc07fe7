"""What becomes of many addresses, host by host."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from chronicle.links.asking import Asking
from chronicle.links.remembered import Remembered
from chronicle.links.survey import survey
from tests.links.strange_server import strange_server
from tests.links.test_asking import QUICK
from tests.world import TODAY


def test_a_host_without_any_answer_is_not_asked_for_all_its_pages(tmp_path: Path) -> None:
    silent = [f"http://nobody.invalid/{number}" for number in range(5)]
    told: list[tuple[int, ...]] = []
    asking, remembered = Asking("tests", QUICK), Remembered.of(tmp_path / "links")
    with strange_server() as server:
        page = f"{server.root}/page"
        found = survey([*silent, page], asking, remembered, TODAY, lambda *now: told.append(now))
    assert told[-1] == (6, 6)
    assert found[page].kind == "answers"
    assert Counter(found[url].kind for url in silent) == {"fails": 3, "not asked": 2}
