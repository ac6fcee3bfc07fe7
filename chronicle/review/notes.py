"""What of the notes has changed: added, removed, renamed, and field by field; slips apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chronicle.addresses import address_of
from chronicle.model import Entry, Source
from chronicle.review.fields import FieldChange, Lens, Shown, field_changes, has_other_order
from chronicle.review.names import Names, name_of
from chronicle.review.states import States
from chronicle.review.words import Piece, is_slip, plain_words, word_diff


@dataclass(frozen=True)
class SourceChange:
    """A source that is written in the note itself."""

    what: str
    """``added``, ``changed``, ``removed``."""
    name: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class NoteChange:
    id: str
    kind: str
    """``events``."""
    what: str
    """``added``, ``changed``, ``renamed``, ``withdrawn``, ``removed``; ``broken`` where it is wrong now."""
    title: str
    path: str
    address: str
    former_address: str = ""
    """Where it is ``renamed``."""
    date: str = ""
    """EDTF, of an event."""
    fields: tuple[FieldChange, ...] = ()
    sources: tuple[SourceChange, ...] = ()
    text: tuple[Piece, ...] = ()
    has_figures: bool = False
    """Whether its figures are others, which are told apart from the notes."""
    slips: tuple[str, ...] = ()
    """Of what changes nothing for readers: ``order``, ``form``, ``spelling``, ``day``."""
    is_trivial: bool = False


def note_changes(states: States, names: Names) -> tuple[NoteChange, ...]:
    """Every note that is not what it was: those of substance first, then by kind and id."""
    renamed = _renamed(states)
    lens = Lens(states.site, names, renamed)
    found = [*_gone(states, renamed), *_there(states, names, lens)]
    return tuple(sorted(found, key=lambda it: (it.is_trivial, _KIND_ORDER.index(it.kind), it.date, it.id)))


_KIND_ORDER = (
    "events", "places", "actors", "operations", "periods", "measures", "sources", "pages",
)  # fmt: skip


def renamed_notes(states: States) -> Mapping[str, str]:
    """Former id to today's."""
    return _renamed(states)


def _renamed(states: States) -> dict[str, str]:
    """A note that is gone became the new one that has its address as an alias; else its text, or its name."""
    before, after = states.before.entries, states.after.entries
    gone = [entry for identity, entry in before.items() if identity not in after]
    come = [entry for identity, entry in after.items() if identity not in before]
    found: dict[str, str] = {}
    aliases = {alias.text: entry.id for entry in come for alias in entry.facts.aliases}
    for entry in gone:
        if address_of(entry.id) in aliases:
            found[entry.id] = aliases[address_of(entry.id)]
    for key in (_text_key, _name_key):
        by_key: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for entry in come:
            if entry.id not in found.values() and (it := key(entry)) is not None:
                by_key[it].append(entry.id)
        for entry in gone:
            others = by_key.get(key(entry) or (), [])
            if entry.id not in found and len(others) == 1:
                found[entry.id] = others.pop()
    return found


def _text_key(entry: Entry) -> tuple[object, ...] | None:
    has_text = entry.record is not None and bool(entry.record.summary)
    return (entry.folder, entry.prose.digest) if has_text else None


def _name_key(entry: Entry) -> tuple[object, ...] | None:
    return (entry.folder, name_of(entry.record)) if entry.record is not None else None


def _gone(states: States, renamed: Mapping[str, str]) -> Iterator[NoteChange]:
    moved = {source.slug for entry in states.after.entries.values() for source in entry.in_place}
    for identity, entry in states.before.entries.items():
        if identity not in states.after.entries and identity not in renamed:
            into_a_note = entry.folder == "sources" and entry.slug in moved
            yield NoteChange(
                identity,
                entry.folder,
                "removed",
                _title(entry),
                entry.path,
                address_of(identity),
                date=_date(entry),
                slips=("moved",) if into_a_note else (),
            )


def _there(states: States, names: Names, lens: Lens) -> Iterator[NoteChange]:
    former = {new: old for old, new in lens.renamed.items()}
    for identity, entry in states.after.entries.items():
        old_id = former.get(identity, identity)
        old = states.before.entries.get(old_id)
        if old is None:
            yield _added(entry, states, names, lens)
        elif _differs(old, entry):
            yield _changed(old, entry, states, names, lens)


def _differs(old: Entry, new: Entry) -> bool:
    return (old.id, old.path, old.digest) != (new.id, new.path, new.digest)


