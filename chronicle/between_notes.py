"""What is wrong between notes: references to nothing, sources written twice, one address claimed by two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chronicle.addresses import FOLDER_ADDRESS, SECTIONS, address_of
from chronicle.facts import ABOVE
from chronicle.model import Entry, Mention, Reference
from chronicle.nearest import Nearest, did_you_mean
from chronicle.problems import Location, Problem, quoted

KIND = {
    "events": "event",
    "periods": "period",
    "places": "place",
    "actors": "actor",
    "operations": "operation",
    "sources": "source",
    "measures": "measure",
    "pages": "page",
}


@dataclass(frozen=True)
class Table:
    """What there is, whether it is right or wrong."""

    entries: Mapping[str, Entry]
    """By id."""
    homes: Mapping[str, Entry]
    """Id of a source in place to the note in which it is written."""
    other_slugs: Mapping[str, str]
    """Another slug of a place to its own."""
    nearest: Mapping[str, Nearest]
    """The slugs of each kind of note, for guesses."""


def table_of(entries: Iterable[Entry]) -> Table:
    """Everything by its id."""
    by_id: dict[str, Entry] = {}
    homes: dict[str, Entry] = {}
    others: dict[str, str] = {}
    for entry in entries:
        by_id.setdefault(entry.id, entry)
        for source in entry.in_place:
            homes.setdefault(f"sources/{source.slug}", entry)
        for other in entry.facts.other_slugs:
            others.setdefault(other.text, entry.slug)
    slugs: dict[str, set[str]] = {folder: set() for folder in KIND}
    for entry in by_id.values():
        slugs[entry.folder].add(entry.slug)
    slugs["places"].update(others)
    return Table(by_id, homes, others, {folder: Nearest(names) for folder, names in slugs.items()})


def is_hidden(entry: Entry, today: str) -> bool:
    """Whether a note is not published on this day."""
    facts = entry.facts
    return facts.status in ("draft", "review") or (facts.embargo is not None and facts.embargo > today)


def problems_between(
    entries: Sequence[Entry], table: Table, hidden: Collection[str], site_references: Sequence[Reference]
) -> Iterator[Problem]:
    """All that is wrong between these notes. `hidden` are the ids of those that are not published."""
    yield from _duplicate_sources(entries)
    yield from _reference_problems(entries, table, hidden)
    for reference in site_references:
        yield from _judged(reference, None, table, hidden)
    yield from _address_problems(entries)
    yield from _other_slug_problems(entries, table)
    for folder, field in ABOVE.items():
        yield from _loops(entries, folder, field, table.other_slugs if folder == "places" else {})
    yield from _scope_problems(entries, table)
    yield from _holder_problems(entries, table)
    yield from _dead_addresses(entries, table, hidden)


def _duplicate_sources(entries: Iterable[Entry]) -> Iterator[Problem]:
    """A source that is written twice: the second place is wrong, and names the first."""
    first: dict[str, Location] = {}
    for entry in sorted(entries, key=lambda entry: (entry.folder != "sources", entry.path)):
        if entry.folder == "sources":
            first[entry.slug] = Location(entry.path, 1, 1)
        for spot in entry.facts.written:
            identity, where = spot.text, entry.at(spot)
            if identity in first:
                other = first[identity]
                message = f'the source "{identity}" is written twice, here and in {other.file}:{other.line}'
                yield Problem(where, "duplicate-source", message, _how_to_merge(identity, where, other))
            first.setdefault(identity, where)


def _how_to_merge(identity: str, where: Location, other: Location) -> str:
    if where.file == other.file:
        return "keep one of the two"
    if "/sources/" in other.file:
        return f'keep "- id: {identity}" alone here'
    event = _slug_of_file(other.file)
    return f"move it to a note of its own with: python build.py new source --from {event} {identity}"


def _slug_of_file(file: str) -> str:
    return file.rsplit("/", 1)[-1].removesuffix(".md").lstrip("0123456789-")


def _reference_problems(entries: Iterable[Entry], table: Table, hidden: Collection[str]) -> Iterator[Problem]:
    shown = table.entries.keys() - hidden
    for entry in entries:
        for mention in entry.references:
            if mention.field in {"citation", "address"} or mention.target in shown:
                continue
            if table.homes.get(mention.target) is not entry:
                reference = Reference(mention.target, entry.at(mention), mention.field)
                yield from _judged(reference, entry.id, table, hidden)


def _judged(
    reference: Reference, user: str | None, table: Table, hidden: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with a reference of the note `user` (None: of `site.yaml`)."""
    folder, slug = reference.target.split("/", 1)
    target = f"{folder}/{table.other_slugs.get(slug, slug)}" if folder == "places" else reference.target
    home = table.homes.get(target) if target not in table.entries else None
    if home is not None and home.id != user:
        yield _in_place_elsewhere(slug, home, reference.location)
    elif target not in table.entries and home is None:
        yield _unknown(folder, slug, reference.field, reference.location, table)
    elif target in hidden and user not in hidden:
        message = f"this is published and refers to {target}, which is not"
        yield Problem(reference.location, "link-to-draft", message, "publish it, or leave the reference out")


_HOW_TO_LINK = "an event is linked by its slug, anything else with its kind before it: [[places/its-slug]]"


def _unknown(folder: str, slug: str, field: str, where: Location, table: Table) -> Problem:
    """A reference to nothing, with the nearest thing that there is."""
    code = "unknown-link" if field == "link" else f"unknown-{KIND[folder]}"
    message = f"no {KIND[folder]} {quoted(slug)}"
    other = next((kind for kind in KIND if kind != folder and f"{kind}/{slug}" in table.entries), None)
    if other is None:
        near = table.nearest[folder].to(slug)
        return Problem(where, code, message, near or (_HOW_TO_LINK if code == "unknown-link" else ""))
    if field == "link":
        return Problem(where, code, message, f"did you mean [[{other}/{slug}]]?")
    article = "an" if KIND[other][0] in "aeo" else "a"
    return Problem(where, code, message, f"this is {article} {KIND[other]}, which cannot stand here")


