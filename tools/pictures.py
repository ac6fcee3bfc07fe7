"""Make the pictures of `docs/editors.md`: pages of the small chronicle in `tests/`, while it is corrected.

make pictures
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
WIDTH = 720
WIDE = 1000
"""Where two maps stand side by side."""
MOST_BYTES = 60_000

NOTE = "content/events/1911/1911-12-14-amundsen-reaches-the-pole.md"
EVENT = "events/amundsen-reaches-the-pole/"
DATE = "date: 1911-12-14"
WRONG_DATE = "date: 1911-12-15"
SLIP = "date: 14.12.1911"
EDITOR = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "An editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "An editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
}


@dataclass(frozen=True)
class Chronicle:
    """A copy of the small chronicle, in a repository of its own."""

    folder: Path

    def git(self, *arguments: str, day: str = "2026-11-20") -> None:
        dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T12:00:00Z")
        environment = {**os.environ, **EDITOR, **dates}
        subprocess.run(["git", *arguments], cwd=self.folder, env=environment, check=True)

    def commit(self, subject: str, day: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", subject, day=day)

    def build_py(self, *arguments: str) -> None:
        command = [sys.executable, str(ROOT / "build.py"), *arguments, "--templates", str(ROOT / "templates")]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def edit(self, old: str, new: str) -> None:
        path = self.folder / NOTE
        text = path.read_text("utf-8")
        if old not in text:
            raise SystemExit(f"{NOTE} has no {old!r} any more")
        path.write_text(text.replace(old, new), "utf-8")

    @contextmanager
    def served(self) -> Iterator[str]:
        """The address at which `serve` shows it."""
        command = [sys.executable, str(ROOT / "build.py"), "serve", "--port", "0"]
        command += ["--templates", str(ROOT / "templates")]
        with subprocess.Popen(command, cwd=self.folder, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            try:
                yield next(found[0] for line in process.stderr if (found := re.search(r"http://\S+/", line)))
            finally:
                process.terminate()


@click.command()
@click.option("--browser", "program", help="The browser's program; without it Playwright's own.")
def main(program: str | None) -> None:
    """Make all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        chronicle = begun(Path(work, "pole"))
        pictures(chronicle, browser)


def begun(folder: Path) -> Chronicle:
    """The chronicle with a wrong date, published."""
    shutil.copytree(ROOT / "tests/chronicles/south-pole/content", folder / "content")
    chronicle = Chronicle(folder)
    text = (folder / NOTE).read_text("utf-8")
    (folder / NOTE).write_text(
        re.sub(r"corrections:\n(?: .*\n)+", "", text).replace(DATE, WRONG_DATE), "utf-8"
    )
    (folder / ".gitignore").write_text("/site/\n/.site.*\n/review/\n", "utf-8")
    chronicle.git("init", "--quiet", "--initial-branch=main")
    chronicle.commit("How it began", "2026-11-20")
    return chronicle


def pictures(chronicle: Chronicle, browser: Browser) -> None:
    """From the page that is wrong to the page that tells of it."""
    site, review = chronicle.folder / "site", chronicle.folder / "review"
    right = (ROOT / "tests/chronicles/south-pole" / NOTE).read_text("utf-8")

    chronicle.build_py("build", "--no-cards", "--no-search")
    with opened(browser, (site / EVENT / "index.html").as_uri()) as page:
        take(page, "edit-this-page", "#about-page", height=172)

    chronicle.git("switch", "--quiet", "--create", "date")
    with chronicle.served() as address, opened(browser, address + EVENT) as page:
        chronicle.edit(WRONG_DATE, SLIP)
        page.get_by_text("bad-date").first.wait_for()
        page.evaluate("scrollTo(0, 0)")
        take(page, "an-error-while-you-write", "html", height=420)

    (chronicle.folder / NOTE).write_text(right, "utf-8")
    chronicle.commit("At the Pole on the 14th: the diaries kept another date", "2026-11-22")
    chronicle.build_py("diff", "main")
    with opened(browser, (review / "index.html").as_uri(), width=WIDE) as page:
        take(page, "review", "main", height=1112)

    chronicle.build_py("build", "--no-cards", "--no-search")
    with opened(browser, (site / EVENT / "index.html").as_uri()) as page:
        take(page, "corrected", "#about-page", height=312)
    with opened(browser, (site / "corrections/index.html").as_uri()) as page:
        take(page, "corrections", "main", height=346)


@contextmanager
def opened(browser: Browser, address: str, width: int = WIDTH) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, device_scale_factor=1.5)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def take(page: Page, name: str, start: str, height: int) -> None:
    """A piece of a page from the top of an element on."""
    box = page.locator(start).first.bounding_box()
    size = page.viewport_size
    assert box is not None, f"the page has no {start}"
    assert size is not None
    beyond = box["y"] + height > size["height"]
    clip = {"x": 0, "y": max(0, box["y"] - 12), "width": size["width"], "height": height}
    session = page.context.new_cdp_session(page)
    settings = {"format": "webp", "quality": 80, "captureBeyondViewport": beyond}
    taken = session.send("Page.captureScreenshot", {**settings, "clip": {**clip, "scale": 1}})
    content = base64.b64decode(taken["data"])
    if len(content) > MOST_BYTES:
        raise SystemExit(f"{name} has {len(content)} bytes")
    (FOLDER / f"{name}.webp").write_bytes(content)
    print(f"{name}.webp: {len(content)} bytes")


if __name__ == "__main__":
    main()
