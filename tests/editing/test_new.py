"""`python build.py new`, by options as in scripts and by questions as on a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build import main
from chronicle.build import check
from chronicle.editing.guessing import nearest_slugs
from chronicle.editing.new import source_id
from tests.repositories import Repo, world_in_git
from tests.world import TODAY, build_world, event, write_world

RAIN = "content/events/1900/1900-06-01-rain.md"
OWN_SOURCE = (
    "---\ntitle: Almanac\npublisher: A\npublished: 1900-07-01\nurl: https://almanac.example.org/\n"
    "type: news\n---\n"
)
NOTES = {"events/1900/1900-06-01-rain.md": event(), "sources/1900/almanac.md": OWN_SOURCE}
MEETING = (
    *("event", "The millers’ guild meets", "--date", "1900-06-05", "--kind", "meeting", "--place", "upton"),
    *(
        "--actor",
        "millers",
        "--source-title",
        "A meeting of the millers",
        "--source-publisher",
        "The Gazette",
    ),
    *("--source-published", "1900-06-06", "--source-url", "https://gazette.example.org/06"),
)
MEETING_FILE = "events/1900/1900-06-05-the-millers-guild-meets.md"


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["new", *arguments, "--today", TODAY], input=typed)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    repo = world_in_git(tmp_path, NOTES)
    monkeypatch.chdir(repo.folder)
    return repo


def problems(repo: Repo) -> list[str]:
    return [f"{it.location.file}: {it.code}" for it in check(repo.folder / "content", TODAY).problems]


def test_event_is_complete_by_options_with_its_source_in_place(world: Repo) -> None:
    done = run(*MEETING)
    assert (done.exit_code, done.stdout) == (0, f"content/{MEETING_FILE}\n")
    assert (world.folder / "content" / MEETING_FILE).read_text("utf-8") == (
        "---\ntitle: The millers’ guild meets\ndate: 1900-06-05\nkind: meeting\nplaces:\n  - upton\n"
        "actors:\n  - millers\nimportance: 1\ncertainty: claimed\nsources:\n"
        "  - id: gazette-1900-06-06-meeting-the-millers\n    title: A meeting of the millers\n"
        "    publisher: The Gazette\n    published: 1900-06-06\n    url: https://gazette.example.org/06\n"
        "    accessed: 2026-11-25\n    language: en\n    type: news\nadded: 2026-11-25\n---\n"
        "TODO: say in the first sentence who did what, where [@gazette-1900-06-06-meeting-the-millers].\n"
    )


def test_check_finds_nothing_in_it_but_what_is_left_to_write(world: Repo) -> None:
    run(*MEETING)
    path = f"content/{MEETING_FILE}"
    assert [it for it in problems(world) if it.startswith(path)] == [f"{path}: to-do"]
    world.edit(path, "TODO: say in the first sentence who did what, where", "The millers met in Upton")
    assert [it for it in problems(world) if it.startswith(path)] == []


def test_draft_may_be_left_to_write(world: Repo) -> None:
    run(*MEETING)
    world.edit(f"content/{MEETING_FILE}", "added:", "status: draft\nadded:")
    assert [it for it in problems(world) if "to-do" in it] == []


def test_note_is_never_overwritten(world: Repo) -> None:
    run(*MEETING)
    path = world.folder / "content" / MEETING_FILE
    path.write_text(path.read_text("utf-8") + "My words.\n", "utf-8")
    done = run(*MEETING)
    assert done.exit_code == 1
    assert 'there is a note "events/the-millers-guild-meets" already' in done.stderr
    assert path.read_text("utf-8").endswith("My words.\n")
    done = run(*MEETING, "--slug", "they-meet")
    assert "stands in content/" + MEETING_FILE + " already" in done.stderr
    assert run(*MEETING, "--slug", "they-meet", "--source-title", "Another report").exit_code == 0


def test_source_whose_address_has_a_note_is_referred_to(world: Repo) -> None:
    done = run(
        "event", "A", "--date", "1900", "--kind", "flood", "--source-url", "https://almanac.example.org/"
    )
    assert done.exit_code == 0
    assert "sources:\n  - id: almanac\nadded" in (world.folder / "content/events/1900/1900-a.md").read_text(
        "utf-8"
    )


def test_source_that_stands_in_another_event_is_to_be_moved_first(world: Repo) -> None:
    done = run("event", "A", "--date", "1900", "--kind", "flood", "--source", "gazette-1900")
    assert done.exit_code == 1
    assert "new source --from events/rain gazette-1900" in done.stderr
    assert run("source", "--from", "rain", "gazette-1900").exit_code == 0
    assert run("event", "A", "--date", "1900", "--kind", "flood", "--source", "gazette-1900").exit_code == 0


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(world: Repo) -> None:
    """By the options that are to be changed: there is no file yet in which lines could be named."""
    done = run(
        *("event", "A", "--date", "1900-13-01", "--kind", "flod", "--place", "upto", "--place", "nowhere"),
        *("--source-title", "B", "--source-publisher", "C", "--source-url", "example.org"),
        *("--control", "place: upton, holder: milers, stauts: held", "--source", "gazete"),
    )
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        '--date: "1900-13-01" cannot be read: 13 is no month; did you mean "1900-01-13"?',
        '--kind: "kind" cannot be "flod": "event_kinds" in site.yaml has no such word; did you mean "flood"?',
        '--place: no place "upto"; did you mean "upton"?',
        '--place: no place "nowhere"; look at the spelling, or add a note in `places/`',
        '--control: no actor "milers"; did you mean "millers"?',
        '--control: there is no field "stauts" in "control"; did you mean "status"?',
        '--source: no source "gazete"; write the source in place (an `id` and its other fields), '
        "or add a note in `sources/`",
        '--source-url: "example.org" is not the whole address of a page; '
        "begin it with `https://` or `http://`",
        "nothing is written",
    ]
    assert world.git("status", "--porcelain") == ""


def test_what_is_not_said_in_a_script_is_wrong_usage(world: Repo) -> None:
    done = run("place", "Overton", "--latitude", "48")
    assert done.exit_code == 2
    told = done.stderr.partition("Error: ")[2]
    assert told == (
        "this is missing:\n"
        "  --kind                one of town, country\n"
        "  --longitude           degrees; south and west with a minus\n"
        "  --precision-km        how exact that is; a large number is drawn as a ring\n"
        "  --coordinate-source   where the position is from\n"
    )


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ((), ["--source-title and --source-publisher (or --source for one that has a note)"]),
        (("--source-url", "https://example.org/"), ["--source-title", "--source-publisher"]),
        (("--source", "almanac", "--control", "status: held"), ["holder, place in --control"]),
        (
            ("--source", "almanac", "--figure", "value: 4"),
            ["measure, as_of, claimant, qualifier in --figure"],
        ),
        (
            ("--source", "almanac", "--figure", "measure: people-flooded, low: 1"),
            ["as_of, claimant, high in --figure"],
        ),
    ],
)
def test_evidence_that_is_missing_is_named_by_its_options(
    world: Repo, more: tuple[str, ...], missing: list[str]
) -> None:
    done = run("event", "--date", "1900", *more)
    assert done.exit_code == 2
    told = [line.strip() for line in done.stderr.partition("this is missing:\n")[2].splitlines()]
    assert told == ["TITLE", "--kind                one of flood, meeting", *missing]


def test_source_that_no_reader_would_find_is_not_written(world: Repo) -> None:
    done = run("source", "A leaflet", "--type", "news")
    assert done.exit_code == 2
    assert "--publisher or --url" in done.stderr


def test_kind_of_note_that_there_is_not_gets_a_guess(world: Repo) -> None:
    assert '"events" is no kind of note; did you mean "event"?' in run("events").stderr
    assert '"x" is no kind of note; there are event, place,' in run("x").stderr


def test_title_without_letters_for_an_address_wants_a_slug(world: Repo) -> None:
    options = ("--kind", "town", "--latitude", "48", "--longitude", "2", "--precision-km", "1")
    done = run("place", "الرقة", *options, "--coordinate-source", "a map")
    assert done.exit_code == 1
    assert "the title has no letters that an address can have; say a slug with --slug" in done.stderr
    assert run("place", "الرقة", *options, "--coordinate-source", "a map", "--slug", "raqqa").exit_code == 0


CLAIMS = (
    *("--control", "place: upton, holder: millers, status: contested, against: [weavers]"),
    *("--control", "place: lowton, holder: millers"),
    *(
        "--figure",
        "measure: people-flooded, value: 40, qualifier: about, as_of: 1900-06-05, note: 'those seen, in all'",
    ),
)


def test_control_and_figures_are_complete_by_options(world: Repo) -> None:
    """A place is held where nothing else is said; a figure's source is the one that there is."""
    done = run(*MEETING, *CLAIMS)
    assert done.exit_code == 0, done.stderr
    text = (world.folder / "content" / MEETING_FILE).read_text("utf-8")
    assert (
        "control:\n  - place: upton\n    holder: millers\n    status: contested\n    against:\n"
        "      - weavers\n  - place: lowton\n    holder: millers\n    status: held\n"
        "figures:\n  - measure: people-flooded\n    value: 40\n    qualifier: about\n    as_of: 1900-06-05\n"
        "    claimant: gazette\n    source: gazette-1900-06-06-meeting-the-millers\n"
        "    note: those seen, in all\nsources:\n"
    ) in text
    path = f"content/{MEETING_FILE}"
    assert {it for it in problems(world) if it.startswith(path)} == {f"{path}: to-do"}


