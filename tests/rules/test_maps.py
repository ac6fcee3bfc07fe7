"""What may stand under `map` in site.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronicle.build import check
from tests.world import SITE, TODAY, beside_evidence, write_world


def problems(folder: Path, old: str, new: str) -> list[str]:
    """What is said of the settings of `world`, one line of them changed."""
    assert SITE.count(old) == 1
    content = write_world(folder, {}, SITE.replace(old, new))
    return [str(problem) for problem in beside_evidence(check(content, TODAY).problems)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  east: 10\n", "  east: 0\n", 'error[bad-number]: "east" (0) is not east of "west" (0)'),
        ("  east: 10\n", "  east: 361\n", 'error[bad-number]: "east" (361) is not east of "west" (0)'),
        ("  north: 50\n", "  north: 45\n", 'error[bad-number]: "north" (45) is not north of "south" (45)'),
        ("  south: 45\n", "  south: -91\n", "error[bad-number]: south: -91 does not lie between -90 and 90"),
        ("    - 46\n", "    - 90\n", "error[bad-number]: parallels: 90 does not lie between -89 and 89"),
    ],
)
def test_a_map_is_a_box_on_the_earth(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = problems(tmp_path, old, new)
    assert len(found) == 1
    assert said in found[0]


def test_a_box_across_the_date_line_counts_on(tmp_path: Path) -> None:
    assert problems(tmp_path, "  west: 0\n  east: 10\n", "  west: 170\n  east: 190\n") == []
    (problem,) = problems(tmp_path, "  west: 0\n  east: 10\n", "  west: 170\n  east: -170\n")
    assert problem.endswith("; across the date line count on beyond 180: from 170 to 190")


def test_what_is_no_number_is_reported_once(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "  east: 10\n", "  east: ten\n")
    assert 'error[bad-number]: "ten" is not a plain number' in problem
