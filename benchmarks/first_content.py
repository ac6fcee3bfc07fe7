"""When a reader of the real chronicle first sees something: home, event, map; on a phone on a slow line, too.

    make painted

The first contentful paint as the browser tells it, the median of a few visits with an empty cache.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from benchmarks.builders import ROOT
from benchmarks.visits import READERS, Visits, first_content, served
from tests.whole_site import built_whole

KINDS = ("home.html", "event.html", "map.html")


@click.command()
@click.option("--browser", "program", help="The browser's program; without it Playwright's own.")
def main(program: str | None) -> None:
    """Measure the largest page of each kind."""
    with tempfile.TemporaryDirectory() as work:
        site = built_whole(ROOT / "content", Path(work, "site"))
        with sync_playwright() as playwright, served(site.folder) as root:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            for reader in READERS:
                print(reader.name)
                for kind in KINDS:
                    address = site.largest(kind)
                    assert address is not None
                    found = Visits(browser, root, reader).measured(address, first_content)
                    print(f"  {address:48}{found:>8,.0f} ms", flush=True)


if __name__ == "__main__":
    main()
