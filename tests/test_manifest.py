"""What the last build was made from decides whether the next has anything to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from chronicle.cache import CacheDamaged, packed
from chronicle.keys import Key
from chronicle.manifest import (
    VERSION,
    Made,
    Manifest,
    load_manifest,
    nothing_changed,
    save_manifest,
    written_files,
)
from chronicle.stamps import Seen, Stamp, digest, stamp_of

NOTE: Stamp = (10, 100, 100, 1)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site/events/x").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("home")
    (tmp_path / "site/events/x/index.html").write_text("x")
    return tmp_path / "site"


def outputs(site: Path) -> dict[str, Stamp]:
    return {
        path.relative_to(site).as_posix(): stamp_of(path.lstat())
        for path in site.rglob("*")
        if path.is_file() or path.is_symlink()
    }


def manifest(site: Path, **changes: Any) -> Manifest:
    pages = {"/": "index.html", "/events/x/": "events/x/index.html"}
    made = {
        address: Made(
            Key((b"i",), b"t", b"s"),
            Seen(stamp_of((site / name).lstat()), digest((site / name).read_bytes())),
        )
        for address, name in pages.items()
    }
    whole = Manifest(
        version=VERSION,
        options=b"asked",
        surroundings={"the engine": b"e"},
        today="2026-11-25",
        embargoes=("2026-01-01", "2026-12-24"),
        inputs={"content/a.md": NOTE},
        pages=made,
        notes={"events": 1},
        warnings=(),
        size=5,
    )
    return msgspec.structs.replace(whole, **changes)


def stands(site: Path, kept: Manifest, **changes: Any) -> bool:
    now: dict[str, Any] = {
        "options": b"asked",
        "today": "2026-11-25",
        "inputs": {"content/a.md": NOTE},
        "outputs": outputs(site),
        **changes,
    }
    return nothing_changed(kept, now["options"], now["today"], now["inputs"], now["outputs"], site)


def test_what_was_saved_is_loaded(tmp_path: Path, site: Path) -> None:
    save_manifest(tmp_path, manifest(site))
    assert load_manifest(tmp_path) == manifest(site)
    assert not (tmp_path / "manifest.new").exists()


def test_before_the_first_build_there_is_none(tmp_path: Path) -> None:
    assert load_manifest(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"x" * 40, packed({"a": 1}), packed([1] * 10)])
def test_what_is_no_manifest_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest").write_bytes(content)
    with pytest.raises(CacheDamaged, match="manifest is damaged or of another version"):
        load_manifest(tmp_path)


def test_so_is_one_of_another_version(tmp_path: Path, site: Path) -> None:
    save_manifest(tmp_path, manifest(site, version=VERSION + 1))
    with pytest.raises(CacheDamaged, match="of another version"):
        load_manifest(tmp_path)


def test_a_site_stands_when_all_is_as_it_was(site: Path) -> None:
    assert stands(site, manifest(site))


def test_files_of_strangers_do_not_count(site: Path) -> None:
    kept = manifest(site)
    (site / "CNAME").write_text("theirs")
    assert stands(site, kept)


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"content/a.md": NOTE, "content/b.md": NOTE},
        {"content/b.md": NOTE},
        {"content/a.md": (11, 100, 100, 1)},
        {"content/a.md": (10, 101, 100, 1)},
        {"content/a.md": (10, 100, 101, 1)},
        {"content/a.md": (10, 100, 100, 2)},
    ],
)
def test_another_file_to_read_ends_that(site: Path, inputs: dict[str, Stamp]) -> None:
    assert not stands(site, manifest(site), inputs=inputs)


def test_a_file_that_was_young_when_it_was_read_is_never_the_same(site: Path) -> None:
    assert not stands(site, manifest(site, inputs={"content/a.md": (10, 0, 0, 0)}))


def test_another_question_ends_that(site: Path) -> None:
    assert not stands(site, manifest(site), options=b"asked otherwise")


@pytest.mark.parametrize(
    ("today", "same"),
    [("2026-01-01", True), ("2025-12-31", False), ("2026-12-23", True), ("2026-12-24", False)],
)
def test_another_day_counts_when_something_comes_out_or_is_hidden_again(
    site: Path, today: str, same: bool
) -> None:
    assert stands(site, manifest(site), today=today) == same


@pytest.mark.parametrize("how", ["changed", "removed", "a link", "a folder"])
def test_what_was_done_to_a_file_of_ours_ends_that(site: Path, how: str) -> None:
    kept = manifest(site)
    path = site / "index.html"
    path.unlink()
    if how == "changed":
        path.write_text("mine")
    elif how == "a link":
        (site.parent / "else").write_text("home")
        path.symlink_to(site.parent / "else")
    elif how == "a folder":
        path.mkdir()
    assert not stands(site, kept)


def test_the_same_bytes_with_another_time_stand(site: Path) -> None:
    """As after a restored cache: the site is read, and nothing made."""
    kept = manifest(site)
    (site / "index.html").unlink()
    (site / "index.html").write_text("home")
    assert stands(site, kept)


def test_a_manifest_knows_the_files_that_were_written(site: Path) -> None:
    assert written_files(None) == {}
    assert written_files(manifest(site)).keys() == {"index.html", "events/x/index.html"}
