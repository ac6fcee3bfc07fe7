"""The charts of the real chronicle, read off their drawings and held against its data."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from typing import Any

import pytest

from tests.whole_site import WholeSite, real_site
from tests.world import parsed, with_class, words

pytestmark = pytest.mark.xdist_group("real site")

ONE_DAY = timedelta(days=1)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> WholeSite:
    return real_site(tmp_path_factory)


def data(real: WholeSite, name: str, key: str | None = None) -> Any:
    return json.loads(real.path(f"/data/{name}.json").read_text("utf-8"))[key or name]


def page(real: WholeSite, address: str) -> ElementTree.Element:
    return parsed(real.path(address).read_text("utf-8"))


def percent(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "0").rstrip("%"))


# --- who held each place: /control/ ---------------------------------------------


@pytest.fixture(scope="module")
def control_page(real: WholeSite) -> ElementTree.Element:
    return page(real, "/control/")


class Axis:
    """Days and percentages of the drawing, by the years that stand above it."""

    def __init__(self, chart: ElementTree.Element) -> None:
        years = [int(words(text)) for text in with_class(chart, "axis")[0].iter(SVG + "text")]
        self.first = date(years[0], 1, 1)
        self.days = (date(years[-1] + 1, 1, 1) - self.first).days

    def day(self, x: float) -> date:
        return self.first + timedelta(days=round(x / 100 * self.days))


def row_of(page: ElementTree.Element, at: int) -> tuple[str, ElementTree.Element]:
    """A row of the chart: the slug of its place and its bar."""
    row = with_class(page, "control-row")[at]
    anchor = next(row.iter("ol")).get("id", "")
    (bar,) = with_class(row, "bar")
    return anchor.removeprefix("place-"), bar


def segments(bar: ElementTree.Element, axis: Axis) -> list[tuple[str, date, date]]:
    """What is filled on the level of the whole bar: colour, first day, day after the last."""
    found = []
    for shape in bar.findall(SVG + "rect"):
        colour = re.fullmatch(r"url\(#pattern-(\w+)\)", shape.get("fill", ""))
        if colour:
            x = percent(shape, "x")
            found.append((colour[1], axis.day(x), axis.day(x + percent(shape, "width"))))
    return found


@pytest.mark.parametrize("at", [0, -1], ids=["the first row", "the last row"])
def test_a_row_of_the_chart_has_the_holders_of_the_data_on_their_days(
    real: WholeSite, control_page: ElementTree.Element, at: int
) -> None:
    axis = Axis(with_class(control_page, "control-chart")[0])
    slug, bar = row_of(control_page, at)
    told = [entry for entry in data(real, "control", "places")[slug] if entry["from"]]
    colours = {actor["id"]: actor["colour"] for actor in data(real, "actors")}
    drawn = segments(bar, axis)
    assert drawn
    for colour, first, end in drawn:
        middle = first + (end - first) / 2
        holder = [it for it in told if date.fromisoformat(it["from_latest"]) <= middle][-1]["holder"]
        assert colours[holder] == colour, f"{slug} on {middle}"
    edges = {first for _, first, _ in drawn} | {end for _, _, end in drawn}
    for before, entry in zip([None, *told], told, strict=False):
        changed = before is None or (before["holder"], before["status"]) != (entry["holder"], entry["status"])
        if changed and entry["from"] == entry["from_latest"]:
            day = date.fromisoformat(entry["from"])
            assert any(abs(edge - day) <= ONE_DAY for edge in edges), f"{slug}: no edge on {day}"


def test_the_first_row_is_the_uppermost_place_of_the_first_river(
    real: WholeSite, control_page: ElementTree.Element
) -> None:
    held = data(real, "control", "places")
    first, _ = row_of(control_page, 0)
    places = {place["id"]: place for place in data(real, "places")}
    river = places[first]["river"]
    order = {slug: places[slug]["river_order"] for slug in held if places[slug]["river"] == river}
    assert first == min((slug for slug, at in order.items() if at is not None), key=lambda slug: order[slug])


def test_every_place_of_the_data_has_its_row(real: WholeSite, control_page: ElementTree.Element) -> None:
    rows = range(len(with_class(control_page, "control-row")))
    assert sorted(row_of(control_page, at)[0] for at in rows) == sorted(data(real, "control", "places"))


def test_the_table_has_the_changes_of_the_data(real: WholeSite, control_page: ElementTree.Element) -> None:
    """Each with its event, in the order of the rows."""
    rows = range(len(with_class(control_page, "control-row")))
    held = data(real, "control", "places")
    expected = [
        [entry["event"] for entry in held[slug]] for slug in (row_of(control_page, at)[0] for at in rows)
    ]
    bodies = (body for table in with_class(control_page, "group-table") for body in table.iter("tbody"))
    links = ([link.get("href", "") for link in body.iter("a")] for body in bodies)
    events = [[link.split("/")[-2] for link in found if "/events/" in link] for found in links]
    assert events == expected


# --- who says how much: /figures/… -------------------------------------------------


def numbers(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def place_of(value: float, chart: ElementTree.Element) -> float:
    """Where a number stands by the axis of its chart, in percent."""
    ticks = [
        (numbers(words(text))[0], percent(text, "x"))
        for text in with_class(chart, "axis")[0].iter(SVG + "text")
    ]
    (zero, start), (top, end) = ticks[0], ticks[-1]
    return start + (value - zero) / (top - zero) * (end - start)


def points(chart: ElementTree.Element) -> list[tuple[list[float], list[float]]]:
    """Of each row the numbers that it names and the places at which its mark begins and ends."""
    found = []
    for row in with_class(chart, "claim-row"):
        (plot,) = (svg for svg in row.iter(SVG + "svg") if svg.get("role") == "img")
        mark = next(
            svg
            for svg in plot.findall(SVG + "svg")
            if with_class(svg, "mark-line") or with_class(svg, "mark-fill")
        )
        bar = next((rect for rect in mark.iter(SVG + "rect")), None)
        at = (
            [percent(mark, "x")]
            if bar is None
            else [percent(bar, "x"), percent(bar, "x") + percent(bar, "width")]
        )
        found.append((numbers(plot.get("aria-label", "")), at))
    return found


def charted(real: WholeSite) -> list[str]:
    return sorted({claim["measure"] for claim in data(real, "figures") if claim["scope"]})


def test_every_point_stands_where_its_number_belongs_on_the_axis_of_its_chart(real: WholeSite) -> None:
    for measure in charted(real):
        for chart in with_class(page(real, f"/figures/{measure}/"), "claims-chart"):
            for named, at in points(chart):
                wanted = [place_of(value, chart) for value in named]
                assert at == pytest.approx(wanted, abs=0.05), f"{measure}: {named}"


def test_the_charts_of_a_measure_have_the_numbers_of_the_data_and_no_other(real: WholeSite) -> None:
    """In the order of the days that they count for, but for those of a dispute, which stand together."""
    claims = data(real, "figures")
    for measure in charted(real):
        tree = page(real, f"/figures/{measure}/")
        for section in tree.iter("section"):
            scope = section.get("aria-labelledby")
            told = [
                [claim["value"]] if "value" in claim else [claim["low"], claim["high"]]
                for claim in claims
                if claim["measure"] == measure and claim["scope"] == scope
            ]
            if told:
                drawn = [named for named, _ in points(with_class(section, "claims-chart")[0])]
                assert sorted(drawn) == sorted(told), f"{measure}, {scope}"


def test_no_line_joins_two_claims(real: WholeSite) -> None:
    """Each has a drawing of its own, with one mark in it."""
    for measure in charted(real):
        tree = page(real, f"/figures/{measure}/")
        rows = with_class(tree, "claim-row")
        assert all(
            len([svg for svg in row.iter(SVG + "svg") if svg.get("role") == "img"]) == 1 for row in rows
        )
        assert not list(tree.iter(SVG + "polyline"))
