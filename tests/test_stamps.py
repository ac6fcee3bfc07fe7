"""What the disk says of a file, and when that is enough."""

from __future__ import annotations

import os
from pathlib import Path

from chronicle.stamps import Seen, digest, disk_time, same_content, settled, stamp_of, stamps_below


def stamp(path: Path) -> tuple[int, int, int, int]:
    return stamp_of(path.stat())


def test_every_file_below_a_folder_has_its_stamp(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/one").write_text("1")
    (tmp_path / "two").write_text("22")
    found = dict(stamps_below(tmp_path))
    assert found == {"a/b/one": stamp(tmp_path / "a/b/one"), "two": stamp(tmp_path / "two")}


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert list(stamps_below(tmp_path / "nowhere")) == []


def test_a_link_is_told_by_itself_or_by_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "shared").write_text("long enough")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path / "shared")
    (folder / "nowhere").symlink_to(tmp_path / "gone")
    (folder / "circle").symlink_to(folder / "circle")
    (folder / "up").symlink_to(tmp_path)
    own, far = dict(stamps_below(folder)), dict(stamps_below(folder, follow=True))
    assert own.keys() == far.keys() == {"link", "nowhere", "circle", "up"}
    assert own["link"] == stamp_of((folder / "link").lstat())
    assert far["link"] == stamp(tmp_path / "shared")


def test_a_time_set_back_shows_in_the_other_time(tmp_path: Path) -> None:
    path = tmp_path / "note"
    path.write_text("one")
    before = path.stat()
    while disk_time(tmp_path / "note") <= before.st_ctime_ns:
        pass
    path.write_text("two")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    now = path.stat()
    assert (now.st_size, now.st_mtime_ns, now.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    assert stamp_of(now) != stamp_of(before)


def test_the_disks_clock_does_not_run_backwards(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text("")
    times = [disk_time(path) for _ in range(20)]
    (tmp_path / "later").write_text("")
    assert times == sorted(times)
    assert times[-1] <= (tmp_path / "later").stat().st_mtime_ns


def test_a_young_file_is_remembered_by_its_size_alone() -> None:
    assert settled((5, 10, 10, 1), 11) == (5, 10, 10, 1)
    assert settled((5, 11, 10, 1), 11) == (5, 0, 0, 0)
    assert settled((5, 10, 11, 1), 11) == (5, 0, 0, 0)


def test_a_file_is_looked_into_only_where_its_stamp_does_not_tell(tmp_path: Path) -> None:
    path = tmp_path / "note"
    path.write_text("one")
    now = stamp(path)
    assert same_content(Seen(now, b"not even right"), path, now)
    assert same_content(Seen((3, 0, 0, 0), digest(b"one")), path, now)
    assert not same_content(Seen((3, 0, 0, 0), digest(b"two")), path, now)
    assert not same_content(Seen((4, 0, 0, 0), digest(b"one")), path, now)


def test_a_file_that_has_gone_is_not_the_same(tmp_path: Path) -> None:
    assert not same_content(Seen((3, 0, 0, 0), digest(b"one")), tmp_path / "gone", (3, 1, 1, 1))
