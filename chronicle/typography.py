"""Typographic quotes and dashes, made on finished HTML: an extension of Markdown doubles its cost.

Tags, code, addresses and text beside Arabic or Hebrew letters are left as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from markupsafe import Markup

_TAG = r"<(?:\"[^\"]*\"|[^>\"])*>"
_STEP = re.compile(rf"<(?:code|pre)\b.*?</(?:code|pre)>|{_TAG}|://[^\s<\"]*|--+|\.\.\.|'|\"", re.DOTALL)
_CODE = re.compile(r"<(?:code|pre)\b")
_INLINE = re.compile(r"</?(?:em|strong|a|sup)\b")
_TAGS = re.compile(rf"(?:{_TAG})+")
_FEET = re.compile(r"\d'\d\d?\Z")
_DECADE = re.compile(r"\d\ds?\b")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_OPENERS = frozenset(" \n\t\u00a0([{-–—/“‘")
_DASHES = {2: "–", 3: "—"}
_JOINED = re.compile(r"\b(?:[A-Za-z]{2,4}-(?=[A-Z])\w+|\d{4}–\d{2,4}\b)")


@lru_cache(maxsize=2**16)
def unbroken(words: str) -> Markup:
    """A name or title as HTML with curly quotes; no line ends inside "al-Qaim", "ez-Zor" or "2013–19".

    An element does it and no invisible character, so that a search finds the
    name and a copy of it is clean.

    >>> str(unbroken("Deir ez-Zor"))
    'Deir <span class="unbroken">ez-Zor</span>'
    """
    curly = typographic(escape(words, quote=False))
    return Markup(_JOINED.sub(r'<span class="unbroken">\g<0></span>', curly))  # noqa: S704  # escaped just here


def typographic(html: str) -> str:
    """The HTML with curly quotes, primes, dashes and ellipses.

    >>> typographic("<em>It's</em> he -- 5'10")
    '<em>It’s</em> he – 5′10'
    """
    done: list[str] = []
    before, quoted, end = " ", False, 0
    for step in _STEP.finditer(html):
        done.append(html[end : step.start()])
        before = done[-1][-1:] or before
        end, text = step.end(), step[0]
        if text[0] == ":" or _CODE.match(text):
            before = "x"
        elif text[0] == "<":
            if not _INLINE.match(text):
                before, quoted = " ", False
        elif not _RIGHT_TO_LEFT.match(before):
            feet = text == '"' and bool(_FEET.search(html, max(0, step.start() - 4), step.start()))
            text = "″" if feet else _made(text, before, _after(html, end), quoted=quoted)
            quoted = text == "“" or (quoted and text != "”")
            before = text[-1]
        done.append(text)
    return "".join((*done, html[end:]))


def _made(text: str, before: str, after: str, *, quoted: bool) -> str:
    """What stands for a straight mark between these characters."""
    if _RIGHT_TO_LEFT.match(after):
        return text
    match text[0]:
        case "-":
            return _DASHES.get(len(text), text)
        case ".":
            return "…"
        case "'":
            return _single(before, after)
    return _double(before, after, quoted=quoted)


def _single(before: str, after: str) -> str:
    if before in _OPENERS and after and not after[0].isspace() and not _DECADE.match(after):
        return "‘"
    return "′" if before.isdigit() and not after[:1].isalpha() else "’"


def _double(before: str, after: str, *, quoted: bool) -> str:
    if before in _OPENERS and after and not after[0].isspace():
        return "“"
    if before.isdigit() and not quoted:
        return "″"
    return '"' if before.isspace() else "”"


def _after(html: str, end: int) -> str:
    """The next few characters that are read, past tags."""
    tags = _TAGS.match(html, end)
    start = tags.end() if tags else end
    return html[start : start + 4]
