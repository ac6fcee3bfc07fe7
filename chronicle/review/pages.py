"""Pages that a change touches: told by their keys, then by what their templates would print.

Nothing is rendered. A key differs as soon as something does that a page might
show, as the later history of a town on a map of an earlier day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from chronicle.addresses import address_of
from chronicle.keys import Key, Known, key_of
from chronicle.model import Page
from chronicle.published import addresses_of
from chronicle.review.names import Names
from chronicle.review.states import State, States

LOOKED_AT = 400
"""Where the keys of more pages differ, they all count: so many are not looked into."""
NAMED = {"changed": 50, "notes": 50, "lists": 6, "files": 20}
"""So many pages of a group are named."""


@dataclass(frozen=True)
class TouchedPage:
    address: str
    what: str
    """``changed``, ``added``, ``gone``."""
    name: str = ""
    """Of the note whose page it is."""


@dataclass(frozen=True)
class PageGroup:
    kind: str
    """``changed``: pages of the notes that were changed; ``notes``: of other notes; ``lists``: what is
    made of many, maps too; ``files``: all that is no page."""
    section: str
    """``events``; ``home``: the first page, ``text``: ordinary ones, ``files``; empty for ``changed``."""
    named: tuple[TouchedPage, ...]
    count: int
    """With those that are not named."""


@dataclass(frozen=True)
class Pages:
    groups: tuple[PageGroup, ...]
    """In the order in which a reviewer wants them: pages of notes before lists."""
    every: bool
    """The settings have changed, and so every page."""
    count: int
    """Pages, files not among them."""
    is_known: bool
    """Whether both states have a plan; with errors there is none."""

    def of(self, *kinds: str) -> tuple[PageGroup, ...]:
        """The groups of some kinds."""
        return tuple(group for group in self.groups if group.kind in kinds)

    def counted(self, *kinds: str) -> int:
        """How many pages these have."""
        return sum(group.count for group in self.of(*kinds))


@dataclass(frozen=True)
class BrokenAddress:
    address: str
    name: str
    is_hidden: bool
    """The note is still there, and not published any more."""


def pages_touched(states: States, names: Names, changed: frozenset[str]) -> Pages:
    """The pages whose keys differ; `changed` are the addresses of the notes that were changed."""
    before, after = states.before.checked, states.after.checked
    if not (before.pages and after.pages):
        return Pages((), every=False, count=0, is_known=False)
    old, new = _keys(before.pages), _keys(after.pages)
    differing = _differing(old, new, states)
    rows = _rows(old, new, differing, names, states)
    groups = _grouped(rows, changed)
    count = sum(group.count for group in groups if group.kind != "files")
    every = before.site is None or after.site is None or before.site.digest != after.site.digest
    return Pages(groups, every, count, is_known=True)


def broken_addresses(states: States) -> tuple[BrokenAddress, ...]:
    """Addresses that readers may have kept, and at which nothing would stand any more."""
    after = _addresses(states.after) | {page.address for page in states.after.checked.pages}
    lost = _addresses(states.before) - after
    owners = {address: entry for entry in states.before.entries.values() for address in addresses_of([entry])}
    found = []
    for address in sorted(lost):
        entry = owners[address]
        title = getattr(entry.record, "title", None) or getattr(entry.record, "name", entry.slug)
        found.append(BrokenAddress(address, str(title), entry.id in states.after.checked.hidden))
    return tuple(found)


def _addresses(state: State) -> frozenset[str]:
    hidden = state.checked.hidden
    return addresses_of(entry for entry in state.checked.entries if entry.id not in hidden)


class _Templates(dict[str, bytes]):
    """Both states are shown by the same templates."""

    def __missing__(self, name: str) -> bytes:
        return b""


def _keys(pages: tuple[Page, ...]) -> Mapping[str, Key]:
    lists: Known = {}
    templates = _Templates()
    return {page.address: key_of(page, templates, b"", lists) for page in pages}


def _differing(old: Mapping[str, Key], new: Mapping[str, Key], states: States) -> list[str]:
    """The addresses at which readers find something else, in order."""
    found = [address for address in sorted({*old, *new}) if old.get(address) != new.get(address)]
    if len(found) > LOOKED_AT:
        return found
    before, after = (
        {page.address: page for page in side.checked.pages} for side in (states.before, states.after)
    )
    return [it for it in found if not _shows_the_same(before.get(it), after.get(it), states)]


def _shows_the_same(before: Page | None, after: Page | None, states: States) -> bool:
    """Whether a template gets the same from both; a file without one is not looked into."""
    if before is None or after is None or after.view != before.view or after.view.template is None:
        return False
    old = before.view.make(*(states.before.opened(value) for value in before.inputs))
    new = after.view.make(*(states.after.opened(value) for value in after.inputs))
    return bool(old == new)


def _rows(
    old: Mapping[str, Key], new: Mapping[str, Key], differing: list[str], names: Names, states: States
) -> list[TouchedPage]:
    titles = {
        address_of(identity): names.of(identity)
        for state in (states.before, states.after)
        for identity in state.entries
    }
    rows = []
    for address in differing:
        what = "added" if address not in old else "gone" if address not in new else "changed"
        rows.append(TouchedPage(address, what, titles.get(address, "")))
    return rows


def _grouped(rows: list[TouchedPage], changed: frozenset[str]) -> tuple[PageGroup, ...]:
    """By kind, then pages of notes in the order of the kinds of note, lists by how many of them there are."""
    groups: dict[tuple[str, str], list[TouchedPage]] = defaultdict(list)
    for row in rows:
        section = _section(row.address)
        if row.address in changed:
            groups["changed", ""].append(row)
        elif section == "files":
            groups["files", section].append(row)
        else:
            groups["notes" if row.name else "lists", section].append(row)
    made = [
        PageGroup(kind, section, tuple(found[: NAMED[kind]]), len(found))
        for (kind, section), found in groups.items()
    ]
    kinds = list(NAMED)
    notes = [section for section in _NOTES if ("notes", section) in groups]
    return tuple(
        sorted(
            made,
            key=lambda it: (
                kinds.index(it.kind),
                notes.index(it.section) if it.kind == "notes" else -it.count,
                it.section,
            ),
        )
    )


_NOTES = ("events", "places", "actors", "operations", "periods", "figures", "sources", "text")

_FILES = ("embed", "cards", "data", "assets")


def _section(address: str) -> str:
    first = address.split("/")[1]
    if address == "/":
        return "home"
    if not address.endswith("/") or first in _FILES:
        return "files"
    if first.isdigit():
        return "timeline"
    return first if first in _SECTIONS else "text"


_SECTIONS = frozenset(
    "timeline periods kinds events map control compare places actors operations figures sources on-this-day"
    " corrections search".split()
)
