"""The page of a review, opened from the disk on a phone and on a desk."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from chronicle.review.review import review
from chronicle.review.write import write_review
from tests.browser.visiting import DESK, PHONE, Visitor
from tests.repositories import world_in_git
from tests.world import ROOT, TODAY, control, news

pytestmark = pytest.mark.browser

NOTE = "events/1900/1900-06-03-weavers-take-upton.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review of a moved date and a changed word."""
    place = tmp_path_factory.mktemp("review")
    taken = news(
        "Weavers take Upton", "1900-06-03", control("upton: weavers, taken_from millers"), "They came [@]."
    )
    repo = world_in_git(place, {NOTE: taken})
    repo.git("switch", "--quiet", "--create", "change")
    repo.edit(f"content/{NOTE}", "date: 1900-06-03", "date: 1900-06-01")
    repo.edit(f"content/{NOTE}", "They came", "They marched in from the north")
    found, states = review(
        place / "content", "main", None, TODAY, drafts=False, site=place / "site", say=print
    )
    write_review(found, states.site, ROOT / "templates", ("html",), place / "review")
    return place / "review"


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_from_the_disk_with_its_style_and_fits(
    width: int, scheme: Literal["light", "dark"], folder: Path, visitor: Visitor
) -> None:
    page = visitor.new_page(folder.as_uri(), width=width, scheme=scheme)
    page.goto((folder / "index.html").as_uri())
    assert page.evaluate(
        "getComputedStyle(document.querySelector('main')).getPropertyValue('--paper') !== ''"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".map").count() == 2


def test_what_is_gone_and_new_is_told_without_colour(folder: Path, visitor: Visitor) -> None:
    """By a sign in front, a line below or through."""
    page = visitor.new_page(folder.as_uri(), width=PHONE)
    page.goto((folder / "index.html").as_uri())
    for tag, sign, line in (("ins", "+", "underline"), ("del", "−", "line-through")):
        style = f"getComputedStyle(document.querySelector('{tag}')"
        assert sign in page.evaluate(f"{style}, '::before').content")
        assert line in page.evaluate(f"{style}).textDecorationLine")


def test_each_section_is_reached_from_the_top_by_keyboard(folder: Path, visitor: Visitor) -> None:
    page = visitor.new_page(folder.as_uri(), width=DESK)
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#control"
    page.keyboard.press("Enter")
    assert page.url.endswith("#control")
