"""Pages opened in a browser, and what went wrong on them without anybody looking."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Literal
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

PHONE, DESK = 360, 1280
"""Widths at which every page is looked at."""

REST = "() => new Promise(rest => requestAnimationFrame(() => requestIdleCallback(rest, {timeout: 500})))"
"""The page has drawn itself and has nothing else to do."""
RESTS = 3
"""So often in a row, while nothing is under way: what has just come is still to be worked in."""
PATIENCE = 10
"""Seconds."""


@dataclass(frozen=True)
class ServedSite:
    folder: Path
    root: str
    """Where it is served, with a slash at the end."""

    def url(self, address: str) -> str:
        """Of an address as templates write it: ``/events/x/``."""
        return urljoin(self.root, address.removeprefix("/"))


Kept = dict[tuple[bool, bool], BrowserContext]
"""Contexts that tests share, by whether scripts run and whether fingers tap: a page in a new one takes a
second of the processor, in one where another is open 0.4."""

STORED = """() => {
    const found = document.cookie + JSON.stringify({...localStorage})
    localStorage.clear()
    return found
}"""


def context_in(browser: Browser, javascript: bool, touch: bool) -> BrowserContext:
    context = browser.new_context(
        java_script_enabled=javascript, has_touch=touch, locale="en-GB", timezone_id="UTC"
    )
    context.set_default_timeout(PATIENCE * 1000)
    return context


@dataclass
class Visitor:
    """Opens pages and notes every console error, failed request, request to elsewhere and blocked script.

    At the end of a test its `faults` must be empty; a test that provokes one looks at it and clears the list.
    A violation of the Content-Security-Policy is a console error.
    """

    browser: Browser
    kept: Kept = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _opened: list[tuple[Page, str]] = field(default_factory=list)
    """Each with the root of its site."""
    _alone: list[BrowserContext] = field(default_factory=list)
    _underway: set[Request] = field(default_factory=set)

    def open(
        self,
        site: ServedSite,
        address: str = "/",
        *,
        width: int = DESK,
        height: int = 800,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        reduced_motion: bool = False,
        touch: bool = False,
        alone: bool = False,
    ) -> Page:
        """A page loaded to the end, as if for the first time: nothing is cached, and the site stores nothing.

        `alone`: in a context of its own, for a test that sets its clock or gives it permissions.
        """
        context = self._new(javascript, touch) if alone else self._kept(javascript, touch)
        page = context.new_page()
        self._watch(page, site.root)
        page.on("popup", lambda other: self._watch(other, site.root))
        self._opened.append((page, site.root))
        page.set_viewport_size({"width": width, "height": height})
        motion: Literal["reduce", "no-preference"] = "reduce" if reduced_motion else "no-preference"
        page.emulate_media(color_scheme=scheme, reduced_motion=motion)
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.goto(site.url(address))
        if javascript and page.locator("script[type=module]").count():
            self.settle(page)
        return page

    def settle(self, page: Page) -> None:
        """Wait until what scripts load at once has come and is shown.

        Playwright's `networkidle` means half a second without a request, which every page would cost.
        """
        end, rests = monotonic() + PATIENCE, 0
        while rests < RESTS:
            page.evaluate(REST)
            rests = 0 if self._underway else rests + 1
            if monotonic() > end:
                raise AssertionError(f"still loading: {[it.url for it in self._underway]}")

    def new_page(
        self,
        root: str,
        *,
        width: int = DESK,
        height: int = 800,
        scheme: Literal["light", "dark"] = "light",
    ) -> Page:
        """An empty page in a context of its own, watched as all that are opened there.

        What does not begin with `root` is a request to elsewhere.
        """
        context = self._new()
        context.on("page", lambda page: self._watch(page, root))
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        return page

    def close(self) -> None:
        while self._opened:
            page, root = self._opened.pop()
            if page.url.startswith(root) and (stored := page.evaluate(STORED)) != "{}":
                self.faults.append(f"stored: {stored}")
                page.context.clear_cookies()
            page.close()
        while self._alone:
            self._alone.pop().close()

    def _kept(self, javascript: bool, touch: bool) -> BrowserContext:
        if (javascript, touch) not in self.kept:
            self.kept[javascript, touch] = context_in(self.browser, javascript, touch)
            self.kept[javascript, touch].new_page()  # stays open: with the last page its process ends
        return self.kept[javascript, touch]

    def _new(self, javascript: bool = True, touch: bool = False) -> BrowserContext:
        self._alone.append(context_in(self.browser, javascript, touch))
        return self._alone[-1]

    def _watch(self, page: Page, root: str) -> None:
        def on_console(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.faults.append(f"console: {message.text}")

        def on_request(request: Request) -> None:
            self._underway.add(request)
            if not request.url.startswith((root, "data:", "blob:", "about:")):
                self.faults.append(f"request to elsewhere: {request.url}")

        def on_failed(request: Request) -> None:
            self._underway.discard(request)
            # One that the page gave up, or that a new page cut short, has not failed; what the policy of the
            # page forbids is a console error, unless scripts are off and were only to be loaded early
            if request.failure not in ("net::ERR_ABORTED", "csp"):
                self.faults.append(f"failed request: {request.url}: {request.failure}")

        def on_response(response: Response) -> None:
            if response.status >= 400:
                self.faults.append(f"failed request: {response.url}: {response.status}")

        page.on("console", on_console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", on_request)
        page.on("requestfailed", on_failed)
        page.on("requestfinished", lambda request: self._underway.discard(request))
        page.on("response", on_response)
