"""Style sheet and icons go out as they are."""

from __future__ import annotations

from pathlib import Path

from chronicle.pages.assets import asset_pages
from tests.world import ROOT, build_world


def test_each_file_has_its_address_and_its_bytes() -> None:
    pages = list(asset_pages({"style.css": b"a{}", "fonts/x.woff2": b"\x00\xff"}))
    assert [(page.address, page.view.make(*page.inputs)) for page in pages] == [
        ("/assets/style.css", b"a{}"),
        ("/assets/fonts/x.woff2", b"\x00\xff"),
    ]
    assert all(page.view.template is None for page in pages)


def test_the_files_beside_the_templates_stand_in_the_site_byte_for_byte(tmp_path: Path) -> None:
    world = build_world(tmp_path, {})
    files = [path for path in (ROOT / "templates/assets").rglob("*") if path.is_file()]
    assert files
    for path in files:
        name = path.relative_to(ROOT / "templates").as_posix()
        assert (world.site / name).read_bytes() == path.read_bytes()


def test_what_a_page_loads_is_there(tmp_path: Path) -> None:
    world = build_world(tmp_path, {})
    loaded = {
        link.get("href", "").removeprefix(".")
        for link in world.page("/").iter("link")
        if link.get("rel") in {"stylesheet", "icon", "apple-touch-icon"}
    }
    assert len(loaded) == 3
    assert loaded <= world.addresses()
