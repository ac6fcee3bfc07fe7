"""The sections of the site, in one list. To add one: a module here, a template, a line below."""

from __future__ import annotations

from chronicle.pages import (
    actors,
    control,
    corrections,
    data,
    embeds,
    events,
    figures,
    home,
    maps,
    not_found,
    on_this_day,
    operations,
    periods,
    places,
    redirects,
    sources,
    text_pages,
    timeline,
    years,
)

SECTIONS = (
    home.pages,
    events.pages,
    maps.pages,
    control.pages,
    timeline.pages,
    years.pages,
    periods.pages,
    on_this_day.pages,
    places.pages,
    actors.pages,
    operations.pages,
    sources.pages,
    figures.pages,
    corrections.pages,
    data.pages,
    embeds.pages,
    text_pages.pages,
    not_found.pages,
    redirects.pages,
)
