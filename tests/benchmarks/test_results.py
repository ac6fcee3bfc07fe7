"""The tables and the drawing that are made of a benchmark's numbers."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from benchmarks.growth import chart
from benchmarks.results import Build, Results, Series, markdown, ratio_of


def series(events: int, ours: list[float], hugo: list[float]) -> Series:
    return Series(
        title=f"{events:,} events",
        events=events,
        rounds=len(ours),
        pages={"ours": 2 * events, "hugo": 2 * events},
        bytes={"ours": 5_000_000, "hugo": 4_000_000},
        builds={
            "cold": {
                "ours": [Build(seconds, seconds, {"render": seconds / 2}) for seconds in ours],
                "hugo": [Build(seconds, seconds) for seconds in hugo],
            }
        },
        memory={"cold": {"ours": 100.0, "hugo": 200.0}},
    )


def test_the_ratio_is_the_median_of_the_rounds_and_not_the_ratio_of_medians() -> None:
    """Rounds are measured in turn, so that what slows one builder slows the other."""
    assert ratio_of(series(10, ours=[1, 3, 10], hugo=[2, 4, 40]), "cold") == 0.5


def test_tables_tell_times_ratios_memory_and_growth() -> None:
    found = [series(10, [1, 3, 10], [2, 4, 40]), series(100, [20, 20, 20], [10, 10, 10])]
    text = markdown(Results("2026-11-25", "a machine", "3.11", "Hugo 0.168.0", "--jobs 2", found))
    assert "| cold | 3.00 (3.00) | 4.00 (4.00) | **0.500** |" in text
    assert "| cold | 100 | 200 | **0.50** |" in text
    assert "| render | 150.000 | 100.000 |" in text
    assert "`--jobs 2`" in text


def test_what_only_one_program_makes_has_no_ratio() -> None:
    found = series(10, [1, 3, 10], [2, 4, 40])
    found.builds["cards"] = {"ours": [Build(9, 12)]}
    text = markdown(Results("2026-11-25", "a machine", "3.11", "Hugo 0.168.0", "", [found]))
    assert "| cold, with social cards | 9.00 (12.00) |  |  |" in text


def test_the_drawing_has_a_point_for_each_size() -> None:
    drawing = ElementTree.fromstring(chart([series(1000, [2], [3]), series(10, [1], [1])]))
    assert len(drawing.findall(".//{*}circle")) == 4


def test_no_words_of_the_drawing_stand_over_others() -> None:
    drawing = ElementTree.fromstring(chart([series(1000, [2], [2]), series(10, [1], [1])]))
    words = drawing.findall(".//{*}text[@fill]")
    assert {it.text for it in words} == {"ours, cold", "Hugo, cold"}
    one, other = (float(it.attrib["y"]) for it in words)
    assert abs(one - other) >= 16
