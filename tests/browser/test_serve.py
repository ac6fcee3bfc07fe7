"""`serve` in a browser: what was saved is there without a hand on it, and nothing of it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest
from playwright.sync_api import Page

from chronicle.serving.preview import Settings
from chronicle.serving.serve import serve
from tests.browser.visiting import DESK, PHONE, ServedSite, Visitor
from tests.world import ROOT, TODAY, news, write_world

RISE = "events/1900/1900-06-01-rise.md"


@pytest.fixture
def written(tmp_path: Path) -> Iterator[ServedSite]:
    """A site that is served while its notes, in its folder, are written."""
    content = write_world(tmp_path, {RISE: news("The river rises", "1900-06-01", body="It rose [@].")})
    said: list[str] = []
    stop = Event()
    settings = Settings(content, ROOT / "templates", tmp_path / ".site.serve", TODAY)
    thread = Thread(target=serve, args=(settings, "127.0.0.1", 0, said.append, stop))
    thread.start()
    while not said:
        sleep(0.02)
    yield ServedSite(content, said[0].split()[0])
    stop.set()
    thread.join()


@pytest.fixture
def visitor(written: ServedSite, visitor: Visitor) -> Visitor:
    """Leaves before the server stops, else its pages ask for what nobody serves."""
    return visitor


def save(site: ServedSite, before: str, after: str) -> None:
    path = site.folder / RISE
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def open_page(visitor: Visitor, site: ServedSite, address: str, width: int = DESK) -> Page:
    """Not waited for until the network is idle, which it never is: the page listens."""
    page = visitor.new_page(site.root, width=width)
    page.goto(site.url(address), wait_until="load")
    return page


def test_what_was_saved_is_shown_without_a_hand_on_it(visitor: Visitor, written: ServedSite) -> None:
    page = open_page(visitor, written, "/events/rise/")
    save(written, "It rose", "It rose and rose")
    page.get_by_text("It rose and rose").wait_for()
    save(written, "title: The river rises", "title: The river swells")
    page.get_by_role("heading", name="The river swells").wait_for()


def test_an_error_is_in_sight_wherever_one_has_read_to_and_goes_when_it_is_mended(
    visitor: Visitor, written: ServedSite
) -> None:
    page = open_page(visitor, written, "/events/rise/", width=PHONE)
    page.get_by_text("About this page").scroll_into_view_if_needed()
    save(written, "kind: flood", "kind: flod")
    error = page.get_by_role("alert")
    error.wait_for()
    assert f"content/{RISE}:4:7: error[" in error.inner_text()
    assert error.bounding_box() is not None
    assert page.evaluate("document.elementFromPoint(180, 20).closest('[role=alert]') !== null")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert page.get_by_text("It rose").is_visible()
    save(written, "kind: flod", "kind: flood")
    error.wait_for(state="detached")


def test_back_and_forward_show_what_is_saved_meanwhile(visitor: Visitor, written: ServedSite) -> None:
    """Once the page in sight has come anew: a browser lets a page that loads anew win over going back."""
    page = open_page(visitor, written, "/events/rise/")
    page.goto(written.url("/places/upton/"))
    with page.expect_event("load"):
        save(written, "It rose", "It rose and rose")
    page.go_back()
    page.get_by_text("It rose and rose").wait_for()
    page.go_forward()
    page.get_by_role("heading", name="Upton").first.wait_for()


def test_many_open_pages_keep_no_other_from_loading(visitor: Visitor, written: ServedSite) -> None:
    """A browser has six connections for a server: a page that is not looked at must hold none."""
    first = open_page(visitor, written, "/events/rise/")
    for _ in range(8):
        page = first.context.new_page()
        page.goto(written.url("/places/upton/"), wait_until="load")
        page.bring_to_front()
    save(written, "It rose", "It rose and rose")
    first.bring_to_front()
    first.get_by_text("It rose and rose").wait_for()
