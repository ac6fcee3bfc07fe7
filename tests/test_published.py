"""Addresses are for ever: `addresses.lock`, on small chronicles and through the real command."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from chronicle import build as engine
from tests.commands import build_py, run
from tests.repositories import world_in_git
from tests.world import TODAY, build_world, news, words, write_world

RAIN = {"events/1900/1900-06-01-rain.md": news("Rain", "1900-06-01")}
LOCK = "content/addresses.lock"


def problems(folder: Path, notes: Mapping[str, str], lock: str, *, drafts: bool = False) -> list[str]:
    """The errors of a world with this lock."""
    content = write_world(folder, {**notes, "addresses.lock": lock})
    found = engine.check(content, TODAY, drafts).problems
    return [str(problem) for problem in found if problem.severity == "error"]


def fields(text: str, more: str) -> str:
    """A note with more lines of front matter."""
    return text.replace("sources:\n", f"{more}sources:\n", 1)


# --- what is lost -------------------------------------------------------------


def test_without_a_lock_no_address_is_missed(tmp_path: Path) -> None:
    content = write_world(tmp_path, RAIN)
    assert not engine.check(content, TODAY).has_errors


def test_an_address_that_leads_nowhere_any_more_is_an_error_at_its_line(tmp_path: Path) -> None:
    assert problems(tmp_path, {}, "# Published\n\n/places/upton/\n/events/rain/\n") == [
        'content/addresses.lock:4:1: error[lost-address]: "/events/rain/" was published, and nothing would '
        "stand there any more; add it to the `aliases` of the note that tells it now; or bring the note back "
        "with `withdrawn`: the date and why"
    ]


def test_the_new_address_that_is_like_it_is_offered(tmp_path: Path) -> None:
    (found,) = problems(
        tmp_path, {"events/heavy-rain.md": news("Heavy rain", "1900-06-01")}, "/events/heavy-rains/\n"
    )
    assert 'add it to the `aliases` of "/events/heavy-rain/", if it has moved there' in found


def test_an_alias_keeps_an_address(tmp_path: Path) -> None:
    moved = fields(news("Downpour", "1900-06-01"), "aliases:\n  - /events/rain/\n")
    assert problems(tmp_path, {"events/downpour.md": moved}, "/events/rain/\n/events/downpour/\n") == []


def test_a_page_that_says_why_it_was_withdrawn_keeps_its_address(tmp_path: Path) -> None:
    withdrawn = fields(
        RAIN["events/1900/1900-06-01-rain.md"], "withdrawn:\n  date: 1901-01-01\n  why: A hoax.\n"
    )
    assert problems(tmp_path, {"events/rain.md": withdrawn}, "/events/rain/\n") == []
    site = build_world(tmp_path, {})
    assert "Withdrawn on 1 January 1901: A hoax." in words(site.page("/events/rain/").find("body"))


@pytest.mark.parametrize("more", ["status: draft\n", "status: review\n", "embargo: 2027-01-01\n"])
def test_what_was_published_and_is_hidden_again_is_lost(tmp_path: Path, more: str) -> None:
    notes = {"events/rain.md": fields(news("Rain", "1900-06-01"), more)}
    lock = "/events/rain/\n"
    (found,) = problems(tmp_path, notes, lock)
    assert '"/events/rain/" was published, and content/events/rain.md is not published any more' in found
    assert problems(tmp_path, notes, lock, drafts=True) == [], "a draft that is shown is there"


def test_an_alias_of_a_hidden_note_is_lost(tmp_path: Path) -> None:
    hidden = fields(news("Rain", "1900-06-01"), "status: draft\naliases:\n  - /events/storm/\n")
    (found,) = problems(tmp_path, {"events/rain.md": hidden}, "/events/storm/\n")
    assert "content/events/rain.md is not published any more" in found


def test_it_is_missed_beside_other_errors_too(tmp_path: Path) -> None:
    """An editor sees all that is wrong at once."""
    found = problems(
        tmp_path,
        {"events/rain.md": news("Rain", "1900-06-01", "nonsense: yes\n")},
        "/events/x/\n/events/rain/\n",
    )
    assert [line.split("]")[0].split("[")[1] for line in found] == ["lost-address", "unknown-field"]


def test_pages_that_no_note_has_made_may_be_kept_too(tmp_path: Path) -> None:
    assert problems(tmp_path, RAIN, "/1900/\n/timeline/\n") == []


# --- the file -----------------------------------------------------------------


def test_order_and_repetition_do_not_matter(tmp_path: Path) -> None:
    """Git joins two branches that both added lines, without asking."""
    assert (
        problems(tmp_path, RAIN, "/places/upton/\n/events/rain/\n/events/rain/\r\n/actors/millers/\n") == []
    )


@pytest.mark.parametrize(
    ("line", "words_of_it"),
    [
        ("<<<<<<< HEAD", "git has left the mark of a conflict"),
        ("=======", "git has left the mark of a conflict"),
        ("events/rain", '"events/rain" is not the address of a page'),
        ("/events/../rain/", "is not the address of a page"),
        ("https://river.example.org/events/rain/", "is not the address of a page"),
    ],
)
def test_a_line_that_is_no_address_is_an_error(tmp_path: Path, line: str, words_of_it: str) -> None:
    (found,) = problems(tmp_path, RAIN, f"/events/rain/\n{line}\n")
    assert found.startswith("content/addresses.lock:2:1: error[bad-lock-line]: ")
    assert words_of_it in found


def test_two_branches_that_publish_never_conflict(tmp_path: Path) -> None:
    repo = world_in_git(tmp_path / "world", {**RAIN, "addresses.lock": "/a/\n/z/\n"})
    repo.write({".gitattributes": f"{LOCK} merge=union\n"})
    repo.commit("2026-01-02")
    for branch, line in (("one", "/m/\n"), ("two", "/n/\n")):
        repo.git("checkout", "--quiet", "-b", branch, "main")
        repo.write({LOCK: f"/a/\n{line}/z/\n"})
        repo.commit("2026-01-03")
    repo.git("merge", "--quiet", "--no-edit", "one")
    assert set((repo.folder / LOCK).read_text().split()) == {"/a/", "/m/", "/n/", "/z/"}


def test_our_own_repository_joins_branches_like_that() -> None:
    attributes = (Path(__file__).parent.parent / ".gitattributes").read_text("utf-8")
    assert f"{LOCK} merge=union\n" in attributes


# --- the command --------------------------------------------------------------


def addresses(folder: Path, *arguments: str) -> tuple[int, list[str], str]:
    done = build_py(folder, "addresses", "--today", TODAY, *arguments)
    return done.returncode, done.stdout.splitlines(), done.stderr.strip()


def test_the_command_says_what_is_new_and_writes_it_on_request(tmp_path: Path) -> None:
    draft = news("Snow", "1900-12-01", "status: draft\n")
    moved = fields(news("Downpour", "1900-06-01"), "aliases:\n  - /events/rain/\n")
    write_world(tmp_path, {"events/downpour.md": moved, "events/snow.md": draft})
    wanted = [
        "/actors/gazette/", "/actors/millers/", "/actors/weavers/", "/events/downpour/", "/events/rain/",
        "/figures/people-flooded/", "/places/lowton/", "/places/upton/",
    ]  # fmt: skip
    assert addresses(tmp_path) == (0, wanted, "8 new addresses; --write records what is published now")
    assert not (tmp_path / LOCK).exists()
    assert addresses(tmp_path, "--write") == (0, wanted, "8 new addresses recorded")
    assert addresses(tmp_path, "--write") == (0, [], "every address is recorded")
    text = (tmp_path / LOCK).read_text("utf-8")
    assert [line for line in text.splitlines() if not line.startswith("#")] == wanted


def test_what_is_recorded_stays_recorded(tmp_path: Path) -> None:
    """The file only grows, and is put in order."""
    write_world(tmp_path, {**RAIN, "addresses.lock": "/places/upton/\n/1900/\n/places/upton/\n"})
    addresses(tmp_path, "--write")
    lines = [line for line in (tmp_path / LOCK).read_text().splitlines() if not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert {"/1900/", "/places/upton/", "/events/rain/"} <= set(lines)


def test_with_an_error_nothing_is_recorded(tmp_path: Path) -> None:
    write_world(tmp_path, {**RAIN, "addresses.lock": "/events/gone/\n"})
    code, _, said = addresses(tmp_path, "--write")
    assert code == 1
    assert "error[lost-address]" in said
    assert said.endswith("nothing was written")
    assert (tmp_path / LOCK).read_text() == "/events/gone/\n"


def test_a_build_that_would_lose_an_address_writes_nothing(tmp_path: Path) -> None:
    write_world(tmp_path, {**RAIN, "addresses.lock": "/events/rain/\n"})
    assert run(tmp_path, "--today", TODAY).returncode == 0
    (tmp_path / "content/events/1900/1900-06-01-rain.md").unlink()
    done = run(tmp_path, "--today", TODAY)
    assert done.returncode == 1
    assert "content/addresses.lock:1:1: error[lost-address]:" in done.stderr
    assert (tmp_path / "site/events/rain/index.html").exists()


def test_a_lock_that_changes_is_noticed_by_the_next_build(tmp_path: Path) -> None:
    write_world(tmp_path, RAIN)
    run(tmp_path, "--today", TODAY)
    (tmp_path / LOCK).write_text("/events/gone/\n")
    assert run(tmp_path, "--today", TODAY).returncode == 1


def test_thousands_of_lost_addresses_are_told_quickly(tmp_path: Path) -> None:
    lock = "".join(f"/events/gone-{number}/\n" for number in range(5000))
    assert len(problems(tmp_path, RAIN, lock)) == 5000
