"""A place may be named by another of its slugs: records are rewritten to the place's own."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from chronicle.model import Entry, Prose, WikiLink, sealed


def canonical(entry: Entry, other_slugs: Mapping[str, str]) -> Entry:
    """The same entry with every other slug of a place replaced by the place's own; most have none."""
    if not other_slugs or not any(
        need.startswith("places/") and need[7:] in other_slugs for need in _needs(entry)
    ):
        return entry
    record, prose = entry.record, entry.prose
    assert record is not None, "only right entries are linked"
    changes: dict[str, object] = {}
    if hasattr(record, "places"):
        changes["places"] = tuple(dict.fromkeys(other_slugs.get(slug, slug) for slug in record.places))
    if hasattr(record, "within") and record.within is not None:
        changes["within"] = other_slugs.get(record.within, record.within)
    if hasattr(record, "control"):
        changes["control"] = tuple(
            msgspec.structs.replace(item, place=other_slugs.get(item.place or "", item.place))
            for item in record.control
        )
    changes["needs"] = tuple(sorted({_own(need, other_slugs) for need in record.needs}))
    assert isinstance(prose, Prose), "what is to be rewritten is not stored"
    parts = tuple(_link(part, other_slugs) if isinstance(part, WikiLink) else part for part in prose.parts)
    return msgspec.structs.replace(
        entry,
        record=sealed(msgspec.structs.replace(record, **changes)),
        prose=sealed(msgspec.structs.replace(prose, parts=parts)),
    )


def _needs(entry: Entry) -> tuple[str, ...]:
    return entry.record.needs if entry.record is not None else ()


def _own(need: str, other_slugs: Mapping[str, str]) -> str:
    return re.sub(r"^places/(.*)$", lambda match: f"places/{other_slugs.get(match[1], match[1])}", need)


def _link(link: WikiLink, other_slugs: Mapping[str, str]) -> WikiLink:
    return WikiLink(target=_own(link.target, other_slugs), words=link.words)
