from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from tests.exports.exported import Exported, exported
from tests.world import event

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NAME = "events/1900/1900-06-01-river-rises.md"


def entries(files: Exported) -> dict[str, str | None]:
    """Address to the day of its last change."""
    urls = ElementTree.fromstring(files.files["/sitemap.xml"])
    assert urls.tag == f"{NAMESPACE}urlset"
    return {
        (url.findtext(f"{NAMESPACE}loc") or "").removeprefix("https://river.example.org"): url.findtext(
            f"{NAMESPACE}lastmod"
        )
        for url in urls
    }


def test_every_page_is_in_it_and_no_file(tmp_path: Path) -> None:
    files = exported(tmp_path, {NAME: event()})
    pages = {address for address in files.addresses if address.endswith("/")}
    assert set(entries(files)) == {address for address in pages if not address.startswith("/embed/")}
    assert "/events/river-rises/" in entries(files)


def test_an_old_address_that_leads_on_is_not_in_it(tmp_path: Path) -> None:
    files = exported(tmp_path, {NAME: event(fields="aliases:\n  - /events/high-water/\n")})
    assert "/events/high-water/" not in entries(files)
    assert "/events/river-rises/" in entries(files)


def test_a_page_of_a_note_has_the_day_of_its_last_change(tmp_path: Path) -> None:
    """A trivial correction changes the page, too."""
    correction = (
        "corrections:\n  - date: 1902-01-01\n    said: a\n    says: b\n    why: c\n    trivial: true\n"
    )
    files = exported(tmp_path, {NAME: event(fields=f"added: 1901-01-01\n{correction}")})
    assert entries(files)["/events/river-rises/"] == "1902-01-01"
    assert entries(files)["/"] is None


def test_robots_are_told_where_it_is(tmp_path: Path) -> None:
    assert exported(tmp_path, {}).text("/robots.txt") == (
        "User-agent: *\nDisallow:\n\nSitemap: https://river.example.org/sitemap.xml\n"
    )
