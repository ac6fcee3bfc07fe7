"""What may stand in the front matter of each kind of note: the pydantic models, which only `validate` knows.

All scalars arrive as text; the types of `scalars` say which texts are let through
and leave numbers as decimal text.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chronicle.scalars import (
    NUMBER,
    Boolean,
    Country,
    Date,
    Day,
    Importance,
    Known,
    LanguageCode,
    Names,
    Number,
    OwnAddress,
    Slug,
    Text,
    Url,
    Whole,
    each_of,
    matching,
    spoken,
    within_bounds,
)


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
    place: Known | None = None
    all_held_by: Known | None = None
    holder: Known
    status: Literal["held", "contested", "besieged"]
    taken_from: Known | None = None
    against: list[Known] = []
    date: Date | None = None


class FigureFields(Fields):
    measure: Known
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    qualifier: Literal["exact", "about", "at-least", "at-most"] | None = None
    scope: Known | None = None
    period: Date | None = None
    of: Known | None = None
    as_of: Date
    claimant: Known
    source: Known
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
    type: Known | None = None
    title_seen: Boolean | None = None
    agency: Known | None = None
    voice: Known | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    note: Text | None = None


class SourceItemFields(SourceFields):
    id: Slug


class SilenceFields(Fields):
    rule: Text
    about: Text | None = None
    why: Text


class NoteFields(Fields):
    """The fields of every note, after its own."""

    sources: list[SourceItemFields] = []
    status: Literal["draft", "review", "published"] = "published"
    embargo: Day | None = None
    aliases: list[OwnAddress] = []
    added: Day | None = None
    corrections: list[CorrectionFields] = []
    withdrawn: WithdrawalFields | None = None
    silenced: list[SilenceFields] = []


class EventFields(NoteFields):
    title: Text
    date: Date
    kind: Known
    places: list[Known] = []
    actors: list[Known] = []
    operation: Known | None = None
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
    kind: Known
    country: Country | None = None
    latitude: Annotated[str, NUMBER, within_bounds(-90, 90)]
    longitude: Annotated[str, NUMBER, within_bounds(-180, 180)]
    precision_km: Annotated[str, NUMBER, within_bounds(0, 5000)]
    coordinate_source: Text
    geonames_id: Whole | None = None
    governorate: Text | None = None
    river: Known | None = None
    river_order: Whole | None = None
    river_km: Number | None = None
    river_bank: Literal["left", "right"] | None = None
    within: Known | None = None
    other_names: list[Text] = []
    other_slugs: list[Slug] = []


class ActorFields(NoteFields):
    name: Text
    names: Names = {}
    abbreviation: Text | None = None
    kind: Known
    country: Country | None = None
    parent: Known | None = None
    side: Known
    colour: Known | None = None
    other_names: list[Text] = []


class OperationFields(NoteFields):
    name: Text
    names: Names = {}
    date: Date
    places: list[Known] = []
    actors: list[Known] = []
    parent: Known | None = None


class SourceNoteFields(SourceFields, NoteFields):
    title: Text
    type: Known


class MeasureFields(NoteFields):
    name: Text
    names: Names = {}
    unit: Known
    kind: Literal["stock", "flow"]
    scopes: list[Known] = []


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
    west: Annotated[str, NUMBER, within_bounds(-360, 360)]
    east: Annotated[str, NUMBER, within_bounds(-360, 720)]
    south: Annotated[str, NUMBER, within_bounds(-90, 90)]
    north: Annotated[str, NUMBER, within_bounds(-90, 90)]
    parallels: Annotated[
        list[Annotated[str, NUMBER, within_bounds(-89, 89)]], Field(min_length=2, max_length=2)
    ]
    meridian: Annotated[str, NUMBER, within_bounds(-360, 540)]
    origin: Annotated[str, NUMBER, within_bounds(-90, 90)]
    base: Text
    tributaries: Text | None = None
    world: Text | None = None
    land: list[Slug] = []
    day: Day
    days: list[Day] = []
    credits: Text = ""


class TurningPointFields(Fields):
    event: Known
    words: Text


class QuestionFields(Fields):
    words: Text
    measures: list[Known] = []
    operations: list[Known] = []
    places: list[Known] = []
    actors: list[Known] = []
    periods: list[Known] = []
    events: list[Known] = []


Labels = dict[Slug, Text]
Grades = Annotated[
    dict[Literal["confirmed", "claimed", "disputed"], Text], each_of("confirmed", "claimed", "disputed")
]


class SiteFields(Fields):
    """`site.yaml`."""

    title: Text
    heading: Text
    description: Text
    base_url: Annotated[Url, matching(r".*/", "bad-address", '"…" does not end with "/"')]
    languages: Annotated[list[Annotated[LanguageCode, AfterValidator(spoken)]], Field(min_length=1)]
    repository: Url
    contact: Text
    copyright_holder: Text
    licence: LicenceFields
    event_kinds: Labels
    importance: Annotated[dict[Literal["1", "2", "3"], Text], each_of("1", "2", "3")]
    certainty: Grades
    certainty_reasons: Grades
    place_kinds: Labels
    areas: list[Known] = []
    actor_kinds: Labels
    sides: Labels
    neutral_sides: list[Known] = []
    colours: list[Slug]
    rivers: Labels = {}
    units: Labels
    scopes: Labels = {}
    source_types: Labels
    focus: Known | None = None
    focus_heading: Text | None = None
    turning_points: list[TurningPointFields] = []
    questions: list[QuestionFields] = []
    map: MapFields | None = None
    methods: Known | None = None
    dating_words: list[Text] = []
    loaded_words: dict[Text, Text] = {}
