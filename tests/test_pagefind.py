"""Pagefind's program, as it is asked and as it answers."""

from __future__ import annotations

import gzip
import json
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pagefind_bin
import pytest

from chronicle.cbor import decoded
from chronicle.pagefind import NoPagefind, Record, pagefind

RECORDS = [
    Record(
        url=f"/events/{number}/",
        content=f"The river rose, and the bridge number {number} was closed.",
        meta={"title": f"Day {number}"},
        filters={"place": ("upton", f"town-{number % 3}"), "kind": ("flood",), "year": ("1900",)},
    )
    for number in range(20)
]


def unpacked(content: bytes) -> Any:
    return decoded(gzip.decompress(content).removeprefix(b"pagefind_dcd"))


def filters(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The values of each filter, in the order of the file."""
    found = [unpacked(content) for name, content in files.items() if name.startswith("filter/")]
    return {name: [value for value, _ in values] for name, values in found}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return pagefind(RECORDS, "en")


def test_the_same_records_give_the_same_bytes(files: dict[str, bytes]) -> None:
    """The program itself puts filters and their values in another order each time."""
    assert all(pagefind(RECORDS, "en") == files for _ in range(3))


def test_filters_and_their_values_are_in_order(files: dict[str, bytes]) -> None:
    assert filters(files) == {
        "kind": ["flood"],
        "place": ["town-0", "town-1", "town-2", "upton"],
        "year": ["1900"],
    }


def test_every_file_that_is_named_in_another_is_there(files: dict[str, bytes]) -> None:
    entry = json.loads(files["pagefind-entry.json"])
    (language,) = entry["languages"].values()
    _, pages, chunks, named, *_ = unpacked(files[f"pagefind.{language['hash']}.pf_meta"])
    assert f"wasm.{language['wasm']}.pagefind" in files
    assert {f"fragment/{hash_}.pf_fragment" for hash_, _ in pages} <= files.keys()
    assert {f"index/{chunk[2]}.pf_index" for chunk in chunks} <= files.keys()
    assert {f"filter/{hash_}.pf_filter" for _, hash_ in named} <= files.keys()


def test_only_what_a_page_asks_for_is_kept(files: dict[str, bytes]) -> None:
    """The program brings interfaces of its own, too: 400 kB that no page of ours would load."""
    folders = ("filter/", "fragment/", "index/")
    assert {name for name in files if not name.startswith((*folders, "pagefind.en_"))} == {
        "pagefind-entry.json",
        "pagefind-worker.js",
        "pagefind.js",
        "wasm.en.pagefind",
    }


def test_a_language_without_stems_has_the_program_for_any() -> None:
    files = pagefind([Record(url="/a/", content="النهر", meta={"title": "a"}, filters={})], "ckb")
    assert "wasm.unknown.pagefind" in files


def test_no_records_give_an_index_in_which_nothing_is_found() -> None:
    assert "pagefind.js" in pagefind([], "en")


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("not a program at all", "does not run here"),
        ("#!/bin/sh\nexit 3\n", "ended before it had answered"),
        ("#!/bin/sh\nhead -c 9 > /dev/null\necho nonsense\n", "ended before it had answered"),
    ],
)
def test_a_program_that_does_not_work_is_named_in_a_sentence(
    program: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pagefind"
    path.write_text(program)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: path)
    with pytest.raises(NoPagefind, match=words):
        pagefind(RECORDS, "en")
