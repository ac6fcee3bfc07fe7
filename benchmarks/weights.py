"""What pages of the real chronicle weigh, with everything that they load, compressed as hosts do.

    make weights

The largest page of every kind is opened in a browser, so that what scripts load counts, too. Ends with 1
where something is heavier than it may be.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
from playwright.sync_api import Browser, Response, sync_playwright

from benchmarks.builders import ROOT
from benchmarks.visits import served
from tests.whole_site import WholeSite, built_whole

BOUNDS = {"event.html": 50_000, "home.html": 200_000, "map.html": 200_000}
SCRIPTS = 30_000
"""All of them together, before full-text search."""


@dataclass(frozen=True)
class Weight:
    name: str
    page: int
    """Bytes of the page alone."""
    compressed: int
    whole: int
    """Compressed, with all that it loads."""
    bound: int | None = None

    @property
    def is_too_heavy(self) -> bool:
        return self.bound is not None and self.whole > self.bound

    def __str__(self) -> str:
        bound = "" if self.bound is None else f"  of {self.bound:,}"
        mark = "  TOO HEAVY" if self.is_too_heavy else ""
        return f"{self.name:56}{self.page:>10,}{self.compressed:>10,}{self.whole:>10,}{bound}{mark}"


def page_weights(site: WholeSite, browser: Browser) -> list[Weight]:
    with served(site.folder) as root:
        largest = {kind: site.largest(kind) for kind in site.addresses if kind.endswith(".html")}
        return [
            page_weight(site, browser, root, address, BOUNDS.get(kind))
            for kind, address in sorted(largest.items())
            if address is not None and not address.endswith(".html")
        ]


def page_weight(site: WholeSite, browser: Browser, root: str, address: str, bound: int | None) -> Weight:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    loaded: list[Path] = []

    def on_response(response: Response) -> None:
        loaded.append(site.path(unquote(urlsplit(response.url).path)))

    page.on("response", on_response)
    page.goto(root + address, wait_until="networkidle")
    page.close()
    path = site.path(address)
    return Weight(
        address, path.stat().st_size, compressed(path), sum(map(compressed, dict.fromkeys(loaded))), bound
    )


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def script_weights(site: WholeSite) -> list[Weight]:
    scripts = sorted((site.folder / "assets").glob("*.js"))
    each = [Weight(it.name, it.stat().st_size, compressed(it), compressed(it)) for it in scripts]
    sums = (sum(it.page for it in each), sum(it.whole for it in each))
    return [*each, Weight("all scripts", sums[0], sums[1], sums[1], SCRIPTS)]


@click.command()
@click.option("--browser", "program", help="The browser's program; without it Playwright's own.")
def main(program: str | None) -> None:
    """Weigh the largest page of every kind, and the scripts."""
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        site = built_whole(ROOT / "content", Path(work, "site"))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        weights = [*page_weights(site, browser), *script_weights(site)]
    print(f"{'':56}{'bytes':>10}{'gzipped':>10}{'with all':>10}")
    print(*weights, sep="\n")
    sys.exit(any(weight.is_too_heavy for weight in weights))


if __name__ == "__main__":
    main()
