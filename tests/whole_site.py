"""A whole chronicle, built with all its pages told by template; the real one once for a run of tests."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from chronicle import build as engine
from chronicle.lock import only_one
from tests.world import ROOT, TODAY


@dataclass(frozen=True)
class WholeSite:
    folder: Path
    problems: tuple[str, ...]
    addresses: Mapping[str, tuple[str, ...]]
    """By template: all its pages, in the order of the plan."""

    def path(self, address: str) -> Path:
        """The file of an address."""
        path = self.folder / address.removeprefix("/")
        return path / "index.html" if address.endswith("/") else path

    def largest(self, template: str) -> str | None:
        """The page of a template that has most on it."""
        addresses = self.addresses.get(template, ())
        return max(addresses, key=lambda address: self.path(address).stat().st_size, default=None)


def real_site(folders: pytest.TempPathFactory) -> WholeSite:
    """The real chronicle. The first process that asks builds it, the others wait; nobody may write to it."""
    base = folders.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "real chronicle"
    told = shared / "site.json"
    with only_one(shared, lambda: None):
        if not told.exists():
            built = built_whole(ROOT / "content", shared / "site")
            told.write_bytes(msgspec.json.encode(built, enc_hook=str))
        return msgspec.json.decode(told.read_bytes(), type=WholeSite, dec_hook=lambda kind, text: kind(text))


def built_whole(content: Path, folder: Path, base_url: str | None = None) -> WholeSite:
    built = engine.build(engine.Request(content, ROOT / "templates", folder, TODAY, base_url=base_url))
    assert built.written is not None, "\n".join(map(str, built.problems))
    addresses: dict[str, list[str]] = {}
    for page in engine.check(content, TODAY).pages:
        if page.view.template is not None:
            addresses.setdefault(page.view.template, []).append(page.address)
    problems = tuple(map(str, built.problems))
    return WholeSite(folder, problems, {name: tuple(found) for name, found in addresses.items()})
