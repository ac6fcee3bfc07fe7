"""What may stand in the front matter of each kind of note: the pydantic models, which only `validate` knows.

All scalars arrive as text; the types below say which texts are let through
and leave numbers as decimal text.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from chronicle import edtf

TERRITORIES = frozenset(
    code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()
)


def _pattern(pattern: str, code: str, message: str, hint: str = "") -> AfterValidator:
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


def _country(text: str) -> str:
    if text not in TERRITORIES:
        message = f'"{text}" is not a country code of ISO 3166-1, two capital letters such as "IQ"'
        raise PydanticCustomError("bad-value", "{message}", {"message": message})
    return text


def _spoken(code: str) -> str:
    """A language of which the words for dates and numbers are known."""
    try:
        Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        message = f'"{code[:60]}" is not a language that this program knows'
        raise PydanticCustomError("bad-value", "{message}", {"message": message}) from None
    return code


def _each_of(*words: str) -> AfterValidator:
    """A check that a mapping has something for each of the engine's own words."""

    def check(labels: dict[str, str]) -> dict[str, str]:
        if missing := [word for word in words if word not in labels]:
            message = "no words stand here for " + ", ".join(missing)
            raise PydanticCustomError("missing-field", "{message}", {"message": message})
        return labels

    return AfterValidator(check)


def _within(low: int, high: int) -> AfterValidator:
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


