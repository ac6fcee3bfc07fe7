"""Answers requests, from memory: there is no folder that an address could lead out of."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import BoundedSemaphore, Lock
from typing import Any
from urllib.parse import unquote

from chronicle.serving.preview import Preview
from chronicle.serving.shown import PLACE, with_notice
from chronicle.serving.visitors import refusal

KINDS = {
    ".bib": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml",
}
OWN = {"reload.js", "serve.css"}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
MOST_LISTENERS = 64
BEAT = 15.0
"""Seconds between two signs of life to a page that listens."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host: str, port: int, today: str, name: str) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.host = host
        self.today = today
        self._name = name
        self.preview: Preview | None = None
        self.listeners = BoundedSemaphore(MOST_LISTENERS)
        self._looked_at: Counter[str] = Counter()
        self._turn = Lock()
        super().__init__((host, port), _Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"

    def mark(self, number: int) -> str:
        """Stands for a state of the files; another server never has the same."""
        return f"{self._name}-{number}"

    def looks_at(self, address: str, change: int) -> None:
        """One page more, or one less, that is open in a browser."""
        with self._turn:
            self._looked_at[address] += change
            self._looked_at = +self._looked_at

    def looked_at(self) -> Sequence[str]:
        """The addresses of the pages that are open."""
        with self._turn:
            return tuple(self._looked_at)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away while it is answered is nothing to be told of."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    server: Server

    def do_GET(self) -> None:  # http.server's name for it
        refused = refusal(
            {name.lower(): value for name, value in self.headers.items()}, self.server.host, self.server.port
        )
        if refused is not None:
            self._send(HTTPStatus.FORBIDDEN, refused.encode() + b"\n", ".txt")
            return
        path, _, query = self.path.partition("?")
        address = unquote(path, errors="replace")
        if address == f"{PLACE}changes":
            self._tell_changes(unquote(query, errors="replace"))
        elif address.startswith(PLACE):
            self._own(address.removeprefix(PLACE))
        else:
            self._page(address)

    do_HEAD = do_GET  # noqa: N815  # http.server's name for it

    def _page(self, address: str) -> None:
        assert self.server.preview is not None
        shown = self.server.preview.shown(address)
        if not (shown.is_found or address.endswith("/")) and self.server.preview.has(address + "/"):
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", ".txt", {"Location": self.path.split("?")[0] + "/"})
            return
        is_page = address.endswith(("/", ".html")) or not shown.is_found
        failed = shown.failure is not None or not shown.content
        if is_page:
            content = with_notice(shown, self.server.mark(shown.state.number), self.server.today)
        else:
            content = str(shown.failure).encode() if shown.failure is not None else shown.content
        status = HTTPStatus.OK if shown.is_found else HTTPStatus.NOT_FOUND
        if failed and (shown.failure or shown.state.failure or shown.state.errors):
            status = HTTPStatus.INTERNAL_SERVER_ERROR
        self._send(status, content, ".html" if is_page else PurePosixPath(address).suffix)

    def _own(self, name: str) -> None:
        if name not in OWN:
            self._send(HTTPStatus.NOT_FOUND, b"There is no such file.\n", ".txt")
            return
        self._send(HTTPStatus.OK, (Path(__file__).parent / name).read_bytes(), PurePosixPath(name).suffix)

    def _tell_changes(self, address: str) -> None:
        """Server-sent events: the number of the state, at once and whenever it is another one."""
        if not self.server.listeners.acquire(blocking=False):
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, b"Too many pages are open.\n", ".txt")
            return
        self.server.looks_at(address, 1)
        try:
            self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Connection": "close"})
            self.close_connection = True
            if self.command != "HEAD":
                self._events()
        except OSError:  # the page was closed
            pass
        finally:
            self.server.looks_at(address, -1)
            self.server.listeners.release()

    def _events(self) -> None:
        assert self.server.preview is not None
        preview = self.server.preview
        self.wfile.write(b"retry: 300\n\n")
        told = 0
        while True:
            number = preview.newer_than(told, BEAT)
            self.wfile.write(f"data: {self.server.mark(number)}\n\n".encode() if number != told else b":\n\n")
            told = number

    def _send(
        self, status: HTTPStatus, content: bytes, suffix: str, more: dict[str, str] | None = None
    ) -> None:
        kind = KINDS.get(suffix, "application/octet-stream")
        self._head(status, {"Content-Type": kind, "Content-Length": str(len(content)), **(more or {})})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def version_string(self) -> str:
        """Nothing about the versions of what is at work."""
        return "chronicle"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # http.server's name for it
        """Requests are not worth a line."""
