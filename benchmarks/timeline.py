"""How quickly the timeline opens and answers, in a browser: a generated chronicle, a phone on a slow line.

    python -m benchmarks.timeline 10000 [--browser /usr/bin/chromium]

Only the pages that are measured are rendered. Each figure is the median of a few
visits with an empty cache; what is sent is compressed, as hosts do.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from urllib.parse import urlsplit

import click
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.builders import ROOT
from benchmarks.generate import write
from chronicle import build as engine
from chronicle.render import render
from chronicle.wording import language

TODAY = "2026-11-25"
VISITS = 3
FIRST_CONTENT = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime"""
INDEX_READ = "() => !document.querySelector('.choices').disabled"
FILTERED = """([name, value]) => new Promise((resolve) => {
  const control = document.querySelector(`select[name=${name}], input[name=${name}][value="${value}"]`);
  const list = document.querySelector(".results") ?? document.querySelector(".listed");
  const started = performance.now();
  const done = () => list.querySelector(".event-row:not([hidden])") !== null && list.hidden === false;
  const end = () => resolve(performance.now() - started);
  const look = () => (done() ? requestAnimationFrame(end) : setTimeout(look, 1));
  if (control.type === "radio") control.checked = true; else control.value = value;
  control.dispatchEvent(new Event("change", { bubbles: true }));
  look();
})"""


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


def render_some(content: Path, folder: Path) -> list[str]:
    """The timeline, the years, the index and the assets of a chronicle; returns the addresses."""
    checked = engine.check(content, TODAY, drafts=False)
    assert not checked.has_errors, "\n".join(map(str, checked.problems[:5]))
    assert checked.site is not None
    wanted = [page for page in checked.pages if _is_measured(page.address)]
    paths = sorted((ROOT / "templates").rglob("*.html"))
    templates = {path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8") for path in paths}
    for address, made in render(wanted, templates, checked.site, language(checked.site.languages[0])):
        path = folder / address.lstrip("/") / ("index.html" if address.endswith("/") else "")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
    for asset in (ROOT / "templates" / "assets").iterdir():
        target = folder / "assets" / asset.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(asset.read_bytes())
    return [page.address for page in wanted]


def _is_measured(address: str) -> bool:
    return address.startswith("/timeline/") or (len(address) == 6 and address[1:5].isdigit())


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


def ready(page: Page) -> float:
    page.wait_for_function(INDEX_READ)
    return float(page.evaluate("() => performance.now()"))


def filtered(name: str, value: str | None) -> Callable[[Page], float]:
    """From the choice to the first rows of its result; `value` None: the last place of the list."""

    def measure(page: Page) -> float:
        page.wait_for_function(INDEX_READ)
        word = value or page.evaluate(
            "() => [...document.querySelector('select[name=place]').options].at(-1).value"
        )
        return float(page.evaluate(FILTERED, [name, word]))

    return measure


def sizes(folder: Path, addresses: list[str]) -> Iterator[tuple[str, int, int]]:
    """The largest year, the timeline, the index: bytes, and bytes compressed."""
    for address in addresses:
        path = folder / address.lstrip("/") / ("index.html" if address.endswith("/") else "")
        content = path.read_bytes()
        yield address, len(content), len(gzip.compress(content, 9, mtime=0))


@click.command()
@click.argument("number", type=click.IntRange(min=1))
@click.option("--browser", "program", help="The browser's program; without it Playwright's own.")
def main(number: int, program: str | None) -> None:
    """Measure the timeline of a chronicle of NUMBER events."""
    with tempfile.TemporaryDirectory() as work:
        content, folder = Path(work, "content"), Path(work, "site")
        write(number, content)
        found = sorted(sizes(folder, render_some(content, folder)), key=lambda row: -row[1])
        for address, size, packed in found:
            print(f"{address:22}{size:>12,} bytes{packed:>10,} gzipped")
        year = next(address for address, _, _ in found if address[1:5].isdigit())
        with sync_playwright() as playwright, served(folder) as root:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            for reader in READERS:
                visits = Visits(browser, root, reader)
                print(reader.name)
                for address in ("/timeline/", year):
                    for words, measure in (
                        ("first content", first_content),
                        ("filter ready", ready),
                        ("major only", filtered("importance", "3")),
                        ("one place", filtered("place", None)),
                    ):
                        print(
                            f"  {address:12}{words:16}{visits.measured(address, measure):>8,.0f} ms",
                            flush=True,
                        )


if __name__ == "__main__":
    main()
