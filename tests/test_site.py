"""The real chronicle, built whole and crawled from page to page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from chronicle.addresses import is_part_of_page
from tests.whole_site import WholeSite, real_site
from tests.world import ROOT, parsed

HOME = "https://site.invalid/"
"""Where the built folder would stand: addresses are resolved against it."""


class Facts(HTMLParser):
    """What a crawler wants to know of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.resources: list[str] = []
        self.headings: list[int] = []
        self.description = ""
        self.title = ""
        self.canonical = ""
        self.is_redirect = False
        self.landmarks: Counter[str] = Counter()
        self._in_title = False
        self._in_svg = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a" and "href" in named:
            self.links.append(named["href"])
        if tag in {"img", "script", "iframe", "source"} and "src" in named:
            self.resources.append(named["src"])
        if tag == "link" and named.get("rel") in {"stylesheet", "icon", "apple-touch-icon", "prev", "next"}:
            self.resources.append(named["href"])
        if tag == "link" and named.get("rel") == "canonical":
            self.canonical = named["href"]
        if tag == "meta" and named.get("http-equiv") == "refresh":
            self.is_redirect = True
        if tag == "meta" and named.get("name") == "description":
            self.description = named.get("content", "").strip()
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag in {"main", "header", "footer"}:
            self.landmarks[tag] += 1
        self._in_svg += tag == "svg"
        self._in_title = tag == "title" and not self._in_svg

    def handle_endtag(self, tag: str) -> None:
        self._in_svg -= tag == "svg"
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


class Pictures(HTMLParser):
    """Those that a screen reader meets and can say nothing of; decoration says that it is."""

    VOID: ClassVar = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.without_words: list[str] = []
        self._depth = 0
        """Of elements within a picture, within what is hidden from the reader, or what waits for a script."""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        is_silent = tag == "template" or named.get("aria-hidden") == "true"
        if not self._depth and not is_silent and not has_words(tag, named):
            self.without_words.append(str(self.get_starttag_text())[:80])
        self._depth += bool((self._depth or is_silent or tag == "svg") and tag not in self.VOID)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth and tag not in self.VOID)


def has_words(tag: str, attributes: dict[str, str]) -> bool:
    if tag == "img":
        return "alt" in attributes
    if tag == "iframe":
        return bool(attributes.get("title"))
    if tag == "svg":
        is_named = bool({"aria-label", "aria-labelledby"} & attributes.keys())
        return attributes.get("role") in {"img", "group"} and is_named
    return True


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> WholeSite:
    return real_site(tmp_path_factory)


@pytest.fixture(scope="module")
def pages(real: WholeSite) -> dict[str, Facts]:
    """Address to what stands on it, of every page; the 404 page is served anywhere and judged apart."""
    paths = sorted(real.folder.rglob("*.html"))
    shown = (path for path in paths if path.name != "404.html")
    return {address_of(real.folder, path): Facts(path.read_text("utf-8")) for path in shown}


def address_of(site: Path, path: Path) -> str:
    return "/" + path.relative_to(site).as_posix().removesuffix("index.html")


pytestmark = pytest.mark.xdist_group("real site")


def test_the_real_content_has_no_problem_and_no_warning(real: WholeSite) -> None:
    assert real.problems == ()


