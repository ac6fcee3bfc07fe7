"""No note, whatever stands in it, ends in a traceback; and what has no problem makes pages."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle.build import check
from chronicle.codes import CODES
from chronicle.planning import Checked
from chronicle.rules import EVIDENCE
from tests.world import TODAY, PlannedWorld, parsed, write_world

EVENT: dict[str, Any] = {
    "title": "The river rises",
    "date": "1900-06-01",
    "kind": "flood",
    "places": ["upton"],
    "actors": ["millers"],
    "operation": "dyke",
    "importance": "2",
    "certainty": "claimed",
    "control": [
        {"place": "upton", "holder": "weavers", "status": "contested", "against": ["millers"]},
        {"place": "lowton", "holder": "millers", "status": "held", "taken_from": "weavers", "date": "1900"},
        {"all_held_by": "weavers", "holder": "millers", "status": "held", "date": "1901"},
    ],
    "figures": [
        {
            "measure": "people-flooded",
            "value": "300",
            "qualifier": "about",
            "scope": "valley",
            "period": "1900",
            "of": "millers",
            "as_of": "1900-06-02",
            "claimant": "gazette",
            "source": "gazette-1900",
            "note": "by boat",
        },
        {
            "measure": "people-flooded",
            "low": "1",
            "high": "2.5",
            "as_of": "1900",
            "claimant": "millers",
            "source": "gazette-1900",
        },
    ],
    "sources": [
        {
            "id": "gazette-1900",
            "title": "Water everywhere",
            "author": "A. Miller",
            "publisher": "The Gazette",
            "published": "1900-06-02",
            "url": "https://gazette.example.org/1900",
            "archive_url": "https://archive.example.org/1900",
            "accessed": "1900-06-03",
            "language": "en",
            "type": "news",
            "title_seen": "false",
            "agency": "gazette",
            "voice": "millers",
            "reliability": "B",
            "note": "torn",
        }
    ],
    "status": "published",
    "embargo": "1900-01-01",
    "aliases": ["/events/old/"],
    "added": "1900-06-04",
    "corrections": [
        {"date": "1900-06-05", "said": "fell", "says": "rose", "why": "a slip", "trivial": "true"},
    ],
    "withdrawn": {"date": "1900-07-01", "why": "it never rained"},
}
"""An event with every field that there is."""

OPERATION = "---\nname: The dyke\ndate: 1900\nplaces:\n  - upton\n---\n"

TEXTS = (
    *(
        "",
        " ",
        "0",
        "1",
        "-1",
        "3",
        "1.5",
        "1e3",
        "1_000",
        ".inf",
        "nan",
        "9" * 40,
        "-0",
        "٣",
        "½",
        "null",
        "~",
    ),
    *("yes", "true", "false", "1900", "1900-02-30", "1900-06", "190X", "XXXX", "1900/..", "../1900", "/1900"),
    *("1900-06-01/1900-06-10", "1900-06-01~", "1900-21", "9999-12-31", "0001-01-01", "0000", "12-06-1900"),
    *("upton", "lowton", "millers", "weavers", "gazette", "gazette-1900", "valley", "people-flooded", "dyke"),
    *("held", "contested", "besieged", "draft", "review", "confirmed", "exact", "at-least", "flood", "fr"),
    *(
        "Upton",
        "up ton",
        "../upton",
        "events/x",
        "a" * 5000,
        "a-",
        "--",
        "/",
        "/x/",
        "/events/x/",
        "//x/",
        "/2017/",
    ),
    *(
        "<script>alert(1)</script>",
        "</title>",
        "&lt;b&gt;",
        "{{ page }}",
        "{% raw %}",
        "%s",
        "$(id)",
        "[[x]]",
    ),
    *(
        "javascript:alert(1)",
        "https://",
        "https://x",
        "https://x.y/\"onclick='z'",
        "ftp://x.y/",
        "mailto:a@b.c",
    ),
    *(
        "a\nb",
        "\ttab",
        "é",
        "ضفاف",
        "😀",
        "a\u202eb",
        "\ue000",
        "\x00",
        "\x1b[31m",
        "[key]",
        "x: y",
        "# no",
        "'",
    ),
    *(
        '"',
        "@a",
        "*a",
        "&a",
        "!a",
        "- a",
        "? a",
        "|",
        ">",
        "%a",
        "`a`",
        "[",
        "{",
        "<<",
        "---",
        "...",
        "=",
        "a,b",
    ),
)
"""Texts that have broken programs before, and some that are right somewhere."""

values = st.recursive(
    st.sampled_from(TEXTS) | st.text(max_size=8) | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(TEXTS), inner, max_size=3),
    max_leaves=4,
)


def paths_of(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a tree where something else might stand."""
    if path:
        yield path
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in pairs:
        yield from paths_of(value, (*path, key))


PATHS = tuple(paths_of(EVENT))


