"""`addresses.lock`: every address that was ever published, one a line, so that none is lost.

An address of a note is for ever: it stays where a note stands, where an alias
leads on, and where a withdrawn note says so. The file only grows; what is new
is written into it when it is published, by `python build.py addresses --write`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chronicle.addresses import address_of
from chronicle.content_folder import LOCK
from chronicle.model import Entry, Spot
from chronicle.nearest import MOST_GUESSES, nearest_of
from chronicle.problems import Location, Problem, quoted

MOST_BYTES = 4 * 1024 * 1024
"""A hundred thousand addresses."""

HEAD = """\
# Every address that was ever published, one a line. None may be lost: see docs/addresses.md.
# New ones are added by: python build.py addresses --write
"""

_ADDRESS = re.compile(r"/(?:[a-z0-9-]{1,120}/){1,8}")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")


@dataclass(frozen=True)
class Lock:
    """What was published, as the file has it."""

    file: str
    addresses: tuple[Spot, ...] = ()


def locked(text: str, file: str) -> tuple[Lock, list[Problem]]:
    """The addresses of the file, and the lines that are none.

    In whatever order, and more than once: git may have joined two branches.
    """
    found: dict[str, Spot] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip()
        if _ADDRESS.fullmatch(words):
            found.setdefault(words, Spot(words, number, 1))
        elif words and not words.startswith("#"):
            problems.append(_no_address(words, Location(file, number, 1)))
    return Lock(file, tuple(found.values())), problems


def _no_address(words: str, where: Location) -> Problem:
    if _CONFLICT.fullmatch(words):
        message = "git has left the mark of a conflict"
        hint = "keep the addresses of both sides, delete the marks"
    else:
        message = f"{quoted(words)} is not the address of a page"
        hint = "write one a line, from the root of the site: /events/a-slug/"
    return Problem(where, "bad-lock-line", message, hint)


def lost_addresses(lock: Lock, addresses: Collection[str], entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """What was published and is not among the `addresses` of the site any more, with the way to mend it."""
    lost = [spot for spot in lock.addresses if spot.text not in addresses]
    if not lost:
        return
    owners = {address: entry for entry in entries.values() for address in addresses_of([entry])}
    new = owners.keys() & set(addresses) - {spot.text for spot in lock.addresses}
    for number, spot in enumerate(lost):
        near = nearest_of(spot.text, new) if number < MOST_GUESSES else ""
        message, hint = _what_was_lost(spot.text, owners.get(spot.text), near)
        yield Problem(Location(lock.file, spot.line, spot.column), "lost-address", message, hint)


def _what_was_lost(address: str, owner: Entry | None, near: str) -> tuple[str, str]:
    """The message and the hint; `near` is a note's new address that is like it."""
    if owner is not None:
        message = f"{quoted(address)} was published, and {owner.path} is not published any more"
        return message, "publish the note; where it was wrong, with `withdrawn`: the date and why"
    message = f"{quoted(address)} was published, and nothing would stand there any more"
    to = f"{quoted(near)}, if it has moved there" if near else "the note that tells it now"
    return (
        message,
        f"add it to the `aliases` of {to}; or bring the note back with `withdrawn`: the date and why",
    )


def addresses_of(entries: Iterable[Entry]) -> frozenset[str]:
    """What readers may keep of these notes: their addresses of today and their old ones."""
    return frozenset(
        address
        for entry in entries
        for address in (address_of(entry.id), *(alias.text for alias in entry.facts.aliases))
    )


def unrecorded(lock: Lock | None, addresses: Collection[str]) -> tuple[str, ...]:
    """Those that are not in the file yet, in order; where there is no file, all."""
    known = lock.addresses if lock is not None else ()
    return tuple(sorted(set(addresses).difference(spot.text for spot in known)))


def write_lock(folder: Path, lock: Lock | None, addresses: Iterable[str]) -> None:
    """Put these, too, into the file of a content folder, sorted: two who add seldom touch the same lines."""
    every = {*addresses, *(spot.text for spot in (lock.addresses if lock is not None else ()))}
    path, content = folder / LOCK, (HEAD + "".join(f"{address}\n" for address in sorted(every))).encode()
    if path.is_file() and path.read_bytes() == content:
        return
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(content)
    temporary.replace(path)
