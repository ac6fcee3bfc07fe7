"""Pages: an address, a view and its inputs; and what every page's data has."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class View:
    """How inputs become a page: a pure function, and the one template that prints what it returns."""

    make: Callable[..., Any]
    template: str | None
    """None where `make` returns the file's bytes itself, as exports do."""


class Later:
    """Inputs of a page that are put together each time somebody asks for them: a page is made once.

    An edit then pays only for the pages that it may touch, and a build from
    nothing puts them together where they are used, in all its processes.
    """

    __slots__ = ("_arguments", "_function")

    def __init__(self, function: Callable[..., tuple[Any, ...]], *arguments: Any) -> None:
        self._function = function
        self._arguments = arguments

    def __call__(self) -> tuple[Any, ...]:
        return self._function(*self._arguments)

    def __reduce__(self) -> tuple[type, tuple[tuple[Any, ...]]]:
        """To another process go the inputs themselves."""
        return tuple, (self(),)


@dataclass(frozen=True, eq=False)
class Page:
    address: str
    """``/events/x/`` for a page, ``/data/events.json`` for a file."""
    view: View
    given: tuple[Any, ...] | Later = ()
    like: Hashable = None
    """What it shares with other pages that is made once in a process: these are made in one, if any."""

    @property
    def inputs(self) -> tuple[Any, ...]:
        """Frozen records, cards, tuples of them, text and numbers: all that the page can see."""
        return self.given() if isinstance(self.given, Later) else self.given

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Page):
            return NotImplemented
        return (self.address, self.view, self.inputs) == (other.address, other.view, other.inputs)

    def __hash__(self) -> int:
        return hash(self.address)


@dataclass(frozen=True)
class Crumb:
    """Words that lead to an address, or stand for where one is (None)."""

    words: str
    address: str | None
    form: str = "text"
    """What `words` are: ``text`` or ``year``; or what the template puts into words: ``section``, ``month``
    (``2017-11``), ``day`` (``2017-11-03``), ``day-of-year`` (``11-03``)."""


@dataclass(frozen=True)
class Neighbours:
    """The page before and the page after."""

    previous: Crumb | None = None
    next: Crumb | None = None


@dataclass(frozen=True, kw_only=True)
class PageData:
    """What every page's data has for the frame around it. Views return data classes made from this one."""

    section: str
    """The part of the site to which it belongs: ``timeline``, ``map``, ``places`` …"""
    crumbs: tuple[Crumb, ...] = ()
    """The way down to the page, itself last; words are from notes or a year or a month as ``2017-11``."""
    neighbours: Neighbours = Neighbours()
    source_file: str | None = None
    """The note behind the page, for "edit this page"."""
    status: str = "published"
    """Of that note: ``draft`` or ``review`` where it is shown all the same."""
    json_ld: Mapping[str, Any] | None = None
    card: str | None = None
    """The address of its social card; there only where the site has cards."""
