"""Notes to records: the border that only well-formed notes pass, and all that is wrong with the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from pydantic import BaseModel, ValidationError

from chronicle.facts import facts_of
from chronicle.field_errors import field_problems
from chronicle.front_matter import FIELDS, SiteFields
from chronicle.model import (
    Actor,
    Entry,
    Event,
    Measure,
    Mention,
    Note,
    Operation,
    Path,
    Period,
    Place,
    Prose,
    Record,
    Reference,
    Site,
    Source,
    TextPage,
    sealed,
)
from chronicle.positions import named
from chronicle.problems import Problem
from chronicle.prose import compile_prose
from chronicle.references import references_of
from chronicle.rules import NOTE_RULES
from chronicle.rules.form import note_has_its_form
from chronicle.rules.maps import map_files_can_be_read, map_is_a_box
from chronicle.rules.words import WordList, word_list_of, words_are_plain
from chronicle.vocabularies import Vocabularies, vocabularies_of, word_problems

RECORDS: dict[str, type[Record]] = {
    "events": Event,
    "periods": Period,
    "places": Place,
    "actors": Actor,
    "operations": Operation,
    "sources": Source,
    "measures": Measure,
    "pages": TextPage,
}

Text = tuple[Prose, tuple[Reference, ...], list[Problem]]
"""What `compile_prose` makes of a note's body."""


@dataclass(frozen=True)
class Validated:
    site: Site | None
    site_references: tuple[Reference, ...]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def validate(notes: Iterable[Note], site_note: Note | None, files: Mapping[str, bytes]) -> Validated:
    """The records of all notes, with every problem of every note.

    A wrong note has an entry without a record: what it refers to is judged
    all the same, and what refers to it is not reported as missing. `files` are
    the data files that `site.yaml` may name.
    """
    words = vocabularies_of(site_note)
    avoided = word_list_of(site_note)
    site, problems = _site(site_note, files, words)
    entries = []
    notes = tuple(notes)
    # All texts first: taking turns with the rest costs a tenth more (processor caches, we believe)
    texts = [compile_prose(note.body, note.path, note.body_line) for note in notes]
    for note, text in zip(notes, texts, strict=True):
        entry, found = _entry(note, text, words, avoided)
        entries.append(entry)
        problems += found
    references = tuple(references_of(site_note)) if site_note is not None else ()
    return Validated(site, references, tuple(entries), tuple(problems))


def _site(
    note: Note | None, files: Mapping[str, bytes], words: Vocabularies
) -> tuple[Site | None, list[Problem]]:
    if note is None or not note.locations:
        return None, []
    fields, problems = _fields(note, SiteFields)
    problems += (
        *word_problems(note, words),
        *map_is_a_box(note, files),
        *map_files_can_be_read(note, files),
    )
    if fields is None or problems:
        return None, problems
    return sealed(msgspec.convert(fields, Site, strict=False)), problems


def _entry(note: Note, text: Text, words: Vocabularies, avoided: WordList) -> tuple[Entry, list[Problem]]:
    """One note's entry, its text read already. What could not be read has its problem already."""
    if not note.locations:
        return _of(note, None, sealed(Prose()), ()), []
    fields, problems = _fields(note, FIELDS[note.folder])
    prose, cited, found = text
    problems += found
    problems += word_problems(note, words)
    references = (*references_of(note), *cited)
    for rule in NOTE_RULES:
        problems += rule(note, references)
    problems += words_are_plain(note, avoided)
    errors = any(problem.severity == "error" for problem in problems)
    if fields is None or errors:
        return _of(note, None, prose, references), problems
    problems += note_has_its_form(note)
    record = _record(note, fields, prose, needs=_needs(references))
    return _of(note, record, prose, references, fields), problems


def _of(
    note: Note,
    record: Any,
    prose: Prose,
    references: Sequence[Reference],
    fields: dict[str, Any] | None = None,
) -> Entry:
    return Entry(
        id=f"{note.folder}/{note.slug}",
        path=note.path,
        record=record,
        prose=prose,
        in_place=_in_place(note, fields),
        references=tuple(map(_mention, references)),
        facts=facts_of(note),
        digest=note.digest,
    )


def _mention(reference: Reference) -> Mention:
    where = reference.location
    return Mention(reference.target, reference.field, where.line, where.column)


def _fields(note: Note, model: type[BaseModel]) -> tuple[dict[str, Any] | None, list[Problem]]:
    """What the model lets through, as plain data, or why it does not."""
    problems = [
        Problem(
            note.locations[path],
            "empty-field",
            f"{named(path)} has no value",
            "write one, or remove the line",
        )
        for path in (_empty(note.values) if _has_empty(note.values) else ())
    ]
    try:
        fields = model.model_validate(note.values)
    except ValidationError as error:
        return None, problems + list(field_problems(error, note, model))
    return fields.model_dump(exclude_none=True), problems


def _has_empty(tree: Any) -> bool:
    """Whether any value is empty: most notes have none, and need no paths."""
    for value in tree.values() if isinstance(tree, dict) else tree:
        if value is None or (not isinstance(value, str) and _has_empty(value)):
            return True
    return False


def _empty(tree: Any, path: Path = ()) -> Iterable[Path]:
    """The paths of all values that are empty."""
    if tree is None:
        yield path
    items = tree.items() if isinstance(tree, Mapping) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield from _empty(value, (*path, key))


def _in_place(note: Note, fields: dict[str, Any] | None) -> tuple[Source, ...]:
    """The sources that are written in the note: an `id` and more.

    Of a wrong note (no `fields`) only ids and titles are kept: enough to know
    that the sources are there.
    """
    items = fields["sources"] if fields is not None else note.values.get("sources")
    home = f"{note.folder}/{note.slug}"
    found = []
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict) or not isinstance(item.get("id"), str) or len(item) < 2:
            continue
        plain = {"title": str(item.get("title")), "type": str(item.get("type"))} if fields is None else item
        needs = sorted(
            f"actors/{item[field]}" for field in ("agency", "voice") if isinstance(item.get(field), str)
        )
        content = {**plain, "slug": item["id"], "path": note.path, "home": home, "needs": needs}
        found.append(sealed(msgspec.convert(content, Source)))
    return tuple(found)


def _record(note: Note, fields: dict[str, Any], prose: Prose, needs: list[str]) -> Record:
    """The record, sealed."""
    content = dict(fields)
    content["sources"] = [item["id"] for item in content.get("sources", ())]
    for figure in content.get("figures", ()):
        figure.setdefault("qualifier", "range")
    content.update(slug=note.slug, path=note.path, summary=prose.summary, needs=needs)
    return sealed(msgspec.convert(content, RECORDS[note.folder]))


def _needs(references: Iterable[Reference]) -> list[str]:
    """Ids of all that is referred to; an address of the site is no id."""
    return sorted({reference.target for reference in references if reference.field != "address"})
