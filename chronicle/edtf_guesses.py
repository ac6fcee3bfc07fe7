"""What an editor may have meant by a text that is not a date: guesses only, which `edtf` tries in turn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LONGEST = 60
"""Longer texts are prose, and no guess is made."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spr": "M21", "sum": "M22", "aut": "M23", "fal": "M23", "win": "M24"}
_NAMES = {name: f"M{number:02}" for number, name in enumerate(_MONTHS, 1)} | _SEASONS
"""The first letters of a month or season in English, and what stands for it in the patterns below."""

_NAME = re.compile(
    r"\b(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?"
    r"|nov(ember)?|dec(ember)?|spring|summer|autumn|fall|winter)\b[.,]?",
    re.IGNORECASE,
)

_REWRITTEN = tuple(
    (re.compile(pattern), replacements)
    for pattern, *replacements in (
        # a time of day; no hyphens; other signs between; the day first, or the month
        (r"(\d{4}-\d\d-\d\d)(?:T| \d\d?:).*", r"\1"),
        (r"(\d{4})(\d\d)(\d\d)", r"\1-\2-\3"),
        (r"(\d{4})(\d\d)", r"\1-\2"),
        (r"(\d{4})[-/. ](\d\d)[-/. ](\d\d)", r"\1-\2-\3"),
        (r"(\d{4})[-/. ](1[3-9]|[23]\d)[-/. ](\d\d)", r"\1-\3-\2"),
        (r"(\d\d)[-/. ](\d\d)[-/. ](\d{4})", r"\3-\2-\1", r"\3-\1-\2"),
        (r"(\d{4})[/. ](\d\d)", r"\1-\2"),
        (r"(\d\d)[-/. ](\d{4})", r"\2-\1"),
        # names of months and seasons
        (r"(\d\d)[- ]M(\d\d)[- ](\d{4})", r"\3-\2-\1"),
        (r"(\d\d) ?- ?(\d\d) M(\d\d) (\d{4})", r"\4-\3-\1/\4-\3-\2"),
        (r"M(\d\d) (\d\d),? (\d{4})", r"\3-\1-\2"),
        (r"(\d{4})[- ]M(\d\d)[- ](\d\d)", r"\1-\2-\3"),
        (r"M(\d\d)[- ](?:of )?(\d{4})", r"\2-\1"),
        (r"(\d{4})[- ]M(\d\d)", r"\1-\2"),
        (r"M24[- ](\d{4})[-/]\d+", r"\1-24"),
        # decades
        (r"(?:the )?(\d{3})0s", r"\1X"),
        # marks before, between, doubled
        (r"([~?%])(.+)", r"\2\1"),
        (r"([^/]*?)([~?%])([^/~?%]+)", r"\1\3\2"),
        (r"([^/]+)(?:~\?|\?~)", r"\1%"),
        # years with a letter; level 2: parts unknown elsewhere than at the right, sets
        (r"Y(\d{4})", r"\1"),
        (r"(\d{4})-(?=.*X)[\dX]{2}", r"\1-XX"),
        (r"(\d{4}-\d\d)-(?=.*X)[\dX]{2}", r"\1-XX"),
        (r"(\d{4})-(?=\d?X)[\dX]{2}-[\dX]{2}", r"\1-XX-XX"),
        (r"(\d{3}X|\d\dXX)-.*", r"\1"),
        (r"(\d)XXX", r"\g<1>000/\g<1>999"),
        (r"[\[{]([^,.]+)(?:\.\.|,).*?([^,.]+)[\]}]", r"\1/\2"),
        (r"[\[{]?\.\.([^.]+?)[\]}]?", r"../\1"),
        (r"[\[{]?([^.]+?)\.\.[\]}]?", r"\1/.."),
        # seasons said to be of one half of the world; quarters and halves of a year
        (r"(\d{4})-25|(\d{4})-31", r"\1\2-21"),
        (r"(\d{4})-26|(\d{4})-32", r"\1\2-22"),
        (r"(\d{4})-27|(\d{4})-29", r"\1\2-23"),
        (r"(\d{4})-28|(\d{4})-30", r"\1\2-24"),
        (r"(\d{4})-33", r"\1-01/\1-03"),
        (r"(\d{4})-34", r"\1-04/\1-06"),
        (r"(\d{4})-35", r"\1-07/\1-09"),
        (r"(\d{4})-36", r"\1-10/\1-12"),
        (r"(\d{4})-37", r"\1-01/\1-04"),
        (r"(\d{4})-38", r"\1-05/\1-08"),
        (r"(\d{4})-39", r"\1-09/\1-12"),
        (r"(\d{4})-40", r"\1-01/\1-06"),
        (r"(\d{4})-41", r"\1-07/\1-12"),
        # a season's days
        (r"(\d{4}-2[1-4])-.*", r"\1"),
        # intervals: the wrong way round, ends of older drafts, an end cut short, X in an end
        (r"([^/]+)/([^/]+)", r"\2/\1"),
        (r"([^/]+)/(?i:open)", r"\1/.."),
        (r"(?i:open)/([^/]+)", r"../\1"),
        (r"([^/]+)/(?i:unknown|XXXX|\*)", r"\1/"),
        (r"(?i:unknown|XXXX|\*)/([^/]+)", r"/\1"),
        (r"(\d{4}-\d\d-)(\d\d)/(\d\d)", r"\1\2/\1\3"),
        (r"(\d{4}-)(\d\d-\d\d)/(\d\d-\d\d)", r"\1\2/\1\3"),
        (r"(\d{3})X/(.*)", r"\g<1>0/\2"),
        (r"(.*)/(\d{3})X", r"\1/\g<2>9"),
        (r"([^/]+?)(?:-XX)*/([^/]+?)(?:-XX)*", r"\1/\2"),
    )
)  # fmt: skip

