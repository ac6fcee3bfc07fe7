"""What a change does for readers, in real git repositories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chronicle.bases import NoBase
from chronicle.review.markdown import markdown
from chronicle.review.page import review_page
from chronicle.review.review import Review, review
from chronicle.review.states import States
from tests.commands import run
from tests.repositories import Repo, world_in_git
from tests.world import ROOT, TODAY, control, news, parsed, town, with_class, words

FLOOD = "content/events/1900/1900-06-01-the-flood.md"
RAIN = "content/events/1900/1900-07-01-rain.md"
TAKEN = "content/events/1900/1900-06-03-weavers-take-upton.md"

TEXT = (
    "The river rose by two metres in one night and stood in the streets of the lower town for nine days, so"
    " that nobody could cross it [@]. The mill was lost."
)
FIGURES = """\
figures:
  - measure: people-flooded
    value: 30
    qualifier: at-least
    scope: valley
    period: 1900
    as_of: 1900-06-01
    claimant: gazette
    source: on-the-flood
"""
NOTES = {
    FLOOD: news(
        "The flood", "1900-06-01", "places:\n  - upton\n  - lowton\n" + FIGURES, TEXT + " See [[rain]]."
    ),
    RAIN: news("Rain", "1900-07-01", body="Rain fell [@]."),
    TAKEN: news(
        "Weavers take Upton", "1900-06-03", control("upton: weavers, taken_from millers"), "They came [@]."
    ),
}


def world(folder: Path) -> Repo:
    notes = {name.removeprefix("content/"): text for name, text in NOTES.items()}
    repo = world_in_git(folder, notes)
    repo.git("switch", "--quiet", "--create", "change")
    return repo


def both(repo: Repo, base: str = "main", head: str | None = None) -> tuple[Review, States]:
    return review(
        repo.folder / "content", base, head, TODAY, drafts=False, site=repo.folder / "site", say=print
    )


def reviewed(repo: Repo, base: str = "main", head: str | None = None) -> Review:
    return both(repo, base, head)[0]


def page(repo: Repo) -> str:
    found, states = both(repo)
    return review_page(found, states.site, ROOT / "templates")


def text_of(repo: Repo, name: str) -> str:
    """The words of a section of the page."""
    tree = parsed(page(repo))
    return words(next(it for it in tree.iter("section") if it.get("aria-labelledby") == name))


def shown(note: Any) -> list[tuple[str, list[str], list[str]]]:
    return [(it.field, [was.text for was in it.before], [now.text for now in it.after]) for it in note.fields]


# --- which states --------------------------------------------------------------------


def test_nothing_changed_is_said_to_be_nothing(tmp_path: Path) -> None:
    found = reviewed(world(tmp_path))
    assert (found.notes, found.trivial, found.control, found.figures, found.pages.count) == (
        (),
        (),
        (),
        (),
        0,
    )
    assert not found.must_fail


def test_a_branch_behind_its_base_shows_no_changes_of_others(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(RAIN, "Rain fell", "Heavy rain fell")
    repo.commit("2026-01-02")
    repo.git("switch", "--quiet", "main")
    repo.edit(TAKEN, "They came", "They came at night")
    repo.commit("2026-01-03")
    repo.git("switch", "--quiet", "change")
    assert [note.id for note in reviewed(repo).notes] == ["events/rain"]


def test_what_is_not_committed_yet_is_looked_at(tmp_path: Path) -> None:
    """A new file, too, of which git knows nothing."""
    repo = world(tmp_path)
    repo.write({"content/places/mill.md": town("Mill")})
    repo.edit(RAIN, "Rain fell", "Heavy rain fell")
    assert {note.id: note.what for note in reviewed(repo).notes} == {
        "events/rain": "changed",
        "places/mill": "added",
    }


def test_a_commit_can_be_named_in_place_of_the_folder(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(RAIN, "Rain fell", "Heavy rain fell")
    repo.commit("2026-01-02")
    repo.edit(TAKEN, "They came", "They came at night")
    assert [note.id for note in reviewed(repo, "main", "HEAD").notes] == ["events/rain"]


def test_a_base_that_git_does_not_know_is_refused_in_a_sentence(tmp_path: Path) -> None:
    repo = world(tmp_path)
    with pytest.raises(NoBase, match='no branch, tag or commit "nowhere" here'):
        reviewed(repo, "nowhere")


def test_a_name_of_a_base_is_no_option_of_git(tmp_path: Path) -> None:
    repo = world(tmp_path)
    with pytest.raises(NoBase):
        reviewed(repo, "--output=stolen")
    assert not list(tmp_path.rglob("stolen"))


def test_what_a_build_has_kept_changes_nothing(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(FLOOD, "nine days", "ten days")
    fresh = reviewed(repo)
    assert run(tmp_path, "check").returncode == 0
    assert (tmp_path / ".site.cache/records").is_file()
    assert reviewed(repo) == fresh


def test_attributes_of_a_commit_hide_nothing_of_it(tmp_path: Path) -> None:
    """Git leaves out of an archive what they name."""
    repo = world(tmp_path)
    repo.edit(RAIN, "Rain fell", "Heavy rain fell")
    repo.write({".gitattributes": "content/events/1900/*-rain.md export-ignore\n"})
    repo.commit("2026-01-02")
    assert [(note.id, note.what) for note in reviewed(repo, "main", "HEAD").notes] == [
        ("events/rain", "changed")
    ]


def test_a_link_of_a_former_state_leads_nowhere_but_into_a_problem(tmp_path: Path) -> None:
    repo = world(tmp_path)
    link = tmp_path / "content/places/elsewhere.md"
    link.symlink_to("/etc/hostname")
    repo.commit("2026-01-02")
    found = reviewed(repo, "main", "HEAD")
    assert [problem.code for problem in found.findings.errors] == ["outside-folder"]
    link.unlink()
    repo.commit("2026-01-03")
    assert [it.code for it in reviewed(repo, "HEAD~1", "HEAD").findings.cured] == ["outside-folder"]


def test_words_of_a_note_are_no_markup_of_the_page(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(RAIN, "title: Rain", "title: Rain <script>alert(1)</script> & <b>more</b>")
    text = page(repo)
    assert "<script" not in text
    assert "<b>" not in text
    assert "<script>alert(1)</script>" in words(parsed(text))


# --- control -------------------------------------------------------------------------


def test_a_moved_date_moves_who_held_the_place(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(TAKEN, "date: 1900-06-03", "date: 1900-06-01")
    (place,) = reviewed(repo).control
    (moved,) = place.moved
    assert (place.place, moved.what, moved.before, moved.after) == (
        "Upton",
        "end",
        "1900-06-03",
        "1900-06-01",
    )
    assert "Upton: held by Guild of Millers, since when is not known until 3 June 1900" in text_of(
        repo, "control"
    )
    assert "now until 1 June 1900" in text_of(repo, "control")


def test_the_map_is_drawn_twice_on_a_day_that_shows_the_difference(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(TAKEN, "date: 1900-06-03", "date: 1900-06-01")
    found = reviewed(repo)
    assert found.day == "1900-06-01"
    assert found.maps is not None
    states = [{mark.name: (mark.state, mark.colour) for mark in it.marks}["Upton"] for it in found.maps]
    assert states == [("uncertain", "blue"), ("held", "amber")]


def test_no_map_is_drawn_where_nobody_gains_or_loses(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(RAIN, "Rain fell", "Heavy rain fell")
    found = reviewed(repo)
    assert (found.control, found.maps) == ((), None)
    assert "<svg" not in page(repo)


def test_another_holder_is_said_as_what_is_gone_and_what_is_new(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(TAKEN, "holder: weavers", "holder: gazette")
    (place,) = reviewed(repo).control
    assert [it.holders for it in place.before] == [("Guild of Weavers",)]
    assert [it.holders for it in place.after] == [("The Gazette",)]


def test_a_renamed_place_has_not_changed_hands(tmp_path: Path) -> None:
    repo = world(tmp_path)
    (tmp_path / "content/places/upton.md").rename(tmp_path / "content/places/upper-town.md")
    for path in (tmp_path / "content").rglob("*.md"):
        text = path.read_text("utf-8")
        path.write_text(text.replace(": upton", ": upper-town").replace("- upton", "- upper-town"), "utf-8")
    repo.edit("content/measures/people-flooded.md", "places/upton", "places/upper-town")
    repo.edit("content/places/upper-town.md", "river_km: 0\n", "river_km: 0\naliases:\n  - /places/upton/\n")
    found = reviewed(repo)
    assert (found.control, found.broken, found.figures) == ((), (), ())
    assert [(note.id, note.what) for note in found.notes] == [("places/upper-town", "renamed")]


# --- figures -------------------------------------------------------------------------


def test_a_changed_number_is_one_figure_changed(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(FLOOD, "value: 30", "value: 40")
    (change,) = reviewed(repo).figures
    assert change.what == "changed"
    assert change.before is not None
    assert change.after is not None
    assert (change.before.value, change.after.value) == ("30", "40")
    assert "at least 30 people at least 40 people, says The Gazette, as of 1 June 1900." in text_of(
        repo, "figures"
    ).replace("\u00a0", " ")


def test_a_figure_that_contradicts_another_makes_that_one_disputed(tmp_path: Path) -> None:
    repo = world(tmp_path)
    figure = FIGURES.replace("value: 30", "value: 10").replace("at-least", "exact")
    figure = figure.replace("gazette", "weavers").replace("on-the-flood", "on-rain")
    repo.edit(RAIN, "sources:\n", figure + "sources:\n")
    found = reviewed(repo)
    assert [(it.what, it.event) for it in found.figures] == [("added", "Rain"), ("disputed", "The flood")]
    assert "now disputed" in text_of(repo, "figures")


def test_a_withdrawn_event_takes_its_figures_and_its_control_with_it(tmp_path: Path) -> None:
    repo = world(tmp_path)
    why = "withdrawn:\n  date: 2026-01-02\n  why: It was another river.\n"
    for note in (FLOOD, TAKEN):
        repo.edit(note, "sources:\n", why + "sources:\n")
    found = reviewed(repo)
    assert [it.what for it in found.figures] == ["withdrawn"]
    assert [(it.place, it.after) for it in found.control] == [("Upton", ())]
    assert {note.what for note in found.notes} == {"withdrawn"}
    assert found.broken == (), "its page stays"


# --- notes ---------------------------------------------------------------------------


def test_fields_are_said_with_names_and_labels(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(RAIN, "certainty: claimed", "certainty: disputed\nplaces:\n  - upton")
    (note,) = reviewed(repo).notes
    assert shown(note) == [("certainty", ["Claimed"], ["Disputed"]), ("places", [], ["Upton"])]


def test_prose_is_compared_by_the_words_that_readers_see(tmp_path: Path) -> None:
    """With few words around: what is the same is left out."""
    repo = world(tmp_path)
    repo.edit(FLOOD, "nine days", "ten days")
    (note,) = reviewed(repo).notes
    assert [(it.kind, it.text) for it in note.text if it.kind in ("ins", "del")] == [
        ("del", "nine"),
        ("ins", "ten"),
    ]
    assert len(" ".join(it.text for it in note.text).split()) < 30
    tree = parsed(page(repo))
    assert [words(it) for it in tree.iter("del")] == ["nine"]
    assert [words(it) for it in tree.iter("ins")] == ["ten"]


def test_a_source_in_place_is_compared_field_by_field(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(RAIN, "publisher: The Gazette", "publisher: The Herald")
    (note,) = reviewed(repo).notes
    (source,) = note.sources
    (field,) = source.fields
    assert (source.what, field.field) == ("changed", "publisher")


def test_order_and_line_ends_of_the_file_are_no_change(tmp_path: Path) -> None:
    """A list in another order; a text that is wrapped elsewhere."""
    repo = world(tmp_path)
    repo.edit(FLOOD, "  - upton\n  - lowton\n", "  - lowton\n  - upton\n")
    repo.edit(RAIN, "Rain fell [", "Rain\nfell\n[")
    found = reviewed(repo)
    assert found.notes == ()
    assert {note.id: note.slips for note in found.trivial} == {
        "events/rain": ("form",),
        "events/the-flood": ("order",),
    }


def test_a_slip_of_the_pen_is_trivial_and_another_word_is_not(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(FLOOD, "streets", "streeets")
    repo.commit("2026-01-02")
    repo.git("branch", "--force", "main", "change")
    repo.edit(FLOOD, "streeets", "streets")
    repo.edit(TAKEN, "They came", "They went")
    found = reviewed(repo)
    assert [note.id for note in found.trivial] == ["events/the-flood"]
    assert [note.id for note in found.notes] == ["events/weavers-take-upton"]


# --- addresses and pages -------------------------------------------------------------


def test_a_renamed_note_without_an_alias_breaks_its_address(tmp_path: Path) -> None:
    repo = world(tmp_path)
    (tmp_path / RAIN).rename(tmp_path / "content/events/1900/1900-07-01-heavy-rain.md")
    repo.edit(FLOOD, "[[rain]]", "[[heavy-rain]]")
    found = reviewed(repo)
    assert [it.address for it in found.broken] == ["/events/rain/"]
    assert ("events/heavy-rain", "renamed") in [(note.id, note.what) for note in found.notes]
    assert found.must_fail
    assert "Breaks: 1 address." in words(parsed(page(repo)))


def test_an_alias_keeps_the_address(tmp_path: Path) -> None:
    repo = world(tmp_path)
    moved = "content/events/1900/1900-07-01-heavy-rain.md"
    (tmp_path / RAIN).rename(tmp_path / moved)
    repo.edit(moved, "sources:\n", "aliases:\n  - /events/rain/\nsources:\n")
    repo.edit(FLOOD, "[[rain]]", "[[heavy-rain]]")
    found = reviewed(repo)
    assert (found.broken, found.must_fail) == ((), False)


def test_a_note_that_is_published_no_more_breaks_its_address(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(TAKEN, "sources:\n", "status: draft\nsources:\n")
    assert [(it.address, it.is_hidden) for it in reviewed(repo).broken] == [
        ("/events/weavers-take-upton/", True)
    ]


def test_only_pages_that_look_different_are_touched(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(TAKEN, "They came", "They came at night")
    pages = {it.address for group in reviewed(repo).pages.groups for it in group.named}
    assert "/events/weavers-take-upton/" in pages
    assert "/events/rain/" not in pages
    assert "/actors/" not in pages


def test_pages_of_notes_come_before_lists_and_maps(tmp_path: Path) -> None:
    """Pages of days are many, and hide nothing: each leads to the next day that has an event."""
    repo = world(tmp_path)
    repo.edit(TAKEN, "date: 1900-06-03", "date: 1900-06-04")
    repo.edit(TAKEN, "They came", "They came at night")
    pages = reviewed(repo).pages
    groups = [(it.kind, it.section) for it in pages.groups]
    kinds = [kind for kind, _ in groups]
    assert groups[0] == ("changed", "")
    assert [it.address for it in pages.groups[0].named] == ["/events/weavers-take-upton/"]
    assert kinds == sorted(kinds, key=["changed", "notes", "lists", "files"].index)
    notes = [section for kind, section in groups if kind == "notes"]
    assert notes[:3] == ["events", "places", "actors"]
    lists = {it.section: it for it in pages.of("lists")}
    assert lists["on-this-day"].count > len(lists["on-this-day"].named) == 6
    assert pages.count == pages.counted("changed", "notes", "lists")
    shown = text_of(repo, "pages")
    assert shown.index("Weavers take Upton") < shown.index("Events") < shown.index("Lists and maps")
    assert f"On this day {lists['on-this-day'].count}: /on-this-day/" in shown
    assert f"{pages.counted('changed', 'notes')} pages of notes" in words(parsed(page(repo)))


def test_parts_of_a_correction_stand_apart(tmp_path: Path) -> None:
    """Its sentences have no full stop of their own where the editor wrote none."""
    repo = world(tmp_path)
    correction = (
        "corrections:\n  - date: 1900-07-01\n    said: it rained\n    says: it poured\n    why: a slip\n"
    )
    repo.edit(TAKEN, "---\nThey came", f"{correction}---\nThey came")
    told = page(repo)
    assert "<li>It said: <ins>it rained</ins></li>" in told
    assert "<li>It says: <ins>it poured</ins></li>\n<li>Why: <ins>a slip</ins></li>" in told
    lines = markdown(told)
    assert "  - <ins>1 July 1900</ins>\n    - It said: <ins>it rained</ins>\n" in lines


def test_note_of_which_only_figures_changed_says_where_they_are(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(FLOOD, "    value: 30", "    value: 50")
    assert "Its figures are told above." in text_of(repo, "notes")


def test_changed_settings_touch_every_page_and_say_so(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit("content/site.yaml", "heading: What happened", "heading: All that happened")
    assert reviewed(repo).pages.every


# --- what the check says -------------------------------------------------------------


def test_broken_content_still_says_what_can_be_said_and_errors_come_first(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(TAKEN, "date: 1900-06-03", "date: 1900-06-02")
    repo.edit(RAIN, "date: 1900-07-01", "date: soon")
    repo.edit(FLOOD, "date: 1900-06-01", "date: then")
    found = reviewed(repo)
    assert found.figures == (), "a note that is wrong is taken as it was"
    assert [problem.code for problem in found.findings.errors] == ["bad-date", "bad-date"]
    assert [it.place for it in found.control] == ["Upton"]
    assert ("events/rain", "broken") in [(note.id, note.what) for note in found.notes]
    assert (found.pages.is_known, found.must_fail) == (False, True)
    headings = [words(it) for it in parsed(page(repo)).iter("h2")]
    assert headings[0] == "What it breaks"


def test_settings_that_cannot_be_read_are_shown_by_the_former_ones(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit("content/site.yaml", "title: A small chronicle", "title:")
    found = reviewed(repo)
    assert found.must_fail
    assert "What it breaks" in page(repo)


def test_a_unit_that_the_settings_have_lost_is_shown_by_its_name(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit("content/site.yaml", "  people: people\n", "")
    repo.edit("content/site.yaml", "title: A small chronicle", "title:")
    repo.edit(FLOOD, "value: 30", "value: 40")
    assert "What it breaks" in page(repo)


def test_a_base_with_errors_is_said_to_have_had_them(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.edit(RAIN, "date: 1900-07-01", "date: soon")
    repo.commit("2026-01-02")
    repo.git("branch", "--force", "main", "change")
    repo.edit(RAIN, "date: soon", "date: 1900-07-01")
    found = reviewed(repo)
    assert not found.must_fail
    assert [problem.code for problem in found.findings.cured] == ["bad-date"]
    assert "there were errors before" in words(parsed(page(repo)))


def test_new_and_cured_warnings_are_told_and_old_ones_are_not(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.write({"content/places/mill.md": town("Mill"), "content/places/inn.md": town("Inn", "3")})
    repo.commit("2026-01-02")
    repo.git("branch", "--force", "main", "change")
    (tmp_path / "content/places/inn.md").unlink()
    repo.write({"content/places/weir.md": town("Weir", "4")})
    found = reviewed(repo).findings
    assert [it.location.file for it in found.new] == ["content/places/weir.md"]
    assert [it.location.file for it in found.cured] == ["content/places/inn.md"]


def test_a_newly_silenced_warning_is_shown_with_its_reason_and_is_not_cured(tmp_path: Path) -> None:
    repo = world(tmp_path)
    repo.write({"content/places/mill.md": town("Mill")})
    repo.commit("2026-01-02")
    repo.git("branch", "--force", "main", "change")
    why = "silenced:\n  - rule: orphan\n    why: An event is to come.\n"
    repo.edit("content/places/mill.md", "coordinate_source: a map\n", f"coordinate_source: a map\n{why}")
    found = reviewed(repo).findings
    assert [it.why for it in found.silenced] == ["An event is to come."]
    assert found.cured == ()
    assert "Why: An event is to come." in text_of(repo, "findings")


# --- size ----------------------------------------------------------------------------


def many(repo: Repo, number: int) -> None:
    """As many notes as asked for, added."""
    repo.write(
        {
            f"content/places/town-{count}.md": town(f"Town {count}", f"{1 + count // 100}.{count % 100:02}")
            for count in range(number)
        }
    )


def test_a_change_of_very_many_notes_stays_readable(tmp_path: Path) -> None:
    """Lists end with how much more there is, notes are folded, and each section can be reached at once."""
    repo = world(tmp_path)
    many(repo, 520)
    text = page(repo)
    assert len(text) < 600_000
    tree = parsed(text)
    notes = with_class(tree, "note")
    assert len(notes) == 500
    assert not [it for it in notes if it.get("open") is not None]
    assert "and 20 more" in text_of(repo, "notes")
    links = {it.get("href") for it in tree.iter("a")}
    assert {"#notes", "#pages", "#findings"} <= links


# --- the command ---------------------------------------------------------------------


def test_the_command_writes_what_is_asked_for_and_its_exit_code_says_whether_it_breaks(
    tmp_path: Path,
) -> None:
    repo = world(tmp_path)
    repo.edit(RAIN, "Rain fell", "Heavy rain fell")
    every = [it for form in ("html", "markdown", "json") for it in ("--format", form)]
    done = run(tmp_path, "diff", "main", *every, "--output", "out")
    assert (done.returncode, done.stderr) == (0, "")
    files = {path.name for path in (tmp_path / "out").iterdir()}
    assert files == {"index.html", "style.css", "review.md", "review.json"}
    data = json.loads((tmp_path / "out/review.json").read_text("utf-8"))
    assert (data["fails"], [note["id"] for note in data["notes"]]) == (False, ["events/rain"])
    (tmp_path / RAIN).unlink()
    repo.edit(FLOOD, "See [[rain]].", "That is all.")
    printed = run(tmp_path, "diff", "main", "--format", "markdown")
    assert printed.returncode == 1
    assert printed.stdout.startswith("# Review: 2 notes changed")
    assert "<code>/events/rain/</code>" in printed.stdout


def test_the_command_needs_a_repository(tmp_path: Path) -> None:
    repo = world(tmp_path)
    done = run(tmp_path, "diff", "nowhere")
    assert done.returncode == 2
    assert 'there is no branch, tag or commit "nowhere" here' in done.stderr
    assert repo.git("status", "--short") == ""
