"""The macro prints a drawing as it is, and nothing that the Content-Security-Policy forbids."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chronicle.geography.drawing import map_drawing
from chronicle.geography.frames import inset, whole
from chronicle.geography.ground import Ground, ground
from chronicle.pieces import Pieces
from tests.geography.test_basemap import SETTINGS, two_countries
from tests.geography.test_drawing import inset_on_day, town

TEMPLATES = Path(__file__).parents[2] / "templates"
SVG = "{http://www.w3.org/2000/svg}"
CALL = '{% from "macros/map.html" import map %}{{ map(drawing, "Title", "A & B", **more) }}'


@pytest.fixture(scope="module")
def country() -> Ground:
    return ground(SETTINGS, [two_countries()])


@pytest.fixture(scope="module")
def environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        autoescape=True,
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    pieces = Pieces()
    environment.globals["once"], environment.filters["each"] = pieces.once, pieces.each
    environment.globals["url_for"] = lambda address: "../.." + address
    environment.globals["site"] = SimpleNamespace(map=SimpleNamespace(credits="Made with care."))
    return environment


def printed(environment: Environment, drawing: Any, **more: Any) -> ElementTree.Element:
    html = environment.from_string(CALL).render(drawing=drawing, more=more)
    return ElementTree.fromstring(html.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '))


def drawing_of(country: Ground, *towns: Any) -> Any:
    return map_drawing(country, whole(SETTINGS), towns)


def test_the_outer_drawing_has_no_viewbox_so_that_text_keeps_its_size(
    country: Ground, environment: Environment
) -> None:
    size, sheet = printed(environment, drawing_of(country, town("here")))
    assert sheet.get("viewBox") is None
    ground_below = sheet.find(f"{SVG}svg")
    assert ground_below is not None
    assert ground_below.get("preserveAspectRatio") == "none"
    assert size.get("viewBox") == ground_below.get("viewBox")


def test_the_picture_has_a_name_and_a_description(country: Ground, environment: Environment) -> None:
    _, sheet = printed(environment, drawing_of(country), name="day")
    assert sheet.get("role") == "img"
    words = {element.get("id"): element.text for element in sheet if element.get("id")}
    assert words == {sheet.get("aria-labelledby"): "Title", sheet.get("aria-describedby"): "A & B"}


@pytest.mark.parametrize(
    ("fields", "classes"),
    [
        ({"state": "held"}, ["disc"]),
        ({"state": "besieged"}, ["siege", "disc"]),
        ({"state": "contested"}, ["hole", "half", "edge"]),
        ({"state": "uncertain"}, ["hole dashed", "core fill-blue"]),
        ({"state": "uncertain", "colour": None}, ["hole dashed"]),
        (
            {"state": "uncertain", "earlier_colour": "sand", "later_colour": "red"},
            ["hole dashed", "core fill-sand", "core fill-red"],
        ),
        ({"state": "unknown", "colour": None, "code": ""}, ["not-known"]),
        ({"state": "plain", "colour": None, "code": ""}, ["plain"]),
        ({"state": "plain", "colour": None, "event": "claimed"}, ["diamond claimed"]),
        ({"state": "held", "event": "disputed"}, ["disc", "diamond disputed"]),
    ],
)
def test_each_state_has_its_own_mark(
    country: Ground, environment: Environment, fields: dict[str, Any], classes: list[str]
) -> None:
    _, sheet = printed(environment, drawing_of(country, town("here", **fields)))
    (mark,) = sheet.findall(f"{SVG}g[@class='marks']/{SVG}svg")
    assert [shape.get("class") for shape in mark if shape.tag != f"{SVG}title"] == classes


def test_a_name_is_printed_with_its_code_beside_it(country: Ground, environment: Environment) -> None:
    _, sheet = printed(environment, drawing_of(country, town("here", importance=3)))
    texts = ["".join(text.itertext()) for text in sheet.iter(f"{SVG}text")]
    assert texts.count("Here ABC") == 1
    assert texts.count("Here") == 1


def test_marks_say_for_a_script_which_place_they_are_only_where_it_asks(
    country: Ground, environment: Environment
) -> None:
    drawing = drawing_of(country, town("here"))
    _, plain = printed(environment, drawing)
    assert not plain.findall(".//*[@data-place]")
    _, scripted = printed(environment, drawing, places=True)
    (mark,) = scripted.findall(".//*[@data-place]")
    assert (mark.get("data-place"), mark.get("data-address")) == ("places/here", "../../places/here/")


def test_an_inset_prints_its_names_once(country: Ground, environment: Environment) -> None:
    frame = inset(SETTINGS, country.extent, [(4, 4)])
    _, sheet = printed(environment, inset_on_day(country, frame, [town("here", bold=True)]), name="inset")
    texts = ["".join(text.itertext()) for text in sheet.iter(f"{SVG}text")]
    assert texts.count("Here ABC") == 1
    assert not [group for group in sheet.iter(f"{SVG}g") if "labels-desk" in group.get("class", "")]
