"""The output folder: whole files only, nothing of a stranger's touched, nothing stale left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from chronicle.addresses import file_of
from chronicle.stamps import stamps_below
from chronicle.write import (
    WriteError,
    cache_folder,
    clear_leftovers,
    clear_links,
    refuse_strangers,
    stage,
    staging_folder,
)
from chronicle.write import write as write_staged

Site = Sequence[tuple[str, bytes]]


def write(site: Site, output: Path, before: Site = ()) -> tuple[int, int]:
    """What a build does with the bytes of its pages; `before` is the site that the last one wrote.

    Returns how many files were written, and how many removed.
    """
    contents = {file_of(address): content for address, content in site}
    known = {file_of(address) for address, _ in before}
    clear_leftovers(output)
    found = [name for name, _ in stamps_below(output)]
    refuse_strangers(output, found, contents, known)
    clear_links(output, found, contents, known)
    with staging_folder(output) as staging:
        staged = stage(contents.items(), output, staging)
        return len(staged), write_staged(staged, contents, known, output)


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_page_is_the_index_of_its_folder_and_a_file_stands_where_it_says(tmp_path: Path) -> None:
    write([("/", b"home"), ("/events/x/", b"x"), ("/data/events.json", b"{}")], tmp_path / "site")
    assert files(tmp_path / "site") == {
        "index.html": "home",
        "events/x/index.html": "x",
        "data/events.json": "{}",
    }


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = [("/a/", b"one"), ("/b/", b"two")]
    write(first, site)
    before = (site / "a/index.html").stat().st_mtime_ns
    assert write([("/a/", b"one"), ("/b/", b"three")], site, first) == (1, 0)
    assert (site / "a/index.html").stat().st_mtime_ns == before
    assert (site / "b/index.html").read_text() == "three"


def test_what_was_changed_by_hand_is_put_right(tmp_path: Path) -> None:
    site = tmp_path / "site"
    pages = [("/a/", b"one"), ("/b/", b"two")]
    write(pages, site)
    (site / "a/index.html").write_text("mine")
    (site / "b/index.html").unlink()
    write(pages, site, pages)
    assert files(site) == {"a/index.html": "one", "b/index.html": "two"}


def test_a_stale_page_goes_with_the_folders_that_it_leaves_empty(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = [("/events/old/", b"old"), ("/events/kept/", b"kept")]
    write(first, site)
    assert write([("/events/kept/", b"kept")], site, first) == (0, 1)
    assert not (site / "events/old").exists()
    assert files(site) == {"events/kept/index.html": "kept"}


def test_a_strangers_file_in_our_folder_stays(tmp_path: Path) -> None:
    """A domain's CNAME, say, that somebody has put there by hand."""
    site = tmp_path / "site"
    write([("/a/", b"one")], site)
    (site / "CNAME").write_text("chronicle.example.org")
    write([("/b/", b"two")], site, [("/a/", b"one")])
    assert files(site) == {"CNAME": "chronicle.example.org", "b/index.html": "two"}


def test_a_folder_with_files_that_are_not_ours_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "site"
    precious.mkdir()
    (precious / "thesis.txt").write_text("three years")
    with pytest.raises(WriteError, match="did not write"):
        write([("/", b"home")], precious)
    assert files(precious) == {"thesis.txt": "three years"}


def test_a_strangers_file_in_the_way_of_a_page_is_not_overwritten(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([("/a/", b"one")], site)
    (site / "b").mkdir()
    (site / "b/index.html").write_text("theirs")
    with pytest.raises(WriteError, match="is in the way"):
        write([("/a/", b"one"), ("/b/", b"two")], site, [("/a/", b"one")])
    assert files(site) == {"a/index.html": "one", "b/index.html": "theirs"}


def test_the_gitignore_of_the_folder_is_no_strangers_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / ".gitignore").write_text("*\n")
    write([("/", b"home")], site)
    assert files(site) == {".gitignore": "*\n", "index.html": "home"}


def test_a_first_build_that_was_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    """It has left some files and no manifest; all of them are files that we are about to write."""
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "a/index.html").write_text("half")
    write([("/a/", b"one"), ("/b/", b"two")], site)
    assert files(site) == {"a/index.html": "one", "b/index.html": "two"}


def test_what_a_killed_build_staged_does_not_stay(tmp_path: Path) -> None:
    site = tmp_path / "site"
    staging = cache_folder(site) / "staging"
    staging.mkdir(parents=True)
    (staging / "0").write_text("left over")
    write([("/", b"home")], site)
    assert list(cache_folder(site).iterdir()) == []


def test_a_damaged_manifest_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    """Names of files that are to be removed come from it."""
    site, outside = tmp_path / "site", tmp_path / "outside.txt"
    outside.write_text("safe")
    write([("/", b"home")], site)
    write_staged({}, ["index.html"], ["index.html", "../outside.txt", str(outside)], site)
    assert outside.read_text() == "safe"


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    """Writing through it would change files elsewhere."""
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    write([("/a/", b"one")], site)
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("theirs")
    (site / "a/index.html").unlink()
    (site / "a").rmdir()
    (site / "a").symlink_to(elsewhere)
    write([("/a/", b"two")], site, [("/a/", b"one")])
    assert (elsewhere / "index.html").read_text() == "theirs"
    assert (site / "a/index.html").read_text() == "two"


def test_a_page_may_become_a_folder_and_a_folder_a_page(tmp_path: Path) -> None:
    site = tmp_path / "site"
    one, other = [("/data", b"file")], [("/data/x.json", b"{}")]
    write(one, site)
    write(other, site, one)
    assert files(site) == {"data/x.json": "{}"}
    write(one, site, other)
    assert files(site) == {"data": "file"}


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with staging_folder(tmp_path / "site") as staging:
        staged = stage([("index.html", b"home")], tmp_path / "file" / "site", staging)
        with pytest.raises(WriteError, match="Not a directory"):
            write_staged(staged, ["index.html"], [], tmp_path / "file" / "site")
