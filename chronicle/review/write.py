"""The review in the forms that are asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec

from chronicle.model import Site
from chronicle.review.markdown import markdown
from chronicle.review.page import review_page
from chronicle.review.review import Review

FILES = {"html": "index.html", "markdown": "review.md", "json": "review.json"}


def write_review(
    review: Review, site: Site, templates: Path, forms: tuple[str, ...], folder: Path | None
) -> dict[str, str]:
    """Put the forms into a folder, the stylesheet beside the page; give them as text where there is none.

    Returns what to print of each form: the text, or the file that it is in.
    """
    made = _made(review, site, templates, forms)
    if folder is None:
        return made
    folder.mkdir(parents=True, exist_ok=True)
    for form, text in made.items():
        (folder / FILES[form]).write_text(text, "utf-8")
    if "html" in made:
        (folder / "style.css").write_bytes((templates / "assets" / "style.css").read_bytes())
    return {form: str(folder / FILES[form]) for form in made}


def _made(review: Review, site: Site, templates: Path, forms: tuple[str, ...]) -> dict[str, str]:
    made = {}
    page = review_page(review, site, templates) if {"html", "markdown"} & set(forms) else ""
    for form in forms:
        made[form] = page if form == "html" else markdown(page) if form == "markdown" else as_json(review)
    return made


def as_json(review: Review) -> str:
    """The review as data, whole, without the drawings of the maps."""
    data = msgspec.to_builtins(replace(review, maps=None))
    del data["maps"]
    text = msgspec.json.encode({"fails": review.must_fail, **data})
    return msgspec.json.format(text, indent=2).decode() + "\n"
