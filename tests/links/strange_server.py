"""A server that behaves as sources' servers do, well and badly, and notes what it is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, urlsplit


class StrangeServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, host: str) -> None:
        super().__init__((host, 0), _Handler)
        self.root = f"http://{host}:{self.server_address[1]}"
        self.asked: list[tuple[str, str, dict[str, str], float]] = []
        """Method, path, headers, when."""
        self.copies: dict[str, str] = {}
        """Of the archive: address to copy."""
        self.most_at_once = 0
        self.now = 0
        self.turn = Lock()
        self.closing = Event()

    def paths(self) -> list[str]:
        return [f"{method} {path}" for method, path, _, _ in self.asked]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asks may go away."""


class _Handler(BaseHTTPRequestHandler):
    server: StrangeServer

    def do_GET(self) -> None:
        server = self.server
        with server.turn:
            server.asked.append((self.command, self.path, dict(self.headers.items()), monotonic()))
            server.now += 1
            server.most_at_once = max(server.most_at_once, server.now)
        try:
            self._answer(urlsplit(self.path))
        finally:
            with server.turn:
                server.now -= 1

    do_HEAD = do_GET  # noqa: N815  # http.server's name for it

    def _answer(self, url: Any) -> None:  # noqa: C901  # a case each
        tries = sum(path == self.path for _, path, _, _ in self.server.asked)
        match url.path.split("/")[1:]:
            case ["status", code]:
                self._send(int(code))
            case ["only-get"]:
                self._send(200 if self.command == "GET" else 405)
            case ["lead", code]:
                self._send(int(code), Location=url.query)
            case ["round"]:
                self._send(302, Location="/round")
            case ["busy", "once"]:
                self._send(200) if tries > 1 else self._send(503, **{"Retry-After": "0"})
            case ["busy"]:
                self._send(429, **{"Retry-After": "100000"})
            case ["silent"]:
                self.server.closing.wait(30)
            case ["drips"]:
                self._drip(b"HTTP/1.1 200 OK\r\nX-Endless: ")
            case ["endless"]:
                self._send_head(200)
                self._drip(b"")
            case ["nonsense"]:
                self.wfile.write(b"\x00\x1b[31mwhat?\r\n\r\n")
            case ["evil"]:
                self._send(301, Location="/status/404?\x1b[2J here")
            case ["available"]:
                self._available(parse_qs(url.query)["url"][0])
            case _:
                self._send(200)

    def _available(self, url: str) -> None:
        copy = self.server.copies.get(url)
        closest = (
            {"closest": {"available": True, "url": copy, "status": "200", "timestamp": "1"}} if copy else {}
        )
        content = json.dumps({"url": url, "archived_snapshots": closest}).encode()
        self._send_head(200, **{"Content-Length": str(len(content))})
        self.wfile.write(content)

    def _drip(self, start: bytes) -> None:
        """A byte every now and then, each in time, without end."""
        self.wfile.write(start)
        while not self.server.closing.wait(0.05):
            self.wfile.write(b"a")
            self.wfile.flush()

    def _send(self, status: int, **headers: str) -> None:
        self._send_head(status, **{"Content-Length": "0", **headers})

    def _send_head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@contextmanager
def strange_server(host: str = "127.0.0.1") -> Iterator[StrangeServer]:
    server = StrangeServer(host)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
