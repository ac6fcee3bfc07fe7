"""Events on a map: `data/events.geojson` (RFC 7946), a feature for each event at each of its places."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from chronicle.derive import Derived
from chronicle.exports.documents import Table, collection, days, number, schema, tables_by_year, url_of
from chronicle.exports.files import json_file, schema_address
from chronicle.exports.meanings import Certainty, Earliest, Edtf, Importance, Latest, Title, Url
from chronicle.model import Chronicle, Event, Later, Page, Place, Value, View

NAME = "events.geojson"
FILES = (json_file(NAME, "maps", "application/geo+json"),)


class Point(Value, frozen=True, kw_only=True, tag_field="type", tag="Point"):
    coordinates: Annotated[
        tuple[Decimal, Decimal], Meta(description="Longitude, then latitude, in degrees (WGS 84).")
    ]


class Properties(Value, frozen=True, kw_only=True):
    event: Annotated[str, Meta(description="Id of the event.")]
    title: Title
    url: Url
    date: Edtf
    earliest: Earliest
    latest: Latest
    kind: Annotated[str, Meta(description="What kind of event it is.")]
    importance: Importance
    certainty: Certainty
    place: Annotated[str, Meta(description="Id of the place.")]
    place_name: Annotated[str, Meta(description="The name of the place.")]
    precision_km: Annotated[Decimal, Meta(description="It was within so many kilometres of the point.")]


class Feature(Value, frozen=True, kw_only=True, tag_field="type", tag="Feature"):
    """An event at one of its places."""

    id: Annotated[str, Meta(description="Ids of the event and the place, with a slash between them.")]
    geometry: Annotated[Point, Meta(description="Where it was.")]
    properties: Annotated[Properties, Meta(description="What it was.")]

    @property
    def earliest(self) -> Earliest:
        """As its event."""
        return self.properties.earliest

    @property
    def latest(self) -> Latest:
        """As its event."""
        return self.properties.latest


class PointsDocument(Value, frozen=True, kw_only=True, tag_field="type", tag="FeatureCollection"):
    """The events in chronological order, at their places in the order of their notes."""

    features: tuple[Feature, ...]


def points_geojson(*tables: Table) -> bytes:
    return collection(
        '{"type": "FeatureCollection", "features": [', (row for part in tables for row in part.rows)
    )


def points_schema(base_url: str) -> bytes:
    return schema(PointsDocument, NAME, "Events on a map", base_url)


POINTS, POINTS_SCHEMA = View(points_geojson, None), View(points_schema, None)


def pages(chronicle: Chronicle, derived: Derived) -> Iterator[Page]:
    """The events as GeoJSON, with its schema."""
    base_url = chronicle.site.base_url
    yield Page(FILES[0].address, POINTS, Later(_tables, chronicle))
    yield Page(schema_address(NAME), POINTS_SCHEMA, (base_url,))


def _tables(chronicle: Chronicle) -> tuple[Table, ...]:
    base_url = chronicle.site.base_url
    return tables_by_year(
        [
            feature(event, chronicle.places[slug], base_url)
            for event in chronicle.events
            for slug in event.places
        ]
    )


def feature(event: Event, place: Place, base_url: str) -> Feature:
    """An event at one of its places."""
    earliest, latest = days(event.date)
    return Feature(
        id=f"{event.slug}/{place.slug}",
        geometry=Point(coordinates=(number(place.longitude), number(place.latitude))),
        properties=Properties(
            event=event.slug,
            title=event.title,
            url=url_of(base_url, f"events/{event.slug}"),
            date=event.date,
            earliest=earliest,
            latest=latest,
            kind=event.kind,
            importance=event.importance,
            certainty=event.certainty,
            place=place.slug,
            place_name=place.name,
            precision_km=number(place.precision_km),
        ),
    )
