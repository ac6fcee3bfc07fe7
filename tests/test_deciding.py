"""Which pages are rendered, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chronicle.addresses import file_of
from chronicle.deciding import decide, reason_of
from chronicle.keys import digest_of_all, input_digests, key_of
from chronicle.manifest import VERSION, Made, Manifest
from chronicle.model import Page, View
from chronicle.stamps import Seen, digest, stamp_of, stamps_below


@dataclass(frozen=True)
class Note:
    path: str
    words: str


def view(note: Note, beside_it: str = "") -> str:
    return note.words + beside_it


VIEW = View(view, "page.html")
LATER = 2**62
"""A time after all that a test does."""


def page(address: str = "/x/", words: str = "words", *more: str) -> Page:
    return Page(address, VIEW, (Note("content/x.md", words), *more))


@dataclass(frozen=True)
class Decided:
    """What becomes of the pages when their inputs have been looked at, too."""

    reasons: dict[str, str]
    standing: dict[str, Made]


class Site:
    """A folder with pages, each as it was made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest: Manifest | None = None

    def decide(self, *pages: Page, **changes: Any) -> Decided:
        around = changes.get("surroundings", {"the engine": b"e", "the settings": b"s"})
        templates = {"page.html": changes.get("template", b"t")}
        outputs = dict(stamps_below(self.folder))
        decision = decide(pages, templates, around, self.manifest, self.folder, outputs, LATER)
        reasons = {}
        for case in decision.cases:
            if reason := reason_of(case, case.page.inputs, input_digests(case.page.inputs)):
                reasons[case.page.address] = reason
        standing = {address: it for address, it in decision.standing.items() if address not in reasons}
        return Decided(reasons, standing)

    def make(self, pages: Sequence[Page]) -> None:
        """Write the pages, and the manifest of that."""
        around = {"the engine": b"e", "the settings": b"s"}
        made = {}
        for it in pages:
            path = self.folder / file_of(it.address)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(it.address)
            key = key_of(it, {"page.html": b"t"}, digest_of_all(around))
            made[it.address] = Made(key, Seen(stamp_of(path.lstat()), digest(it.address.encode())))
        self.manifest = Manifest(VERSION, b"", around, "2026-11-25", (), {}, made, {}, (), 0)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.make([page()])
    return made


def test_without_a_manifest_every_page_is_new(tmp_path: Path) -> None:
    decision = Site(tmp_path).decide(page("/a/"), page("/b/"))
    assert decision.reasons == {"/a/": "it is new", "/b/": "it is new"}
    assert decision.standing == {}


def test_a_page_as_it_was_made_stands(site: Site) -> None:
    decision = site.decide(page())
    assert decision.reasons == {}
    assert decision.standing.keys() == {"/x/"}


@pytest.mark.parametrize(
    ("now", "changes", "reason"),
    [
        (page(), {"template": b"u"}, 'its template "page.html" has changed, or one that it uses'),
        (page(words="other"), {}, "of what it is made from this has changed: note (content/x.md)"),
        (
            page("/x/", "words", "more"),
            {},
            "of what it is made from this has changed: the number of its inputs",
        ),
        (
            page(),
            {"surroundings": {"the engine": b"f", "the settings": b"s"}},
            "every page depends on this, and it has changed: the engine",
        ),
        (
            page(words="other"),
            {"surroundings": {"the engine": b"f", "the settings": b"r"}, "template": b"u"},
            "every page depends on this, and it has changed: the engine, the settings",
        ),
    ],
)
def test_what_has_changed_is_the_reason(site: Site, now: Page, changes: dict[str, Any], reason: str) -> None:
    assert site.decide(now, **changes).reasons == {"/x/": reason}


def test_an_input_is_named_as_the_view_names_it(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.make([page("/x/", "words", "one")])
    assert site.decide(page("/x/", "words", "two")).reasons == {
        "/x/": "of what it is made from this has changed: beside it"
    }


def test_a_page_that_goes_says_nothing(site: Site) -> None:
    decision = site.decide()
    assert (decision.reasons, decision.standing) == ({}, {})


def test_a_file_that_was_changed_or_removed_is_the_reason(site: Site) -> None:
    path = site.folder / "x/index.html"
    path.write_text("mine")
    assert site.decide(page()).reasons == {"/x/": "its file was changed"}
    path.unlink()
    assert site.decide(page()).reasons == {"/x/": "its file was removed"}


def test_a_file_with_another_time_stands_with_that_time(site: Site) -> None:
    path = site.folder / "x/index.html"
    path.unlink()
    path.write_text("/x/")
    decision = site.decide(page())
    assert decision.reasons == {}
    assert decision.standing["/x/"].output.stamp == stamp_of(path.lstat())


def test_a_link_never_stands(site: Site) -> None:
    path = site.folder / "x/index.html"
    (site.folder / "same").write_text("/x/")
    path.unlink()
    path.symlink_to(site.folder / "same")
    assert site.decide(page()).reasons == {"/x/": "its file was changed"}
