"""How quickly the timeline opens and answers, in a browser: a generated chronicle, a phone on a slow line.

    python -m benchmarks.timeline 10000 [--browser /usr/bin/chromium]

Only the pages that are measured are rendered. Each figure is the median of a few
visits with an empty cache; what is sent is compressed, as hosts do.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from playwright.sync_api import Page, sync_playwright

from benchmarks.builders import ROOT
from benchmarks.generate import write
from benchmarks.visits import READERS, Visits, first_content, served
from chronicle import build as engine
from chronicle.render import render
from chronicle.wording import language

TODAY = "2026-11-25"
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
