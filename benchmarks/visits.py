"""Visits to a served site by readers with quick and with slow machines, each with an empty cache."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

VISITS = 3
FIRST_CONTENT = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime"""


@dataclass(frozen=True)
class Reader:
    name: str
    slowness: int
    """So many times slower than this machine."""
    bytes_per_second: int | None
    latency_ms: int


READERS = (
    Reader("this machine", 1, None, 0),
    Reader("slow phone (CPU 4 ×, 400 kbit/s, 400 ms)", 4, 50_000, 400),
)


class Compressed(SimpleHTTPRequestHandler):
    """Files as a host would send them: compressed, and kept by nobody."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(urlsplit(self.path).path))
        file = path / "index.html" if path.is_dir() else path
        if not file.exists():
            self.send_error(404)
            return
        content = gzip.compress(file.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file.name))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(ConnectionError):  # the visit is over
            self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """The figures are all that is printed."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=str(folder))) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Visits:
    """A browser on a served folder; every visit has a context of its own."""

    def __init__(self, browser: Browser, root: str, reader: Reader) -> None:
        self._browser, self._root, self._reader = browser, root, reader

    def measured(self, address: str, measure: Callable[[Page], float]) -> float:
        """The median of what `measure` finds on an opened page, in milliseconds."""
        return median(self._visit(address, measure) for _ in range(VISITS))

    def _visit(self, address: str, measure: Callable[[Page], float]) -> float:
        context = self._browser.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": self._reader.slowness})
        line = self._reader.bytes_per_second or -1
        conditions = {"offline": False, "latency": self._reader.latency_ms}
        session.send(
            "Network.emulateNetworkConditions",
            {**conditions, "downloadThroughput": line, "uploadThroughput": line},
        )
        page.set_default_timeout(180_000)
        page.goto(self._root + address, wait_until="commit")
        found = measure(page)
        context.close()
        return found


def first_content(page: Page) -> float:
    page.wait_for_function(FIRST_CONTENT)
    return float(page.evaluate(FIRST_CONTENT))
