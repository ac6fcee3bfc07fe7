"""The review as a page of its own, with every list bounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from chronicle.geography.drawing import MapDrawing
from chronicle.model import Site
from chronicle.problems import Problem
from chronicle.render import environment_of
from chronicle.review.claims import FigureChange
from chronicle.review.holders import PlaceChange
from chronicle.review.notes import NoteChange
from chronicle.review.pages import BrokenAddress, Pages
from chronicle.review.review import Review
from chronicle.silences import Silenced
from chronicle.template_folder import templates_in
from chronicle.wording import language

Item = TypeVar("Item")

FEW = 8
"""So many changed notes are shown open; more are folded."""


@dataclass(frozen=True)
class Listed(Generic[Item]):
    """The first of a list, and how many more there are."""

    shown: tuple[Item, ...]
    more: int

    @property
    def count(self) -> int:
        return len(self.shown) + self.more


@dataclass(frozen=True)
class ReviewPage:
    base: str
    head: str
    must_fail: bool
    broken: Listed[BrokenAddress]
    errors: Listed[Problem]
    control: Listed[PlaceChange]
    day: str | None
    maps: tuple[MapDrawing, MapDrawing] | None
    figures: Listed[FigureChange]
    notes: Listed[NoteChange]
    is_open: bool
    """Notes are few enough to be shown at once."""
    trivial: Listed[NoteChange]
    pages: Pages
    new: Listed[Problem]
    cured: Listed[Problem]
    silenced: Listed[Silenced]


def review_view(review: Review) -> ReviewPage:
    """What the template prints."""
    return ReviewPage(
        base=review.base,
        head=review.head,
        must_fail=review.must_fail,
        broken=listed(review.broken, 100),
        errors=listed(review.findings.errors, 100),
        control=listed(review.control, 100),
        day=review.day,
        maps=review.maps,
        figures=listed(review.figures, 150),
        notes=listed(review.notes, 500),
        is_open=len(review.notes) <= FEW,
        trivial=listed(review.trivial, 200),
        pages=review.pages,
        new=listed(review.findings.new, 100),
        cured=listed(review.findings.cured, 100),
        silenced=listed(review.findings.silenced, 100),
    )


def listed(items: Sequence[Item], most: int) -> Listed[Item]:
    """The first of them."""
    return Listed(tuple(items[:most]), max(len(items) - most, 0))


def review_page(review: Review, site: Site, templates: Path) -> str:
    """The page as HTML; it wants the site's `style.css` beside it."""
    environment = environment_of(
        templates_in(templates), site, language(site.languages[0], templates / "locale")
    )
    return environment.get_template("review.html").render(page=review_view(review), address="/")
