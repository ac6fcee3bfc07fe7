"""The base map of this chronicle fits its settings, and the pages that carry it."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import pytest
import yaml

from chronicle.geography.basemap import INSET, BaseMap, base_map
from chronicle.geography.frames import inset, whole
from chronicle.geography.ground import Ground, ground
from chronicle.geography.shapes import Box
from chronicle.model import MapSettings

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def settings() -> MapSettings:
    values = yaml.safe_load((CONTENT / "site.yaml").read_text("utf-8"))["map"]
    degrees = ("west", "east", "south", "north", "parallels", "meridian", "origin")
    fields = {name: values[name] for name in (*degrees, "base", "tributaries", "world", "land")}
    return msgspec.convert(fields | {"day": str(values["day"])}, MapSettings)


@pytest.fixture(scope="module")
def country(settings: MapSettings) -> Ground:
    base, tributaries, world = (
        (CONTENT / str(name)).read_bytes() for name in (settings.base, settings.tributaries, settings.world)
    )
    return ground(settings, [base, tributaries], world)


def paths(base: BaseMap) -> str:
    return "".join(value for value in msgspec.structs.astuple(base) if isinstance(value, str))


def test_it_covers_more_than_the_main_map(country: Ground, settings: MapSettings) -> None:
    assert [round(side, 3) for side in country.extent] == [34, 28.5, 50, 39]
    assert country.extent.contains(Box(settings.west, settings.south, settings.east, settings.north))


def test_its_whole_weighs_no_more_than_a_picture(country: Ground, settings: MapSettings) -> None:
    data = paths(base_map(country, whole(settings)))
    assert 4_000 < len(gzip.compress(data.encode())) < 12_000


@pytest.mark.parametrize("point", [(40.14, 35.33), (43.13, 36.34), (36.3, 33.5), (2.35, 48.86), (20.9, 44.8)])
def test_an_inset_is_small_enough_for_each_event(
    country: Ground, settings: MapSettings, point: tuple[float, float]
) -> None:
    """Of its 50 kB; the Balkans are the worst that the world has."""
    frame = inset(settings, country.extent, [point])
    data = paths(base_map(country, frame, INSET))
    assert 100 < len(data) < 6_000
    assert len(gzip.compress(data.encode())) < 2_500


def test_its_lands_and_rivers_are_named(country: Ground, settings: MapSettings) -> None:
    names = {name.text for name in base_map(country, whole(settings)).names}
    assert {"Syria", "Iraq", "Turkey", "Euphrates", "Tigris", "Khabur"} <= names
