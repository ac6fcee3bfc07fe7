"""The sections of the site, in one list. To add one: a module here, a template, a line below."""

from __future__ import annotations

from chronicle.pages import events, home, map

SECTIONS = (home.pages, events.pages, map.pages)
