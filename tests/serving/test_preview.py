"""What is served is what a build would write, and after a save it is what a build would write then."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from chronicle import build as engine
from chronicle.addresses import file_of
from chronicle.serving.preview import Preview, Settings
from tests.world import ROOT, SITE, TODAY, control, news, write_world

NOTES = {
    "events/1900/1900-06-01-rise.md": news(
        "The river rises", "1900-06-01", control("upton: millers"), "At [[places/upton]] it rose [@]."
    ),
    "events/1900/1900-06-02-fall.md": news(
        "The river falls", "1900-06-02", body="It fell, see [[rise]] [@]."
    ),
}
RISE = "events/1900/1900-06-01-rise.md"
FALL = "events/1900/1900-06-02-fall.md"


class Desk:
    """A small chronicle that is served, and its notes, as an editor has them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = write_world(folder, NOTES, SITE)
        self.said: list[str] = []
        self.preview = self.started()

    def started(self) -> Preview:
        settings = Settings(self.content, ROOT / "templates", self.folder / ".site.serve", TODAY)
        settings.folder.mkdir(exist_ok=True)
        preview = Preview(settings, "http://127.0.0.1:8000/", self.said.append)
        preview.content_changed(())
        return preview

    def save(self, name: str, change: Callable[[str], str]) -> None:
        path = (self.content / name).resolve()
        before = path.read_text("utf-8")
        after = change(before)
        assert after != before
        path.write_text(after, "utf-8")
        self.preview.content_changed([path])

    def page(self, address: str) -> str:
        return self.preview.shown(address).content.decode()

    def problems(self) -> set[tuple[str, int, str]]:
        self.wait_for_plan()
        return {(it.location.file, it.location.line, it.code) for it in self.preview.state.problems}

    def wait_for_plan(self) -> None:
        """Until all pages are known, and what only all of them together tell."""
        for thread in threading.enumerate():
            if thread.name == "plan":
                thread.join()

    def as_built(self) -> dict[str, bytes]:
        request = engine.Request(
            self.content,
            ROOT / "templates",
            self.folder / "site",
            TODAY,
            drafts=True,
            base_url="http://127.0.0.1:8000/",
            jobs=1,
            fresh=True,
        )
        built = engine.build(request)
        assert built.written is not None, built.problems
        found = self.preview.newer_than(0, 0)
        assert found > 0
        files = {path for path in (self.folder / "site").rglob("*") if path.is_file()}
        return {path.relative_to(self.folder / "site").as_posix(): path.read_bytes() for path in files}

    def as_served(self) -> dict[str, bytes]:
        self.page("/no/such/page/")
        standing = self.preview._standing
        assert standing is not None
        addresses = standing.edition.addresses()
        return {file_of(address): self.preview.shown(address).content for address in addresses}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_every_page_and_file_is_what_a_build_writes(desk: Desk) -> None:
    assert desk.as_served() == desk.as_built()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (RISE, lambda text: text.replace("it rose", "it rose and rose")),
        (RISE, lambda text: text + "\nA paragraph more, see [[fall]].\n"),
        (RISE, lambda text: text.replace("title: The river rises", "title: The river swells")),
        (RISE, lambda text: text.replace("date: 1900-06-01", "date: 1900-05-30")),
        (RISE, lambda text: text.replace("holder: millers", "holder: weavers")),
        ("places/upton.md", lambda text: text.replace("name: Upton", "name: Upper Town")),
        ("site.yaml", lambda text: text.replace("title: A small chronicle", "title: A river's chronicle")),
    ],
    ids=["words", "paragraph", "title", "date", "control", "place", "settings"],
)
def test_after_a_save_every_page_is_what_a_build_writes_then(
    desk: Desk, name: str, change: Callable[[str], str]
) -> None:
    desk.page("/no/such/page/")
    desk.save(name, change)
    assert desk.as_served() == desk.as_built()


def test_a_save_of_words_alone_keeps_all_pages_but_those_that_print_them(desk: Desk) -> None:
    """It is what makes the wait short where a thousand events are told."""
    desk.page("/no/such/page/")
    assert desk.preview._standing is not None
    before = desk.preview._standing.edition
    desk.save(RISE, lambda text: text + "\nNobody had seen it so high.\n")
    after = desk.preview._standing.edition
    assert after.addresses() == before.addresses()
    pages = [page for it in after.addresses() if (page := after.page(it)) is not None]
    assert all(page is before.page(page.address) for page in pages)
    changed = {page.address for page in pages if after.with_its_prose(page) != page}
    assert "/events/rise/" in changed
    assert not {"/", "/events/fall/", "/timeline/", "/places/upton/"} & changed


