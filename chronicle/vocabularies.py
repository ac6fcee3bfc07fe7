"""The words that `site.yaml` declares, and the fields that take them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chronicle.model import Note, Path
from chronicle.nearest import did_you_mean
from chronicle.problems import Problem, quoted
from chronicle.references import ANY, values_at

Vocabularies = Mapping[str, frozenset[str]]
"""The name of a vocabulary in `site.yaml` to its words."""

_TYPE: dict[Path, str] = {("sources", ANY, "type"): "source_types"}

VOCABULARIES: dict[str, dict[Path, str]] = {
    "": {("areas", ANY): "place_kinds", ("neutral_sides", ANY): "sides"},
    "events": {("kind",): "event_kinds", **_TYPE},
    "periods": _TYPE,
    "places": {("kind",): "place_kinds", ("river",): "rivers", **_TYPE},
    "actors": {("kind",): "actor_kinds", ("side",): "sides", ("colour",): "colours", **_TYPE},
    "operations": _TYPE,
    "sources": {("type",): "source_types", **_TYPE},
    "measures": {("unit",): "units", ("scopes", ANY): "scopes", **_TYPE},
    "pages": _TYPE,
}
"""By kind of note; that of `site.yaml` has no name."""

OPTIONAL = ("rivers", "scopes")
"""Vocabularies that `site.yaml` may leave out: then it declares no word of them."""


def vocabularies_of(site: Note | None) -> Vocabularies:
    """The words of each vocabulary; one that `site.yaml` owes or spoils judges nothing."""
    if site is None:
        return {}
    names = {name for fields in VOCABULARIES.values() for name in fields.values()}
    declared = {name: site.values.get(name) for name in names}
    return {
        **{name: frozenset[str]() for name in OPTIONAL if (name,) not in site.keys},
        **{name: frozenset(map(str, it)) for name, it in declared.items() if isinstance(it, dict | list)},
    }


def word_problems(note: Note, words: Vocabularies) -> Iterator[Problem]:
    """Every word of a note that is not declared."""
    for pattern, name in VOCABULARIES[note.folder].items():
        for path, value in values_at(note.values, pattern):
            if isinstance(value, str) and name in words and value not in words[name]:
                field = next(part for part in reversed(path) if isinstance(part, str))
                yield Problem(
                    note.locations[path],
                    "unknown-word",
                    f'"{field}" cannot be {quoted(value)}: "{name}" in site.yaml has no such word',
                    did_you_mean(value, words[name]) or _its_words(words[name]),
                )


def _its_words(words: frozenset[str]) -> str:
    """All of them, where they are few enough to be read."""
    return f"its words: {', '.join(sorted(words))}" if 0 < len(words) <= 24 else ""
