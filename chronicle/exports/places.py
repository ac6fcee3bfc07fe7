"""Places as data: `data/places.json`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from chronicle.derive import Derived
from chronicle.exports.documents import Table, document, number, optional_number, schema, table, url_of
from chronicle.exports.files import json_file, schema_address
from chronicle.exports.meanings import Country, Id, Name, Names, Sources, Summary, Url, Version
from chronicle.model import Chronicle, Later, Page, Place, Value, View

NAME = "places.json"
FILES = (json_file(NAME),)


class PlaceRow(Value, frozen=True, kw_only=True):
    """A place. Its point says where it is, not how large it is."""

    id: Id
    url: Url
    name: Name
    names: Names
    kind: Annotated[str, Meta(description="What kind of place it is.")]
    country: Country
    latitude: Annotated[Decimal, Meta(description="Degrees north of the equator (WGS 84).")]
    longitude: Annotated[Decimal, Meta(description="Degrees east of Greenwich (WGS 84).")]
    precision_km: Annotated[
        Decimal, Meta(description="The place lies within so many kilometres of the point.")
    ]
    coordinate_source: Annotated[str, Meta(description="Where the point is from.")]
    geonames_id: Annotated[int | None, Meta(description="Its number in GeoNames.")]
    governorate: Annotated[str | None, Meta(description="The governorate or province in which it lies.")]
    river: Annotated[str | None, Meta(description="The river on which it lies.")]
    river_order: Annotated[
        int | None, Meta(description="Where it stands along the river, counted downstream.")
    ]
    river_km: Annotated[Decimal | None, Meta(description="Kilometres along the river.")]
    river_bank: Annotated[str | None, Meta(description="On which bank it lies.")]
    within: Annotated[str | None, Meta(description="Id of the place in which it lies.")]
    other_names: Annotated[tuple[str, ...], Meta(description="Other spellings of its name.")]
    summary: Summary
    sources: Sources


class PlacesDocument(Value, frozen=True, kw_only=True):
    """Every place, by id."""

    version: Version
    places: tuple[PlaceRow, ...]


def places_json(rows: Table) -> bytes:
    return document("places", [rows])


def places_schema(base_url: str) -> bytes:
    return schema(PlacesDocument, NAME, "Places", base_url)


PLACES_JSON, PLACES_SCHEMA = View(places_json, None), View(places_schema, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The places as JSON, with its schema."""
    base_url = chronicle.site.base_url
    yield Page(FILES[0].address, PLACES_JSON, Later(_rows, chronicle))
    yield Page(schema_address(NAME), PLACES_SCHEMA, (base_url,))


def _rows(chronicle: Chronicle) -> tuple[Table]:
    base_url = chronicle.site.base_url
    rows = (place_row(place, url_of(base_url, f"places/{slug}")) for slug, place in chronicle.places.items())
    return (table(rows),)


def place_row(place: Place, url: str) -> PlaceRow:
    """What the file tells of a place."""
    return PlaceRow(
        id=place.slug,
        url=url,
        name=place.name,
        names=place.names,
        kind=place.kind,
        country=place.country,
        latitude=number(place.latitude),
        longitude=number(place.longitude),
        precision_km=number(place.precision_km),
        coordinate_source=place.coordinate_source,
        geonames_id=place.geonames_id,
        governorate=place.governorate,
        river=place.river,
        river_order=place.river_order,
        river_km=optional_number(place.river_km),
        river_bank=place.river_bank,
        within=place.within,
        other_names=place.other_names,
        summary=place.summary,
        sources=place.sources,
    )
