"""``/admin/``: the browser editor's page, its configuration and its scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chronicle.browser_editor.configuration import asked_hosts, configuration
from chronicle.model import Chronicle, Page, PageData, Site, View
from chronicle.pages.assets import ASSET

ADDRESS = "/admin/"


@dataclass(frozen=True, kw_only=True)
class EditorPage(PageData):
    hosts: tuple[str, ...]
    """Origins that it speaks with."""


def editor_view(site: Site) -> EditorPage:
    return EditorPage(section="admin", hosts=asked_hosts(site))


def other_slugs(table: tuple[tuple[str, str], ...]) -> bytes:
    """Other slugs of places to their own: the editor's lists know a place by that one only."""
    return f"{json.dumps(dict(table), indent=1)}\n".encode()


EDITOR = View(editor_view, "admin/index.html")
CONFIGURATION = View(configuration, None)
OTHER_SLUGS = View(other_slugs, None)


def browser_editor(chronicle: Chronicle, files: Mapping[str, bytes]) -> Iterator[Page]:
    """The pages of the editor; `files` are its scripts, ours and others'."""
    names = [
        *(it.names for it in chronicle.places.values()),
        *(it.names for it in chronicle.actors.values()),
        *(it.names for it in chronicle.operations.values()),
        *(it.names for it in chronicle.measures.values()),
    ]
    languages = {*chronicle.site.languages, *(language for it in names for language in it)}
    yield Page(ADDRESS, EDITOR, (chronicle.site,))
    yield Page(f"{ADDRESS}config.yml", CONFIGURATION, (chronicle.site, tuple(sorted(languages))))
    table = ((other, place.slug) for place in chronicle.places.values() for other in place.other_slugs)
    yield Page(f"{ADDRESS}other-slugs.json", OTHER_SLUGS, (tuple(sorted(table)),))
    for name, content in files.items():
        yield Page(f"{ADDRESS}{name}", ASSET, (content,))