_BETWEEN = re.compile(r"\s*(?:/|\.\.|–|—|\bto\b|\buntil\b)\s*| - |(?<=^\d{4})-(?=\d{4}$)")
_WORDED = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (r"(?:about|around|approx\.?|approximately|circa|ca?\.?)\s*(.+)", "{}~"),
        (r"(?:perhaps|maybe|probably|possibly)\s+(.+)", "{}?"),
        (r"(?:before|until|till|by)\s+(.+)", "/{}"),
        (r"(?:from|since|after)\s+(.+)", "{}/.."),
    )
)


def guesses(text: str) -> Iterator[str]:
    """Texts that may be what was meant, the likeliest first; not all of them are dates."""
    if len(text) > _LONGEST:
        return
    yield from _of_one(text)
    for pattern, form in _WORDED:
        if match := pattern.fullmatch(text.strip()):
            yield from (form.format(guess) for guess in _of_one(match[1]))
    halves = _BETWEEN.split(_tidied(text))
    if len(halves) == 2:
        for start in _of_one(halves[0]):
            yield from (f"{start}/{end}" for end in _of_one(halves[1]))


def _of_one(text: str) -> Iterator[str]:
    """The text itself with plain signs; with X for what was unknown in older drafts; rewritten."""
    plain = _plain(text)
    yield plain
    crossed = re.sub(r"[uxU](?=[uxUX]*(?:$|[-/~?%]))", "X", plain)
    yield crossed
    for pattern, replacements in _REWRITTEN:
        if match := pattern.fullmatch(crossed):
            yield from (match.expand(replacement) for replacement in replacements)


def _tidied(text: str) -> str:
    """Digits of any script as 0 to 9, wide signs as plain ones, and no space around."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in normal).strip()


def _plain(text: str) -> str:
    """Tidied, with plain hyphens, names of months as ``M11`` and days of two digits."""
    tidied = re.sub(r"[‐‑‒–—−]", "-", _tidied(text))
    named = _NAME.sub(lambda match: _NAMES[match[1][:3].lower()], tidied)
    cardinal = re.sub(r"(\d)(?:st|nd|rd|th)\b(?: of)?", r"\1", named)
    return re.sub(r"(?<!\w)(\d)(?!\w)", r"0\1", cardinal)
