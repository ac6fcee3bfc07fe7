"""What the last build left may be anything: a build says so in a line, and is right."""

from __future__ import annotations

import pickle
import shutil
from itertools import count
from pathlib import Path
from random import Random

import msgspec
import pytest

from chronicle import cache, manifest
from chronicle.cache import Records, packed, unpacked
from chronicle.manifest import Manifest
from chronicle.stamps import digest
from tests.incremental.properties import tree
from tests.incremental.small import EVENT, Small, small

MACRO = "templates/macros/shown.html"
EDITS = count()
"""Each edit of it is another."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Small:
    chronicle = small(tmp_path_factory.mktemp("built"))
    chronicle.build()
    chronicle.build()
    return chronicle


@pytest.fixture(scope="module")
def left(built: Small) -> dict[str, bytes]:
    """The cache as the build left it."""
    return tree(built.cache)


def damage(chronicle: Small, left: dict[str, bytes], name: str, content: bytes) -> None:
    """The cache as it was left but for one file; and something to do that needs all of it."""
    shutil.rmtree(chronicle.cache)
    chronicle.cache.mkdir()
    for other, whole in left.items():
        (chronicle.cache / other).write_bytes(content if other == name else whole)
    path = chronicle.folder / MACRO
    path.write_text(f"{path.read_text()}{{# {next(EDITS)} #}}")


def assert_right(chronicle: Small, *said: str, jobs: int = 1) -> None:
    """A build says this, and gives what a build from nothing gives."""
    built = chronicle.build(jobs=jobs)
    assert built.written is not None
    assert len(chronicle.said) == len(said), chronicle.said
    for line, words in zip(chronicle.said, said, strict=True):
        assert words in line
    assert tree(chronicle.site) == chronicle.fresh()


def spoilt(content: bytes, random: Random) -> bytes:
    """One byte is another; or the end is missing."""
    place = random.choice(
        [0, 15, 16, 17, len(content) // 2, len(content) - 1, random.randrange(len(content))]
    )
    if random.random() < 0.5:
        return content[:place]
    other = content[place] ^ random.randrange(1, 256)
    return content[:place] + bytes([other]) + content[place + 1 :]


@pytest.mark.parametrize("number", range(8))
def test_damaged_records_are_named_and_all_notes_read_anew(
    built: Small, left: dict[str, bytes], number: int
) -> None:
    damage(built, left, "records", spoilt(left["records"], Random(number)))
    assert_right(built, "records is damaged or of another version; every note is read anew")


@pytest.mark.parametrize("number", range(8))
def test_a_damaged_manifest_is_named_and_all_pages_are_made_anew(
    built: Small, left: dict[str, bytes], number: int
) -> None:
    damage(built, left, "manifest", spoilt(left["manifest"], Random(number)))
    assert_right(built, "manifest is damaged or of another version; every page is made anew")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", range(4))
def test_damaged_prose_is_named_and_all_notes_read_anew(
    built: Small, left: dict[str, bytes], number: int, jobs: int
) -> None:
    """Whichever process comes upon it."""
    (name,) = (name for name in left if name.startswith("prose-"))
    damage(built, left, name, spoilt(left[name], Random(number)))
    assert_right(built, f"{name} is damaged", jobs=jobs)


def test_prose_that_is_gone_is_named(built: Small, left: dict[str, bytes]) -> None:
    (name,) = (name for name in left if name.startswith("prose-"))
    damage(built, left, name, b"")
    (built.cache / name).unlink()
    assert_right(built, f"{name} is damaged or not there")


def test_a_damaged_list_of_our_files_is_made_from_the_manifest(built: Small, left: dict[str, bytes]) -> None:
    damage(built, left, "files", left["files"][:-9])
    assert_right(built)
    assert (built.cache / "files").read_bytes() == left["files"]


def test_without_a_manifest_nothing_stale_stays(tmp_path: Path) -> None:
    """What is ours is noted apart from it."""
    chronicle = small(tmp_path)
    chronicle.build()
    (tmp_path / "content/pages/methods.md").unlink()
    (chronicle.cache / "manifest").write_bytes(b"")
    counts = chronicle.counts()
    assert not (chronicle.site / "methods").exists()
    assert counts.removed == 1
    assert tree(chronicle.site) == chronicle.fresh()


def test_without_any_knowledge_of_what_is_ours_nothing_is_removed(tmp_path: Path) -> None:
    chronicle = small(tmp_path)
    chronicle.build()
    (tmp_path / "content/pages/methods.md").unlink()
    shutil.rmtree(chronicle.cache)
    done = chronicle.command()
    assert done.returncode == 2
    assert "no longer knows of (methods/index.html); empty the folder" in done.stderr
    assert (chronicle.site / "methods/index.html").exists()
    shutil.rmtree(chronicle.site)
    assert chronicle.command().returncode == 0


# --- contents that somebody made -------------------------------------------------------


class Trap:
    """Runs code when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return (open, ("trapped", "w"))


