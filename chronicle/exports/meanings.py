"""Fields that several files share, each with its one description."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, UnsetType

from chronicle.exports.documents import VERSION

Version = Annotated[
    int,
    Meta(
        description="The version of this format; it stays while fields are only added.",
        ge=VERSION,
        le=VERSION,
    ),
]
Id = Annotated[str, Meta(description="What the other files call it.")]
Url = Annotated[str, Meta(description="The page about it on this site.", extra_json_schema={"format": "uri"})]
Name = Annotated[str, Meta(description="Its name in the language of the site.")]
Title = Annotated[str, Meta(description="Its headline, in the language of the site.")]
Names = Annotated[dict[str, str], Meta(description="Its names in other languages, by language code.")]
Summary = Annotated[str, Meta(description="The first sentence about it; empty where there is none.")]
Country = Annotated[str | None, Meta(description="ISO 3166-1 alpha-2 code of the country.")]
Sources = Annotated[tuple[str, ...], Meta(description="Ids of the sources.")]

Edtf = Annotated[
    str, Meta(description="EDTF (ISO 8601-2): the date as far as it is known, never more exact.")
]
Earliest = Annotated[
    date | None, Meta(description="The first day that the date can mean; null where that is open.")
]
Latest = Annotated[
    date | None, Meta(description="The last day that the date can mean; null where that is open.")
]

Certainty = Annotated[
    str,
    Meta(
        description="`confirmed` by independent sources, `claimed` by one side, or `disputed`.",
        extra_json_schema={"enum": ["confirmed", "claimed", "disputed"]},
    ),
]
Importance = Annotated[
    int, Meta(description="3: would be on a one-page history; 2: on ten pages; 1: detail.", ge=1, le=3)
]

Holder = Annotated[str, Meta(description="Id of the actor who holds the place.")]
HolderStatus = Annotated[
    str,
    Meta(
        description="`held`: one can move freely and administer; `contested`: the enemy is inside, or one "
        "cannot say; `besieged`: surrounded.",
        extra_json_schema={"enum": ["held", "contested", "besieged"]},
    ),
]

Qualifier = Literal["exact", "about", "at-least", "at-most"]
FigureValue = Annotated[
    Decimal | UnsetType, Meta(description="The number; `low` and `high` may stand in its place.")
]
FigureLow = Annotated[Decimal | UnsetType, Meta(description="The lower end of a range.")]
FigureHigh = Annotated[Decimal | UnsetType, Meta(description="The upper end of a range.")]
OneOrTwoNumbers = Meta(extra_json_schema={"oneOf": [{"required": ["value"]}, {"required": ["low", "high"]}]})
"""A figure has a value, or a range."""
