"""What a note refers to, and that no field which names another note is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from chronicle.front_matter import FIELDS, SiteFields
from chronicle.load import load
from chronicle.model import Note, Path
from chronicle.references import ANY, REFERENCES, references_of, values_at
from chronicle.scalars import Known, Slug
from chronicle.vocabularies import VOCABULARIES
from tests.world import write_world

TREE = {"places": ["upton", "lowton"], "control": [{"place": "upton"}, {"holder": "millers"}, "nonsense"]}


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (("places", ANY), [(("places", 0), "upton"), (("places", 1), "lowton")]),
        (("control", ANY, "place"), [(("control", 0, "place"), "upton")]),
        (("places",), [(("places",), ["upton", "lowton"])]),
        (("operation",), []),
        (("places", ANY, ANY), []),
    ],
)
def test_a_pattern_finds_every_value_of_its_form(pattern: Path, found: list[tuple[Path, Any]]) -> None:
    """What has another form than the pattern expects is skipped: its own error says so."""
    assert list(values_at(TREE, pattern)) == found


def note_of(folder: FilePath, name: str, text: str) -> Note:
    content = write_world(folder, {name: text}, with_defaults=False)
    (note,) = load(content).notes
    return note


def test_each_reference_has_its_kind_its_place_and_its_field(tmp_path: FilePath) -> None:
    text = (
        "---\n"
        "places:\n"
        "  - upton\n"
        "control:\n"
        "  - all_held_by: weavers\n"
        "    against:\n"
        "      - gazette\n"
        "sources:\n"
        "  - id: shared\n"
        "  - id: own\n"
        "    title: Written in place\n"
        "    agency: gazette\n"
        "---\n"
    )
    found = references_of(note_of(tmp_path, "events/x.md", text))
    assert [(it.target, it.location.line, it.location.column, it.field) for it in found] == [
        ("places/upton", 3, 5, "places"),
        ("actors/weavers", 5, 18, "all_held_by"),
        ("actors/gazette", 7, 9, "against"),
        ("actors/gazette", 12, 13, "agency"),
        ("sources/shared", 9, 9, "sources"),
    ]


def test_values_of_a_wrong_form_are_no_references(tmp_path: FilePath) -> None:
    text = "---\nplaces: upton\noperation:\n  - rain\nactors:\n  - name: millers\nsources:\n  - shared\n---\n"
    assert list(references_of(note_of(tmp_path, "events/x.md", text))) == []


OF_ITS_OWN = {
    ("sources", ANY, "id"): "an id",
    ("figures", ANY, "source"): "a source of the same note, which a rule compares with its list",
    ("figures", ANY, "scope"): "a word that its measure declares",
    ("other_slugs", ANY): "names that the note gives itself",
}
"""Slugs that name neither another note nor a word of `site.yaml`."""


@pytest.mark.parametrize("folder", FIELDS)
def test_every_slug_of_a_note_is_a_reference_or_a_word_of_the_site(folder: str) -> None:
    """A field that names another note and stands in no table would be followed by nobody."""
    known = {
        **REFERENCES[folder],
        **VOCABULARIES[folder],
        **OF_ITS_OWN,
        ("sources", ANY, "agency"): "actors",
        ("sources", ANY, "voice"): "actors",
    }
    assert set(slug_fields(FIELDS[folder])) - set(known) == set()


def test_every_slug_of_the_settings_that_names_a_note_is_a_reference() -> None:
    words = {("areas", ANY), ("colours", ANY), ("map", "land", ANY), ("neutral_sides", ANY)}
    assert set(slug_fields(SiteFields)) - words == set(REFERENCES[""])


def slug_fields(model: type[BaseModel], path: Path = ()) -> Iterator[Path]:
    """The paths of all values of the types `Slug` and `Known`; keys of mappings declare words."""
    for name, field in model.model_fields.items():
        annotation = field.annotation
        if any(item in SLUG_CHECKS for item in field.metadata):
            yield (*path, name)
        yield from slugs_in(annotation, (*path, name))


SLUG_CHECKS = (*get_args(Slug)[1:], *get_args(Known)[1:])


def slugs_in(annotation: Any, path: Path) -> Iterator[Path]:
    if annotation in (Slug, Known):
        yield path
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from slug_fields(annotation, path)
    elif getattr(annotation, "__origin__", None) is list:
        yield from slugs_in(get_args(annotation)[0], (*path, ANY))
    elif getattr(annotation, "__origin__", None) is not dict:
        for argument in get_args(annotation):
            yield from slugs_in(argument, path)
