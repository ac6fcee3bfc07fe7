"""Who is answered, and with what; asked over real connections."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from chronicle.serving.preview import Settings
from chronicle.serving.serve import CannotServe, serve
from tests.world import ROOT, TODAY, news, write_world

RISE = "events/1900/1900-06-01-rise.md"
Answer = tuple[int, dict[str, str], bytes]


class Served:
    def __init__(self, content: Path, port: int, said: list[str]) -> None:
        self.content, self.port, self.said = content, port, said

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host="Host" in names)
        for name, value in names.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found

    def listening(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", f"/.serve/changes?{path}")
        return connection.getresponse()


def told(events: http.client.HTTPResponse) -> str:
    while not (line := events.readline()).startswith(b"data:"):
        assert line, "the connection was closed"
    return line.decode().strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    content = write_world(folder, {RISE: news("The river rises", "1900-06-01", body="It rose [@].")})
    said: list[str] = []
    stop = Event()
    settings = Settings(content, ROOT / "templates", folder / ".site.serve", TODAY)
    thread = Thread(target=serve, args=(settings, "127.0.0.1", 0, said.append, stop))
    thread.start()
    end = monotonic() + 30
    while not said and monotonic() < end:
        sleep(0.02)
    yield Served(content, int(said[0].split("/")[2].split(":")[1]), said)
    stop.set()
    thread.join()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/events/rise/", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/search.js", "text/javascript; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml"),
        ("/data/events.json", "application/json"),
        ("/data/events.geojson", "application/geo+json"),
        ("/data/events.csv", "text/csv; charset=utf-8"),
        ("/feed.xml", "application/xml"),
        ("/calendar.ics", "text/calendar; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/.serve/reload.js", "text/javascript; charset=utf-8"),
    ],
)
def test_each_kind_of_file_has_its_name_and_is_never_guessed(site: Served, path: str, kind: str) -> None:
    status, headers, content = site.get(path)
    assert (status, headers["content-type"]) == (200, kind)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert content


def test_only_pages_carry_the_script_that_reloads_them(site: Served) -> None:
    assert b"/.serve/reload.js" in site.get("/events/rise/")[2]
    assert b"/.serve/" not in site.get("/data/events.json")[2]


def test_an_address_without_a_page_has_the_page_that_says_so(site: Served) -> None:
    status, _, content = site.get("/no/such/page/")
    assert status == 404
    assert b"<h1" in content


def test_an_address_without_its_last_slash_leads_on(site: Served) -> None:
    status, headers, _ = site.get("/events/rise?x=1")
    assert (status, headers["location"]) == (301, "/events/rise/")


def test_a_head_is_what_a_get_would_have(site: Served) -> None:
    assert site.get("/data/events.json", "HEAD")[1]["content-length"] == str(
        len(site.get("/data/events.json")[2])
    )


@pytest.mark.parametrize(
    "path",
    [
        "/../content/site.yaml",
        "/%2e%2e/content/site.yaml",
        "/assets/../../content/site.yaml",
        "/.serve/../server.py",
        "/.serve/server.py",
        "/.serve/%2e%2e/commands/serve.py",
        "//etc/passwd",
        "/etc/passwd",
        "/%00",
        "/\\..\\content\\site.yaml",
    ],
)
def test_no_path_leads_out_of_the_site(site: Served, path: str) -> None:
    status, _, content = site.get(path)
    assert status == 404
    assert b"base_url" not in content
    assert b"import" not in content
    assert b"root:" not in content


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "localhost.evil.example:{port}"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "script"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors", "Sec_Fetch_Dest": "empty"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/", "/.serve/changes", "/data/events.json"])
def test_other_sites_get_nothing(site: Served, path: str, headers: dict[str, str]) -> None:
    """Neither by a name of theirs that leads here (DNS rebinding), nor from a page of theirs."""
    named = {name: value.replace("{port}", str(site.port)) for name, value in headers.items()}
    status, answered, content = site.get(path, **named)
    assert status == 403
    assert not any(name.startswith("access-control") for name in answered)
    assert b"river" not in content


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "localhost:{port}"},
        {"Host": "127.0.0.1:{port}", "Origin": "http://127.0.0.1:{port}"},
        {"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors", "Sec_Fetch_Dest": "empty"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"},
    ],
    ids=str,
)
def test_pages_of_its_own_and_links_that_lead_here_are_answered(
    site: Served, headers: dict[str, str]
) -> None:
    named = {name: value.replace("{port}", str(site.port)) for name, value in headers.items()}
    assert site.get("/", **named)[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed(site: Served, method: str) -> None:
    assert site.get("/", method)[0] == 501


def test_a_page_is_told_of_a_save_and_shows_what_was_saved(site: Served) -> None:
    events = site.listening("/events/rise/")
    first = told(events)
    path = site.content / RISE
    path.write_text(path.read_text("utf-8") + "\nNobody had seen it so high.\n", "utf-8")
    mark = told(events)
    assert mark != first
    assert b"so high" in site.get("/events/rise/")[2]
    events.close()


def test_a_save_as_editors_do_it_by_renaming_is_seen(site: Served) -> None:
    events = site.listening("/")
    told(events)
    path = site.content / RISE
    beside = path.with_name(".rise.md.swp")
    beside.write_text(path.read_text("utf-8") + "\nThen it fell.\n", "utf-8")
    beside.replace(path)
    told(events)
    assert b"Then it fell." in site.get("/events/rise/")[2]
    events.close()


def test_an_error_stands_in_the_page_with_its_line_over_the_last_good_one(site: Served) -> None:
    events = site.listening("/events/rise/")
    told(events)
    path = site.content / RISE
    good = path.read_text("utf-8")
    path.write_text(good.replace("kind: flood", "kind: <flud>"), "utf-8")
    told(events)
    status, _, content = site.get("/events/rise/")
    assert status == 200
    text = content.decode()
    assert f"content/{RISE}:4:7: error[" in text
    assert "&lt;flud&gt;" in text
    assert "<flud>" not in text
    assert "It rose" in text
    path.write_text(good, "utf-8")
    told(events)
    assert b"serve-error" not in site.get("/events/rise/")[2]
    events.close()


def test_a_port_in_use_is_one_sentence(site: Served, tmp_path: Path) -> None:
    settings = Settings(site.content, ROOT / "templates", tmp_path / "kept", TODAY)
    with pytest.raises(CannotServe, match=rf"port {site.port} is in use; name another with --port"):
        serve(settings, "127.0.0.1", site.port, print)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org", ""])
def test_it_listens_to_this_machine_only(site: Served, tmp_path: Path, host: str) -> None:
    settings = Settings(site.content, ROOT / "templates", tmp_path / "kept", TODAY)
    with pytest.raises(CannotServe, match="can be reached from other machines"):
        serve(settings, host, 0, print)


def test_half_a_request_keeps_nobody_else_waiting(site: Served) -> None:
    with socket.create_connection(("127.0.0.1", site.port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\n")
        assert site.get("/")[0] == 200
