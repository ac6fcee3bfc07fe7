"""Pages opened in a browser, and what went wrong on them without anybody looking."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

PHONE, DESK = 360, 1280
"""Widths at which every page is looked at."""


@dataclass(frozen=True)
class ServedSite:
    folder: Path
    root: str
    """Where it is served, with a slash at the end."""

    def url(self, address: str) -> str:
        """Of an address as templates write it: ``/events/x/``."""
        return urljoin(self.root, address.removeprefix("/"))


@dataclass
class Visitor:
    """Opens pages and notes every console error, failed request, request to elsewhere and blocked script.

    At the end of a test its `faults` must be empty; a test that provokes one looks at it and clears the list.
    A violation of the Content-Security-Policy is a console error.
    """

    browser: Browser
    faults: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

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
    ) -> Page:
        """A page in a context of its own (nothing stored, nothing cached), loaded to the end."""
        page = self.new_page(
            site.root,
            width=width,
            height=height,
            scheme=scheme,
            javascript=javascript,
            reduced_motion=reduced_motion,
            touch=touch,
        )
        page.goto(site.url(address))
        if javascript and page.locator("script[type=module]").count():
            page.wait_for_load_state("networkidle")  # what scripts load at once has come
        return page

    def new_page(
        self,
        root: str,
        *,
        width: int = DESK,
        height: int = 800,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        reduced_motion: bool = False,
        touch: bool = False,
    ) -> Page:
        """An empty, watched page; what does not begin with `root` is a request to elsewhere."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce" if reduced_motion else "no-preference",
            has_touch=touch,
            locale="en-GB",
            timezone_id="UTC",
        )
        context.set_default_timeout(10_000)
        self._contexts.append(context)
        self._watch(context, root)
        return context.new_page()

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _watch(self, context: BrowserContext, root: str) -> None:
        def on_console(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.faults.append(f"console: {message.text}")

        def on_request(request: Request) -> None:
            if not request.url.startswith((root, "data:", "blob:", "about:")):
                self.faults.append(f"request to elsewhere: {request.url}")

        def on_failed(request: Request) -> None:
            # One that the page gave up, or that a new page cut short, has not failed; what the policy of the
            # page forbids is a console error, unless scripts are off and were only to be loaded early
            if request.failure not in ("net::ERR_ABORTED", "csp"):
                self.faults.append(f"failed request: {request.url}: {request.failure}")

        def on_response(response: Response) -> None:
            if response.status >= 400:
                self.faults.append(f"failed request: {response.url}: {response.status}")

        context.on("console", on_console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", on_request)
        context.on("requestfailed", on_failed)
        context.on("response", on_response)
