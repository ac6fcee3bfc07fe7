"""Event notes as long, and as rich in sources, figures and control, as those of the real chronicle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from math import exp
from typing import Any

from benchmarks.chance import Chance
from benchmarks.control import Holdings
from benchmarks.note import Fields, note, wrapped
from benchmarks.setting import ADDED, Setting
from benchmarks.words import FORENAMES, SURNAMES, Sentences

VERBS = {
    "taking": "take the mill and the bridge of",
    "quarrel": "quarrel with the assembly over",
    "flood": "shut the sluices above",
    "statement": "speak of an end to the troubles of",
    "assembly": "meet the other guilds in",
    "building": "begin a new weir below",
    "ruling": "lose their case over the tolls of",
    "fair": "open the autumn fair of",
}
KINDS = ["taking", "taking", *VERBS]

# How often a note has 0, 1, 2 … of them
SOURCES = (0, 0.08, 0.24, 0.24, 0.18, 0.13, 0.07, 0.04, 0.02)
SHARED_SOURCES = (0.3, 0.45, 0.2, 0.05)
FIGURES = (0.35, 0.25, 0.16, 0.1, 0.06, 0.04, 0.03, 0.01)
ACTORS = (0, 0.15, 0.35, 0.3, 0.15, 0.05)
PLACES = (0, 0.42, 0.37, 0.14, 0.07)
CHANGES = (0.58, 0.28, 0.1, 0.04)

WITHDRAWN_EVERY = 1000
HANDOVERS = 2
"""So often, in all, one guild hands over everything that it holds."""
PROSE_SPREAD = 0.5
"""How far the lengths of bodies lie from their median."""
WORDS_OF_SENTENCE = 21
LATE = 0.8
"""From this part of all events on fights end and none begins: a note says how each ended."""
APART = timedelta(35)
"""Events of one kind at one place lie so far apart, or they would look like one event told twice."""


@dataclass
class EventNotes:
    """Makes the notes of all events, in order of time."""

    number: int
    setting: Setting
    chance: Chance
    sentences: Sentences
    median_words: int
    with_list: bool
    slugs: list[str] = field(default_factory=list)
    """Of the events made so far that others may name."""
    turning_points: list[tuple[str, str]] = field(default_factory=list)
    """Events that the home page names, with its words for them."""
    named: set[str] = field(default_factory=set)
    """Ids of the places, actors and shared sources that they name."""

    def __post_init__(self) -> None:
        self._holdings = Holdings(self.setting, self.chance)
        self._actors = [*self.setting.holders, *self.setting.others]
        self._last: dict[tuple[str, str], date] = {}
        """By kind and first place."""

    def notes(self) -> Iterator[tuple[str, str]]:
        """Path and text of each."""
        for at in range(self.number):
            yield self._note(at, self.setting.day(at * self.setting.days // self.number))

    def _note(self, at: int, day: date) -> tuple[str, str]:
        chance = self.chance
        near = self.setting.near(chance.pick_early(self.setting.towns))
        places = chance.some(near, chance.number(PLACES))
        kind = self._kind(places[0], day)
        holder = chance.pick_early(self.setting.holders)
        title = f"{holder[9:].title()} {VERBS[kind]} {self.setting.names[places[0]]}"
        slug = f"{places[0]}-{kind}-{at}"
        date_text = _date(chance, day)
        is_withdrawn = at % WITHDRAWN_EVERY == WITHDRAWN_EVERY // 2 and at < self.number - 1
        sources = self._sources(at, day)
        fields: Fields = {
            "title": f"{title}: {chance.pick(SURNAMES)}’s account" if chance.often(0.1) else title,
            "date": date_text,
            "kind": kind,
            "places": places,
            "actors": list(dict.fromkeys([holder, *chance.some(self._actors, chance.number(ACTORS))])),
            "operation": self._operation(at) if chance.often(0.6) else "",
            "importance": min(1 + chance.number((0.1, 0.58, 0.32)), 3 if len(sources) > 1 else 2),
            "certainty": self._certainty(sources),
            "control": [] if is_withdrawn else self._control(at, day, date_text, places),
            "figures": [self._figure(day, sources) for _ in range(chance.number(FIGURES))],
            "sources": sources,
            "aliases": [f"/events/once-{slug}/"] if chance.often(0.01) else [],
            "added": ADDED,
            "corrections": [self._correction()] if chance.often(0.02) else [],
            "withdrawn": {"date": ADDED, "why": "It stood here twice"} if is_withdrawn else {},
        }
        body = self._body([str(source["id"]) for source in sources])
        self._remember(at, slug, title, is_withdrawn)
        self.named.update(_named(fields))
        prefix = day.isoformat() if date_text.startswith(day.isoformat()) else date_text[:7]
        return f"events/{day.year}/{prefix}-{slug}.md", note(fields, body)

    def _remember(self, at: int, slug: str, title: str, is_withdrawn: bool) -> None:
        if is_withdrawn:
            return
        self.slugs.append(slug)
        if at * 7 // self.number == len(self.turning_points):
            self.turning_points.append((slug, title))

    def _kind(self, place: str, day: date) -> str:
        """What happened: nothing that happened there a short while ago."""
        start = self.chance.below(len(KINDS))
        kinds = (KINDS[(start + further) % len(KINDS)] for further in range(len(KINDS)))
        last = self._last
        kind = next(it for it in kinds if day - last.get((it, place), date.min) > APART)
        last[kind, place] = day
        return kind

    def _operation(self, at: int) -> str:
        """The campaign of that time, or one that began before and goes on."""
        operations = self.setting.operations
        return operations[max(at * len(operations) // self.number - self.chance.below(3), 0)]

    def _certainty(self, sources: Sequence[Fields]) -> str:
        if len(sources) < 2 or self.chance.often(0.12):
            return "claimed"
        return "disputed" if self.chance.often(0.08) else "confirmed"

    def _control(self, at: int, day: date, date_text: str, places: Sequence[str]) -> list[Fields]:
        step = self.number // (HANDOVERS + 1)
        is_last, is_late = at == self.number - 1, at >= LATE * (self.number - 1)
        if step > 100 and at % step == step - 1 and not is_last:
            handover = self._holdings.handed_over(day, date_text)
            return [handover] if handover else []
        number = self.chance.number(CHANGES)
        ending = self._holdings.fights if is_late else []
        towns = dict.fromkeys([*ending, *places, *self.chance.some(self.setting.near(places[0]), number)])
        chosen = list(towns)[: max(number, len(ending)) if is_last else number]
        entries = (self._holdings.changed(town, day, date_text, is_late) for town in chosen)
        return [entry for entry in entries if entry is not None]

    def _sources(self, at: int, day: date) -> list[Fields]:
        """Some of their own, each from another paper, and some that the events of that time share."""
        chance, setting = self.chance, self.setting
        number = chance.number(SOURCES)
        group = at * len(setting.shared) // self.number
        shared = range(group, min(group + chance.number(SHARED_SOURCES), group + number, len(setting.shared)))
        start = group + 3 + chance.below(len(setting.papers) - 12)
        own = (self._source(at, part, start + part, day) for part in range(number - len(shared)))
        return [*own, *({"id": setting.shared[one]} for one in shared)]

    def _source(self, at: int, part: int, paper: int, day: date) -> Fields:
        chance, setting = self.chance, self.setting
        paper %= len(setting.papers)
        published = (day + timedelta(chance.below(5 + 30 * part))).isoformat()
        slug = setting.papers[paper]
        page = f"{published.replace('-', '/')}/{chance.pick(SURNAMES).lower()}-on-the-river-{at}-{part}.html"
        return {
            "id": f"{slug[8:]}-{published}-{at}-{part}",
            "title": self.sentences.headline(),
            "author": f"{chance.pick(FORENAMES)} {chance.pick(SURNAMES)}" if chance.often(0.07) else "",
            "publisher": setting.paper_names[paper],
            "published": published if part == 0 or chance.often(0.9) else "",
            "url": f"https://{slug}.example.org/{page}",
            "language": "en" if chance.often(0.9) else "fr",
            "type": "news" if chance.often(0.8) else "official",
            "title_seen": "" if chance.often(0.73) else False,
            "agency": slug if chance.often(0.45) else "",
            "voice": chance.pick(setting.holders) if part > 1 and chance.often(0.3) else "",
        }

    def _figure(self, day: date, sources: Sequence[Fields]) -> Fields:
        chance, setting = self.chance, self.setting
        is_flow = chance.often(0.5)
        has_scope = chance.often(0.2)
        value = chance.pick([7, 12, 40, 85, 96]) if chance.often(0.4) else 50 * (1 + chance.below(40))
        if has_scope and not is_flow:  # what is counted again and again does not leap
            value = 50 * (11 + chance.below(10))
        amount: Fields
        if chance.often(0.055):
            amount = {"low": value, "high": value + 4}
        else:
            amount = {"value": value, "qualifier": ("exact", "about", "at-least", "at-most")[chance.below(4)]}
        return {
            "measure": chance.pick(setting.flows if is_flow else setting.stocks),
            **amount,
            "scope": chance.pick(("valley", "westland", "eastland")) if has_scope else "",
            "period": f"{day - timedelta(30)}/{day}" if has_scope and is_flow and chance.often(0.7) else "",
            "of": chance.pick_early(setting.holders) if chance.often(0.12) else "",
            "as_of": day.isoformat(),
            "claimant": chance.pick_early(self._actors if chance.often(0.5) else setting.papers),
            "source": sources[0]["id"],
            "note": self.sentences.clause() if chance.often(0.65) else "",
        }

    def _correction(self) -> Fields:
        said, says = self.sentences.clause(), self.sentences.clause()
        return {"date": ADDED, "said": said, "says": says, "why": "A second paper gives another account"}

    def _body(self, ids: Sequence[str]) -> str:
        """A paragraph; in the corpus of long notes a list after it. Each sentence ends in its citation."""
        chance = self.chance
        words = round(self.median_words * exp(PROSE_SPREAD * chance.bell()))
        cited = cycle(ids)
        number = max(round(words / WORDS_OF_SENTENCE), 1)
        sentences = [self._cited(chance.pick((14, 18, 22)), cited) for _ in range(number)]
        if chance.often(0.25) and self.slugs:
            sentences.insert(0, f"It followed on {self._link()}.")
        if not self.with_list:
            return wrapped(" ".join(sentences))
        items = [f"- {wrapped(sentence, 78)}".replace("\n", "\n  ") for sentence in sentences[-3:]]
        return wrapped(" ".join(sentences[:-3] or sentences)) + "\n\n" + "\n".join(items)

    def _cited(self, words: int, cited: Iterator[str]) -> str:
        sentence = self.sentences.sentence(words)
        if self.chance.often(0.1):
            return f"{sentence} [@{next(cited)}; @{next(cited)}]."
        locator = ", p. 4" if self.chance.often(0.05) else ""
        return f"{sentence} [@{next(cited)}{locator}]."

    def _link(self) -> str:
        """A link to an event not long before, or to a place."""
        if self.chance.often(0.2):
            town = self.chance.pick_early(self.setting.towns)
            return f"[[places/{town}|what was agreed there]]"
        slug = self.slugs[-1 - self.chance.below(min(50, len(self.slugs)))]
        return f"[[{slug}|the handover of that year]]" if self.chance.often(0.5) else f"[[{slug}]]"


def _named(fields: Mapping[str, Any]) -> Iterator[str]:
    """Ids of the places, actors and shared sources that a note names, but for its control entries."""
    yield from (f"places/{place}" for place in fields["places"])
    yield from (f"actors/{actor}" for actor in fields["actors"])
    yield from (f"actors/{figure['claimant']}" for figure in fields["figures"])
    for source in fields["sources"]:
        yield f"actors/{source['agency']}" if "agency" in source else f"sources/{source['id']}"


def _date(chance: Chance, day: date) -> str:
    """Most often the day; else some days, a month, or about then."""
    match chance.number((0.78, 0.15, 0.03, 0.02, 0.02)):
        case 0:
            return day.isoformat()
        case 1:
            return f"{day}/{day + timedelta(1 + chance.below(60))}"
        case 2:
            return f"{day:%Y-%m}"
        case 3:
            return f"{day}~"
        case _:
            return f"{day:%Y-%m}/{day + timedelta(90):%Y-%m}"
