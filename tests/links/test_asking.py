"""What becomes of one address, asked of a server on this machine that behaves well and badly."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from time import monotonic

import pytest

from chronicle.links.asking import Asking, Limits, TooMuch, is_outside
from chronicle.links.outcome import Outcome
from tests.links.strange_server import StrangeServer, strange_server

QUICK = Limits(connect=1, read=0.3, whole=1, pause=0, back_off=0.01, patience=0.05, local=True)


@pytest.fixture(scope="module")
def running() -> Iterator[StrangeServer]:
    with strange_server() as server:
        yield server


@pytest.fixture
def server(running: StrangeServer) -> StrangeServer:
    running.asked.clear()
    return running


def asked(server: StrangeServer, path: str, limits: Limits = QUICK) -> Outcome:
    return Asking("tests (editors@example.org)", limits).outcome(server.root + path)


def test_a_page_that_is_there_answers_and_is_not_fetched(server: StrangeServer) -> None:
    assert asked(server, "/page?x=1") == Outcome("answers", 200)
    assert server.paths() == ["HEAD /page?x=1"]


def test_it_says_who_asks(server: StrangeServer) -> None:
    asked(server, "/page")
    assert server.asked[0][2]["User-Agent"] == "tests (editors@example.org)"


def test_a_server_that_knows_no_head_is_asked_for_the_page(server: StrangeServer) -> None:
    assert asked(server, "/only-get") == Outcome("answers", 200)


@pytest.mark.parametrize(
    ("code", "kind"), [(404, "gone"), (410, "gone"), (403, "refused"), (401, "refused"), (500, "fails")]
)
def test_the_last_answer_says_what_became_of_it(server: StrangeServer, code: int, kind: str) -> None:
    assert asked(server, f"/status/{code}") == Outcome(kind, code)


def test_what_has_moved_for_good_is_told_apart_from_what_leads_on(server: StrangeServer) -> None:
    assert asked(server, "/lead/301?/new") == Outcome("moved", 200, leads_to=f"{server.root}/new")
    assert asked(server, "/lead/302?/new") == Outcome("leads on", 200, leads_to=f"{server.root}/new")
    assert asked(server, "/lead/308?/lead/302?/new").kind == "leads on"


def test_what_leads_to_a_page_that_is_gone_is_gone(server: StrangeServer) -> None:
    found = asked(server, "/lead/301?/status/404")
    assert (found.kind, found.leads_to) == ("gone", f"{server.root}/status/404")


def test_what_leads_round_and_round_is_left(server: StrangeServer) -> None:
    assert asked(server, "/round").why == "it leads on more than 5 times"
    assert len(server.asked) == 6


def test_a_busy_server_is_asked_again(server: StrangeServer) -> None:
    assert asked(server, "/busy/once") == Outcome("answers", 200)


def test_a_server_is_not_waited_for_as_long_as_it_likes(server: StrangeServer) -> None:
    start = monotonic()
    assert asked(server, "/busy") == Outcome("refused", 429)
    assert monotonic() - start < 5
    assert len(server.asked) == 3


def test_a_silent_server_is_tried_so_often_and_left(server: StrangeServer) -> None:
    assert asked(server, "/silent") == Outcome("fails", 0, "no answer in time")
    assert len(server.asked) == 3


def test_an_answer_whose_every_byte_is_in_time_has_an_end_all_the_same(server: StrangeServer) -> None:
    start = monotonic()
    limits = replace(QUICK, tries=1, read=5)
    assert asked(server, "/drips", limits).kind == "fails"
    assert monotonic() - start < 4


def test_an_endless_page_is_not_read(server: StrangeServer) -> None:
    start = monotonic()
    assert asked(server, "/endless").kind == "answers"
    with pytest.raises((TooMuch, TimeoutError)):
        Asking("tests", replace(QUICK, whole=0.5)).read(f"{server.root}/endless")
    assert monotonic() - start < 5


def test_a_server_that_talks_nonsense_fails(server: StrangeServer) -> None:
    assert asked(server, "/nonsense", replace(QUICK, tries=1)).kind == "fails"


def test_what_a_server_says_cannot_write_on_the_terminal(server: StrangeServer) -> None:
    found = asked(server, "/evil")
    assert str(found).isprintable()
    assert "%1B[2J" in str(found)


def test_a_port_where_nobody_listens_and_a_name_of_nobody_fail() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    once = replace(QUICK, tries=1)
    assert "refused" in Asking("tests", once).outcome(f"http://127.0.0.1:{port}/").why
    assert Asking("tests", once).outcome("http://nobody.invalid/").kind == "fails"


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "http:///x", "http://[::1/"])
def test_only_addresses_of_the_web_are_asked(url: str) -> None:
    assert Asking("tests", QUICK).outcome(url).kind == "fails"


def test_nothing_is_sent_to_this_machine_unless_asked_for(server: StrangeServer) -> None:
    guarded = replace(QUICK, local=False)
    for url in (server.root, server.root.replace("127.0.0.1", "localhost")):
        found = Asking("tests", guarded).outcome(f"{url}/secret")
        assert (found.kind, found.why) == ("not asked", "it leads to this machine or into a private network")
    assert server.asked == []


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
    ],
)
def test_addresses_of_the_internet_are_told_from_all_others(address: str, outside: bool) -> None:
    assert is_outside(address) is outside


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(server: StrangeServer) -> None:
    asking = Asking("tests", replace(QUICK, pause=0.2))
    for number in range(3):
        asking.outcome(f"{server.root}/page/{number}")
    times = [when for _, _, _, when in server.asked]
    assert all(after - before >= 0.19 for before, after in pairwise(times))
