"""A new note: its file, its text in the canonical form, and what is wrong with what was given for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chronicle import edtf
from chronicle.addresses import is_part_of_page
from chronicle.canonical_form import canonical_head
from chronicle.content_folder import identity_of, slug_like
from chronicle.editing.asking import title_of
from chronicle.editing.guessing import names_of
from chronicle.editing.moving import year_folder
from chronicle.frontmatter_handler import read_parts
from chronicle.load import Loaded, Locations
from chronicle.model import Entry, Note
from chronicle.model import Path as FieldPath
from chronicle.nearest import did_you_mean
from chronicle.problems import Location, Problem, quoted
from chronicle.rules.unwritten import MARK
from chronicle.validate import validate

_BODIES = {
    "events": f"{MARK}: say in the first sentence who did what, where{{cited}}.\n",
    "periods": f"{MARK}: say in the first sentence what this time was about{{cited}}.\n",
    "operations": f"{MARK}: describe it{{cited}}.\n",
    "pages": f"{MARK}: write the text{{cited}}.\n",
}


@dataclass(frozen=True)
class Given:
    """What an editor has said."""

    folder: str
    title: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Text, or a list of texts; of `control` and `figures` a list of fields."""
    sources: Sequence[Mapping[str, str]] = ()
    """As the note lists them: see `listed_sources`."""
    slug: str = ""
    """Empty where it is to be made from the title."""


@dataclass(frozen=True)
class NewNote:
    file: str
    """Below the content folder."""
    text: str
    problems: tuple[tuple[Problem, FieldPath], ...]
    """Errors, each with the field that it is about; what is only left to write is none."""


def new_note(loaded: Loaded, given: Given, today: str) -> NewNote:
    """The note that these words make, beside those that there are. Nothing is written."""
    values: dict[str, Any] = {title_of(given.folder): given.title, **given.fields}
    values = {name: value for name, value in values.items() if value}
    values |= {"sources": list(given.sources)} if given.sources else {}
    values["added"] = today
    cited = f" [{'; '.join('@' + it['id'] for it in given.sources)}]" if given.sources else ""
    text = canonical_head(given.folder, values) + _BODIES.get(given.folder, "").format(cited=cited)
    slug = given.slug or (source_id(values) if given.folder == "sources" else suggested_slug(given.title))
    file = file_of_note(given.folder, slug, values)
    return NewNote(file, text, tuple(_problems(f"content/{file}", text, given.folder, slug, loaded)))


def listed_sources(
    loaded: Loaded, ids: Sequence[str], written: Sequence[Mapping[str, str]], today: str
) -> list[dict[str, str]]:
    """Sources as a note lists them: those that are notes, by `ids`, then those that it writes itself.

    What is written gets an id where it has none, and is named by its id alone
    where its address is that of a note.
    """
    return [*({"id": it} for it in ids), *(_listed(source, loaded, today) for source in written)]


def claimant_of(source: Mapping[str, str], loaded: Loaded) -> str:
    """The actor who says what stands in a source: in whose name it speaks, whose paper it is; or nobody."""
    own = next((it for it in loaded.notes if it.folder == "sources" and it.slug == source["id"]), None)
    fields = own.values if own is not None else source
    if voice := fields.get("voice"):
        return str(voice)
    publisher = fields.get("publisher") or fields.get("agency")
    names = names_of(loaded.notes, "actors")
    return next((slug for slug in names if publisher in (slug, *names[slug])), "")


def suggested_slug(title: str) -> str:
    """A slug of up to sixty characters from a title; empty where the title has none of our letters."""
    slug = slug_like(re.sub(r"['’]", "", title))
    return slug if len(slug) <= 60 else slug[:61].rpartition("-")[0]


def file_of_note(folder: str, slug: str, values: Mapping[str, Any]) -> str:
    """Where a note lies below the content folder, by its kind and its dates."""
    if folder == "sources":
        return f"sources/{year_folder(values.get('published'))}/{slug}.md"
    if folder == "events":
        day = _known_part(values.get("date"))
        return f"events/{day[:4]}/{day}-{slug}.md" if day else f"events/{slug}.md"
    return f"{folder}/{slug}.md"


