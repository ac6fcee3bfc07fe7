"""The nearest of some known words: what an editor probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST_GUESSES = 50


class Nearest:
    """The names that there are, to guess which one was meant.

    Each guess looks at all names, so only the first fifty words get one: a note
    of thousands would take minutes, and nobody reads so many hints at once. The
    names are not looked at before the first guess: mostly none is wanted.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names
        self._guesses: dict[str, str] = {}

    def to(self, word: str) -> str:
        """What `did_you_mean` says of a word, always the same for the same word."""
        if word not in self._guesses and len(self._guesses) < MOST_GUESSES:
            self._names = frozenset(self._names)
            self._guesses[word] = did_you_mean(word, self._names)
        return self._guesses.get(word, "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean "deir-ez-zor"?`` for ``deir-ezzor``; empty where nothing is near.

    Similarity is difflib's ratio (Ratcliff and Obershelp), at least 0.6.
    A word that is a part of exactly one known word counts as near to it.
    """
    near = nearest_of(word, known)
    return f'did you mean "{near}"?' if near else ""


def nearest_of(word: str, known: Iterable[str]) -> str:
    """The one of these that is near to a word, as `did_you_mean` has it; empty where none is."""
    names = sorted(set(known))
    near = get_close_matches(word[:120].lower(), names, n=1)
    if not near:
        near = [name for name in names if len(word) > 3 and word in name]
    return near[0] if len(near) == 1 else ""
