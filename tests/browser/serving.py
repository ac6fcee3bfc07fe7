"""A folder served on this machine below a base path, as a plain web host would serve it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

BASE_PATH = "/deep/er/"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".wasm": "application/wasm",
    "": "application/octet-stream",
}


class Handler(SimpleHTTPRequestHandler):
    """Files of one folder, only below the base path; for all else the site's own 404 page."""

    protocol_version = "HTTP/1.1"
    # Never the machine's own table of types, which may differ
    extensions_map = TYPES

    def __init__(self, *arguments: object, folder: Path, base_path: str) -> None:
        self.folder = folder
        self.base_path = base_path
        super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type] # as the server calls it

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base_path):
            return str(self.folder / "outside the base path")
        return super().translate_path("/" + path.removeprefix(self.base_path))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.folder / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Say nothing: the tests watch the browser's side."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a page that is left while it loads."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path, base_path: str = BASE_PATH, handler: type[Handler] = Handler) -> Iterator[str]:
    """The address of the folder's root, with a slash at its end, while it is served."""
    make = partial(handler, folder=folder, base_path=base_path)
    with Server(("127.0.0.1", 0), make) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base_path}"
        finally:
            server.shutdown()
            thread.join()
