"""The sections of the site, in one list. To add one: a module here, a template, a line below."""

from __future__ import annotations

from chronicle.pages import control, events, home, maps, on_this_day, periods, timeline, years

SECTIONS = (
    home.pages,
    events.pages,
    maps.pages,
    control.pages,
    timeline.pages,
    years.pages,
    periods.pages,
    on_this_day.pages,
)
