"""The first sentence of a text."""

from __future__ import annotations

import re

_STOP = re.compile(r"[.!?…؟]+[”’\"')\]»]*(?=\s|$)")
_BETWEEN_WORDS = re.compile(r"[\s(“‘\"'\[]")
_WORD_AFTER = re.compile(r"\s*[“‘\"'(\[«]*(\w*)")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
"""``J.``, ``U.S.``"""
_TITLES = frozenset(
    """Adm Brig Capt Cmdr Col Cpl Dr Fr Gen Gov Hon Lt Maj Messrs Mr Mrs Ms Pres Prof Rep Rev Sen Sgt Sr St
    approx c ca cf e.g ed eds est fig i.e p pp resp viz vol vols vs No Nos""".split()
)
"""Abbreviations that stand before something, and so never end a sentence."""
_SUFFIXES = frozenset("Co Corp Inc Jr Ltd a.m etc p.m Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec".split())
"""Abbreviations that end one only where the next word begins one."""
_LONGEST = 20
"""No abbreviation has more characters."""
_STARTERS = frozenset(
    """A After All Also Although An And As At Before Both But By During Each For From He Her His However If In
    It Its Later Local Many Most No Of On One Other Others She Since Some Such That The Their Then There These
    They This Those Three Two Under Until What When Where While Who With""".split()
)


def first_sentence(text: str) -> str:
    """The text up to where its first sentence ends; all of it where none does.

    >>> first_sentence("Gen. J. Votel of the U.S. said 96.5 percent. Then more.")
    'Gen. J. Votel of the U.S. said 96.5 percent.'
    """
    for stop in _STOP.finditer(text):
        if _ends_here(text, stop):
            return text[: stop.end()]
    return text


def _ends_here(text: str, stop: re.Match[str]) -> bool:
    following = _WORD_AFTER.match(text, stop.end())
    after = following[1] if following else ""
    if after[:1].islower():
        return False
    if stop[0] != ".":
        return True
    word = _BETWEEN_WORDS.split(text[max(0, stop.start() - _LONGEST) : stop.start()])[-1]
    if word in _TITLES:
        return after == ""
    if word in _SUFFIXES or _INITIALS.fullmatch(f"{word}."):
        return after == "" or after in _STARTERS
    return True