def test_a_new_note_a_note_that_is_gone_and_a_renamed_one_are_seen(desk: Desk) -> None:
    new = desk.content.resolve() / "events/1900/1900-06-03-calm.md"
    new.write_text(news("The river is calm", "1900-06-03", body="Calm [@]."), "utf-8")
    desk.preview.content_changed([new])
    assert "The river is calm" in desk.page("/events/calm/")
    new.rename(new.with_name("1900-06-03-quiet.md"))
    desk.preview.content_changed([new, new.with_name("1900-06-03-quiet.md")])
    assert desk.preview.shown("/events/quiet/").is_found
    assert not desk.preview.shown("/events/calm/").is_found


def test_what_is_wrong_is_told_with_its_line_and_the_last_good_page_stays(desk: Desk) -> None:
    good = desk.page("/events/rise/")
    desk.save(RISE, lambda text: text.replace("kind: flood", "kind: flud"))
    assert ("content/" + RISE, 4, "unknown-word") in desk.problems()
    assert desk.page("/events/rise/") == good
    desk.save(RISE, lambda text: text.replace("kind: flud", "kind: flood"))
    assert desk.preview.state.errors == ()


def test_what_only_all_pages_together_can_tell_is_told_too(desk: Desk) -> None:
    desk.save(RISE, lambda text: text + "\nMore [here](/no/such/page/).\n")
    assert any(code == "unknown-link" for _, _, code in desk.problems())
    desk.save(RISE, lambda text: text.replace("\nMore [here](/no/such/page/).\n", ""))
    assert not any(code == "unknown-link" for _, _, code in desk.problems())


def test_an_error_stays_told_when_the_pages_of_before_are_planned_only_then(desk: Desk) -> None:
    """Whoever saves a mistake within a second of a save before."""
    desk.wait_for_plan()
    assert desk.preview._standing is not None
    desk.save(RISE, lambda text: text.replace("kind: flood", "kind: flud"))
    wrong = desk.preview.state.problems
    desk.preview._planned(desk.preview._standing.edition, [], is_new=True)
    assert desk.preview.state.problems == wrong


def test_a_warning_moves_with_its_line_when_only_words_change(desk: Desk) -> None:
    desk.save("site.yaml", lambda text: text + "dating_words:\n  - yesterday\n")
    desk.save(RISE, lambda text: text + "\nIt happened yesterday.\n")
    (before,) = {line for _, line, code in desk.problems() if code == "dating-word"}
    desk.save(RISE, lambda text: text.replace("\nIt happened", "\n\n\nThen.\n\nIt happened"))
    assert {line for _, line, code in desk.problems() if code == "dating-word"} == {before + 4}


def test_drafts_are_shown_with_a_mark(desk: Desk) -> None:
    desk.save(FALL, lambda text: text.replace("sources:", "status: draft\nsources:"))
    assert '<p class="draft">Draft: not published yet.</p>' in desk.page("/events/fall/")
    assert 'class="draft"' not in desk.page("/events/rise/")
    desk.save(FALL, lambda text: text.replace("status: draft", "status: review"))
    assert '<p class="draft">In review: not published yet.</p>' in desk.page("/events/fall/")


def test_a_second_start_reads_only_what_has_changed_meanwhile(desk: Desk) -> None:
    path = desk.content / RISE
    path.write_text(path.read_text("utf-8").replace("it rose", "it rose and rose"), "utf-8")
    desk.preview = desk.started()
    assert desk.as_served() == desk.as_built()
    assert desk.said == []


def test_what_was_kept_and_is_damaged_is_made_anew(desk: Desk) -> None:
    (desk.folder / ".site.serve/records").write_bytes(b"nonsense")
    desk.preview = desk.started()
    assert "damaged" in desk.said[0]
    assert desk.as_served() == desk.as_built()


def test_what_is_kept_may_vanish_while_it_is_served(desk: Desk) -> None:
    """Another program may clear it: prose that was not read again is read from there."""
    desk.preview = desk.started()
    for path in (desk.folder / ".site.serve").iterdir():
        path.unlink()
    desk.save("site.yaml", lambda text: text.replace("A small chronicle", "Small"))
    desk.preview.content_changed(())
    assert "it rose" in desk.page("/events/rise/")
