"""From what was read to the pages: link → derive → judge → plan, with all problems on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from chronicle.manifest import Made
from chronicle.model import Chronicle, Entry, Page, Site
from chronicle.problems import Problem
from chronicle.published import Lock, addresses_of, lost_addresses
from chronicle.surroundings import maker

if TYPE_CHECKING:
    from chronicle.derive import Derived
    from chronicle.history import Told
    from chronicle.judged import Judged
    from chronicle.link import Linked
    from chronicle.reading import Read
    from chronicle.silences import Silenced
    from chronicle.untouched import Untouched


@dataclass
class Times:
    """Seconds by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + perf_counter() - start


@dataclass(frozen=True)
class Checked:
    """What is known of the content before anything is rendered."""

    problems: tuple[Problem, ...]
    """All of them, in order of file, line and column."""
    notes: Mapping[str, int]
    """Notes by kind."""
    site: Site | None
    pages: tuple[Page, ...]
    """Empty where there are errors; of an edit that can touch few pages these alone."""
    seconds: Mapping[str, float]
    chronicle: Chronicle | None = None
    """None where there are errors."""
    silenced: tuple[Silenced, ...] = ()
    """Warnings that notes silence, with their reasons; they are not among the problems."""
    judged: Judged | None = None
    """What the rules between notes have found, for the next time; None where they could not be run."""
    addresses: frozenset[str] = frozenset()
    """Of notes, old ones among them; empty where there are errors."""
    lock: Lock | None = None
    """The addresses that were ever published; None where nobody keeps them."""
    entries: tuple[Entry, ...] = ()
    """Of all notes, right or wrong, in order of path."""
    hidden: frozenset[str] = frozenset()
    """Ids of the notes that are not published."""
    standing: Mapping[str, Made] = field(default_factory=dict)
    """By address, the pages that are not among `pages` because nothing that is edited can touch them."""
    derived: Derived | None = None
    """What follows from the notes; None where they do not fit together."""

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


def planned(
    found: Read,
    content: Path,
    today: str,
    drafts: bool,
    assets: Mapping[str, bytes],
    before: Judged | None,
    times: Times,
    told: Told | None = None,
    untouched: Untouched | None = None,
) -> Checked:
    """From what was read to the pages but for those that are `untouched`, with all problems on the way."""
    from chronicle.derive import derive
    from chronicle.link import link
    from chronicle.plan import plan
    from chronicle.silences import hear

    problems = list(found.problems)
    site = found.site
    history = told.notes if told is not None else {}
    with times.of("link"):
        linked = link(found.entries, site, found.files, today, drafts, found.site_references, history)
    problems += linked.problems
    pages: tuple[Page, ...] = ()
    found_by_rules: Judged | None = None
    derived: Derived | None = None
    standing: Mapping[str, Made] = {}
    addresses: Set[str] = frozenset()
    if linked.chronicle is not None:
        with times.of("derive"):
            derived = derive(linked.chronicle)
        with times.of("judge"):
            found_by_rules = judged(linked, derived, before, content)
        problems += found_by_rules.problems(linked.entries)
        with times.of("plan"):
            found_pages = plan(
                linked.chronicle, derived, assets, untouched.touched if untouched is not None else None
            )
        pages, site = found_pages.pages, linked.chronicle.site
        standing = untouched.standing if untouched is not None and not found_pages.is_whole else {}
        addresses = standing.keys() | {page.address for page in pages}
        problems += linked.clashes(found_pages.clashes)
        problems += linked.dead_links(addresses)
    published = addresses_of(entry for entry in found.entries if entry.id not in linked.hidden)
    if found.lock is not None:
        problems += lost_addresses(found.lock, addresses or published, linked.entries)
    heard = hear(problems, found.entries, linked.chronicle.cards if linked.chronicle is not None else ())
    ordered = heard.problems
    if any(problem.severity == "error" for problem in ordered):
        pages, standing, addresses = (), {}, frozenset()
    notes = Counter(entry.folder for entry in found.entries)
    chronicle = linked.chronicle if addresses else None
    return Checked(
        ordered,
        notes,
        site,
        pages,
        times.seconds,
        chronicle,
        heard.silenced,
        found_by_rules,
        frozenset(published & addresses),
        found.lock,
        found.entries,
        linked.hidden,
        standing,
        derived,
    )


def judged(linked: Linked, derived: Derived, before: Judged | None, content: Path) -> Judged:
    """What the rules between notes find; those in which they find something are opened once more."""
    from chronicle.judged import Judged
    from chronicle.judging import Whole, judge
    from chronicle.whereabouts import locator

    assert linked.chronicle is not None, "only what is linked is judged"
    whole = Whole(linked.chronicle, derived.control.told, derived.figures.by_series, linked.entries, maker())
    return judge(whole, before or Judged(), locator(content, linked.entries))
