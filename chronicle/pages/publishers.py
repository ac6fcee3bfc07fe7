"""All sources by publisher, in lists of a bearable length; and what the sources are, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from chronicle.model import Chronicle, Crumb, Neighbours, PageData, Source, SourceCard, Value, View
from chronicle.pages.names import letter_of, name_key
from chronicle.pages.told import published, source_card

LONG = 400
"""A letter with more sources has several lists, each of whole publishers."""
LARGEST = 20
"""So many publishers are named in the numbers."""


class ListLink(Value, frozen=True, kw_only=True):
    letter: str
    """``a`` to ``z``; ``other`` for what begins with no such letter, or has no publisher."""
    part: int
    """From 1, where a letter has several lists; else 0."""
    sources: int

    @property
    def address(self) -> str:
        return f"/sources/by-publisher/{self.letter}{f'-{self.part}' if self.part > 1 else ''}/"


Part = TypeVar("Part")


@dataclass(frozen=True)
class SourcesOfLetter:
    link: ListLink
    sources: tuple[tuple[Source, ...], ...]
    """By publisher, in no order within one."""

    def cards(self, chronicle: Chronicle) -> tuple[SourceCard, ...]:
        """Those of its sources, in order of publication within a publisher."""
        ordered = (source for found in self.sources for source in sorted(found, key=published))
        return tuple(source_card(chronicle.cards, source.slug) for source in ordered)


class Number(Value, frozen=True, kw_only=True):
    """How many sources share a word: a type, a language, a publisher."""

    word: str
    sources: int


class Summary(Value, frozen=True, kw_only=True):
    """What all the sources are, in numbers."""

    total: int
    shared: int
    """With a note of their own, because several notes use them."""
    publishers: int
    archived: int
    title_unseen: int
    types: tuple[Number, ...]
    languages: tuple[Number, ...]
    largest: tuple[tuple[Number, str], ...]
    """The publishers with most sources, and the addresses of the lists in which they stand."""


@dataclass(frozen=True, kw_only=True)
class SourcesPage(PageData):
    summary: Summary
    links: tuple[ListLink, ...]


@dataclass(frozen=True)
class Publisher:
    name: str | None
    sources: tuple[SourceCard, ...]
    """In order of publication."""


@dataclass(frozen=True, kw_only=True)
class LetterPage(PageData):
    link: ListLink
    publishers: tuple[Publisher, ...]
    links: tuple[ListLink, ...]


def sources_view(summary: Summary, links: tuple[ListLink, ...]) -> SourcesPage:
    """The numbers, and the way to the lists."""
    return SourcesPage(
        section="sources", crumbs=(Crumb("sources", None, "section"),), summary=summary, links=links
    )


def letter_view(link: ListLink, cards: tuple[SourceCard, ...], links: tuple[ListLink, ...]) -> LetterPage:
    """The publishers of one list with their sources; `cards` come in the order of `letters`."""
    at = links.index(link)
    return LetterPage(
        section="sources",
        crumbs=(Crumb("sources", "/sources/", "section"), Crumb(_words(link), None)),
        neighbours=Neighbours(
            Crumb(_words(links[at - 1]), links[at - 1].address) if at else None,
            Crumb(_words(links[at + 1]), links[at + 1].address) if at + 1 < len(links) else None,
        ),
        link=link,
        publishers=tuple(
            Publisher(name, tuple(found)) for name, found in groupby(cards, key=lambda card: card.publisher)
        ),
        links=links,
    )


INDEX = View(sources_view, "sources.html")
LETTER = View(letter_view, "sources_by_publisher.html")


def letters(chronicle: Chronicle) -> tuple[SourcesOfLetter, ...]:
    """The lists: every source once, by publisher, A to Z, then those under no letter."""
    by_publisher: dict[str, list[Source]] = {}
    for source in _shown(chronicle):
        by_publisher.setdefault(source.publisher or "", []).append(source)
    order = sorted(by_publisher, key=lambda name: (_letter(name) == "other", name_key(name), name))
    return tuple(
        SourcesOfLetter(ListLink(letter=letter, part=part, sources=sum(map(len, some))), tuple(some))
        for letter, names in groupby(order, key=_letter)
        for part, some in _numbered(_parts(tuple(by_publisher[name]) for name in names))
    )


def summary(chronicle: Chronicle, lists: Iterable[SourcesOfLetter]) -> Summary:
    """The numbers of all sources but withdrawn ones, which stand in these lists."""
    sources = tuple(_shown(chronicle))
    addresses = {some[0].publisher: found.link.address for found in lists for some in found.sources}
    publishers = _numbers(source.publisher for source in sources)
    return Summary(
        total=len(sources),
        shared=sum(1 for source in sources if source.home is None),
        publishers=len(publishers),
        archived=sum(1 for source in sources if source.archive_url),
        title_unseen=sum(1 for source in sources if not source.title_seen),
        types=_numbers(source.type for source in sources),
        languages=_numbers(source.language for source in sources),
        largest=tuple((number, addresses[number.word]) for number in publishers[:LARGEST]),
    )


def _shown(chronicle: Chronicle) -> Iterator[Source]:
    return (source for source in chronicle.sources.values() if source.withdrawn is None)


def _numbers(words: Iterable[str | None]) -> tuple[Number, ...]:
    """How often each word stands there, most often first."""
    found = Counter(word for word in words if word)
    return tuple(
        Number(word=word, sources=sources)
        for word, sources in sorted(found.items(), key=lambda item: (-item[1], name_key(item[0])))
    )


def _letter(publisher: str) -> str:
    return letter_of(publisher) or "other"


def _parts(publishers: Iterable[tuple[Source, ...]]) -> Iterator[list[tuple[Source, ...]]]:
    """Whole publishers, until there are more than `LONG` sources."""
    part: list[tuple[Source, ...]] = []
    for sources in publishers:
        part.append(sources)
        if sum(map(len, part)) > LONG:
            yield part
            part = []
    if part:
        yield part


def _numbered(parts: Iterable[Part]) -> Iterator[tuple[int, Part]]:
    """Parts from 1; a single one is 0."""
    found = list(parts)
    return ((number if len(found) > 1 else 0, part) for number, part in enumerate(found, 1))


def _words(link: ListLink) -> str:
    """``A``, ``T 2``; ``…`` for what begins with no letter."""
    letter = link.letter.upper() if len(link.letter) == 1 else "…"
    return f"{letter} {link.part}" if link.part else letter
