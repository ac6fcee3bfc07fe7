"""The order of names, A to Z, and under which letter each stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from chronicle.model import Crumb


@lru_cache(maxsize=2**14)
def name_key(name: str) -> str:
    """What names are sorted by: small letters without marks.

    >>> name_key("Çatalhöyük")
    'catalhoyuk'
    """
    signs = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def letter_of(name: str) -> str:
    """``a`` to ``z``, the letter under which a name stands; empty where it begins with no such letter.

    >>> letter_of("Émile"), letter_of("24 heures"), letter_of("الجزيرة")
    ('e', '', '')
    """
    first = next((sign for sign in name_key(name) if sign.isalnum()), "")
    return first if "a" <= first <= "z" else ""


def foreign_names(names: Mapping[str, str], language: str) -> tuple[tuple[str, str], ...]:
    """(language, name) in every other language."""
    return tuple((other, name) for other, name in names.items() if other != language)


class Named(Protocol):
    """A place, an actor: what is listed by its name."""

    @property
    def name(self) -> str: ...

    @property
    def slug(self) -> str: ...


Listed = TypeVar("Listed", bound=Named)


def by_name(things: Iterable[Listed]) -> list[Listed]:
    """A to Z; those of one name by slug."""
    return sorted(things, key=lambda it: (name_key(it.name), it.slug))


def neighbours(order: Sequence[Crumb]) -> dict[str | None, tuple[Crumb | None, Crumb | None]]:
    """Address to what stands before and after it in an order."""
    around = zip((None, *order), order, (*order[1:], None), strict=False)
    return {crumb.address: (before, after) for before, crumb, after in around}
