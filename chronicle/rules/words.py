"""Rules about the words of a note; which words, `site.yaml` says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache

from chronicle.model import Note
from chronicle.problems import Location, Problem, quoted
from chronicle.references import ANY, values_at


@dataclass(frozen=True)
class WordList:
    """Words, or several words, that the notes of a chronicle avoid; in small letters.

    With a capital letter they are taken for a part of a name, unless a sentence
    begins with them or `site.yaml` writes them with one.
    """

    dating: frozenset[str] = frozenset()
    """They mean another day whenever they are read: `dating_words`."""
    loaded: Mapping[str, str] = field(default_factory=dict)
    """Words that take a side, with what to write instead: `loaded_words`."""
    names: frozenset[str] = frozenset()
    """Those that are names themselves."""


TITLES = (("title",), ("figures", ANY, "note"))
"""Fields in which the words are an editor's, beside the text; those of a source are its own."""

_QUOTED = re.compile(
    r'"(?:[^"\n]|\n(?!\n))*"|“[^”]*”|«[^»]*»|`[^`]*`|^>.*$|\[@[^\]]*\]|\[\[[^\]|]*\||\[\[[^\]|]*\]\]|\]\([^)]*\)|<[^>]*>',
    re.MULTILINE,
)
"""What others say, and what is no prose: quotations, code, citations, addresses."""


def word_list_of(site: Note | None) -> WordList:
    """The words that `site.yaml` lists; none where it lists none, or not as it should."""
    values = site.values if site is not None else {}
    listed, loaded = values.get("dating_words"), values.get("loaded_words")
    dating = [word for word in listed if isinstance(word, str)] if isinstance(listed, list) else []
    instead = {word: str(it) for word, it in loaded.items()} if isinstance(loaded, dict) else {}
    return WordList(
        frozenset(map(str.lower, dating)),
        {word.lower(): it for word, it in instead.items()},
        frozenset(word.lower() for word in (*dating, *instead) if word != word.lower()),
    )


def words_are_plain(note: Note, words: WordList) -> Iterator[Problem]:
    """`dating-word`, `loaded-word`: in the text, the title, the notes of figures; not in quotations."""
    pattern = _pattern(frozenset(words.dating | words.loaded.keys()))
    if pattern is None:
        return
    for path in TITLES if note.folder != "sources" else ():
        for at, text in values_at(note.values, path):
            if isinstance(text, str):
                for word, _ in _found(text, pattern, words.names):
                    yield _problem(word, note.locations[at], words)
    for word, offset in _found(note.body, pattern, words.names):
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


def _found(text: str, pattern: re.Pattern[str], names: Set[str]) -> Iterator[tuple[str, int]]:
    """The words that stand in a text, with their offsets; what is quoted is left out."""
    found = list(pattern.finditer(text))
    if not found:
        return
    quotations = [match.span() for match in _QUOTED.finditer(text)]
    for match in found:
        at = match.start()
        is_quoted = any(start <= at < end for start, end in quotations)
        if not is_quoted and (match[0].lower() in names or not _is_in_a_name(text, at)):
            yield match[0], at


def _is_in_a_name(text: str, at: int) -> bool:
    """Whether a word has a capital letter that no beginning of a sentence explains."""
    before = text[max(at - 40, 0) : at].rstrip()
    return text[at].isupper() and before[-1:] not in ("", ".", "!", "?", ":", "]", ")", "#", "*", "-")


def _problem(word: str, where: Location, words: WordList) -> Problem:
    key = " ".join(word.lower().split())
    if key in words.loaded:
        message = f"{quoted(word)} takes a side"
        return Problem(where, "loaded-word", message, words.loaded[key], "warning", key)
    message = f"{quoted(word)} means another time to every reader"
    hint = "write the day, the month or the year that is meant"
    return Problem(where, "dating-word", message, hint, "warning", key)
