"""The texts that fields let through: all scalars of front matter are text, and numbers stay decimal text."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from chronicle import edtf

TERRITORIES = frozenset(
    code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()
)


def matching(pattern: str, code: str, message: str, hint: str = "") -> AfterValidator:
    """A check that text matches `pattern` as a whole, with words of ours where it does not."""
    import re

    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if compiled.fullmatch(text) is None:
            told = {"message": message.replace("…", text[:60]), "hint": hint}
            raise PydanticCustomError(code, "{message}", told)
        return text

    return AfterValidator(check)


def _date(text: str) -> str:
    """EDTF of level 0 or 1, kept as text."""
    try:
        edtf.parse(text)
    except edtf.EdtfError as error:
        raise PydanticCustomError(
            "bad-date", "{message}", {"message": error.message, "hint": error.hint}
        ) from None
    return text


def _day(text: str) -> str:
    """One calendar day."""
    _date(text)
    if len(text) != 10 or edtf.parse(text).earliest != edtf.parse(text).latest:
        raise PydanticCustomError(
            "bad-date", "{message}", {"message": f'"{text}" is not a single day', "hint": ""}
        )
    return text


def _text(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty-field", "{message}", {"message": "the text is empty"})
    return text


def _known(text: str) -> str:
    """Any text: that the slug or the word is known is judged where the others are."""
    return _text(text)


def _country(text: str) -> str:
    if text not in TERRITORIES:
        message = f'"{text}" is not a country code of ISO 3166-1, two capital letters such as "IQ"'
        raise PydanticCustomError("bad-value", "{message}", {"message": message})
    return text


def spoken(code: str) -> str:
    """A language of which the words for dates and numbers are known."""
    try:
        Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        message = f'"{code[:60]}" is not a language that this program knows'
        raise PydanticCustomError("bad-value", "{message}", {"message": message}) from None
    return code


def each_of(*words: str) -> AfterValidator:
    """A check that a mapping has something for each of the engine's own words."""

    def check(labels: dict[str, str]) -> dict[str, str]:
        if missing := [word for word in words if word not in labels]:
            message = "no words stand here for " + ", ".join(missing)
            raise PydanticCustomError("missing-field", "{message}", {"message": message})
        return labels

    return AfterValidator(check)


def within_bounds(low: int, high: int) -> AfterValidator:
    """A check that a number lies between two bounds, both included."""

    def check(text: str) -> str:
        if not low <= Decimal(text) <= high:
            raise PydanticCustomError(
                "bad-number", "{message}", {"message": f"{text} does not lie between {low} and {high}"}
            )
        return text

    return AfterValidator(check)


def _whole(given: object) -> object:
    """The number of a text of digits; what is no text is left to pydantic."""
    if not isinstance(given, str):
        return given
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise PydanticCustomError(
            "bad-number", "{message}", {"message": f'"{given[:60]}" is not a whole number'}
        )
    return int(given)


def _boolean(given: object) -> object:
    """The truth of a text; what is no text is left to pydantic."""
    if not isinstance(given, str):
        return given
    if given not in {"true", "false"}:
        message = f'"{given[:60]}" is neither "true" nor "false"'
        raise PydanticCustomError("bad-value", "{message}", {"message": message})
    return given == "true"


def _importance(given: object) -> object:
    """The importance of a text; what is no text is left to pydantic."""
    if not isinstance(given, str):
        return given
    if given not in {"1", "2", "3"}:
        message = f'"importance" cannot be "{given[:60]}"; it is 3 (a one-page history), 2 or 1 (detail)'
        raise PydanticCustomError("bad-value", "{message}", {"message": message})
    return int(given)


NUMBER = matching(
    r"-?[0-9]{1,18}(\.[0-9]{1,9})?",
    "bad-number",
    '"…" is not a plain number',
)
Text = Annotated[str, AfterValidator(_text)]
Slug = Annotated[
    str,
    matching(
        r"(?=.{1,120}$)[a-z][a-z0-9]*(-[a-z0-9]+)*",
        "bad-slug",
        '"…" is not a slug (lower-case letters, digits, single hyphens)',
    ),
]
Known = Annotated[str, AfterValidator(_known)]
"""A slug of a note, or a word of `site.yaml`: whether it is known tells more than its form."""
Number = Annotated[str, NUMBER]
Whole = Annotated[int, BeforeValidator(_whole)]
Date = Annotated[str, AfterValidator(_date)]
Day = Annotated[str, AfterValidator(_day)]
Url = Annotated[
    str,
    matching(r"https?://[^\s<>\"\\]+\.[^\s<>\"\\]+", "bad-address", '"…" is not the whole address of a page'),
]
OwnAddress = Annotated[
    str,
    matching(
        r"/(?:[a-z0-9-]{1,120}/){1,8}",
        "bad-address",
        '"…" is not an address of this site such as "/events/old-slug/"',
        "write what stood behind the name of the site, with a slash at both ends",
    ),
]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
Importance = Annotated[int, BeforeValidator(_importance)]
Country = Annotated[str, AfterValidator(_country)]
LanguageCode = Annotated[
    str,
    matching(
        r"[a-z]{2,3}(-[A-Za-z0-9]+)*",
        "bad-value",
        '"…" is not a language code',
        "write two letters, as in en or ar",
    ),
]
Names = dict[LanguageCode, Text]
