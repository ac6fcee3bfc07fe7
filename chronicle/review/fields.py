"""Fields of notes as an editor reads them: names in place of slugs, labels in place of a list's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from chronicle.model import ControlEntry, Correction, Record, Site, Withdrawal
from chronicle.review.names import Names
from chronicle.review.words import is_slip

NOT_SHOWN = frozenset("slug path needs summary digest home figures added".split())
"""Fields that are no words of the note's author, or that are told elsewhere."""


@dataclass(frozen=True)
class Shown:
    """A value of a field."""

    form: str
    """``text``, ``date``, ``day``, ``country``, ``language``, ``status``, ``yes-no``, ``number``; ``name``:
    in the language `of`; ``control``, ``handover``, ``correction``, ``withdrawal``, ``silence``."""
    text: str
    """Of ``control`` the place, of ``correction`` what it says now, of the last two why."""
    of: str = ""
    """Of ``control`` the holder, of ``correction`` what it said."""
    status: str = ""
    against: str = ""
    date: str = ""
    """EDTF or a day."""


@dataclass(frozen=True)
class FieldChange:
    field: str
    """As the note has it: ``certainty``. Templates have the words."""
    before: tuple[Shown, ...]
    """What is gone; of a list only that."""
    after: tuple[Shown, ...]
    is_slip: bool = False
    """Typography, or the spelling of one word."""


@dataclass(frozen=True)
class Lens:
    """What fields are shown by."""

    site: Site
    names: Names
    renamed: Mapping[str, str]
    """Former id to today's."""

    def name(self, folder: str, slug: str) -> str:
        identity = f"{folder}/{slug}"
        return self.names.of(self.renamed.get(identity, identity))


def field_changes(folder: str, old: Record | None, new: Record | None, lens: Lens) -> Iterator[FieldChange]:
    """The fields in which two records of a kind differ, whatever the order of lists."""
    for name in _names(old, new):
        before = _shown(folder, name, getattr(old, name, None), lens)
        after = _shown(folder, name, getattr(new, name, None), lens)
        gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
        if gone or come:
            yield FieldChange(name, tuple(gone), tuple(come), _is_slip(tuple(gone), tuple(come)))


def has_other_order(old: Record, new: Record) -> bool:
    """Whether a list of the note has the same items in another order."""
    for name in _names(old, new):
        one, other = getattr(old, name, None), getattr(new, name, None)
        if not (isinstance(one, tuple) and isinstance(other, tuple)) or one == other:
            continue
        if _counted(one) == _counted(other):
            return True
    return False


def _counted(items: tuple[object, ...]) -> Counter[bytes]:
    return Counter(map(msgspec.json.encode, items))


def _names(old: Record | None, new: Record | None) -> tuple[str, ...]:
    """Of both, in the order of the note: own fields before those of every note."""
    record = new or old
    assert record is not None, "a change has at least one side"
    every = [name for name in type(record).__struct_fields__ if name not in NOT_SHOWN]
    common = set(Record.__struct_fields__)
    return tuple(sorted(every, key=lambda name: name in common))


def _is_slip(before: tuple[Shown, ...], after: tuple[Shown, ...]) -> bool:
    if len(before) != 1 or len(after) != 1 or {before[0].form, after[0].form} != {"text"}:
        return False
    return is_slip(before[0].text.split(), after[0].text.split())


_REFERENCES = {
    "places": "places", "actors": "actors", "operation": "operations", "within": "places",
    "sources": "sources", "agency": "actors", "voice": "actors",
}  # fmt: skip
_KINDS = {"events": "event_kinds", "places": "place_kinds", "actors": "actor_kinds"}
_VOCABULARIES = {
    "certainty": "certainty", "importance": "importance", "side": "sides", "river": "rivers", "unit": "units",
    "scopes": "scopes", "type": "source_types",
}  # fmt: skip
_FORMS = {
    "date": "date", "published": "date", "embargo": "day", "accessed": "day", "country": "country",
    "language": "language", "status": "status", "latitude": "number", "longitude": "number",
}  # fmt: skip


def _shown(folder: str, field: str, value: Any, lens: Lens) -> tuple[Shown, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, tuple):
        return tuple(it for item in value for it in _shown(folder, field, item, lens))
    if isinstance(value, dict):
        return tuple(Shown("name", str(text), str(language)) for language, text in value.items())
    match value:
        case ControlEntry():
            return (_control(value, lens),)
        case Correction():
            return (Shown("correction", value.says, value.said, date=value.date, against=value.why),)
        case Withdrawal():
            return (Shown("withdrawal", value.why, date=value.date),)
        case bool():
            return (Shown("yes-no", "yes" if value else "no"),)
    return (_scalar(folder, field, str(value), lens),)


def _scalar(folder: str, field: str, text: str, lens: Lens) -> Shown:
    if field in _REFERENCES or field == "parent":
        return Shown("text", lens.name(_REFERENCES.get(field, folder), text))
    vocabulary = _KINDS.get(folder, "") if field == "kind" else _VOCABULARIES.get(field, "")
    if vocabulary:
        return Shown("text", getattr(lens.site, vocabulary).get(text, text))
    return Shown(_FORMS.get(field, "text"), text)


def _control(entry: ControlEntry, lens: Lens) -> Shown:
    place = lens.name("places", entry.place) if entry.place else ""
    return Shown(
        "control" if place else "handover",
        place or lens.name("actors", entry.all_held_by or ""),
        lens.name("actors", entry.holder),
        entry.status,
        ", ".join(lens.name("actors", actor) for actor in entry.against),
        entry.date or "",
    )
