"""The border: what right and wrong notes become, and pydantic's errors in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chronicle.field_errors import field_problems
from chronicle.load import load
from chronicle.model import Entry, Event, Figure, Note, Place, Source
from chronicle.problems import Location
from chronicle.validate import Validated, validate
from tests.world import SITE, event, write_world


def validated(folder: Path, notes: dict[str, str], site: str = SITE) -> Validated:
    """These notes alone, judged by the settings of the small world."""
    loaded = load(write_world(folder, notes, site, with_defaults=False))
    return validate(loaded.notes, loaded.site, loaded.files)


def entry(folder: Path, text: str, name: str = "events/1900/1900-06-01-rain.md") -> Entry:
    found = validated(folder, {name: text})
    (only,) = found.entries
    return only


CLAIM = (
    "figures:\n  - measure: people\n{}    as_of: 1900-06\n    claimant: millers\n    source: gazette-1900\n"
)


# --- right notes ------------------------------------------------------------


def test_a_right_note_becomes_a_record_with_its_slug_its_file_and_its_fields(tmp_path: Path) -> None:
    found = entry(tmp_path, event("It rains", "1900-06", fields="places:\n  - upton\nadded: 1901-01-01\n"))
    record = found.record
    assert isinstance(record, Event)
    assert found.id == "events/rain"
    assert (record.slug, record.path) == ("rain", "content/events/1900/1900-06-01-rain.md")
    assert (record.title, record.date, record.importance) == ("It rains", "1900-06", 2)
    assert (record.places, record.added, record.sources) == (("upton",), "1901-01-01", ("gazette-1900",))
    assert (record.operation, record.control, record.status) == (None, (), "published")


def test_a_record_needs_all_that_the_note_and_its_prose_refer_to(tmp_path: Path) -> None:
    """But no address of the site: that is no id."""
    body = "As [[flood]] and [[places/upton|the town]] tell [@gazette-1900], see [all](/timeline/)."
    fields = "actors:\n  - weavers\ncontrol:\n  - place: lowton\n    holder: millers\n    status: held\n"
    record = entry(tmp_path, event(fields=fields, body=body)).record
    assert record is not None
    assert record.needs == (
        "actors/millers",
        "actors/weavers",
        "events/flood",
        "places/lowton",
        "places/upton",
        "sources/gazette-1900",
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("    value: 40\n    qualifier: about\n", ("40", None, None, "about")),
        ("    low: 40\n    high: 50.5\n", (None, "40", "50.5", "range")),
    ],
)
def test_a_figure_is_a_value_with_its_qualifier_or_a_range(
    tmp_path: Path, lines: str, expected: tuple[str | None, ...]
) -> None:
    record = entry(tmp_path, event(fields=CLAIM.format(lines))).record
    assert isinstance(record, Event)
    (figure,) = record.figures
    assert isinstance(figure, Figure)
    assert (figure.value, figure.low, figure.high, figure.qualifier) == expected


def test_numbers_of_measurement_stay_the_text_that_the_editor_wrote(tmp_path: Path) -> None:
    """`35.10` says how well a point is known; as a number it would be `35.1`."""
    text = "---\nname: Upton\nkind: town\nlatitude: 35.10\nlongitude: -2\nprecision_km: 0.50\n"
    record = entry(tmp_path, text + "coordinate_source: a map\n---\n", "places/upton.md").record
    assert isinstance(record, Place)
    assert (record.latitude, record.longitude, record.precision_km) == ("35.10", "-2", "0.50")


def test_the_summary_of_an_event_is_its_first_sentence_without_marks(tmp_path: Path) -> None:
    body = "The *river* rose at [[places/upton|Upton]] [@gazette-1900]. Then it fell."
    record = entry(tmp_path, event(body=body)).record
    assert record is not None
    assert record.summary == "The river rose at Upton."


def test_a_source_in_place_is_a_record_of_its_own_that_lives_at_the_note(tmp_path: Path) -> None:
    text = event().replace("    type: news\n", "    type: news\n    agency: gazette\n    voice: weavers\n")
    found = entry(tmp_path, text)
    (source,) = found.in_place
    assert isinstance(source, Source)
    assert (source.slug, source.home, source.path) == (
        "gazette-1900",
        "events/rain",
        "content/events/1900/1900-06-01-rain.md",
    )
    assert (source.title, source.title_seen) == ("Water everywhere", True)
    assert source.needs == ("actors/gazette", "actors/weavers")


def test_a_source_by_its_id_alone_is_not_written_here(tmp_path: Path) -> None:
    text = event().replace("sources:\n", "sources:\n  - id: shared\n")
    found = entry(tmp_path, text)
    assert [source.slug for source in found.in_place] == ["gazette-1900"]
    assert found.record is not None
    assert found.record.sources == ("shared", "gazette-1900")


# --- digests ----------------------------------------------------------------


def digests(folder: Path, text: str) -> tuple[bytes, bytes]:
    found = entry(folder, text)
    assert found.record is not None
    return found.record.digest, found.prose.digest


def test_the_form_of_a_note_is_no_part_of_what_it_says(tmp_path: Path) -> None:
    quoted = event().replace("title: The river rises", 'title: "The river rises"')
    assert digests(tmp_path, quoted) == digests(tmp_path, event())


def test_a_later_sentence_changes_the_prose_and_not_the_record(tmp_path: Path) -> None:
    """So that nothing but the note's own page is made again."""
    first = "The river rose [@gazette-1900]."
    before, after = (digests(tmp_path, event(body=body)) for body in (first, f"{first} Then it fell."))
    assert before[0] == after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize(
    "text",
    [
        event("The river falls"),
        event(fields="actors:\n  - millers\n"),
        event(body="Rain fell [@gazette-1900]."),
        event(fields="corrections:\n  - date: 1901-01-01\n    said: a\n    says: b\n    why: c\n"),
    ],
    ids=["title", "actors", "first sentence", "correction"],
)
def test_every_field_and_the_first_sentence_are_in_the_digest_of_the_record(
    tmp_path: Path, text: str
) -> None:
    assert digests(tmp_path, text)[0] != digests(tmp_path, event())[0]


