"""Style sheet, icons and scripts: files that go out as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chronicle.model import Page, View


def asset_view(content: bytes) -> bytes:
    """The file itself."""
    return content


ASSET = View(asset_view, None)


def asset_pages(assets: Mapping[str, bytes]) -> Iterator[Page]:
    """A page for each asset: ``style.css`` → ``/assets/style.css``."""
    for name, content in assets.items():
        yield Page(f"/assets/{name}", ASSET, (content,))
