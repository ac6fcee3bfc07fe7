"""What of the notes can be found in the full text."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from chronicle import build as engine
from chronicle.index import index, texts_of
from chronicle.model import Chronicle, Prose, StoredProse
from chronicle.wording import language
from tests.world import TODAY, event, town, write_world


def chronicle_of(folder: Path, notes: Mapping[str, str]) -> Chronicle:
    checked = engine.check(write_world(folder, notes), TODAY)
    assert checked.chronicle is not None, "\n".join(map(str, checked.problems))
    return checked.chronicle


def nothing_stored(stored: StoredProse) -> Prose:
    raise AssertionError("this prose was just read")


def found_in(chronicle: Chronicle) -> dict[str, Any]:
    """What the index keeps of each text, by its address."""
    files = index(texts_of(chronicle), chronicle, nothing_stored, language("en"))
    fragments = [content for name, content in files.items() if "/fragment/" in name]
    texts = [json.loads(gzip.decompress(it).removeprefix(b"pagefind_dcd")) for it in fragments]
    return {text["url"]: text for text in texts}


def key(chronicle: Chronicle) -> bytes:
    return texts_of(chronicle).key({"the engine": b"1"})


RISING = event(
    fields="places:\n  - upton\nactors:\n  - millers\n",
    date="1900-12-30/1901-01-02",
    body=(
        "The *river* rose [@gazette-1900]. The bridge of [[places/upton]] & [[places/hill|the other]] fell."
        "\n\nThen it fell."
    ),
)
UPTON = town("Upton") + "A town on the river.\n"
SMALL = {
    "events/1900/1900-12-30-river-rises.md": RISING,
    "places/upton.md": UPTON,
    "places/hill.md": town("Hill"),
}


@pytest.fixture
def small(tmp_path: Path) -> Chronicle:
    return chronicle_of(tmp_path, SMALL)


def test_a_text_is_prose_without_markup_and_citations_with_the_words_of_its_links(small: Chronicle) -> None:
    text = found_in(small)["/events/river-rises/"]
    assert text["content"] == "The river rose. The bridge of Upton & the other fell. Then it fell."


def test_an_event_is_found_by_its_kind_its_years_its_places_and_its_actors(small: Chronicle) -> None:
    text = found_in(small)["/events/river-rises/"]
    assert text["filters"] == {
        "kind": ["flood"],
        "year": ["1900", "1901"],
        "place": ["upton"],
        "actor": ["millers"],
    }
    assert text["meta"]["title"] == "The river rises"
    assert text["meta"]["when"] == "30 December 1900 – 2 January 1901"


def test_a_place_is_found_by_what_its_note_says(small: Chronicle) -> None:
    assert found_in(small)["/places/upton/"]["content"] == "A town on the river."


def test_a_note_without_prose_is_no_text(small: Chronicle) -> None:
    assert "/places/hill/" not in found_in(small)


def test_what_was_withdrawn_is_not_found(tmp_path: Path) -> None:
    gone = event(fields="withdrawn:\n  date: 1903-01-01\n  why: The source does not bear it out.\n")
    chronicle = chronicle_of(tmp_path, {"events/1900/1900-06-01-river-rises.md": gone})
    assert "/events/river-rises/" not in found_in(chronicle)


def test_another_prose_another_title_or_another_surrounding_is_another_key(
    tmp_path: Path, small: Chronicle
) -> None:
    note = "events/1900/1900-12-30-river-rises.md"
    prose = chronicle_of(tmp_path / "a", {**SMALL, note: RISING + "More.\n"})
    title = chronicle_of(tmp_path / "b", {**SMALL, note: RISING.replace("river rises", "river falls")})
    keys = {key(small), key(prose), key(title), texts_of(small).key({"the engine": b"2"})}
    assert len(keys) == 4


def test_what_is_not_in_the_text_leaves_the_key(tmp_path: Path, small: Chronicle) -> None:
    """Where a place lies, which source an event has, how sure it is."""
    notes = {
        **SMALL,
        "events/1900/1900-12-30-river-rises.md": RISING.replace("certainty: claimed", "certainty: disputed"),
        "places/upton.md": UPTON.replace("latitude: 48", "latitude: 48.6"),
    }
    assert key(chronicle_of(tmp_path / "other", notes)) == key(small)


def test_a_new_note_is_another_key(tmp_path: Path, small: Chronicle) -> None:
    notes = {**SMALL, "places/dale.md": town("Dale")}
    assert key(chronicle_of(tmp_path / "other", notes)) != key(small)
