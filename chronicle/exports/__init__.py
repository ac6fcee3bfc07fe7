"""The exports, in one list. To add one: a module here and a line below."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chronicle.derive import Derived
from chronicle.model import Chronicle, Page

EXPORTS: tuple[Callable[[Chronicle, Derived], Iterator[Page]], ...] = ()