# --- wrong notes ------------------------------------------------------------


def test_of_a_wrong_note_its_references_and_its_sources_are_still_known(tmp_path: Path) -> None:
    """What it refers to is judged, and what it holds is not missed by others."""
    found = entry(tmp_path, event(kind="nonsense", fields="actors:\n  - millers\n"))
    assert found.record is None
    assert [source.slug for source in found.in_place] == ["gazette-1900"]
    assert {reference.target for reference in found.references} == {"actors/millers", "sources/gazette-1900"}


def test_a_note_that_could_not_be_read_is_there_and_has_no_further_problem(tmp_path: Path) -> None:
    found = validated(tmp_path, {"places/upton.md": "no front matter\n"})
    assert [(it.id, it.record, it.references) for it in found.entries] == [("places/upton", None, ())]
    assert found.problems == ()


def test_all_that_is_wrong_with_a_note_is_said_at_once(tmp_path: Path) -> None:
    """Fields, words, rules and prose: no check waits for another."""
    text = event(date="1900-13", kind="strom", fields="control:\n  - holder: millers\n    status: held\n")
    text = text.replace("The river rose", "The <b>river</b> rose [@nobody]")
    found = validated(tmp_path, {"events/rain.md": text})
    assert sorted((it.location.line, it.code) for it in found.problems) == [
        (3, "bad-date"),
        (4, "unknown-word"),
        (8, "missing-field"),
        (19, "raw-html"),
        (19, "raw-html"),
        (19, "unlisted-source"),
    ]


# --- site.yaml --------------------------------------------------------------


def test_the_settings_are_a_record_with_numbers_where_the_map_counts(tmp_path: Path) -> None:
    site = validated(tmp_path, {}).site
    assert site is not None
    assert site.map is not None
    assert (site.map.west, site.map.north, site.map.parallels) == (0.0, 50.0, (46.0, 49.0))
    assert (site.areas, site.languages, site.turning_points) == (("country",), ("en",), ())
    assert len(site.digest) == 16


def test_wrong_settings_leave_the_notes_judged(tmp_path: Path) -> None:
    found = validated(
        tmp_path, {"events/rain.md": event(kind="strom")}, SITE.replace("title: A small chronicle\n", "")
    )
    assert found.site is None
    assert sorted(it.code for it in found.problems) == ["missing-field", "unknown-word"]


def test_a_vocabulary_that_the_settings_lack_judges_nobody(tmp_path: Path) -> None:
    """One error in `site.yaml` must not become one in every note."""
    found = validated(
        tmp_path,
        {"events/rain.md": event()},
        SITE.replace("event_kinds:\n  flood: Flood\n  meeting: Meeting\n", ""),
    )
    assert [(it.location.file, it.code) for it in found.problems] == [
        ("content/site.yaml", "missing-field"),
    ]


def test_the_settings_refer_to_events_and_to_the_actor_in_focus(tmp_path: Path) -> None:
    site = SITE + "turning_points:\n  - event: rain\n    words: It begins to rain\n"
    found = validated(tmp_path, {}, site)
    assert {(it.target, it.field) for it in found.site_references} == {
        ("events/rain", "event"),
        ("actors/millers", "focus"),
    }


