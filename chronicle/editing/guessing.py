"""What an editor means by a few letters: slugs by any of the names that a note has, in whatever script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from unicodedata import category, normalize

from chronicle.model import Note

_NAMES = ("name", "title", "abbreviation")
_LISTS = ("other_names", "other_slugs")


def names_of(notes: Iterable[Note], folder: str) -> dict[str, tuple[str, ...]]:
    """Each slug of a kind with every name of its note, the main one first."""
    found = {}
    for note in notes:
        if note.folder == folder:
            names = [note.values.get(field) for field in _NAMES]
            translated = note.values.get("names")
            names += translated.values() if isinstance(translated, dict) else ()
            for field in _LISTS:
                names += value if isinstance(value := note.values.get(field), list) else ()
            found[note.slug] = tuple(name for name in names if isinstance(name, str)) or (note.slug,)
    return found


def nearest_slugs(typed: str, names: Mapping[str, Iterable[str]], most: int = 6) -> tuple[str, ...]:
    """The slugs that may be meant, the likeliest first; one alone where it is a slug or a name itself."""
    if typed in names:
        return (typed,)
    wanted = _plain(typed)
    rated = []
    for slug, called in names.items():
        rate = max(_likeness(wanted, _plain(name)) for name in (slug, *called))
        if rate >= 0.6:
            rated.append((-rate, slug))
    rated.sort()
    exact = [slug for rate, slug in rated if rate == -3]
    return tuple(exact) if len(exact) == 1 else tuple(slug for _, slug in rated[:most])


def _plain(text: str) -> str:
    """Small letters without accents, hyphens and apostrophes."""
    letters = normalize("NFKD", text).casefold()
    kept = (" " if letter in "-‐– " else letter for letter in letters if not category(letter).startswith("M"))
    return " ".join("".join(letter for letter in kept if letter.isalnum() or letter == " ").split())


def _likeness(wanted: str, name: str) -> float:
    """3 for the same, above 2 for a beginning, above 1 for a part, else how alike they are."""
    if not wanted or not name:
        return 0
    part = len(wanted) / len(name)
    if wanted == name:
        return 3
    if name.startswith(wanted):
        return 2 + part
    if f" {wanted}" in name or (len(wanted) > 3 and wanted in name):
        return 1 + part
    matcher = SequenceMatcher(None, wanted, name, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= 0.6 and matcher.quick_ratio() >= 0.6 else 0
