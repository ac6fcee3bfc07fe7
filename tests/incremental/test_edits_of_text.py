"""After an edit of nothing but text only the pages that print it are planned: the site is right even so."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronicle import build as engine
from chronicle.checking import check_kept
from chronicle.derive import derive
from chronicle.plan import plan
from tests.fullest import FULL_NOTES
from tests.incremental.properties import tree
from tests.incremental.small import EVENT, Small, small
from tests.world import ROOT, TODAY, in_form, news

CALM = "events/1905/1905-01-01-calm.md"
STILL = "events/1905/1905-01-02-still.md"
WITHOUT_TEXT = {
    CALM: news("All is calm", "1905-01-01", body=""),
    STILL: news("All is still", "1905-01-02", body=""),
}
PAGE = "events/upton-taken/index.html"


@pytest.fixture
def chronicle(tmp_path: Path) -> Small:
    notes = {**FULL_NOTES, **{path: in_form(path, text) for path, text in WITHOUT_TEXT.items()}}
    made = small(tmp_path, notes, ROOT / "templates")
    made.build()
    return made


def add(chronicle: Small, file: str, sentence: str) -> None:
    path = chronicle.folder / file
    path.write_text(path.read_text("utf-8").rstrip("\n") + f"\n\n{sentence}\n", "utf-8")


def test_an_edit_beside_a_mistake_is_shown_once_the_mistake_is_mended(chronicle: Small) -> None:
    """The notes are stored as they were found then, though nothing was written."""
    add(chronicle, EVENT, "Nobody had seen it coming.")
    chronicle.edit(f"content/{CALM}", "date: 1905-01-01", "date: 1905-13-01")
    assert chronicle.build().written is None
    chronicle.edit(f"content/{CALM}", "date: 1905-13-01", "date: 1905-01-01")
    chronicle.build()
    assert b"Nobody had seen it coming." in tree(chronicle.site)[PAGE]
    assert tree(chronicle.site) == chronicle.fresh()


def test_a_check_between_the_edit_and_the_build_does_not_hide_the_edit(chronicle: Small) -> None:
    """It stores the notes as it found them."""
    add(chronicle, EVENT, "Nobody had seen it coming.")
    check_kept(
        chronicle.folder / "content", TODAY, drafts=False, output=chronicle.site, say=chronicle.said.append
    )
    assert chronicle.counts().rendered == 1
    assert b"Nobody had seen it coming." in tree(chronicle.site)[PAGE]
    assert tree(chronicle.site) == chronicle.fresh()


def test_two_notes_with_the_same_text_are_told_apart(chronicle: Small) -> None:
    add(chronicle, f"content/{CALM}", "The wind had gone.")
    assert chronicle.counts().rendered == 1
    assert tree(chronicle.site) == chronicle.fresh()
    add(chronicle, f"content/{STILL}", "The wind had gone.")
    assert chronicle.counts().rendered == 1
    assert tree(chronicle.site) == chronicle.fresh()


def test_a_text_with_a_place_by_another_of_its_slugs_is_printed_with_the_places_own(chronicle: Small) -> None:
    chronicle.edit("content/places/upton.md", "\nname: Upton\n", "\nname: Upton\nother_slugs: [upper-town]\n")
    add(chronicle, EVENT, "In [[places/upper-town]] it rained.")
    chronicle.build()
    add(chronicle, EVENT, "Then it snowed.")
    chronicle.build()
    assert tree(chronicle.site) == chronicle.fresh()


def test_what_was_done_to_the_output_meanwhile_is_put_right(chronicle: Small) -> None:
    add(chronicle, EVENT, "Nobody had seen it coming.")
    (chronicle.site / "index.html").unlink()
    (chronicle.site / "sitemap.xml").write_text("mine")
    assert chronicle.counts().rendered == 3
    assert tree(chronicle.site) == chronicle.fresh()


@pytest.mark.parametrize(
    "options", [{"base_url": "https://example.org/other/"}, {"cards": True}, {"drafts": True}]
)
def test_another_question_is_another_answer(chronicle: Small, options: dict[str, object]) -> None:
    add(chronicle, EVENT, "Nobody had seen it coming.")
    chronicle.build(**options)
    assert tree(chronicle.site) == chronicle.fresh(**options)


def test_a_day_on_which_a_note_comes_out_brings_its_page(chronicle: Small) -> None:
    chronicle.edit(f"content/{CALM}", "date: 1905-01-01\n", "date: 1905-01-01\nembargo: 2099-01-01\n")
    chronicle.build()
    add(chronicle, EVENT, "Nobody had seen it coming.")
    chronicle.build(today="2099-01-02")
    assert "events/calm/index.html" in tree(chronicle.site)
    assert tree(chronicle.site) == chronicle.fresh(today="2099-01-02")


def test_the_pages_asked_for_are_planned_as_all_are(chronicle: Small) -> None:
    checked = engine.check(chronicle.folder / "content", TODAY)
    assert checked.chronicle is not None
    derived = derive(checked.chronicle)
    whole = {page.address: page for page in checked.pages}
    some = ("/", "/events/upton-taken/", "/places/upton/")
    planned = plan(checked.chronicle, derived, {}, some)
    assert (planned.is_whole, planned.pages) == (False, tuple(whole[it] for it in some))
    assert plan(checked.chronicle, derived, {}, ("/", "/no/such/page/")).is_whole