NUMBER = _pattern(
    r"-?[0-9]{1,18}(\.[0-9]{1,9})?",
    "bad-number",
    '"…" is not a plain number',
)
Text = Annotated[str, AfterValidator(_text)]
Slug = Annotated[
    str,
    _pattern(
        r"(?=.{1,120}$)[a-z][a-z0-9]*(-[a-z0-9]+)*",
        "bad-slug",
        '"…" is not a slug (lower-case letters, digits, single hyphens)',
    ),
]
Number = Annotated[str, NUMBER]
Whole = Annotated[int, BeforeValidator(_whole)]
Date = Annotated[str, AfterValidator(_date)]
Day = Annotated[str, AfterValidator(_day)]
Url = Annotated[
    str,
    _pattern(r"https?://[^\s<>\"\\]+\.[^\s<>\"\\]+", "bad-address", '"…" is not the whole address of a page'),
]
OwnAddress = Annotated[
    str,
    _pattern(
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
    _pattern(
        r"[a-z]{2,3}(-[A-Za-z0-9]+)*",
        "bad-value",
        '"…" is not a language code',
        "write two letters, as in en or ar",
    ),
]
Names = dict[LanguageCode, Text]


class Fields(BaseModel):
    """A mapping of front matter: nothing but its own fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CorrectionFields(Fields):
    date: Day
    said: Text
    says: Text
    why: Text
    trivial: Boolean | None = None


class WithdrawalFields(Fields):
    date: Day
    why: Text


class ControlFields(Fields):
    place: Slug | None = None
    all_held_by: Slug | None = None
    holder: Slug
    status: Literal["held", "contested", "besieged"]
    taken_from: Slug | None = None
    against: list[Slug] = []
    date: Date | None = None


class FigureFields(Fields):
    measure: Slug
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    qualifier: Literal["exact", "about", "at-least", "at-most"] | None = None
    scope: Slug | None = None
    period: Date | None = None
    of: Slug | None = None
    as_of: Date
    claimant: Slug
    source: Slug
    note: Text | None = None


class SourceFields(Fields):
    """A source; in a list of sources with `id` alone it refers to a note in `sources/`."""

    title: Text | None = None
    author: Text | None = None
    publisher: Text | None = None
    published: Date | None = None
    url: Url | None = None
    archive_url: Url | None = None
    accessed: Day | None = None
    language: LanguageCode | None = None
    type: Slug | None = None
    title_seen: Boolean | None = None
    agency: Slug | None = None
    voice: Slug | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    note: Text | None = None


class SourceItemFields(SourceFields):
    id: Slug


class NoteFields(Fields):
    """The fields of every note, after its own."""

    sources: list[SourceItemFields] = []
    status: Literal["draft", "review", "published"] = "published"
    embargo: Day | None = None
    aliases: list[OwnAddress] = []
    added: Day | None = None
    corrections: list[CorrectionFields] = []
    withdrawn: WithdrawalFields | None = None


class EventFields(NoteFields):
    title: Text
    date: Date
    kind: Slug
    places: list[Slug] = []
    actors: list[Slug] = []
    operation: Slug | None = None
    importance: Importance
    certainty: Literal["confirmed", "claimed", "disputed"]
    control: list[ControlFields] = []
    figures: list[FigureFields] = []
    image: Text | None = None


class PeriodFields(NoteFields):
    title: Text
    date: Date
    order: Whole


class PlaceFields(NoteFields):
    name: Text
    names: Names = {}
    kind: Slug
    country: Country | None = None
    latitude: Annotated[str, NUMBER, _within(-90, 90)]
    longitude: Annotated[str, NUMBER, _within(-180, 180)]
    precision_km: Annotated[str, NUMBER, _within(0, 5000)]
    coordinate_source: Text
    geonames_id: Whole | None = None
    governorate: Text | None = None
    river: Slug | None = None
    river_order: Whole | None = None
    river_km: Number | None = None
    river_bank: Literal["left", "right"] | None = None
    within: Slug | None = None
    other_names: list[Text] = []
    other_slugs: list[Slug] = []


class ActorFields(NoteFields):
    name: Text
    names: Names = {}
    abbreviation: Text | None = None
    kind: Slug
    country: Country | None = None
    parent: Slug | None = None
    side: Slug
    colour: Slug | None = None


class OperationFields(NoteFields):
    name: Text
    names: Names = {}
    date: Date
    places: list[Slug] = []
    actors: list[Slug] = []
    parent: Slug | None = None


class SourceNoteFields(SourceFields, NoteFields):
    title: Text
    type: Slug


class MeasureFields(NoteFields):
    name: Text
    names: Names = {}
    unit: Slug
    kind: Literal["stock", "flow"]
    scopes: list[Slug] = []


class PageFields(NoteFields):
    title: Text
    nav: Whole | None = None


FIELDS: dict[str, type[NoteFields]] = {
    "events": EventFields,
    "periods": PeriodFields,
    "places": PlaceFields,
    "actors": ActorFields,
    "operations": OperationFields,
    "sources": SourceNoteFields,
    "measures": MeasureFields,
    "pages": PageFields,
}


class LicenceFields(Fields):
    name: Text
    url: Url


class MapFields(Fields):
    west: Annotated[str, NUMBER, _within(-360, 360)]
    east: Annotated[str, NUMBER, _within(-360, 720)]
    south: Annotated[str, NUMBER, _within(-90, 90)]
    north: Annotated[str, NUMBER, _within(-90, 90)]
    parallels: Annotated[list[Annotated[str, NUMBER, _within(-89, 89)]], Field(min_length=2, max_length=2)]
    meridian: Annotated[str, NUMBER, _within(-360, 540)]
    origin: Annotated[str, NUMBER, _within(-90, 90)]
    base: Text
    tributaries: Text | None = None
    world: Text | None = None
    land: list[Slug] = []
    day: Day
    days: list[Day] = []
    credits: Text = ""


class TurningPointFields(Fields):
    event: Slug
    words: Text


Labels = dict[Slug, Text]
Grades = Annotated[
    dict[Literal["confirmed", "claimed", "disputed"], Text], _each_of("confirmed", "claimed", "disputed")
]


class SiteFields(Fields):
    """`site.yaml`."""

    title: Text
    heading: Text
    description: Text
    base_url: Annotated[Url, _pattern(r".*/", "bad-address", '"…" does not end with "/"')]
    languages: Annotated[list[Annotated[LanguageCode, AfterValidator(_spoken)]], Field(min_length=1)]
    repository: Url
    contact: Text
    copyright_holder: Text
    licence: LicenceFields
    event_kinds: Labels
    importance: Annotated[dict[Literal["1", "2", "3"], Text], _each_of("1", "2", "3")]
    certainty: Grades
    certainty_reasons: Grades
    place_kinds: Labels
    areas: list[Slug] = []
    actor_kinds: Labels
    sides: Labels
    colours: list[Slug]
    rivers: Labels = {}
    units: Labels
    scopes: Labels = {}
    source_types: Labels
    focus: Slug | None = None
    focus_heading: Text | None = None
    turning_points: list[TurningPointFields] = []
    map: MapFields | None = None
    methods: Slug | None = None
