"""The exports, in one list. To add one: a module here, its name below, its words in `macros/files.html`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chronicle.derive import Derived
from chronicle.exports import (
    actors,
    control,
    corrections_feed,
    data_package,
    event_calendar,
    event_points,
    events,
    feeds,
    figures,
    measures,
    operations,
    places,
    sitemap,
    sources,
)
from chronicle.exports.files import Export, File
from chronicle.model import Chronicle, Page

_MODULES: tuple[Export, ...] = (
    events,
    control,
    figures,
    places,
    actors,
    operations,
    sources,
    measures,
    data_package,
    event_points,
    feeds,
    corrections_feed,
    event_calendar,
)

EXPORTS: tuple[Callable[[Chronicle, Derived], Iterator[Page]], ...] = tuple(
    module.pages for module in _MODULES
)
FILES: tuple[File, ...] = (*(file for module in _MODULES for file in module.FILES), *sitemap.FILES)
"""What the page about the data lists."""
