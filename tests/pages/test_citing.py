"""How to cite an event: as text, as BibTeX, as CSL-JSON, each as its readers expect it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from chronicle.pages.citing import Citation, citation
from tests.world import SITE, event, plan_world, with_class, words

TITLE = 'Mill & "Weir": 5 % of {all} <b>'


def article(**more: Any) -> dict[str, Any]:
    return {
        "headline": "The river rises",
        "url": "https://river.example.org/events/rise/",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "The editors"},
        "isPartOf": {"@type": "WebSite", "name": "A small chronicle"},
        "dateModified": "1901-02-03",
        **more,
    }


def fields_of(page: ElementTree.Element) -> dict[str, str]:
    """What stands in each field of the page that may be copied."""
    labels = [label for part in with_class(page, "take") for label in part.iter("label")]
    return {words(label.find("span")): label.findtext("textarea", "") for label in labels}


def test_a_reference_says_who_what_where_and_as_of_when(tmp_path: Path) -> None:
    note = event("The river rises", fields="added: 1901-02-03\n")
    fields = fields_of(plan_world(tmp_path, {"events/rise.md": note}).page("/events/rise/"))
    assert fields["Text"] == (
        "The editors: “The river rises”. A small chronicle, 3 February 1901. "
        "https://river.example.org/events/rise/"
    )


def test_a_reference_without_a_known_day_has_none(tmp_path: Path) -> None:
    fields = fields_of(plan_world(tmp_path, {"events/rise.md": event()}).page("/events/rise/"))
    assert fields["Text"].endswith("A small chronicle. https://river.example.org/events/rise/")
    assert "year" not in fields["BibTeX"]
    assert "issued" not in json.loads(fields["CSL-JSON"])[0]


def test_bibtex() -> None:
    assert citation("rise", article()).bibtex.splitlines() == [
        "@misc{rise,",
        "  author = {{The editors}},",
        "  title = {{The river rises}},",
        "  howpublished = {{A small chronicle}},",
        "  year = {1901},",
        "  month = feb,",
        "  url = {https://river.example.org/events/rise/}",
        "}",
    ]


@pytest.mark.parametrize("title", [TITLE, "}{", "a\\b", "100 %", "{{", "~^_#$&"])
def test_no_title_breaks_bibtex(title: str) -> None:
    """BibTeX counts braces whatever stands before them; in TeX ten signs mean something."""
    entry = citation("rise", article(headline=title)).bibtex
    depth = 0
    for sign in entry:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    (line,) = (it for it in entry.splitlines() if it.startswith("  title"))
    inside = line.removeprefix("  title = {{").removesuffix("}},")
    assert re.sub(r"\\(text[a-z]+\{\}|[$&%#_])", "", inside).isprintable()
    assert not re.search(r"(?<!\\)[$&%#_~^]", re.sub(r"\\text[a-z]+\{\}", "", inside))


def test_csl_json_is_a_list_that_programs_read() -> None:
    (item,) = json.loads(citation("rise", article(headline=TITLE)).csl)
    assert item == {
        "id": "rise",
        "type": "webpage",
        "author": [{"literal": "The editors"}],
        "title": TITLE,
        "container-title": "A small chronicle",
        "language": "en",
        "URL": "https://river.example.org/events/rise/",
        "issued": {"date-parts": [[1901, 2, 3]]},
    }


def test_any_title_comes_through_the_page_as_it_is(tmp_path: Path) -> None:
    note = event("x").replace("title: x", f"title: '{TITLE}'")
    page = plan_world(tmp_path, {"events/rise.md": note})
    told: Citation = page.data("/events/rise/").citation
    fields = fields_of(page.page("/events/rise/"))
    assert fields["BibTeX"] == told.bibtex
    assert json.loads(fields["CSL-JSON"])[0]["title"] == TITLE
    assert TITLE in fields["Text"]


def test_arabic_names_stay_arabic(tmp_path: Path) -> None:
    site = SITE.replace("copyright_holder: The editors", "copyright_holder: المحررون")
    page = plan_world(tmp_path, {"events/rise.md": event()}, site).page("/events/rise/")
    assert "المحررون" in fields_of(page)["CSL-JSON"]
