"""Work in several processes: the same answer, in the same order, as in one."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

Work = Callable[..., Sequence[Any]]
"""A function of a module: takes a list of items and what is common to all, and gives an answer an item."""


class WorkerFailed(Exception):
    """A process ended without an answer; the message says how."""


def default_jobs(size: int, worth: int) -> int:
    """How many processes so many items deserve: one for each `worth` of them, at most one a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, size // worth))


def shared_out(work: Work, items: Sequence[Item], jobs: int, *common: Any) -> list[Any]:
    """The answers of ``work(items, *common)``, in the order of the items, from `jobs` processes.

    Items are dealt out like cards, so that neighbours, which are alike in
    size, are spread. One of the processes is this one. Nothing is shared:
    what the others need goes to them with the call, by whatever way the
    platform starts processes.

    Raises `WorkerFailed` where a process dies.
    """
    if jobs <= 1 or len(items) < jobs:
        return list(work(items, *common))
    context = multiprocessing.get_context()
    started = []
    for number in range(1, jobs):
        receiving, sending = context.Pipe(duplex=False)
        arguments = (work, items[number::jobs], common, sending)
        process = context.Process(target=_answer, args=arguments, daemon=True)
        process.start()
        sending.close()
        started.append((process, receiving))
    answers: list[Any] = [None] * len(items)
    answers[0::jobs] = work(items[0::jobs], *common)
    for number, (process, receiving) in enumerate(started, 1):
        answers[number::jobs] = _received(receiving)
        process.join()
    return answers


def _answer(work: Work, items: Sequence[Any], common: tuple[Any, ...], sending: Connection) -> None:
    """In the other process."""
    sending.send(list(work(items, *common)))
    sending.close()


def _received(receiving: Connection) -> list[Any]:
    try:
        answers: list[Any] = receiving.recv()
    except EOFError:
        raise WorkerFailed("a process that was building pages has ended without an answer") from None
    return answers
