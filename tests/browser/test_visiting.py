"""The visitor sees what goes wrong: a watch that never bites would prove nothing."""

from __future__ import annotations

from pathlib import Path
from time import sleep

import pytest

from tests.browser.conftest import ServeFolder, ServeWorld
from tests.browser.serving import Handler, served
from tests.browser.visiting import ServedSite, Visitor
from tests.world import event

PAGE = "<!doctype html><html lang=en><title>Page</title><link rel=icon href=data:,>"
pytestmark = pytest.mark.browser


def faults_on(markup: str, folder: Path, serve_folder: ServeFolder, visitor: Visitor) -> list[str]:
    (folder / "index.html").write_text(PAGE + markup)
    visitor.settle(visitor.open(serve_folder(folder)))
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


def test_each_page_is_opened_as_if_for_the_first_time(visitor: Visitor, tmp_path: Path) -> None:
    """Nothing of what an earlier one loaded is kept, else a page could seem to stand still."""
    asked: list[str] = []

    class Listening(Handler):
        def translate_path(self, path: str) -> str:
            asked.append(path)
            return super().translate_path(path)

    (tmp_path / "index.html").write_text(PAGE + "<link rel=stylesheet href=style.css>")
    (tmp_path / "style.css").write_text("p {}")
    with served(tmp_path, handler=Listening) as root:
        for _ in range(2):
            visitor.open(ServedSite(tmp_path, root))
        assert [path.rpartition("/")[2] for path in asked] == ["", "style.css"] * 2


def test_what_a_page_stores_is_a_fault(visitor: Visitor, tmp_path: Path, serve_folder: ServeFolder) -> None:
    """Readers are not followed; and tests share what a browser keeps."""
    (tmp_path / "index.html").write_text(PAGE + "<script>localStorage.x = document.cookie = 'a=b'</script>")
    visitor.open(serve_folder(tmp_path))
    visitor.close()
    assert visitor.faults == ['stored: a=b{"x":"a=b"}']
    visitor.faults.clear()


CHAIN = """<p>as built</p><script type=module>
    const next = async (name) => (await fetch(name)).text();
    await next("slow"); await next("slow");
    setTimeout(async () => { document.querySelector("p").textContent = await next("last"); });
</script>"""


class Slow(Handler):
    """A server far away."""

    def translate_path(self, path: str) -> str:
        sleep(0.3 if path.endswith("slow") else 0)
        return super().translate_path(path)


def test_page_is_open_when_what_its_scripts_load_one_after_the_other_has_come(
    visitor: Visitor, tmp_path: Path
) -> None:
    files = {"index.html": PAGE + CHAIN, "slow": "", "last": "loaded"}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with served(tmp_path, handler=Slow) as root:
        page = visitor.open(ServedSite(tmp_path, root))
        assert page.evaluate("document.querySelector('p').textContent") == "loaded"


def test_small_site_is_served_below_a_base_path(visitor: Visitor, small_site: ServedSite) -> None:
    page = visitor.open(small_site, "/events/amundsen-reaches-the-pole/")
    page.get_by_role("link", name="Timeline").first.click()
    assert page.url == small_site.url("/timeline/")


def test_world_of_a_test_is_built_and_served(visitor: Visitor, serve_world: ServeWorld) -> None:
    site = serve_world({"events/1900/1900-06-01-rise.md": event("The river rises")})
    assert (
        visitor.open(site, "/events/rise/", javascript=False).locator("h1").inner_text() == "The river rises"
    )
