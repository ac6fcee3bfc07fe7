"""The Chronicle to the files of its full-text index: every note with prose, as a text that can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from markupsafe import Markup, escape

from chronicle import edtf
from chronicle.addresses import address_of
from chronicle.model import Chronicle, Prose, StoredProse, WikiLink
from chronicle.model import Record as NoteRecord
from chronicle.pagefind import Record, pagefind
from chronicle.prose import fill
from chronicle.stamps import digest
from chronicle.wording import Language

FOLDER = "pagefind"
"""Of the index, in the output folder."""
_LONGEST_SPAN = 30
"""Years: a period longer than that is found by those at its ends."""

Kept = TypeVar("Kept", bound=NoteRecord)


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """All that the index has of a note but for its prose, of which it has the digest."""

    id: str
    title: str
    date: str | None
    kind: str
    """Of an event its kind, of all else the folder of its address."""
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    prose: bytes

    def having(self, **fields: tuple[str, ...]) -> Text:
        return msgspec.structs.replace(self, **fields)


@dataclass(frozen=True)
class Texts:
    """What is to be indexed, known before any prose is read."""

    texts: tuple[Text, ...]
    language: str

    def key(self, around: Mapping[str, bytes]) -> bytes:
        """With the same surroundings, the same key means the same index."""
        parts = (self.language, self.texts, [around[name] for name in sorted(around)])
        return digest(msgspec.msgpack.encode(parts))


def texts_of(chronicle: Chronicle) -> Texts:
    """Every note that was not withdrawn, but for sources, which have no prose."""
    return Texts(tuple(_texts(chronicle)), chronicle.site.languages[0])


def index(
    texts: Texts, chronicle: Chronicle, read: Callable[[StoredProse], Prose], words: Language
) -> dict[str, bytes]:
    """The files of the index by their names in the output folder; `read` gets prose that is stored.

    Raises `pagefind.NoPagefind` where the program that makes it cannot be run.
    """
    titles = {text.id: text.title for text in texts.texts}
    records = (_record(text, chronicle.prose[text.id], titles, read, words) for text in texts.texts)
    files = pagefind([record for record in records if record.content], words.code.partition("-")[0])
    return {f"{FOLDER}/{name}": content for name, content in files.items()}


def _texts(chronicle: Chronicle) -> Iterator[Text]:
    for event in chronicle.events:
        yield _text(chronicle, f"events/{event.slug}", event.title, event.kind, event.date).having(
            places=event.places, actors=event.actors
        )
    for period in chronicle.periods:
        yield _text(chronicle, f"periods/{period.slug}", period.title, "periods", period.date)
    for operation in _standing(chronicle.operations):
        yield _text(
            chronicle, f"operations/{operation.slug}", operation.name, "operations", operation.date
        ).having(places=operation.places, actors=operation.actors)
    for place in _standing(chronicle.places):
        yield _text(chronicle, f"places/{place.slug}", place.name, "places").having(places=(place.slug,))
    for actor in _standing(chronicle.actors):
        yield _text(chronicle, f"actors/{actor.slug}", actor.name, "actors").having(actors=(actor.slug,))
    for measure in _standing(chronicle.measures):
        yield _text(chronicle, f"measures/{measure.slug}", measure.name, "figures")
    for page in _standing(chronicle.pages):
        yield _text(chronicle, f"pages/{page.slug}", page.title, "pages")


def _standing(records: Mapping[str, Kept]) -> Iterator[Kept]:
    return (record for record in records.values() if record.withdrawn is None)


def _text(chronicle: Chronicle, identity: str, title: str, kind: str, date: str | None = None) -> Text:
    return Text(id=identity, title=title, date=date, kind=kind, prose=chronicle.prose[identity].digest)


def _record(
    text: Text,
    prose: Prose | StoredProse,
    titles: Mapping[str, str],
    read: Callable[[StoredProse], Prose],
    words: Language,
) -> Record:
    whole = read(prose) if isinstance(prose, StoredProse) else prose
    when = {"when": words.date(text.date)} if text.date else {}
    years = tuple(_years(text.date)) if text.date else ()
    filters = {"kind": (text.kind,), "year": years, "place": text.places, "actor": text.actors}
    return Record(
        url=address_of(text.id),
        content=plain(whole, titles),
        meta={"title": text.title, "kind": text.kind, **when},
        filters={name: values for name, values in filters.items() if values},
    )


def plain(prose: Prose, titles: Mapping[str, str]) -> str:
    """The prose as readers see it, without citations and markup."""
    return fill(prose, lambda _: Markup(), lambda link: escape(_words(link, titles))).striptags()


def _words(link: WikiLink, titles: Mapping[str, str]) -> str:
    return link.words or titles.get(link.target) or link.target.partition("/")[2].replace("-", " ")


def _years(date: str) -> Iterator[str]:
    """Every year that a date can be in: those at its ends where there are very many."""
    known = edtf.parse(date)
    ends = sorted(day.year for day in {known.earliest, known.latest} if day is not None)
    if ends and ends[-1] - ends[0] <= _LONGEST_SPAN:
        ends = list(range(ends[0], ends[-1] + 1))
    return (f"{year:04}" for year in dict.fromkeys(ends))
