"""What `load` makes of files that no suite can hold: positions, links, sizes, hostile input."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chronicle import yaml_tree
from chronicle.load import MOST_BYTES, Loaded, load
from chronicle.model import Note
from chronicle.problems import Location
from chronicle.text_file import INVISIBLE, LOST
from chronicle.yaml_tree import read_tree

NOTE = "---\ntitle: A note\n---\nProse.\n"
C_PARSER = yaml_tree.Loader


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "site.yaml").write_text("title: A chronicle\n", encoding="utf-8")
    return folder


def write(folder: Path, path: str, text: str = NOTE) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
    return file


def printed(loaded: Loaded) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def only_note(content: Path, text: str) -> Note:
    write(content, "pages/about.md", text)
    loaded = load(content)
    assert printed(loaded) == []
    (note,) = loaded.notes
    return note


# --- notes ------------------------------------------------------------------


def test_note_knows_its_path_kind_and_slug(content: Path) -> None:
    write(content, "events/2017/2017-11-03-city-retaken.md")
    (note,) = load(content, name="base").notes
    assert note.path == "base/events/2017/2017-11-03-city-retaken.md"
    assert (note.folder, note.slug) == ("events", "city-retaken")


def test_notes_come_in_order_of_their_paths(content: Path) -> None:
    for path in ("places/b.md", "actors/z.md", "events/2017/2017-b.md", "events/2016/2016-c.md"):
        write(content, path)
    paths = [note.path for note in load(content).notes]
    assert paths == sorted(paths)
    assert len(paths) == 4


def test_every_value_and_every_key_knows_its_line_and_column(content: Path) -> None:
    note = only_note(content, "---\ntitle: About\nnames:\n  ar: نص\nitems:\n  - id: x\n    url: y\n---\n")
    values = {path: (place.line, place.column) for path, place in note.locations.items()}
    assert values == {
        (): (2, 1),
        ("title",): (2, 8),
        ("names",): (4, 3),
        ("names", "ar"): (4, 7),
        ("items",): (6, 3),
        ("items", 0): (6, 5),
        ("items", 0, "id"): (6, 9),
        ("items", 0, "url"): (7, 10),
    }
    assert note.keys[("items", 0, "url")] == Location("content/pages/about.md", 7, 5)
    assert note.keys[("title",)] == Location("content/pages/about.md", 2, 1)


def test_scalars_are_text_and_empty_ones_none(content: Path) -> None:
    note = only_note(content, "---\na: 1984\nb: no\nc: 2017-11-03\nd:\ne: ''\nf: ~\ng: .inf\nh: 0x1F\n---\n")
    assert note.values == {
        "a": "1984",
        "b": "no",
        "c": "2017-11-03",
        "d": None,
        "e": None,
        "f": "~",
        "g": ".inf",
        "h": "0x1F",
    }


def test_nothing_of_the_body_is_stripped(content: Path) -> None:
    """The library takes off leading blank lines and the indent of a block of code: lines would be wrong."""
    note = only_note(content, "---\ntitle: About\n---\n\n\n    code\n\nprose  \n\n")
    assert note.body == "\n\n    code\n\nprose  \n\n"
    assert note.body_line == 4


def test_body_has_plain_line_ends_whatever_the_file_has(content: Path) -> None:
    note = only_note(content, "---\r\ntitle: About\r\n---\r\none\r\ntwo\rthree\n")
    assert note.body == "one\ntwo\nthree\n"
    assert note.values == {"title": "About"}


def test_note_may_end_with_its_front_matter(content: Path) -> None:
    note = only_note(content, "---\ntitle: About\n---")
    assert note.body == ""


def test_site_is_read_without_fences(content: Path) -> None:
    write(content, "site.yaml", "title: A chronicle\nlanguages:\n  - en\n")
    site = load(content).site
    assert site is not None
    assert (site.folder, site.values) == ("", {"title": "A chronicle", "languages": ["en"]})
    assert site.locations[("languages", 0)] == Location("content/site.yaml", 3, 5)


def test_site_is_one_document(content: Path) -> None:
    write(content, "site.yaml", "---\ntitle: A chronicle\n---\ntitle: Another\n")
    assert printed(load(content)) == [
        "content/site.yaml:3:1: error[yaml-syntax]: a second YAML document begins here; "
        "keep one, without `---` or `...`"
    ]


def test_data_of_map_and_images_is_read_as_bytes(content: Path) -> None:
    write(content, "map/base.topo.json", "{}")
    write(content, "images/2017/a.svg", "<svg/>")
    loaded = load(content)
    assert printed(loaded) == []
    assert loaded.files == {"images/2017/a.svg": b"<svg/>", "map/base.topo.json": b"{}"}


def test_broken_field_is_known_by_name_and_has_no_value(content: Path) -> None:
    """So that nobody reports it as missing, and nobody judges half of it."""
    write(content, "pages/about.md", "---\ntitle: About: us\nnav: 1\n---\n")
    (note,) = load(content).notes
    assert note.values == {"nav": "1"}
    assert ("title",) in note.keys


# --- files ------------------------------------------------------------------


def test_note_of_256_kb_is_read_and_a_larger_one_is_not(content: Path) -> None:
    start = "---\ntitle: A note\n---\n"
    write(content, "pages/just.md", start + "x" * (MOST_BYTES - len(start)))
    write(content, "pages/more.md", start + "x" * (MOST_BYTES - len(start) + 1))
    assert printed(load(content)) == [
        "content/pages/more.md:1:1: error[file-too-large]: the file has 256 kB; 256 are allowed"
    ]


def test_link_out_of_the_folder_is_not_followed(content: Path, tmp_path: Path) -> None:
    secret = write(tmp_path, "secret/secret.md")
    write(content, "pages/about.md")
    (content / "pages/file.md").symlink_to(secret)
    (content / "places").symlink_to(tmp_path / "secret")
    loaded = load(content)
    assert printed(loaded) == [
        "content/pages/file.md:1:1: error[outside-folder]: "
        "this link leads out of the content folder; put the file itself here",
        "content/places:1:1: error[outside-folder]: "
        "this link leads out of the content folder; put the file itself here",
    ]
    assert [note.slug for note in loaded.notes] == ["about"]


def test_folder_beside_the_content_with_a_longer_name_is_outside(content: Path, tmp_path: Path) -> None:
    neighbour = write(tmp_path, "content-of-others/x.md")
    (content / "pages").mkdir()
    (content / "pages/x.md").symlink_to(neighbour)
    assert [problem.code for problem in load(content).problems] == ["outside-folder"]


def test_links_in_a_circle_and_links_to_nothing_are_reported(content: Path) -> None:
    write(content, "pages/about.md")
    (content / "pages/a.md").symlink_to(content / "pages/b.md")
    (content / "pages/b.md").symlink_to(content / "pages/a.md")
    (content / "pages/nothing.md").symlink_to(content / "pages/nowhere.md")
    (content / "pages/again").symlink_to(content)
    assert [(problem.location.file, problem.code) for problem in load(content).problems] == [
        ("content/pages/a.md", "unreadable"),
        ("content/pages/again", "linked-folder"),
        ("content/pages/b.md", "unreadable"),
        ("content/pages/nothing.md", "unreadable"),
    ]


def test_link_inside_the_folder_is_the_file_that_it_leads_to(content: Path) -> None:
    write(content, "pages/about.md")
    (content / "pages/second.md").symlink_to("about.md")
    loaded = load(content)
    assert printed(loaded) == []
    assert [note.slug for note in loaded.notes] == ["about", "second"]


def test_content_folder_itself_may_be_a_link(content: Path, tmp_path: Path) -> None:
    write(content, "pages/about.md")
    (tmp_path / "link").symlink_to(content)
    assert printed(load(tmp_path / "link")) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_what_is_no_ordinary_file_is_never_opened(content: Path) -> None:
    """Opening a pipe waits for somebody to write into it, for ever."""
    (content / "pages").mkdir()
    os.mkfifo(content / "pages/pipe.md")
    assert printed(load(content)) == [
        "content/pages/pipe.md:1:1: error[unreadable]: this is not an ordinary file; delete it"
    ]


def test_names_that_differ_only_in_case_clash(content: Path) -> None:
    first = write(content, "images/Map.svg", "<svg/>")
    if (content / "images/map.svg").exists():
        pytest.skip("this system cannot tell them apart")
    write(content, "images/map.svg", "<svg/>")
    assert first.exists()
    assert printed(load(content)) == [
        'content/images/map.svg:1:1: error[case-clash]: "map.svg" and "Map.svg" are one name on some systems'
        "; rename one of them"
    ]


def test_name_that_cannot_be_printed_is_reported_in_one_line(content: Path) -> None:
    (content / "images").mkdir()
    try:
        (content / "images/a\nb.svg").touch()
        Path(os.fsdecode(os.fsencode(content / "images") + b"/\xff.svg")).touch()
    except OSError:
        pytest.skip("this system has no such names")
    lines = printed(load(content))
    assert [line.split(": ")[0] for line in lines] == [
        "content/images/\\udcff.svg:1:1",
        "content/images/a\\nb.svg:1:1",
    ]
    assert all(line.encode("utf-8") for line in lines)


def test_missing_folder_is_reported(tmp_path: Path) -> None:
    assert {problem.code for problem in load(tmp_path / "nothing").problems} == {"unreadable", "site-missing"}


def test_file_that_vanishes_or_may_not_be_read_is_reported(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(content, "pages/about.md")

    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert (
        "content/pages/about.md:1:1: error[unreadable]: the file cannot be read: Permission denied"
        in printed(load(content))
    )


# --- hostile input ----------------------------------------------------------

LENGTH = 200_000
BOMBS = {
    "brackets": "[" * LENGTH,
    "braces": "{a: " * (LENGTH // 4),
    "lists in lists": "- " * (LENGTH // 2),
    "keys in keys": "? " * (LENGTH // 2),
    "one field many times": "a:\n" * (LENGTH // 3),
    "many broken fields": "@\n" * (LENGTH // 2),
    "many aliases": "a: &a x\nb:\n" + "  - *a\n" * (LENGTH // 7),
    "many anchors": "".join(f"k{number}: &a{number} x\n" for number in range(LENGTH // 18)),
    "laughs": "a0: &a0 x\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 200)),
    "directives": "".join(f"%TAG !a{number}! x\n" for number in range(2_000)) + "a: b",
    "an open quote": 'a: "' + "x " * (LENGTH // 2),
    "colons": "a: " * (LENGTH // 3),
    "pairs": "a: [" + "b: c, " * (LENGTH // 6) + "]",
    "steps": "\n".join(" " * depth + "a:" for depth in range(600)),
    "tabs": "a:\n" + "\t\n" * (LENGTH // 2),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_front_matter_eats_the_machine(bomb: str) -> None:
    """What a stranger may send for review is read in a moment, and never expanded."""
    start = time.process_time()
    read_tree(BOMBS[bomb], "x.md")
    assert time.process_time() - start < 5


@pytest.mark.parametrize("parser", [C_PARSER, yaml.SafeLoader])
@given(text=st.text(st.sampled_from("a:-? \n\t[]{},'\"&*!|>%@`#\\~<x1.é\ue000"), max_size=60))
def test_no_front_matter_gives_a_traceback(parser: object, text: str) -> None:
    """With the parser in C, and with the one that stands in where there is none."""
    yaml_tree.Loader = parser
    try:
        tree = read_tree(text, "x.md")
    finally:
        yaml_tree.Loader = C_PARSER
    lines = text.split("\n")
    for problem in tree.problems:
        assert 1 <= problem.location.line <= len(lines) + 1
        assert problem.location.column >= 1


@given(content=st.binary(max_size=200))
def test_no_bytes_give_a_traceback(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("content")
    (folder / "pages").mkdir()
    (folder / "pages/about.md").write_bytes(content)
    (folder / "pages/fenced.md").write_bytes(b"---\n" + content + b"\n---\n")
    load(folder)


@given(values=st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), st.text(max_size=20), max_size=5))
def test_what_yaml_writes_is_read_as_the_same_text(values: dict[str, str]) -> None:
    clean = {key: INVISIBLE.sub("", text).replace(LOST, "") for key, text in values.items()}
    written = yaml.safe_dump(clean, allow_unicode=True, default_style='"')
    tree = read_tree(written, "x.md")
    assert tree.problems == []
    assert tree.values == {key: text or None for key, text in clean.items()}
