"""What the pages for editors and maintainers say is so: links lead somewhere, commands and options exist."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import build
from chronicle import build as engine
from tests.world import ROOT, TODAY

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
MOST_BYTES = 60_000
"""Of a picture."""

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def without_code(text: str) -> str:
    """Without blocks and spans of code, in which examples stand."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"(?ms)^ *```.*?^ *```", "", text))


def links(page: Path) -> list[str]:
    """Where it links to and takes pictures from, in this repository."""
    found = re.findall(r"\]\(([^)\s]+)\)", without_code(text_of(page)))
    return [link for link in found if not re.match(r"[a-z]+:", link) and not link.startswith("/")]


def anchors(page: Path) -> set[str]:
    """The names that code hosts give to headings."""
    headings = re.findall(r"(?m)^#+ (.+)$", re.sub(r"(?ms)^ *```.*?^ *```", "", text_of(page)))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_of_the_docs_is_linked_from_the_readme() -> None:
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in links(ROOT / "README.md")}
    assert set((ROOT / "docs").glob("*.md")) <= linked


@each_page
def test_pictures_are_small_and_told_in_words_too(page: Path) -> None:
    for words, source in re.findall(r"!\[(.*?)\]\((\S+?)\)", text_of(page)):
        assert len(words) > 20, source
        assert (page.parent / source).stat().st_size <= MOST_BYTES


def test_no_picture_lies_about_unused() -> None:
    used = {(page.parent / link).resolve() for page in PAGES for link in links(page)}
    assert set((ROOT / "docs" / "pictures").iterdir()) <= used


# --- commands ---------------------------------------------------------------------------


def told_commands(page: Path) -> Iterator[tuple[str, list[str]]]:
    """What is typed after `python build.py`: all of it, and its words."""
    for line in re.findall(r"(?<!import )build\.py ([^`\n]*)", text_of(page)):
        said = re.split(r"  +|#", line)[0].strip()
        if re.match(r"[a-z-]", said):
            yield said, said.split()


@each_page
def test_commands_that_a_page_tells_of_exist_with_their_options(page: Path) -> None:
    for said, words in told_commands(page):
        command: click.Command = build.main
        while isinstance(command, click.Group):
            name = "build" if words[0].startswith("-") else words.pop(0)
            found = command.get_command(click.Context(command), name)
            assert found is not None, said
            command = found
            if not words and isinstance(command, click.Group):
                break
        known = {option for it in command.params for option in (*it.opts, *it.secondary_opts)} | {"--help"}
        options = [re.split(r"[=,.;)]", word)[0] for word in words if word.startswith("--")]
        assert set(options) <= known, said


def test_readme_lists_every_command() -> None:
    told = re.findall(r"(?m)^\| `([a-z]+)", text_of(ROOT / "README.md"))
    assert list(dict.fromkeys(name for name in told if name in build.main.commands)) == list(
        build.main.commands
    )


def test_make_help_tells_of_every_target_that_a_page_names() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):.*## ", text_of(ROOT / "Makefile")))
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z-]+)", text_of(page))}
    assert named <= targets


# --- what the guide for editors shows ---------------------------------------------------

POLE = ROOT / "tests" / "chronicles" / "south-pole" / "content"
NOTE = "events/1911/1911-12-14-amundsen-reaches-the-pole.md"
GUIDE = text_of(ROOT / "docs" / "editors.md")


def test_the_guide_shows_the_error_as_the_check_says_it(tmp_path: Path) -> None:
    content = Path(shutil.copytree(POLE, tmp_path / "content"))
    text = (content / NOTE).read_text("utf-8")
    (content / NOTE).write_text(text.replace("date: 1911-12-14", "date: 14.12.1911"), "utf-8")
    (said,) = map(str, engine.check(content, TODAY).problems)
    assert said.partition("/events/1911/")[2] in GUIDE


def test_the_guide_shows_a_correction_and_a_withdrawal_as_notes_have_them() -> None:
    notes = "".join(text_of(path) for path in POLE.rglob("*.md"))
    shown = re.findall(r"(?m)^(?:corrections|withdrawn):\n(?: .*\n)+", GUIDE)
    assert len(shown) == 2
    assert [block for block in shown if block not in notes] == []


def test_the_guide_tells_of_every_state_of_a_note() -> None:
    for state in ("draft", "review", "published", "embargo", "corrections", "withdrawn"):
        assert re.search(rf"`(?:status: )?{state}\b|\*\*{state}\*\*", GUIDE), state
