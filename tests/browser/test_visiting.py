"""The visitor sees what goes wrong: a watch that never bites would prove nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import ServeFolder, ServeWorld
from tests.browser.visiting import ServedSite, Visitor
from tests.world import event

PAGE = "<!doctype html><html lang=en><title>Page</title><link rel=icon href=data:,>"
pytestmark = pytest.mark.browser


def faults_on(markup: str, folder: Path, serve_folder: ServeFolder, visitor: Visitor) -> list[str]:
    (folder / "index.html").write_text(PAGE + markup)
    visitor.open(serve_folder(folder)).wait_for_load_state("networkidle")
    found = list(visitor.faults)
    visitor.faults.clear()
    return found


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<script>console.error('a word')</script>", "console: a word"),
        ("<script>missing()</script>", "script: missing is not defined"),
        ("<script>Promise.reject(new Error('late'))</script>", "script: late"),
        ("<img src=absent.png alt=''>", "absent.png: 404"),
        ("<img src=/absent.png alt=''>", "request to elsewhere: http://127.0.0.1"),
        ("<img src=http://127.0.0.1:9/x.png alt=''>", "request to elsewhere: http://127.0.0.1:9/x.png"),
        (
            "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><script>1</script>",
            "Content Security Policy",
        ),
    ],
)
def test_fault_is_noticed(
    markup: str, fault: str, tmp_path: Path, serve_folder: ServeFolder, visitor: Visitor
) -> None:
    assert fault in "\n".join(faults_on(markup, tmp_path, serve_folder, visitor))


def test_page_without_fault_is_left_in_peace(
    tmp_path: Path, serve_folder: ServeFolder, visitor: Visitor
) -> None:
    assert faults_on("<p>Nothing.</p>", tmp_path, serve_folder, visitor) == []


def test_small_site_is_served_below_a_base_path(visitor: Visitor, small_site: ServedSite) -> None:
    page = visitor.open(small_site, "/events/amundsen-reaches-the-pole/")
    page.get_by_role("link", name="Timeline").first.click()
    assert page.url == small_site.url("/timeline/")


def test_world_of_a_test_is_built_and_served(visitor: Visitor, serve_world: ServeWorld) -> None:
    site = serve_world({"events/1900/1900-06-01-rise.md": event("The river rises")})
    assert (
        visitor.open(site, "/events/rise/", javascript=False).locator("h1").inner_text() == "The river rises"
    )
