"""Two texts word by word: what was taken out, what was put in, and a few words around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

from chronicle.model import Citation, Prose, WikiLink
from chronicle.review.names import Names

AROUND = 12
"""So many words are shown on each side of a change."""
FEW = 2
"""Fewer words between two changes than this are shown as changed with them."""
MOST = 4_000_000
"""Two texts with more pairs of words are not compared word by word."""
LONGEST = 400
"""Of a longer piece of text that is new or gone, only so many words are shown."""

PARAGRAPH = "¶"
"""Stands for the end of one."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text."""

    kind: str
    """``same``, ``ins`` or ``del``; ``gap`` where words that are the same are left out."""
    text: str
    is_joined: bool = False
    """Whether it follows on what stands before it without a space."""


def plain_words(prose: Prose, names: Names) -> tuple[str, ...]:
    """The words that a reader sees, a citation as its source in brackets; ¶ between paragraphs."""
    html = "".join(_html(part, names) for part in prose.parts)
    text = unescape(_TAG.sub("", _BLOCK.sub(f" {PARAGRAPH} ", html)))
    found: list[str] = []
    for word in text.split():
        if word != PARAGRAPH:
            found += _parted(word.replace(_JOINER, " "))
        elif found and found[-1] != PARAGRAPH:
            found.append(word)
    return tuple(found[:-1] if found and found[-1] == PARAGRAPH else found)


def _parted(word: str) -> Iterator[str]:
    """The word, and the marks that follow on it.

    >>> [it.replace(_GLUE, "~") for it in _parted("town),")]
    ['town', '~),']
    """
    bare = word.rstrip(".,;:!?)”’")
    if bare:
        yield bare
    if bare != word:
        yield (_GLUE if bare else "") + word[len(bare) :]


def _text(words: Sequence[str]) -> str:
    """Words as a text again."""
    return " ".join(words).replace(f" {_GLUE}", "").removeprefix(_GLUE)


_GLUE = "\ue002"
"""Begins what follows on a word without a space."""
_BLOCK = re.compile(r"</(?:p|li|h[1-6]|blockquote|tr|pre|div|dd|dt)>|<br ?/?>")
_TAG = re.compile(r"<[^>]*>")
_JOINER = "\ue001"
"""Holds together what is one word for a comparison; notes may not contain it."""


def _html(part: str | Citation | WikiLink, names: Names) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, WikiLink):
        return _escaped(part.words or names.of(part.target))
    works = (
        names.of(f"sources/{work.source}").split(",")[0] + (f", {work.locator}" if work.locator else "")
        for work in part.works
    )
    return " " + _escaped(f"[{'; '.join(works)}]").replace(" ", _JOINER)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def word_diff(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    """The change from one to the other, what is the same cut down to a few words around it."""
    changed = list(_joined(_steps(old, new), old, new))
    return tuple(
        piece
        for number, (kind, words) in enumerate(changed)
        for piece in _pieces(kind, words, is_first=number == 0, is_last=number == len(changed) - 1)
    )


Step = tuple[str, int, int, int, int]


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    if len(old) * len(new) > MOST:
        return [("replace", 0, len(old), 0, len(new))]
    return [
        (str(step[0]), *step[1:]) for step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ]


def _joined(
    steps: Sequence[Step], old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, Sequence[str]]]:
    """Stretches with what kind they are; changes with hardly a word between them as one."""
    gone: list[str] = []
    come: list[str] = []
    for number, (step, i1, i2, j1, j2) in enumerate(steps):
        is_between = 0 < number < len(steps) - 1
        if step == "equal" and not (is_between and i2 - i1 < FEW):
            yield from _change(gone, come)
            gone, come = [], []
            yield "same", old[i1:i2]
        else:
            gone += old[i1:i2]
            come += new[j1:j2]
    yield from _change(gone, come)


def _change(gone: Sequence[str], come: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    if gone:
        yield "del", gone
    if come:
        yield "ins", come


def _pieces(kind: str, words: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    if kind != "same":
        yield _piece(kind, words[:LONGEST])
        if len(words) > LONGEST:
            yield Piece("gap", "…")
        return
    before = () if is_first else words[:AROUND]
    after = () if is_last else words[-AROUND:]
    if len(before) + len(after) >= len(words) or (is_first and is_last):
        yield _piece("same", words)
        return
    if before:
        yield _piece("same", before)
    yield Piece("gap", "…")
    if after:
        yield _piece("same", after)


def _piece(kind: str, words: Sequence[str]) -> Piece:
    return Piece(kind, _text(words), is_joined=bool(words) and words[0].startswith(_GLUE))


def is_slip(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether only the typography differs, or the spelling of one word."""
    before, after = ([it for it in map(_plain, words) if it != PARAGRAPH] for words in (old, new))
    if before == after:
        return True
    if len(before) != len(after):
        return False
    pairs = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    return len(pairs) == 1 and _is_misspelt(*pairs[0])


_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


def _plain(word: str) -> str:
    """The word without what typography does to it.

    >>> _plain("“Go”")
    '"Go"'
    """
    return word.translate(_MARKS).replace("...", "…").replace("--", "-").replace("--", "-")


def _is_misspelt(one: str, other: str) -> bool:
    """Two letters changed places, or one inside the word was missing or too many; never another letter.

    >>> _is_misspelt("goverment", "government"), _is_misspelt("killed", "filled")
    (True, False)
    """
    one, other = one.strip(_AROUND_WORDS), other.strip(_AROUND_WORDS)
    if min(len(one), len(other)) < 4 or not (one.isalpha() and other.isalpha()):
        return False
    if (one[0], one[-1]) != (other[0], other[-1]):
        return False
    if len(one) == len(other):
        return _swapped(one, other)
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


_AROUND_WORDS = ".,;:!?()\"'"


def _swapped(one: str, other: str) -> bool:
    differing = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return one[first] == other[second] and one[second] == other[first]
