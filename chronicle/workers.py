"""Work in several processes: the same answer, in the same order, as in one."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Hashable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

import msgspec

Item = TypeVar("Item")
Answer = TypeVar("Answer")

Work = Callable[..., Sequence[Any]]
"""A function of a module: takes a list of items and what is common to all, and gives an answer an item."""


MOST_TOGETHER = 64
"""Items that have something in common and still come into one process: more would leave the others idle."""


class WorkerFailed(ChildProcessError):
    """A process ended without an answer; the message says how."""


def default_jobs(size: int, worth: int) -> int:
    """How many processes so many items deserve: one for each `worth` of them, at most one a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, size // worth))


def shared_out(
    work: Work,
    items: Sequence[Item],
    jobs: int,
    *common: Any,
    together: Sequence[Hashable] = (),
    kind: Any = None,
) -> list[Any]:
    """The answers of ``work(items, *common)``, in the order of the items, from `jobs` processes.

    Items are dealt out like cards, so that neighbours, which are alike in
    size, are spread; `together` says of each what it shares with others (None:
    nothing), and those that share something come into one process. One of the
    processes is this one. Nothing is shared: what the others need goes to them
    with the call, by whatever way the platform starts processes. However this
    ends, none of them is left at work.

    Answers come back as pickles; those of a `kind`, a type that msgspec knows
    to the last field, as MessagePack, at a third of the cost.

    Raises what `work` raises, in whichever process, and `WorkerFailed` where a
    process dies.
    """
    if jobs <= 1 or len(items) < jobs:
        return list(work(items, *common))
    hands = _hands(len(items), jobs, together)
    started: list[tuple[BaseProcess, Connection]] = []
    answers: list[Any] = [None] * len(items)
    try:
        for hand in hands[1:]:
            started.append(_started(work, [items[at] for at in hand], common, kind))  # noqa: PERF401  # all are ended below
        _put(answers, hands[0], work([items[at] for at in hands[0]], *common))
        for hand, (process, receiving) in zip(hands[1:], started, strict=True):
            _put(answers, hand, _received(process, receiving, kind))
    finally:
        for process, receiving in started:
            process.terminate()  # nothing happens to one that has ended by itself
            process.join()
            receiving.close()
    return answers


def _hands(count: int, jobs: int, together: Sequence[Hashable]) -> list[Sequence[int]]:
    """The positions that each process gets: groups go to whoever has least."""
    if not together:
        return [range(number, count, jobs) for number in range(jobs)]
    groups: list[list[int]] = []
    group_of: dict[Hashable, list[int]] = {}
    for at, shared in enumerate(together):
        group = group_of.get(shared) if shared is not None else None
        if group is None or len(group) >= MOST_TOGETHER:
            groups.append(group := [])
            group_of[shared] = group
        group.append(at)
    hands: list[list[int]] = [[] for _ in range(jobs)]
    for group in groups:
        min(hands, key=len).extend(group)
    return [hand for hand in hands if hand]


def _put(answers: list[Any], hand: Sequence[int], found: Sequence[Any]) -> None:
    for at, answer in zip(hand, found, strict=True):
        answers[at] = answer


def _started(
    work: Work, items: Sequence[Any], common: tuple[Any, ...], kind: Any
) -> tuple[BaseProcess, Connection]:
    """A process at work, and where its answer will come from."""
    context = multiprocessing.get_context()
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(work, items, common, kind, sending), daemon=True)
    process.start()
    sending.close()
    return process, receiving


def _answer(
    work: Work, items: Sequence[Any], common: tuple[Any, ...], kind: Any, sending: Connection
) -> None:
    """In the other process: send the answers, or what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        answer: Any = list(work(items, *common))
        if kind is not None:
            answer = msgspec.msgpack.encode(answer)
    except Exception as error:  # noqa: BLE001  # it is raised again in the first process
        answer = _portable(error)
    sending.send(answer)
    sending.close()


def _end_with_parent() -> None:
    """A build that is killed must not leave a process that goes on writing files."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _portable(error: Exception) -> Exception:
    """The error with the way to it as a note, as one that can be sent."""
    way = traceback.format_exc()
    try:
        error.add_note(way)
        pickle.loads(pickle.dumps(error))  # noqa: S301  # made just here
    except Exception:  # noqa: BLE001  # some errors cannot be taken apart, or not put together
        return WorkerFailed(f"a process of this build has failed:\n{way}")
    return error


def _received(process: BaseProcess, receiving: Connection, kind: Any) -> list[Any]:
    try:
        answer = receiving.recv()
    except (EOFError, ConnectionResetError):
        process.join()
        raise WorkerFailed(f"a process of this build has ended without an answer ({_end(process)})") from None
    if isinstance(answer, Exception):
        raise answer
    answers: list[Any] = answer if kind is None else msgspec.msgpack.decode(answer, type=list[kind])
    return answers


def _end(process: BaseProcess) -> str:
    code = process.exitcode or 0
    if code == -9:
        return "it was killed, perhaps because memory ran out"
    return f"signal {-code}" if code < 0 else f"exit code {code}"
