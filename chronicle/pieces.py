"""Parts that many pages print alike: what a macro makes of the same arguments is made once in a process."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from markupsafe import Markup

Macro = Callable[..., str]

MOST = 50_000
"""Pieces that are kept; then all are forgotten, so that a large chronicle takes no more memory."""


class Pieces:
    """Macros as pure functions: of imported ones, which see nothing but their arguments and the globals.

    Arguments are texts, numbers, records and cards; one that is sealed is known by its digest.
    """

    def __init__(self) -> None:
        self._made: dict[Hashable, Markup] = {}

    def once(self, macro: Macro, *arguments: Any) -> Markup:
        """What the macro makes of the arguments."""
        key = (macro, *map(_identity, arguments))
        made = self._made.get(key)
        return self._make(key, macro, arguments) if made is None else made

    def each(self, items: Iterable[Any], macro: Macro, *arguments: Any) -> Markup:
        """What the macro makes of each item, with the other arguments the same for all, one after another."""
        others = tuple(map(_identity, arguments))
        pieces: list[str] = []
        for item in items:
            key = (macro, _identity(item), *others)
            made = self._made.get(key)
            pieces.append(self._make(key, macro, (item, *arguments)) if made is None else made)
        return Markup("".join(pieces))  # noqa: S704  # pieces are escaped

    def _make(self, key: Hashable, macro: Macro, arguments: tuple[Any, ...]) -> Markup:
        if len(self._made) >= MOST:
            self._made.clear()
        made = self._made[key] = Markup(macro(*arguments))  # noqa: S704  # a macro's output is escaped
        return made


def _identity(value: Any) -> Hashable:
    digest = getattr(value, "digest", None)
    return (type(value), digest) if digest else value