def test_without_settings_there_is_no_site(tmp_path: Path) -> None:
    found = validate((), None, {})
    assert (found.site, found.entries, found.problems) == (None, (), ())


# --- words for pydantic's errors --------------------------------------------


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")

    weight: str
    state: Literal["dry", "wet", "frozen"] = "dry"


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    parts: list[Part] = []
    best: Part | None = None
    ends: Annotated[list[str], Field(min_length=2, max_length=2)] = ["a", "b"]
    labels: dict[Literal["one", "two"], str] = {}


def said(values: dict[str, Any]) -> list[str]:
    """The problems of a note whose values stand each on a line that their order gives."""
    paths = list(paths_of(values))
    note = Note(
        path="x.md",
        folder="",
        slug="x",
        values=values,
        locations={path: Location("x.md", line, 9) for line, path in enumerate(paths, 1)},
        keys={path: Location("x.md", line, 1) for line, path in enumerate(paths, 1)},
        body="",
        body_line=1,
    )
    with pytest.raises(ValidationError) as caught:
        Whole.model_validate(values)
    return [str(problem) for problem in field_problems(caught.value, note, Whole)]


def paths_of(tree: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for key, value in items for found in paths_of(value, (*path, key)))]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"labels": {}}, 'x.md:1:1: error[missing-field]: the field "name" is missing'),
        (
            {"name": "x", "parts": [{"state": "wet"}]},
            'x.md:4:9: error[missing-field]: the field "weight" is missing in "parts"',
        ),
        (
            {"name": "x", "pats": "y"},
            'x.md:3:1: error[unknown-field]: there is no field "pats"; did you mean "parts"?',
        ),
        (
            {"name": "x", "parts": [{"weight": "1", "sate": "wet"}]},
            'x.md:6:1: error[unknown-field]: there is no field "sate" in "parts"; did you mean "state"?',
        ),
        (
            {"name": "x", "best": {"weight": "1", "wait": "2"}},
            'x.md:5:1: error[unknown-field]: there is no field "wait" in "best"; did you mean "weight"?',
        ),
        (
            {"name": "x", "best": {"weight": "1", "state": "wett"}},
            'x.md:5:9: error[bad-value]: "state" cannot be "wett"; it is one of dry, wet, frozen; '
            'did you mean "wet"?',
        ),
        (
            {"name": "x", "labels": {"three": "y"}},
            'x.md:4:1: error[bad-value]: there cannot be a "three" in "labels"; it is one of one, two; '
            "write one of them",
        ),
        ({"name": ["x"]}, 'x.md:2:9: error[wrong-type]: "name" wants text, not a list; write "name: x"'),
        (
            {"name": {"x": "y"}},
            'x.md:2:9: error[wrong-type]: "name" wants text, not fields; write text after "name:"',
        ),
        (
            {"name": "x", "parts": "y"},
            'x.md:3:9: error[wrong-type]: "parts" wants a list, one item a line, not plain text; '
            'write "parts:", and below it "  - y"',
        ),
        (
            {"name": "x", "best": "y"},
            'x.md:3:9: error[wrong-type]: "best" wants fields of its own, not plain text; '
            "write a field a line below it, indented by two spaces more",
        ),
        (
            {"name": "x", "best": {"weight": "1", "state": ["wet"]}},
            'x.md:5:9: error[wrong-type]: "state" wants text, not a list; write "state: wet"',
        ),
        (
            {"name": "x", "ends": ["y"]},
            'x.md:3:9: error[wrong-type]: "ends" wants 2 items, not 1',
        ),
    ],
)
def test_an_error_is_said_in_an_editors_words_at_its_place(values: dict[str, Any], problem: str) -> None:
    """A field that is missing stands nowhere: the mapping that lacks it is named."""
    assert said(values) == [problem]


def test_what_is_empty_is_not_reported_twice() -> None:
    assert said({"name": None, "ends": ["y"]}) == ['x.md:3:9: error[wrong-type]: "ends" wants 2 items, not 1']


def test_a_field_that_could_not_be_read_is_not_missing() -> None:
    """Its key is there; what is wrong with its value has been said."""
    note = Note(
        path="x.md",
        folder="",
        slug="x",
        values={},
        locations={(): Location("x.md", 1, 1)},
        keys={("name",): Location("x.md", 2, 1)},
        body="",
        body_line=1,
    )
    with pytest.raises(ValidationError) as caught:
        Whole.model_validate({})
    assert list(field_problems(caught.value, note, Whole)) == []
