"""What things are called: names in place of slugs, from what they are now, else from what they were."""

from __future__ import annotations

from chronicle.model import Actor, Event, Measure, Operation, Period, Place, Record, Source, TextPage
from chronicle.review.states import States


class Names:
    """Names by id, of both states."""

    def __init__(self, states: States) -> None:
        self._names: dict[str, str] = {}
        for state in (states.before, states.after):
            for entry in state.checked.entries:
                for source in entry.in_place:
                    self._names[f"sources/{source.slug}"] = _source_name(source)
                if entry.record is not None:
                    self._names[entry.id] = name_of(entry.record)

    def of(self, identity: str) -> str:
        """The name; where there is none, the slug."""
        return self._names.get(identity, identity.partition("/")[2] or identity)


def name_of(record: Record) -> str:
    """What a note is called: its title or its name."""
    match record:
        case Event() | Period() | TextPage():
            return record.title
        case Place() | Actor() | Operation() | Measure():
            return record.name
        case Source():
            return _source_name(record)
    return record.slug


def _source_name(source: Source) -> str:
    parts = (source.publisher, source.title)
    return ", ".join(part for part in parts if part)