def test_fields_that_are_none_are_refused_with_an_example(world: Repo) -> None:
    done = run(*MEETING, "--control", "upton millers")
    assert done.exit_code == 2
    assert '--control "upton millers": ' in done.stderr
    assert 'write it as "place: SLUG, holder: SLUG"' in done.stderr


def test_questions_lead_to_control_and_figures(world: Repo) -> None:
    answers = [
        *("The river rises at Upton", "1900-06-03", "flood", "upton", "", "", "", "2", "claimed"),
        *("", "https://gazette.example.org/03", "Water", "The Gazette", "1900-06-04", "news"),
        *("https://almanac.example.org/", ""),
        *("uptn", "weavers", "", "millers", ""),  # place, holder, held, taken from, no other date
        *("lowton", "mill", "besieged", "weavers", "", "1900-06-02", ""),  # no more places
        *("people", "40 - 50", "", "", "1", "gazette", "", ""),  # a range; no scope; of nobody; the almanac's
        *("people", "many", "12", "at-least", "valley", "1900-06", "mill", "2", "", "", "so they say"),
        *("", ""),  # no more figures; the suggested slug
    ]
    done = run("event", "--ask", typed="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert "An event needs a source" in done.stdout
    assert "the text cites it as [@gazette-1900-06-04-water]" in done.stdout
    assert '"many" is not a plain number' in done.stdout
    text = (world.folder / "content/events/1900/1900-06-03-the-river-rises-at-upton.md").read_text("utf-8")
    assert (
        "control:\n  - place: upton\n    holder: weavers\n    status: held\n    taken_from: millers\n"
        "  - place: lowton\n    holder: millers\n    status: besieged\n    against:\n      - weavers\n"
        "    date: 1900-06-02\n"
    ) in text
    assert (
        "figures:\n  - measure: people-flooded\n    low: 40\n    high: 50\n    as_of: 1900-07-01\n"
        "    claimant: gazette\n    source: almanac\n"
        "  - measure: people-flooded\n    value: 12\n    qualifier: at-least\n    scope: valley\n"
        "    period: 1900-06\n    of: millers\n    as_of: 1900-06-04\n    claimant: gazette\n"
        "    source: gazette-1900-06-04-water\n    note: so they say\n"
    ) in text


def test_slug_that_is_taken_is_asked_for_again(world: Repo) -> None:
    done = run("period", "--ask", typed="Rain\n1900\n1\n\nNot a slug\nrain\n")
    assert done.exit_code == 0, done.output
    assert (
        '"Not a slug" is no slug' in run("period", "--ask", typed="Rain\n1900\n1\n\nNot a slug\ndry\n").stdout
    )


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (
            "place Overton --kind town --latitude 48 --longitude -2 --precision-km 1 --coordinate-source map",
            "places/overton.md",
        ),
        ("actor Ferrymen --kind guild --side north --other-name Boatmen", "actors/ferrymen.md"),
        ("operation Dam --date 1900 --place upton --actor millers", "operations/dam.md"),
        (
            "source Report --publisher Court --published 1901-02 --type news",
            "sources/1901/court-1901-02-report.md",
        ),
        ("source Leaflet --type news --publisher Court", "sources/undated/court-leaflet.md"),
        ("measure Boats --unit people --kind stock --scope valley", "measures/boats.md"),
        ("period Spring --date 1900-03/1900-05 --order 1", "periods/spring.md"),
        ("page Methods --nav 2", "pages/methods.md"),
    ],
)
def test_every_kind_of_note_can_be_made(world: Repo, arguments: str, file: str) -> None:
    done = run(*arguments.split())
    assert (done.exit_code, done.stdout) == (0, f"content/{file}\n"), done.stderr
    own = {it.partition(": ")[2] for it in problems(world) if it.startswith(f"content/{file}")}
    assert own <= {"to-do", "orphan"}


