"""Rules about the words of a note; which words, `site.yaml` says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from chronicle.model import Note
from chronicle.problems import Location, Problem, quoted
from chronicle.references import ANY, values_at


@dataclass(frozen=True)
class WordList:
    """Words, or several words, that the notes of a chronicle avoid; in small letters."""

    dating: frozenset[str] = frozenset()
    """They mean another day whenever they are read: `dating_words`."""
    loaded: Mapping[str, str] = field(default_factory=dict)
    """Words that take a side, with what to write instead: `loaded_words`."""


TITLES = (("title",), ("figures", ANY, "note"))
"""Fields in which the words are an editor's, beside the text; those of a source are its own."""

_QUOTED = re.compile(
    r'"[^"\n]*"|“[^”]*”|«[^»]*»|`[^`]*`|^>.*$|\[@[^\]]*\]|\[\[[^\]|]*\||\[\[[^\]|]*\]\]|\]\([^)]*\)|<[^>]*>',
    re.MULTILINE,
)
"""What others say, and what is no prose: quotations, code, citations, addresses."""


def word_list_of(site: Note | None) -> WordList:
    """The words that `site.yaml` lists; none where it lists none, or not as it should."""
    dating = site.values.get("dating_words") if site is not None else None
    loaded = site.values.get("loaded_words") if site is not None else None
    return WordList(
        frozenset(word.lower() for word in dating if isinstance(word, str))
        if isinstance(dating, list)
        else frozenset(),
        {word.lower(): str(instead) for word, instead in loaded.items()} if isinstance(loaded, dict) else {},
    )


def words_are_plain(note: Note, words: WordList) -> Iterator[Problem]:
    """`dating-word`, `loaded-word`: in the text, the title, the notes of figures; not in quotations."""
    pattern = _pattern(frozenset(words.dating | words.loaded.keys()))
    if pattern is None:
        return
    for path in TITLES if note.folder != "sources" else ():
        for at, text in values_at(note.values, path):
            if isinstance(text, str):
                for word, _ in _found(text, pattern):
                    yield _problem(word, note.locations[at], words)
    for word, offset in _found(note.body, pattern):
        line = note.body.count("\n", 0, offset)
        column = offset - (note.body.rfind("\n", 0, offset) + 1)
        yield _problem(word, Location(note.path, note.body_line + line, column + 1), words)


@lru_cache(maxsize=4)
def _pattern(words: frozenset[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    spaced = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spaced)})(?![\w-])", re.IGNORECASE)


def _found(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """The words that stand in a text, with their offsets; what is quoted is left out."""
    found = list(pattern.finditer(text))
    if not found:
        return
    quotations = [match.span() for match in _QUOTED.finditer(text)]
    for match in found:
        if not any(start <= match.start() < end for start, end in quotations):
            yield match[0], match.start()


def _problem(word: str, where: Location, words: WordList) -> Problem:
    key = " ".join(word.lower().split())
    if key in words.loaded:
        message = f"{quoted(word)} takes a side"
        return Problem(where, "loaded-word", message, words.loaded[key], "warning", key)
    message = f"{quoted(word)} means another time to every reader"
    hint = "write the day, the month or the year that is meant"
    return Problem(where, "dating-word", message, hint, "warning", key)