def _known_part(date: str | None) -> str:
    """The earliest day of a date as far as it is known: ``1911``, ``1911-02``, ``1911-02-17``."""
    try:
        known = edtf.parse(date) if date else None
    except ValueError:
        return ""
    if known is None or known.earliest is None:
        return ""
    start = re.match(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", date or "")
    return start[0] if start else f"{known.earliest.year:04d}"


def source_id(source: Mapping[str, Any]) -> str:
    """An id from publisher, date and title: ``gazette-1900-06-05-weavers-on-the-bridge``."""
    who = slug_like(re.sub(r"(?i)^the ", "", source.get("publisher") or source.get("author") or ""))
    when = _known_part(source.get("published"))
    words = [word for word in slug_like(source.get("title") or "").split("-") if len(word) > 2][:4]
    made = suggested_slug("-".join(part for part in (who[:24].strip("-"), when, *words) if part))
    return f"{made}-report" if is_part_of_page(made) else made


def _listed(source: Mapping[str, str], loaded: Loaded, today: str) -> dict[str, str]:
    """A source as the note lists it: by its id alone where it is a note of its own already."""
    own = [note for note in loaded.notes if note.folder == "sources"]
    url = source.get("url")
    known = next((note.slug for note in own if url and note.values.get("url") == url), None)
    identity = known or source.get("id") or source_id(source)
    if any(note.slug == identity for note in own):
        return {"id": identity}
    read = {"accessed": today} if url and "accessed" not in source else {}
    return {"id": identity, **{name: it for name, it in source.items() if it and name != "id"}, **read}


def _problems(
    path: str, text: str, folder: str, slug: str, loaded: Loaded
) -> Iterator[tuple[Problem, FieldPath]]:
    """Every error of the note; that something is left to write is none."""
    top = Location(path, 1, 1)
    if not slug:
        message = "the title has no letters that an address can have"
        yield Problem(top, "bad-file-name", message, "say a slug with --slug"), ()
        return
    if fault := slug_fault(loaded.notes, folder, slug):
        code = "bad-file-name" if "is no slug" in fault else "duplicate-slug"
        yield Problem(top, code, fault, "say another with --slug"), ()
        return
    note = _note(path, text, folder, slug)
    validated = validate((note,), loaded.site, {})
    problems = [it for it in validated.problems if it.location.file == path and it.code != "to-do"]
    problems += _unknown(validated.entries[0], loaded, path)
    fields = {place: field for named in (note.keys, note.locations) for field, place in named.items()}
    for it in sorted(it for it in problems if it.severity == "error"):
        if it.location.line < note.body_line:  # the text says it once more
            yield it, fields.get(it.location, ())


def slug_fault(notes: Iterable[Note], folder: str, slug: str) -> str:
    """Why a new note cannot be called so; empty where it can."""
    if slug_like(slug) != slug or identity_of(f"{folder}/{slug}.md") != f"{folder}/{slug}":
        return f"{quoted(slug)} is no slug: small letters, digits and single hyphens, a letter first"
    identity = f"{folder}/{slug}"
    other = next((it for it in notes if f"{it.folder}/{it.slug}" == identity), None)
    return f"there is a note {quoted(identity)} already: {other.path}" if other is not None else ""


def _note(path: str, text: str, folder: str, slug: str) -> Note:
    parts = read_parts(text, path)
    locations, keys = Locations(path, parts.tree.positions), Locations(path, parts.tree.keys)
    return Note(
        path, folder, slug, parts.tree.values, locations, keys, parts.body, parts.body_line, parts.head
    )


def _unknown(entry: Entry, loaded: Loaded, path: str) -> list[Problem]:
    """What the note names and is not there, and sources whose ids other notes have."""
    ids = {f"{note.folder}/{note.slug}" for note in loaded.notes}
    for note in loaded.notes:
        ids |= {f"places/{it}" for it in note.values.get("other_slugs") or () if isinstance(it, str)}
    elsewhere = {
        str(item.get("id")): note
        for note in loaded.notes
        for item in note.values.get("sources") or ()
        if isinstance(item, dict) and len(item) > 1
    }
    problems = []
    here = {source.slug for source in entry.in_place}
    for it in entry.references:
        folder, _, slug = it.target.partition("/")
        where = Location(path, it.line, it.column)
        if it.target in ids or (folder == "sources" and slug in here) or it.field == "address":
            continue
        if folder == "sources" and slug in elsewhere:
            home = f"{elsewhere[slug].folder}/{elsewhere[slug].slug}"
            hint = f"move it to a note of its own: python build.py new source --from {home} {slug}"
            message = f"the source {quoted(slug)} stands in {elsewhere[slug].path}"
            problems.append(Problem(where, "source-in-place-elsewhere", message, hint))
            continue
        near = did_you_mean(
            slug, [known.partition("/")[2] for known in ids if known.startswith(f"{folder}/")]
        )
        problems.append(Problem(where, f"unknown-{folder[:-1]}", f"no {folder[:-1]} {quoted(slug)}", near))
    problems += (
        Problem(
            Location(path, 1, 1),
            "duplicate-source",
            f"the source {quoted(slug)} stands in {elsewhere[slug].path} already",
            f"python build.py new source --from {elsewhere[slug].folder}/{elsewhere[slug].slug} {slug}, "
            f"then refer to it with --source {slug}",
        )
        for slug in sorted(here & elsewhere.keys())
    )
    return problems