HOSTILE = {
    "nothing": b"",
    "a pickle": pickle.dumps(Trap()),
    "a pickle under its digest": digest(pickle.dumps(Trap())) + pickle.dumps(Trap()),
    "a list of four thousand million": b"\xdd\xff\xff\xff\xff",
    "a text of four thousand million": b"\xdb\xff\xff\xff\xff",
    "lists in lists": b"\x91" * 100_000,
    "a value of another kind": msgspec.msgpack.encode({"version": 1}),
}


@pytest.mark.parametrize("file", ["records", "manifest", "files", "findings"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_stands_in_its_place_does_no_harm(
    built: Small, left: dict[str, bytes], file: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built.folder)
    content = HOSTILE[kind]
    damage(built, left, file, digest(content) + content)
    built.build()
    assert len(built.said) == (file != "files")
    assert not (built.folder / "trapped").exists()
    assert (built.cache / "files").read_bytes() == left["files"]


def test_what_another_version_left_is_named(built: Small, left: dict[str, bytes]) -> None:
    records = unpacked(left["records"], Records)
    kept = unpacked(left["manifest"], Manifest)
    assert records is not None
    assert kept is not None
    damage(built, left, "records", packed(msgspec.structs.replace(records, version=cache.VERSION + 1)))
    other = msgspec.structs.replace(kept, version=manifest.VERSION + 1)
    (built.cache / "manifest").write_bytes(packed(other))
    assert_right(built, "every page is made anew", "every note is read anew")


def test_records_of_another_engine_are_not_used(built: Small, left: dict[str, bytes]) -> None:
    records = unpacked(left["records"], Records)
    assert records is not None
    damage(built, left, "records", packed(msgspec.structs.replace(records, maker=b"another")))
    assert_right(built, "the engine or a package has changed since the last build")


@pytest.mark.parametrize("name", ["../site/index.html", "/etc/hostname", "prose-1/../../x", "lock", ""])
def test_prose_is_looked_for_in_the_cache_alone(built: Small, left: dict[str, bytes], name: str) -> None:
    """New prose is added to the file that the records name."""
    records = unpacked(left["records"], Records)
    assert records is not None
    damage(built, left, "records", packed(msgspec.structs.replace(records, prose=name, prose_size=0)))
    assert_right(built, "is damaged or not there; every note is read anew")


def test_a_manifest_never_makes_a_build_remove_what_lies_outside(tmp_path: Path) -> None:
    chronicle = small(tmp_path)
    chronicle.build()
    names = b"../content/site.yaml\nindex.html\n"
    (chronicle.cache / "files").write_bytes(digest(names).hex().encode() + b"\n" + names)
    chronicle.edit(EVENT, "All fled", "Nobody fled")
    chronicle.build()
    assert (tmp_path / "content/site.yaml").exists()


def test_stored_prose_of_a_claimed_size_is_not_believed(built: Small, left: dict[str, bytes]) -> None:
    records = unpacked(left["records"], Records)
    assert records is not None
    notes = {
        path: msgspec.structs.replace(
            note,
            entry=msgspec.structs.replace(
                note.entry, prose=msgspec.structs.replace(note.entry.prose, size=2**60)
            ),
        )
        for path, note in records.notes.items()
    }
    damage(built, left, "records", packed(msgspec.structs.replace(records, notes=notes)))
    assert_right(built, "is damaged; every note is read anew")


def test_the_file_of_prose_does_not_grow_for_ever(tmp_path: Path) -> None:
    chronicle = small(tmp_path)
    chronicle.build()

    def size() -> int:
        (path,) = chronicle.cache.glob("prose-*")
        return path.stat().st_size

    whole = size()
    words = "All fled"
    for number in range(12):
        chronicle.edit(EVENT, words, f"Nobody {number} fled")
        words = f"Nobody {number} fled"
        chronicle.build(fresh=number % 4 == 0)
        assert size() <= 3 * whole
    assert tree(chronicle.site) == chronicle.fresh()


def test_wrong_notes_do_not_cost_the_cache(tmp_path: Path) -> None:
    """An editor mends one note after another, and the others are not read again."""
    chronicle = small(tmp_path)
    chronicle.build()
    chronicle.edit(EVENT, "kind: flood", "kind: floood")
    assert chronicle.build().written is None
    records = unpacked((chronicle.cache / "records").read_bytes(), Records)
    assert records is not None
    assert records.notes[EVENT].entry.record is None
    chronicle.edit(EVENT, "kind: floood", "kind: flood")
    counts = chronicle.counts()
    assert (counts.rendered, chronicle.said) == (0, [])
