"""What tests in a browser start from: the browser, a served chronicle, a visitor that watches.

A test asks for ``small_site`` (a whole small chronicle, read only) or makes its own with ``serve_world``, and
opens its pages with ``visitor``. What must hold on every kind of page is tried on `page_of_a_kind`::

    def test_day_is_kept_in_the_address(visitor: Visitor, small_site: ServedSite) -> None:
        page = visitor.open(small_site, "/map/", width=PHONE, scheme="dark")
        page.get_by_role("button", name="Next day").click()
        assert page.url.endswith("#1911-12-15")
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.kinds import kinds_of_page
from tests.browser.serving import BASE_PATH, served
from tests.browser.visiting import Kept, ServedSite, Visitor
from tests.whole_site import WholeSite, built_whole
from tests.whole_site import real_site as built_once
from tests.world import ROOT, SITE, build_world

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
"""Where `tools/browser.sh` looks, too; it also gets a browser, which tests do not."""


class ServeFolder(Protocol):
    def __call__(self, folder: Path, base_path: str = ...) -> ServedSite: ...


class ServeWorld(Protocol):
    def __call__(self, notes: Mapping[str, str], site: str = ...) -> ServedSite: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHRONICLE_BROWSER") or next(filter(None, map(answering, BROWSERS)), None)
    if program is None:
        pytest.fail(
            "These tests need a browser: `make test` finds or gets one, or CHRONICLE_BROWSER names it."
        )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


def answering(name: str) -> str | None:
    """The path of a program that is there and runs; some only tell how to install them."""
    path = shutil.which(name)
    if path is None or subprocess.run([path, "--version"], capture_output=True, check=False).returncode != 0:
        return None
    return path


@pytest.fixture(scope="session")
def kept() -> Kept:
    return {}


@pytest.fixture
def visitor(browser: Browser, kept: Kept) -> Iterator[Visitor]:
    """Opens pages; at the end of the test nothing may have gone wrong on any of them."""
    visiting = Visitor(browser, kept)
    yield visiting
    visiting.close()
    assert visiting.faults == []


@pytest.fixture(scope="session")
def small_chronicle(tmp_path_factory: pytest.TempPathFactory) -> WholeSite:
    """That of the South Pole, with a base path in its settings."""
    folder = tmp_path_factory.mktemp("small") / "site"
    content = ROOT / "tests" / "chronicles" / "south-pole" / "content"
    return built_whole(content, folder, f"https://pole.example.org{BASE_PATH}")


@pytest.fixture(scope="session")
def small_site(small_chronicle: WholeSite) -> Iterator[ServedSite]:
    """The chronicle of the South Pole, whole, below a base path. Tests only read it."""
    with served(small_chronicle.folder) as root:
        yield ServedSite(small_chronicle.folder, root)


@pytest.fixture(scope="session")
def real_chronicle(tmp_path_factory: pytest.TempPathFactory) -> WholeSite:
    return built_once(tmp_path_factory)


@pytest.fixture(scope="session")
def real_site(real_chronicle: WholeSite) -> Iterator[ServedSite]:
    """The real chronicle, where its settings say that it stands. Tests only read it."""
    with served(real_chronicle.folder, base_path="/") as root:
        yield ServedSite(real_chronicle.folder, root)


@pytest.fixture(params=kinds_of_page())
def kind(request: pytest.FixtureRequest) -> str:
    """Each template in turn that pages are made from."""
    template: str = request.param
    return template


@pytest.fixture
def page_of_a_kind(kind: str, real_chronicle: WholeSite, real_site: ServedSite) -> tuple[ServedSite, str]:
    """Of each template in turn the page of the real chronicle with most on it: its site and its address."""
    address = real_chronicle.largest(kind)
    assert address is not None, f"no page of the real chronicle is made from {kind}"
    return real_site, address


@pytest.fixture
def short_page_of_a_kind(
    kind: str, small_chronicle: WholeSite, small_site: ServedSite, request: pytest.FixtureRequest
) -> tuple[ServedSite, str]:
    """The same of the small chronicle, for what takes a while on long pages, or of the real one."""
    address = small_chronicle.largest(kind)
    if address is not None:
        return small_site, address
    real_chronicle: WholeSite = request.getfixturevalue("real_chronicle")
    real_site: ServedSite = request.getfixturevalue("real_site")
    return real_site, real_chronicle.addresses[kind][0]


@pytest.fixture
def serve_folder() -> Iterator[ServeFolder]:
    """Serves any folder until the test ends."""
    with ExitStack() as stack:

        def serve(folder: Path, base_path: str = BASE_PATH) -> ServedSite:
            return ServedSite(folder, stack.enter_context(served(folder, base_path)))

        yield serve


@pytest.fixture
def serve_world(tmp_path: Path, serve_folder: ServeFolder) -> ServeWorld:
    """Builds notes, beside the towns and guilds of `tests/world.py`, and serves the site."""

    def serve(notes: Mapping[str, str], site: str = SITE) -> ServedSite:
        return serve_folder(build_world(tmp_path, notes, site).site)

    return serve
