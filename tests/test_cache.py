"""What a build keeps of the notes: data that are whole, or nothing."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec
import pytest

from chronicle.cache import (
    VERSION,
    CacheDamaged,
    ProseFile,
    Records,
    StoredNote,
    load_records,
    packed,
    save_records,
    unpacked,
)
from chronicle.model import Entry, Prose, StoredProse, sealed
from chronicle.stamps import Seen, digest

MAKER = b"this engine"


def note(slug: str, words: str) -> StoredNote:
    prose = sealed(Prose(parts=(words,), summary=words))
    entry = Entry(id=f"pages/{slug}", path=f"content/pages/{slug}.md", record=None, prose=prose)
    return StoredNote(Seen((1, 2, 3, 4), digest(words.encode())), entry, ())


def records(*notes: StoredNote, prose: str = "prose-0") -> Records:
    return Records(VERSION, MAKER, prose, 0, None, {it.entry.path: it for it in notes})


def loaded(folder: Path) -> Records:
    found = load_records(folder, MAKER)
    assert found is not None
    return found


def prose_of(folder: Path, found: Records) -> list[str]:
    """The first words of every note, from the file."""
    file = ProseFile(folder / found.prose)
    pieces = [it.entry.prose for it in found.notes.values()]
    return [file.read(piece).summary for piece in pieces if isinstance(piece, StoredProse)]


def test_what_is_packed_is_unpacked() -> None:
    whole = records(note("a", "One."))
    assert unpacked(packed(whole), Records) == whole


@pytest.mark.parametrize("place", [0, 5, 15, 16, 17, 40, -1])
def test_a_single_bit_that_changed_makes_it_worth_nothing(place: int) -> None:
    content = bytearray(packed(records(note("a", "One."))))
    content[place] ^= 1
    assert unpacked(bytes(content), Records) is None


def test_nor_is_a_piece_of_it_worth_anything() -> None:
    content = packed(records(note("a", "One.")))
    assert all(unpacked(content[:end], Records) is None for end in range(len(content)))


def test_what_is_of_another_type_is_worth_nothing() -> None:
    assert unpacked(packed({"a": 1}), Records) is None


def test_before_the_first_build_there_are_no_records(tmp_path: Path) -> None:
    assert load_records(tmp_path, MAKER) is None


def test_records_come_back_with_their_prose_apart(tmp_path: Path) -> None:
    save_records(tmp_path, records(note("a", "One."), note("b", "Two.")))
    found = loaded(tmp_path)
    assert prose_of(tmp_path, found) == ["One.", "Two."]
    assert (tmp_path / found.prose).stat().st_size == found.prose_size
    assert sorted(path.name for path in tmp_path.iterdir()) == [found.prose, "records"]


def test_new_prose_is_added_so_that_the_old_records_still_fit(tmp_path: Path) -> None:
    """For a build that is killed before it has replaced them."""
    save_records(tmp_path, records(*(note(name, "As it was.") for name in "abc")))
    before, old = (tmp_path / "records").read_bytes(), loaded(tmp_path)
    changed = {**old.notes, "content/pages/b.md": note("b", "Another.")}
    save_records(tmp_path, msgspec.structs.replace(old, notes=changed))
    now = loaded(tmp_path)
    assert now.prose == old.prose
    assert prose_of(tmp_path, now) == ["As it was.", "Another.", "As it was."]
    (tmp_path / "records").write_bytes(before)
    assert prose_of(tmp_path, loaded(tmp_path)) == ["As it was."] * 3


def test_a_file_that_is_mostly_of_no_use_is_written_anew(tmp_path: Path) -> None:
    save_records(tmp_path, records(note("a", "A long story." * 100), note("b", "Short.")))
    old = loaded(tmp_path)
    left = {path: it for path, it in old.notes.items() if path.endswith("b.md")}
    save_records(tmp_path, msgspec.structs.replace(old, notes=left))
    now = loaded(tmp_path)
    assert now.prose != old.prose
    assert not (tmp_path / old.prose).exists()
    assert prose_of(tmp_path, now) == ["Short."]


def test_a_fresh_build_leaves_nothing_of_the_old_file(tmp_path: Path) -> None:
    for words in ("One.", "Two.", "Three."):
        save_records(tmp_path, records(note("a", words)))
        (path,) = tmp_path.glob("prose-*")
        assert path.stat().st_size < 100
    assert prose_of(tmp_path, loaded(tmp_path)) == ["Three."]


def test_records_of_another_version_or_maker_are_refused_in_words(tmp_path: Path) -> None:
    save_records(tmp_path, records(note("a", "One.")))
    with pytest.raises(CacheDamaged, match="the engine or a package has changed"):
        load_records(tmp_path, b"another")
    other = msgspec.structs.replace(loaded(tmp_path), version=VERSION + 1)
    (tmp_path / "records").write_bytes(packed(other))
    with pytest.raises(CacheDamaged, match="records is damaged or of another version"):
        load_records(tmp_path, MAKER)


@pytest.mark.parametrize("how", ["gone", "short"])
def test_records_without_their_prose_are_refused(tmp_path: Path, how: str) -> None:
    save_records(tmp_path, records(note("a", "One.")))
    path = tmp_path / loaded(tmp_path).prose
    path.unlink() if how == "gone" else path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(CacheDamaged, match="prose-1 is damaged or not there"):
        load_records(tmp_path, MAKER)


def test_a_folder_in_place_of_the_records_is_refused(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    with pytest.raises(CacheDamaged, match="cannot be read"):
        load_records(tmp_path, MAKER)


def test_prose_that_is_not_what_was_stored_is_refused(tmp_path: Path) -> None:
    """Its own digest tells, wherever in the file the damage is; never other words, nor another exception."""
    save_records(tmp_path, records(note("a", "One.")))
    found = loaded(tmp_path)
    path = tmp_path / found.prose
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with contextlib.suppress(CacheDamaged):
            assert prose_of(tmp_path, found) == ["One."], "what says nothing may be any other nothing"


@pytest.mark.parametrize(("offset", "size"), [(0, 2**62), (-1, 5), (2**62, 1), (0, -1), (10**6, 0)])
def test_a_piece_outside_the_file_is_refused_and_no_memory_taken_for_it(
    tmp_path: Path, offset: int, size: int
) -> None:
    (tmp_path / "prose-1").write_bytes(b"abc")
    with pytest.raises(CacheDamaged):
        ProseFile(tmp_path / "prose-1").read(StoredProse(digest=b"", offset=offset, size=size))


def test_prose_that_is_lost_is_not_written_anew_as_something_else(tmp_path: Path) -> None:
    save_records(tmp_path, records(note("a", "One.")))
    found = loaded(tmp_path)
    (tmp_path / found.prose).unlink()
    with pytest.raises(CacheDamaged, match="is damaged or not there"):
        save_records(tmp_path, found)