def _added(entry: Entry, states: States, names: Names, lens: Lens) -> NoteChange:
    text = plain_words(states.after.prose_of(entry.id), names)
    return NoteChange(
        entry.id,
        entry.folder,
        "added" if entry.record is not None else "broken",
        _title(entry),
        entry.path,
        address_of(entry.id),
        date=_date(entry),
        fields=tuple(field_changes(entry.folder, None, entry.record, lens)) if entry.record else (),
        text=word_diff((), text),
    )


def _changed(old: Entry, new: Entry, states: States, names: Names, lens: Lens) -> NoteChange:
    if old.record is None or new.record is None:
        what = "broken" if new.record is None else "changed"
        return NoteChange(
            new.id,
            new.folder,
            what,
            _title(new if new.record is not None or old.record is None else old),
            new.path,
            address_of(new.id),
            date=_date(new) or _date(old),
        )
    fields = (*field_changes(new.folder, old.record, new.record, lens), *_silences(old, new))
    sources = tuple(_sources(old, new, states, lens))
    before = plain_words(states.before.prose_of(old.id), names)
    after = plain_words(states.after.prose_of(new.id), names)
    slip = before != after and is_slip(before, after)
    figures = _figures(old) != _figures(new)
    what = _what(old, new)
    of_substance = (
        what != "changed"
        or figures
        or any(not it.is_slip for it in fields)
        or sources
        or (before != after and not slip)
    )
    return NoteChange(
        new.id,
        new.folder,
        what,
        _title(new),
        new.path,
        address_of(new.id),
        former_address=address_of(old.id) if old.id != new.id else "",
        date=_date(new),
        fields=fields,
        sources=sources,
        text=word_diff(before, after) if before != after else (),
        has_figures=figures,
        slips=tuple(
            _slips(old, new, has_words=bool(fields or sources or before != after or figures), slip=slip)
        ),
        is_trivial=not of_substance,
    )


def _what(old: Entry, new: Entry) -> str:
    assert old.record is not None, "only right notes are compared"
    assert new.record is not None, "only right notes are compared"
    if new.record.withdrawn is not None and old.record.withdrawn is None:
        return "withdrawn"
    return "renamed" if old.id != new.id else "changed"


def _figures(entry: Entry) -> frozenset[object]:
    return frozenset(getattr(entry.record, "figures", ()))


def _slips(old: Entry, new: Entry, *, has_words: bool, slip: bool) -> Iterator[str]:
    assert old.record is not None, "only right notes are compared"
    assert new.record is not None, "only right notes are compared"
    has_order = has_other_order(old.record, new.record)
    if has_order:
        yield "order"
    if slip:
        yield "spelling"
    if old.record.added != new.record.added:
        yield "day"
    elif not has_words and not has_order:
        yield "form"


def _silences(old: Entry, new: Entry) -> Iterator[FieldChange]:
    before = {Shown("silence", it.why, f"{it.rule} {it.about or ''}".strip()) for it in old.facts.silences}
    after = {Shown("silence", it.why, f"{it.rule} {it.about or ''}".strip()) for it in new.facts.silences}
    if before != after:
        yield FieldChange(
            "silenced",
            tuple(sorted(before - after, key=_by_text)),
            tuple(sorted(after - before, key=_by_text)),
        )


def _by_text(shown: Shown) -> tuple[str, str]:
    return shown.of, shown.text


def _sources(old: Entry, new: Entry, states: States, lens: Lens) -> Iterator[SourceChange]:
    """Of those in place; one that became a note of its own is told there."""
    before, after = ({it.slug: it for it in entry.in_place} for entry in (old, new))
    for slug, source in after.items():
        if slug not in before:
            yield SourceChange(
                "added", lens.name("sources", slug), tuple(field_changes("sources", None, source, lens))
            )
        elif fields := tuple(_field_changes(before[slug], source, lens)):
            yield SourceChange("changed", lens.name("sources", slug), fields)
    for slug in before:
        if slug not in after and f"sources/{slug}" not in states.after.entries:
            yield SourceChange("removed", lens.name("sources", slug))


def _field_changes(old: Source, new: Source, lens: Lens) -> Iterator[FieldChange]:
    yield from field_changes("sources", old, new, lens)


def _title(entry: Entry) -> str:
    return name_of(entry.record) if entry.record is not None else entry.slug


def _date(entry: Entry) -> str:
    return getattr(entry.record, "date", "") if entry.folder == "events" else ""