WORDS = tuple(text for text in TEXTS if text.strip() and text.isprintable() and "\u202e" not in text)
DATES = (
    "0001",
    "9999-12-31",
    "1900-06-01/1900-06-10",
    "../1900",
    "1900/..",
    "190X",
    "1900-06-XX?",
    "1900-24",
)
RIGHT: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("title", "author", "publisher", "note", "said", "says", "why"), WORDS),
    **dict.fromkeys(("date", "period", "as_of", "published"), DATES),
    **dict.fromkeys(("value", "high"), ("2.5", "999999999999999999", "3.000000001")),
    "low": ("-999999999999999999", "0", "2.5"),
    "qualifier": ("exact", "at-least", "at-most"),
    "holder": ("millers", "weavers"),
    "importance": ("1", "3"),
    "certainty": ("confirmed", "disputed"),
    "places": ([], ["lowton", "upton"]),
    "actors": ([], ["gazette"]),
    "control": ([],),
    "figures": ([],),
    "aliases": ([], ["/a/b/c/"]),
    "corrections": ([],),
    "language": ("ar", "zh-Hant", "xx"),
    "url": ("https://x.y/?a=1&b='c'", "http://user@x.y:80/%3Cb%3E#é"),
    "added": ("0001-01-01", "9999-12-31"),
}
"""Values that a field takes, by its name: the strangest that are right."""
changes_that_are_right = st.one_of(
    [
        st.tuples(st.just(path), st.sampled_from(RIGHT[path[-1]]))
        for path in PATHS
        if path[-1] in RIGHT and not (path[-1] == "date" and path[0] in ("corrections", "withdrawn"))
    ]
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world, into which each example writes its note."""
    return write_world(tmp_path_factory.mktemp("hostile"), {"operations/dyke.md": OPERATION})


def checked_with(content: Path, note: bytes, name: str = "events/1900-06-01-x.md") -> Checked:
    """The world with one more note. Each problem fits on a line, has a known code, and a place in a file."""
    path = content / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(note)
    checked = check(content, TODAY)
    for problem in checked.problems:
        assert problem.code in CODES
        assert problem.location.file.endswith((name, "operations/dyke.md"))
        assert problem.location.line >= 1
        assert problem.location.column >= 1
        assert len(str(problem).splitlines()) == 1
        assert len(str(problem)) < 800
    return checked


def make_all_pages(checked: Checked) -> None:
    """Every page and file of a world without errors, the event's own read as strictly as HTML can be."""
    world = PlannedWorld(checked)
    for page in checked.pages:
        if page.address.startswith("/on-this-day/"):
            continue
        if page.view.template is None:
            assert world.data(page.address) is not None
        else:
            text = world.text(page.address)
            assert "<script>alert" not in text
            if page.address == "/events/x/":
                parsed(text)


bodies = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.lists(
    st.sampled_from(
        [
            *(
                "[@gazette-1900]",
                "[@",
                "[[x]]",
                "[[",
                "]]",
                "[a](",
                ")",
                "![",
                "<b>",
                "</b>",
                "<!--",
                "`",
                "```\n",
            ),
            *(
                "~~~\n",
                "*",
                "**",
                "_",
                "> ",
                "- ",
                "1. ",
                "    ",
                "\t",
                "\n",
                "\n\n",
                "|",
                "|-|\n",
                "[^1]",
                "[^1]: ",
            ),
            *(
                "# ",
                "---\n",
                "===\n",
                ": ",
                "\\",
                "&#0;",
                "&amp;",
                "https://x.y",
                "<https://x.y>",
                "a",
                " ",
                "“",
                '"',
            ),
            *("/events/x/", "javascript:", "[a]: /x\n", "\u202e", "\ue010", "é", "😀", "--", "...", "'"),
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=150)
@given(note=st.binary(max_size=200) | bodies.map(lambda text: f"---\n{text}".encode("utf-8", "replace")))
def test_any_bytes_are_a_note_with_problems(content: Path, note: bytes) -> None:
    assert checked_with(content, note).has_errors


@settings(max_examples=150)
@given(
    changes=st.lists(st.tuples(st.sampled_from(PATHS), values), min_size=1, max_size=3),
    withdrawn=st.booleans(),
)
def test_any_values_in_an_event_are_problems_or_make_pages(
    content: Path, changes: list[tuple[tuple[Any, ...], Any]], withdrawn: bool
) -> None:
    checked = checked_with(content, note_of(changed(changes, withdrawn=withdrawn)))
    if not checked.has_errors:
        make_all_pages(checked)


@settings(max_examples=60)
@given(changes=st.lists(changes_that_are_right, max_size=6), withdrawn=st.booleans())
def test_strange_values_that_are_right_make_pages(
    content: Path, changes: list[tuple[tuple[Any, ...], Any]], withdrawn: bool
) -> None:
    checked = checked_with(content, note_of(changed(changes, withdrawn=withdrawn)))
    assert {problem.code for problem in checked.problems} <= {*EVIDENCE, "not-canonical"}
    if not checked.has_errors:
        make_all_pages(checked)


@settings(max_examples=80)
@given(body=bodies)
def test_any_prose_is_problems_or_makes_pages(content: Path, body: str) -> None:
    checked = checked_with(content, note_of(changed([], withdrawn=False), body))
    if not checked.has_errors:
        make_all_pages(checked)


def test_an_event_with_every_field_makes_pages(content: Path) -> None:
    """Else the tests above would try nothing but errors."""
    checked = checked_with(content, note_of(EVENT))
    assert [str(problem) for problem in checked.problems if problem.code != "not-canonical"] == []
    make_all_pages(checked)


def note_of(tree: dict[str, Any], body: str = "It rose [@gazette-1900].\n") -> bytes:
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{text}---\n{body}".encode("utf-8", "replace")


def changed(changes: list[tuple[tuple[Any, ...], Any]], *, withdrawn: bool) -> dict[str, Any]:
    """The event with other values in these places."""
    tree = copy.deepcopy(EVENT)
    if not withdrawn:
        del tree["withdrawn"]
    for path, value in changes:
        put(tree, path, value)
    return tree


def put(tree: Any, path: tuple[Any, ...], value: Any) -> None:
    """Puts a value where a path leads; nowhere, where another change has taken the way."""
    *way, last = path
    for part in way:
        try:
            tree = tree[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(tree, dict) or (isinstance(tree, list) and isinstance(last, int) and last < len(tree)):
        tree[last] = value