def test_every_kind_says_in_its_help_what_it_is(world: Repo) -> None:
    for kind in ("event", "place", "actor", "operation", "source", "measure", "period", "page"):
        done = CliRunner().invoke(main, ["new", kind, "--help"])
        assert done.exit_code == 0
        assert "--today" in done.stdout


def test_questions_offer_what_may_be_meant(world: Repo) -> None:
    answers = [
        *("The river rises at Upton", "1900-06-03", "flood"),
        *("uptn", "", "guild of", "1", "", ""),  # places, actors, operation
        *("2", "claimed"),  # importance, certainty
        *("https://gazette.example.org/03", "Water", "The Gazette", "1900-06-04", "news"),
        *("https://almanac.example.org/", ""),  # a source that has a note; no more
        *("", "", ""),  # no control, no figures; the suggested slug
    ]
    done = run("event", "--ask", typed="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert "upton: Upton" in done.stdout
    assert "1  millers: Guild of Millers, Mill" in done.stdout
    assert "it has a note: almanac" in done.stdout
    assert "It will be events/1900/1900-06-03-the-river-rises-at-upton.md" in done.stdout
    text = (world.folder / "content/events/1900/1900-06-03-the-river-rises-at-upton.md").read_text("utf-8")
    assert "places:\n  - upton\nactors:\n  - millers\nimportance: 2\n" in text
    assert "sources:\n  - id: almanac\n  - id: gazette-1900-06-04-water\n    title: Water\n" in text


@pytest.mark.parametrize(
    ("source", "identity"),
    [
        (
            {"publisher": "The Gazette", "published": "1900-06", "title": "Weavers on the bridge"},
            "gazette-1900-06-weavers-the-bridge",
        ),
        ({"publisher": "Gazette", "title": "A title"}, "gazette-title-report"),
        ({"title": "قراءة", "publisher": "Court"}, "court"),
    ],
)
def test_id_of_a_source_is_made_of_publisher_date_and_title(source: dict[str, str], identity: str) -> None:
    """And is never the name of a part of pages."""
    assert source_id(source) == identity


def test_answer_that_cannot_be_is_asked_for_again(world: Repo) -> None:
    answers = ["Spring", "1900-13", "1900-03/1900-05", "one", "1", "", ""]
    done = run("period", "--ask", typed="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert "13 is no month" in done.stdout
    assert '"one" is not a whole number' in done.stdout
    assert "date: 1900-03/1900-05\norder: 1\n" in (world.folder / "content/periods/spring.md").read_text(
        "utf-8"
    )


def test_source_that_is_moved_keeps_its_anchor(tmp_path: Path) -> None:
    content = write_world(tmp_path / "edited", {"events/1900/1900-06-01-rain.md": event()})
    done = run("source", "--content", str(content), "--from", "rain", "gazette-1900")
    assert done.exit_code == 0, done.stderr
    assert "sources:\n  - id: gazette-1900\n---" in (content / "events/1900/1900-06-01-rain.md").read_text(
        "utf-8"
    )
    moved = {path.relative_to(content).as_posix(): path.read_text("utf-8") for path in content.rglob("*.md")}
    built = build_world(tmp_path / "built", moved)
    page = built.page("/events/rain/")
    assert [it for it in page.iter() if it.get("id") == "gazette-1900"] != []
    assert "/sources/gazette-1900/" in built.addresses()


def test_source_that_is_not_there_is_said(world: Repo) -> None:
    done = run("source", "--from", "rain", "gazete-1900")
    assert done.exit_code == 2
    assert f'no source "gazete-1900" stands in {RAIN}; did you mean "gazette-1900"?' in done.stderr


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("deir-ez-zor", ("deir-ez-zor",)),
        ("Dayr az-Zawr", ("deir-ez-zor",)),
        ("دير الزور", ("deir-ez-zor",)),
        ("ar raqqah", ("raqqa",)),
        ("deir", ("deir-hafir", "deir-ez-zor")),
        ("Deir ezzor", ("deir-ez-zor", "deir-hafir")),
        ("xyz", ()),
    ],
)
def test_slug_is_found_by_any_name_in_any_script(typed: str, slugs: tuple[str, ...]) -> None:
    names = {
        "deir-ez-zor": ("Deir ez-Zor", "دير الزور", "Dayr az-Zawr"),
        "deir-hafir": ("Deir Hafir",),
        "raqqa": ("Raqqa", "Ar-Raqqah"),
    }
    assert nearest_slugs(typed, names) == slugs
