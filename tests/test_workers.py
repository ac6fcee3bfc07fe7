"""Work in several processes: the same answers in the same order, and the same errors."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence

import pytest

from chronicle.workers import WorkerFailed, default_jobs, shared_out

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


class Unsendable(Exception):
    """Cannot be put together again from its arguments."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def doubled(items: Sequence[int], plus: int) -> list[int]:
    return [2 * item + plus for item in items]


def in_pairs(items: Sequence[int]) -> list[tuple[int, bytes]]:
    return [(item, bytes(item)) for item in items]


def in_which(items: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in items]


def failing(items: Sequence[int], parent: int, kind: str) -> list[int]:
    if os.getpid() == parent:
        return [0 for _ in items]
    if kind == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "ended":
        os._exit(3)
    if kind == "unsendable":
        raise Unsendable("cannot", " travel")
    raise FileNotFoundError(2, "No such file or directory", "a/file")


def failing_here(items: Sequence[int], parent: int) -> list[int]:
    if os.getpid() == parent:
        raise ValueError("here")
    signal.pause()
    return []


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 2, 10])
def test_any_number_of_processes_gives_the_same_answers_in_order(jobs: int, count: int) -> None:
    assert shared_out(doubled, range(count), jobs, 1) == [2 * item + 1 for item in range(count)]


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
def test_what_belongs_together_comes_into_one_process(jobs: int) -> None:
    together = ["a", None, "b", "a", None, "b", "a", None, "b", "a"]
    answers = shared_out(doubled, range(10), jobs, 1, together=together)
    processes = shared_out(in_which, range(10), jobs, together=together)
    assert answers == [2 * item + 1 for item in range(10)]
    assert len({processes[at] for at in (0, 3, 6, 9)}) == len({processes[at] for at in (2, 5, 8)}) == 1
    assert len(set(processes)) == min(jobs, 5)


@pytest.mark.parametrize("jobs", [1, 3])
def test_answers_of_a_kind_are_the_same_wherever_they_are_made(jobs: int) -> None:
    """They travel as MessagePack, which gives back a list where a tuple was unless it is told the type."""
    assert shared_out(in_pairs, range(6), jobs, kind=tuple[int, bytes]) == [(i, bytes(i)) for i in range(6)]


def test_the_work_is_shared_and_this_process_does_its_part() -> None:
    found = shared_out(in_which, range(6), 3)
    assert found[:3] == found[3:]
    assert len(set(found)) == 3
    assert found[0] == os.getpid()


def test_what_goes_wrong_elsewhere_is_raised_here_with_the_way_to_it() -> None:
    with pytest.raises(FileNotFoundError, match="No such file") as caught:
        shared_out(failing, range(4), 2, os.getpid(), "missing")
    assert caught.value.filename == "a/file"
    assert "in failing" in "".join(caught.value.__notes__)


def test_an_error_that_cannot_be_sent_is_told_in_words() -> None:
    with pytest.raises(WorkerFailed, match="Unsendable: cannot travel"):
        shared_out(failing, range(4), 2, os.getpid(), "unsendable")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="has no such signal")
@pytest.mark.parametrize(
    ("kind", "words"), [("killed", "it was killed, perhaps because memory ran out"), ("ended", "exit code 3")]
)
def test_a_process_that_ends_without_an_answer_is_told(kind: str, words: str) -> None:
    with pytest.raises(WorkerFailed, match=words):
        shared_out(failing, range(4), 2, os.getpid(), kind)


@pytest.mark.skipif(not hasattr(signal, "pause"), reason="has no such call")
def test_when_this_process_fails_the_others_are_ended() -> None:
    """One that went on would write into the next build's files."""
    with pytest.raises(ValueError, match="here"):
        shared_out(failing_here, range(4), 3, os.getpid())
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("size", "jobs"), [(0, 1), (99, 1), (100, 1)])
def test_little_work_is_worth_one_process(size: int, jobs: int) -> None:
    assert default_jobs(size, 100) == jobs


def test_much_work_is_worth_as_many_as_there_are_cores() -> None:
    cores = default_jobs(10**9, 1)
    assert cores >= 1
    assert default_jobs(200, 100) == min(2, cores)
