"""What every page depends on: the engine, the settings, translations, and the packages that do the work."""

from __future__ import annotations

import sys
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from chronicle.model import Site
from chronicle.stamps import digest

PACKAGES = (
    "babel", "icalendar", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "pagefind_bin", "pydantic",
    "pydantic-core", "python-frontmatter", "pyyaml", "fontpkg-noto-sans", "fontpkg-noto-sans-arabic",
    "fontpkg-noto-serif", "uharfbuzz",
)  # fmt: skip
"""Whose change may change a page."""


def engine_folder() -> Path:
    """Where the engine's own files are."""
    return Path(__file__).parent


def translations_folder() -> Path:
    """Where the exports have words of other languages from; templates have them from their own folder."""
    return engine_folder().parent / "templates" / "locale"


@cache
def packages() -> str:
    """The versions of Python, of what packs its pictures, and of the packages, as text."""
    return "\n".join(
        [sys.version, zlib.ZLIB_RUNTIME_VERSION, *(f"{name} {_version(name)}" for name in PACKAGES)]
    )


@cache
def maker() -> bytes:
    """Digest of the engine's files and of the packages: who makes records and pages."""
    parts = [packages()]
    for path in sorted(engine_folder().rglob("*.py")):
        parts.append(path.relative_to(engine_folder()).as_posix())
        parts.append(digest(path.read_bytes()).hex())
    return digest("\n".join(parts).encode())


def surroundings(site: Site, templates: Path) -> dict[str, bytes]:
    """Name to digest of each thing that every page depends on."""
    translations = b"".join(
        digest(path.relative_to(folder).as_posix().encode()) + digest(path.read_bytes())
        for folder in (templates, translations_folder())
        for path in sorted(folder.rglob("*.mo"))
    )
    return {
        "the engine or a package": maker(),
        "the settings": site.digest,
        "the translations": digest(translations),
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
