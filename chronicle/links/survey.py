"""All addresses asked, several hosts at a time and each host politely; what is learnt is kept as it comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import Event
from time import monotonic
from urllib.parse import urlsplit

import msgspec
from urllib3.exceptions import HTTPError

from chronicle.links.asking import Asking, LeadsInside
from chronicle.links.cited import Cited
from chronicle.links.copies import copy_of
from chronicle.links.outcome import Outcome
from chronicle.links.remembered import Remembered

EVERY = 5.0
"""Seconds between two times that what was learnt is written."""

Progress = Callable[[int, int], None]
"""Called with how many of how many are done."""


def survey(
    urls: Sequence[str], asking: Asking, remembered: Remembered, today: str, progress: Progress
) -> Mapping[str, Outcome]:
    """The outcome of each address, remembered too. Interrupted, it keeps what it has."""
    stop = Event()
    answers: dict[str, Outcome] = {}

    def of_host(addresses: Sequence[str]) -> None:
        strikes = 0
        for url in addresses:
            if stop.is_set():
                return
            if strikes >= asking.limits.strikes:
                answers[url] = Outcome("not asked", 0, "its host did not answer", asked=today)
                continue
            outcome = asking.outcome(url)
            strikes = strikes + 1 if outcome.kind == "fails" and not outcome.status else 0
            answers[url] = msgspec.structs.replace(outcome, asked=today)
            remembered.outcomes[url] = answers[url]

    _each(_by_host(urls), of_host, asking, remembered, stop, lambda: progress(len(answers), len(urls)))
    return answers


def copies(
    wanted: Sequence[Cited],
    service: str,
    asking: Asking,
    remembered: Remembered,
    today: str,
    progress: Progress,
) -> str:
    """Ask an archive for a copy of each; what it says is remembered. Returns why it was left off, if so."""
    stop = Event()
    done: list[str] = []
    failures: list[str] = []

    def all_of_them(some: Sequence[Cited]) -> None:
        for it in some:
            if stop.is_set() or len(failures) >= asking.limits.strikes:
                return
            try:
                remembered.copies[it.url] = (copy_of(it.url, it.day, service, asking), today)
            except LeadsInside:
                failures.extend([LeadsInside.WORDS] * asking.limits.strikes)
            except (HTTPError, OSError, ValueError) as error:
                failures.append(str(error))
            done.append(it.url)

    _each([wanted], all_of_them, asking, remembered, stop, lambda: progress(len(done), len(wanted)))
    return failures[-1] if failures else ""


def _by_host(urls: Iterable[str]) -> list[list[str]]:
    """Addresses of a host together, the longest list first, for it takes longest."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).hostname or ""].append(url)
    return sorted(hosts.values(), key=lambda some: (-len(some), some))


def _each(
    parts: Sequence[Sequence[object]],
    work: Callable[..., None],
    asking: Asking,
    remembered: Remembered,
    stop: Event,
    tell: Callable[[], None],
) -> None:
    pool = ThreadPoolExecutor(asking.limits.hosts, thread_name_prefix="ask")
    waiting: set[Future[None]] = {pool.submit(work, part) for part in parts if part}
    written = monotonic()
    try:
        while waiting:
            done, waiting = wait(waiting, 0.2, FIRST_COMPLETED)
            for it in done:
                it.result()
            tell()
            if monotonic() - written > EVERY:
                remembered.save()
                written = monotonic()
    finally:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
        remembered.save()
