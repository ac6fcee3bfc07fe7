"""`python build.py mv`: a note's slug, renamed everywhere in a real repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build import main
from chronicle.build import check
from tests.repositories import Repo, world_in_git
from tests.world import SITE, TODAY, control, event

RAIN = "content/events/1900/1900-06-01-rain.md"
NOTES = {
    "events/1900/1900-06-01-rain.md": event(
        body="Rain on [[places/upton|the upper town]], not on upton-by-the-sea\n"
        "nor [Upton](/places/upton/); see\n[[places/lowton]] [@gazette-1900].\n\n`[[places/upton]]` is code.",
        fields=control("upton: millers"),
    ).replace("importance:", "places:\n  - upton\n  - lowton\nimportance:"),
    "events/1900/1900-06-09-flood.md": event("The river falls", "1900-06-09").split("sources:")[0]
    + "sources:\n  - id: almanac\n---\nAfter [[rain]], [[events/rain|it]] fell [@almanac, p. 2].\n",
    "sources/1900/almanac.md": "---\ntitle: Almanac\npublisher: A\npublished: 1900-07-01\ntype: news\n---\n",
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["mv", *arguments])


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    repo = world_in_git(tmp_path, NOTES)
    monkeypatch.chdir(repo.folder)
    return repo


def errors(repo: Repo) -> list[str]:
    problems = check(repo.folder / "content", TODAY).problems
    return [str(problem) for problem in problems if problem.severity == "error"]


def changed_lines(repo: Repo) -> list[str]:
    lines = repo.git("diff", "HEAD", "--unified=0", "--find-renames").splitlines()
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_place_is_renamed_in_fields_links_and_addresses_and_nowhere_else(world: Repo) -> None:
    done = run("places/upton", "overton")
    assert (done.exit_code, done.stdout) == (
        0,
        "upton.md is overton.md now; it was named 5 times in 2 files\n",
    )
    assert errors(world) == []
    text = (world.folder / RAIN).read_text("utf-8")
    assert "places:\n  - overton\n  - lowton\n" in text
    assert "  - place: overton\n" in text
    assert "[[places/overton|the upper town]], not on upton-by-the-sea\nnor [Upton](/places/overton/)" in text
    assert "`[[places/upton]]` is code." in text


def test_old_address_leads_on_and_git_sees_a_rename(world: Repo) -> None:
    run("places/upton", "overton")
    assert "aliases:\n  - /places/upton/\n" in (world.folder / "content/places/overton.md").read_text("utf-8")
    world.git("add", "--all")
    assert "R" in world.git("diff", "--cached", "--name-status", "-M40%", "content/places")


def test_event_keeps_its_date_in_the_file_name(world: Repo) -> None:
    assert run("events/rain", "events/heavy-rain").exit_code == 0
    assert errors(world) == []
    assert (world.folder / "content/events/1900/1900-06-01-heavy-rain.md").is_file()
    text = (world.folder / "content/events/1900/1900-06-09-flood.md").read_text("utf-8")
    assert "After [[heavy-rain]], [[events/heavy-rain|it]] fell" in text


def test_source_is_renamed_where_it_is_cited(world: Repo) -> None:
    assert run("sources/almanac", "almanac-1900").exit_code == 0
    assert errors(world) == []
    assert changed_lines(world) == [
        *("-  - id: almanac", "+  - id: almanac-1900"),
        "-After [[rain]], [[events/rain|it]] fell [@almanac, p. 2].",
        "+After [[rain]], [[events/rain|it]] fell [@almanac-1900, p. 2].",
        *("+aliases:", "+  - /sources/almanac/"),
    ]


def test_settings_follow(world: Repo) -> None:
    assert "focus: millers\n" in SITE
    assert run("actors/millers", "grinders").exit_code == 0
    assert errors(world) == []
    assert "focus: grinders\n" in (world.folder / "content/site.yaml").read_text("utf-8")


def test_there_and_back_again_leaves_the_name_in_between_as_alias(world: Repo) -> None:
    run("places/upton", "overton")
    assert run("places/overton", "upton").exit_code == 0
    assert errors(world) == []
    assert changed_lines(world) == ["+aliases:", "+  - /places/overton/"]


@pytest.mark.parametrize("old", ["upton", "content/places/upton.md", "./content/places/../places/upton.md"])
def test_note_may_be_named_by_its_slug_or_its_file(world: Repo, old: str) -> None:
    done = run(old, "overton")
    assert (done.exit_code, done.stderr) == (0, "")
    assert errors(world) == []
    assert (world.folder / "content/places/overton.md").exists()


def test_slug_that_two_kinds_have_is_asked_for(world: Repo) -> None:
    world.write({"content/operations/rain.md": "---\nname: Rain\ndate: 1900\n---\nA [[rain]].\n"})
    done = run("rain", "heavy-rain")
    assert done.exit_code == 2
    assert '"rain" may be events/rain or operations/rain: say which' in done.stderr


def test_addresses_that_were_published_are_kept(world: Repo) -> None:
    world.write({"content/addresses.lock": "/places/upton/\n/events/rain/\n"})
    run("places/upton", "overton")
    run("events/rain", "heavy-rain")
    assert errors(world) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("places/uptn", "overton", 'there is no note "places/uptn"; did you mean "places/upton"?'),
        ("uptn", "overton", 'there is no note "uptn"; did you mean "places/upton"?'),
        ("places/zzz", "overton", 'there is no note "places/zzz"; name its kind and its slug, as in places/'),
        ("content/places/zzz.md", "overton", 'there is no note "content/places/zzz.md"; name its kind'),
        ("places/upton", "lowton", 'there is a note "places/lowton" already: content/places/lowton.md'),
        ("places/upton", "actors/upton", 'a note keeps its kind: "actors/upton" is of another'),
        ("places/upton", "Over Ton", '"Over Ton" is no slug'),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_touched(world: Repo, old: str, new: str, words: str) -> None:
    done = run(old, new)
    assert done.exit_code == 2
    assert words in done.stderr
    assert world.git("status", "--porcelain") == ""


def test_note_that_is_not_in_its_form_is_to_be_formatted_first(world: Repo) -> None:
    world.edit("content/places/upton.md", "name: Upton", "name: 'Upton'")
    done = run("places/upton", "overton")
    assert done.exit_code == 2
    assert "first: python build.py format content/places/upton.md" in done.stderr
    assert (world.folder / "content/places/upton.md").is_file()


def test_file_that_git_does_not_know_is_renamed_too(world: Repo) -> None:
    world.write(
        {"content/periods/spring.md": "---\ntitle: Spring\ndate: 1900-03/1900-05\norder: 1\n---\nIt was.\n"}
    )
    assert run("periods/spring", "the-spring").exit_code == 0
    assert (world.folder / "content/periods/the-spring.md").is_file()
    assert not (world.folder / "content/periods/spring.md").exists()