def _in_place_elsewhere(source: str, home: Entry, where: Location) -> Problem:
    line = next(spot.line for spot in home.facts.written if spot.text == source)
    return Problem(
        where,
        "source-in-place-elsewhere",
        f'the source "{source}" is written in place in {home.path}:{line}, and another note uses it',
        f"move it to a note of its own with: python build.py new source --from {home.slug} {source}",
    )


def _address_problems(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Two notes that claim one address, as their own or as an alias."""
    owners: dict[str, Entry] = {}
    for entry in entries:
        owners.setdefault(address_of(entry.id), entry)
        if address_of(entry.id) in SECTIONS:
            message = f'the address "{address_of(entry.id)}" belongs to a section of the site'
            yield Problem(Location(entry.path, 1, 1), "duplicate-address", message, "rename the file")
    for entry in entries:
        for alias in entry.facts.aliases:
            if alias.text in SECTIONS:
                message = f'the address "{alias.text}" belongs to a section of the site'
                yield Problem(entry.at(alias), "duplicate-address", message)
                continue
            owner = owners.setdefault(alias.text, entry)
            if owner is not entry or alias.text == address_of(entry.id):
                message = f'the address "{alias.text}" is claimed here and by {owner.path}'
                yield Problem(entry.at(alias), "duplicate-address", message)


def _other_slug_problems(entries: Iterable[Entry], table: Table) -> Iterator[Problem]:
    """Another slug of a place that is the slug of a place, or another slug of one more."""
    for entry in entries:
        for other in entry.facts.other_slugs:
            owner = other.text if f"places/{other.text}" in table.entries else table.other_slugs[other.text]
            if owner != entry.slug:
                message = f'the slug "{other.text}" is that of {table.entries[f"places/{owner}"].path}'
                hint = "remove it from one of the two"
                yield Problem(entry.at(other), "duplicate-slug", message, hint)


def _loops(
    entries: Iterable[Entry], folder: str, field: str, other_slugs: Mapping[str, str]
) -> Iterator[Problem]:
    """Things that contain each other in a circle."""
    inside = {entry.slug: entry for entry in entries if entry.folder == folder}
    named = {slug: entry.facts.above for slug, entry in inside.items()}
    above = {slug: other_slugs.get(at.text, at.text) for slug, at in named.items() if at is not None}
    for slug in above:
        seen, at = {slug}, above.get(slug)
        while at in above and at not in seen:
            seen.add(at)
            at = above[at]
        spot = named[slug]
        if at == slug and spot is not None:
            message = f'following "{field}" from "{slug}" leads back to it'
            yield Problem(inside[slug].at(spot), "loop", message)


def _scope_problems(entries: Iterable[Entry], table: Table) -> Iterator[Problem]:
    """A figure's scope is one that its measure declares."""
    for entry in entries:
        for name, scope in entry.facts.scoped:
            measure = table.entries.get(f"measures/{name}")
            if measure is None or scope.text in measure.facts.scopes:
                continue
            message = f'the measure "{measure.slug}" has no scope "{scope.text}"'
            hint = did_you_mean(scope.text, measure.facts.scopes)
            yield Problem(entry.at(scope), "unknown-scope", message, hint)


def _holder_problems(entries: Iterable[Entry], table: Table) -> Iterator[Problem]:
    """Every actor that holds a place has a colour."""
    for entry in entries:
        for holder in entry.facts.holders:
            actor = table.entries.get(f"actors/{holder.text}")
            if actor is not None and not actor.facts.has_colour:
                message = f'"{holder.text}" holds a place here, and {actor.path} gives it no "colour"'
                yield Problem(entry.at(holder), "no-colour", message)


_OF_NOTES = {
    address: folder for folder, address in FOLDER_ADDRESS.items() if folder not in {"pages", "sources"}
}
"""Sections in which every page one level down is that of a note."""


def _dead_addresses(entries: Iterable[Entry], table: Table, hidden: Collection[str]) -> Iterator[Problem]:
    """Links in prose to the address of a note that is not there.

    `Linked.dead_links` judges all addresses of the site, but only once all notes are right.
    """
    old = {alias.text for entry in table.entries.values() for alias in entry.facts.aliases}
    nearest = Nearest(address_of(identity) for identity in table.entries if identity not in hidden)
    for entry, mention, address in linked_addresses(entries):
        if address in old:
            continue
        section, _, slug = address.removesuffix("/").rpartition("/")
        folder = _OF_NOTES.get(f"{section}/")
        identity = f"{folder}/{slug}"
        is_there = identity in table.entries and (identity not in hidden or entry.id in hidden)
        if folder is not None and not is_there:
            yield no_page(entry, mention, address, nearest)


def linked_addresses(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Mention, str]]:
    """The addresses of ours that prose links to, without what stands behind ``#`` and ``?``."""
    for entry in entries:
        for mention in entry.references:
            if mention.field == "address":
                yield entry, mention, mention.target.split("#", 1)[0].split("?", 1)[0]


def no_page(entry: Entry, mention: Mention, address: str, nearest: Nearest) -> Problem:
    """What is wrong with a link to an address at which there is nothing."""
    hint = nearest.to(address) or "link with [[slug]] or [[places/slug]]"
    return Problem(entry.at(mention), "unknown-link", f"there is no page at {quoted(address)}", hint)