def test_every_link_and_every_anchor_leads_somewhere(real: WholeSite, pages: dict[str, Facts]) -> None:
    site = real.folder
    files = {"/" + path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    anchors = {address: set(facts.ids) for address, facts in pages.items()}
    broken: dict[str, list[str]] = defaultdict(list)
    for address, facts in pages.items():
        for href in {*facts.links, *facts.resources}:
            target = urlsplit(urljoin(urljoin(HOME, address[1:]), href))
            if target.netloc != urlsplit(HOME).netloc:
                continue
            path, anchor = unquote(target.path), unquote(target.fragment)
            is_there = path in pages or path in files
            if not is_there or (anchor and anchor not in anchors.get(path, ())):
                broken[href].append(address)
    assert dict(broken) == {}


def test_no_source_may_be_named_like_an_anchor_that_pages_of_notes_have(pages: dict[str, Facts]) -> None:
    """Its id stands on such pages, too. Anchors of years begin with digits; measures have some of scopes."""
    chronicle = sources_and_scopes()
    taken = {
        anchor
        for address, facts in pages.items()
        if address.strip("/").count("/") == 1 and address[1].isalpha()
        for anchor in facts.ids
        if anchor[0].isalpha() and anchor not in chronicle and ":" not in anchor
    }
    assert {anchor for anchor in taken if not is_part_of_page(anchor)} == set()


def sources_and_scopes() -> set[str]:
    """Ids of all sources of the real content, and the scopes that it declares."""
    notes = (path.read_text("utf-8") for path in (ROOT / "content").rglob("*.md"))
    ids = {found for note in notes for found in re.findall(r"^  - id: (\S+)$", note, re.MULTILINE)}
    scopes = yaml.safe_load((ROOT / "content" / "site.yaml").read_text("utf-8"))["scopes"]
    return ids | set(scopes)


def test_every_page_has_a_title_a_description_one_h1_and_its_landmarks(pages: dict[str, Facts]) -> None:
    faults = {address: list(faults_of(address, facts)) for address, facts in pages.items()}
    assert {address: found for address, found in faults.items() if found} == {}


def faults_of(address: str, facts: Facts) -> Iterator[str]:
    if not facts.title.strip():
        yield "no title"
    if not facts.description:
        yield "no description"
    if len(facts.description) > 500:
        yield "a description that nobody reads"
    if facts.headings.count(1) != 1:
        yield f"{facts.headings.count(1)} h1"
    if any(after > before + 1 for before, after in zip(facts.headings, facts.headings[1:], strict=False)):
        yield "a level of heading left out"
    if twice := [name for name, count in Counter(facts.ids).items() if count > 1]:
        yield f"ids that stand twice: {twice[:3]}"
    is_elsewhere = facts.is_redirect or address.startswith("/embed/")
    if not facts.canonical.endswith(address) and not is_elsewhere:
        yield f"canonical address {facts.canonical}"
    if facts.landmarks["main"] > 1 or facts.landmarks["header"] > 1:
        yield "landmarks that stand twice"


def test_every_picture_says_what_it_shows_or_that_it_is_decoration(real: WholeSite) -> None:
    found = {
        (template, tag)
        for template, addresses in real.addresses.items()
        for address in addresses[:: max(1, len(addresses) // 50)]
        if address.endswith(("/", ".html"))
        for tag in Pictures(real.path(address).read_text("utf-8")).without_words
    }
    assert found == set()


def test_no_two_pages_have_the_same_title(pages: dict[str, Facts]) -> None:
    """Each can be told from others in a list of open pages. Redirects have the title of their aim.

    What stands at an older address too is one page, as its canonical address says.
    """
    distinct = {
        (facts.title, facts.canonical, address.startswith("/embed/"))
        for address, facts in pages.items()
        if not facts.is_redirect
    }
    shown = Counter(" ".join(title.split()) for title, _, _ in distinct)
    assert [title for title, count in shown.items() if count > 1] == []


def test_no_request_leaves_the_site(pages: dict[str, Facts]) -> None:
    elsewhere = {url for facts in pages.values() for url in facts.resources if urlsplit(url).netloc}
    assert elsewhere == set()


def test_markup_is_valid_on_a_page_of_every_kind(real: WholeSite) -> None:
    """The largest page of each template, and some of the others, through a parser that forgives nothing."""
    for addresses in real.addresses.values():
        paths = [real.path(address) for address in addresses if address.endswith(("/", ".html"))]
        largest = sorted(paths, key=lambda path: path.stat().st_size)[-1:]
        for path in sorted({*largest, *paths[::150]}):
            parsed(path.read_text("utf-8"))
