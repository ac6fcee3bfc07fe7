"""The pages of one state of the notes, each to be had as soon as it is planned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Condition, Thread

from chronicle.derive import Derived
from chronicle.exports import EXPORTS
from chronicle.exports.sitemap import sitemap_pages
from chronicle.model import Chronicle, Page
from chronicle.pages import SECTIONS
from chronicle.pages.assets import asset_pages
from chronicle.pages.search import with_full_text

LONGEST_WAIT = 60.0
"""Seconds for a page that is not planned yet."""


@dataclass(frozen=True)
class Failed:
    """What a section raised: a mistake in the engine."""

    error: Exception


class Edition:
    """Plans in a thread of its own, a section after another, those that somebody waits for first.

    `before` is the edition before, which tells the section that a page is of.
    The pages are those of `plan.plan`.
    """

    def __init__(
        self,
        chronicle: Chronicle,
        derived: Derived,
        assets: Mapping[str, bytes],
        *,
        full_text: bool = False,
        before: Edition | None = None,
    ) -> None:
        self._chronicle = chronicle
        self._derived = derived
        self._planned_with = chronicle.prose
        """The prose that pages were planned with, where other prose has come since."""
        self._full_text = full_text
        self._sections: dict[int, Iterator[Page]] = {
            number: section(chronicle, derived) for number, section in enumerate((*SECTIONS, *EXPORTS))
        }
        self._pages: dict[int, dict[str, Page]] = {-1: {it.address: it for it in asset_pages(assets)}}
        self._section_of: dict[str, int] = before.sections if before is not None else {}
        self._wanted: list[int] = []
        self._came = Condition()
        self._given_up = False
        self._whole: dict[str, Page] | None = None
        self.clashes: frozenset[str] = frozenset()
        """Addresses that two pages claim; known when all is planned."""
        self.failed: Failed | None = None
        """What went wrong on the way."""

    @property
    def chronicle(self) -> Chronicle:
        return self._chronicle

    @property
    def sections(self) -> dict[str, int]:
        """Address to the number of the section that it is of, as far as that is known."""
        return self._section_of

    def start(self, wanted: Sequence[str], then: Callable[[Edition], None]) -> None:
        """Begin, with the sections of these addresses; call `then` when all is planned."""
        self._wanted += [self._section_of[it] for it in reversed(wanted) if it in self._section_of]
        Thread(target=self._run, args=(then,), daemon=True, name="plan").start()

    def give_up(self) -> None:
        """Stop: there is a newer one."""
        self._given_up = True

    def page(self, address: str) -> Page | None:
        """The page at an address, waited for; None where there is none."""
        with self._came:
            if self._whole is None and address in self._section_of:
                self._wanted.append(self._section_of[address])
            self._came.wait_for(lambda: self._whole is not None or self._found(address), LONGEST_WAIT)
            return self._whole.get(address) if self._whole is not None else self._found(address)

    def with_its_prose(self, page: Page) -> Page:
        """The page with its inputs put together, and with the text of its note as it is now."""
        planned, now = self._planned_with, self._chronicle.prose
        if planned is now:
            return replace(page, given=page.inputs)
        others = {id(prose): now[it] for it, prose in planned.items() if now[it] is not prose}
        return replace(page, given=tuple(others.get(id(value), value) for value in page.inputs))

    def addresses(self) -> frozenset[str]:
        """Of all pages; empty while not all of them are planned."""
        return frozenset(self._whole or ())

    def with_assets(self, assets: Mapping[str, bytes]) -> Edition:
        """The same pages with other styles and scripts; waits until all are planned."""
        with self._came:
            self._came.wait_for(lambda: self._whole is not None, LONGEST_WAIT)
        kept = {it: page for it, page in (self._whole or {}).items() if not it.startswith("/assets/")}
        return self._with(kept | {it.address: it for it in asset_pages(assets)}, self._chronicle)

    def with_prose(self, chronicle: Chronicle) -> Edition | None:
        """The pages of a chronicle that differs from this one's in prose alone; None before all are planned.

        Nothing looks into prose before a page is made, so each page is what it
        was, with the other text in the place of the one: `with_its_prose`.
        """
        return None if self._whole is None else self._with(self._whole, chronicle)

    def _with(self, pages: dict[str, Page], chronicle: Chronicle) -> Edition:
        """Another with these pages, all of them planned."""
        other = Edition(chronicle, self._derived, {}, before=self)
        other._whole = pages
        other._planned_with = self._planned_with
        other.clashes = self.clashes
        other.failed = self.failed
        return other

    # --- in the thread ----------------------------------------------------------

    def _run(self, then: Callable[[Edition], None]) -> None:
        while self._sections and not self._given_up:
            self._step()
        if self._given_up:
            return
        whole: dict[str, Page] = {}
        for number in (*sorted(it for it in self._pages if it >= 0), -1):
            self.clashes |= whole.keys() & self._pages[number].keys()
            whole |= self._pages[number]
        whole |= {it.address: it for it in sitemap_pages(self._chronicle, whole)}
        with self._came:
            self._section_of = {it: number for number, pages in self._pages.items() for it in pages}
            self._whole = {address: whole[address] for address in sorted(whole)}
            self._came.notify_all()
        then(self)

    def _step(self) -> None:
        """Plan one page more."""
        while self._wanted and self._wanted[-1] not in self._sections:
            self._wanted.pop()
        number = self._wanted[-1] if self._wanted else next(iter(self._sections))
        page: Page | None = None
        try:
            page = next(self._sections[number], None)
        except Exception as error:  # noqa: BLE001  # a mistake in a section is shown, the others go on
            self.failed = Failed(error)
        with self._came:
            if page is None:
                self._sections.pop(number)
                return
            if self._full_text:
                (page,) = with_full_text((page,))
            pages = self._pages.setdefault(number, {})
            if page.address in pages:
                self.clashes |= {page.address}
            pages[page.address] = page
            self._came.notify_all()

    def _found(self, address: str) -> Page | None:
        return next((pages[address] for pages in self._pages.values() if address in pages), None)
