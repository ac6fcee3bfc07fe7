"""The folder of templates: pages and macros as text, styles and scripts as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def templates_in(folder: Path) -> Mapping[str, str]:
    """Every template by its path from the folder: ``macros/map.html``."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html"))
    }


def assets_in(folder: Path) -> Mapping[str, bytes]:
    """Every file below ``assets``, by its path from there."""
    root = folder / "assets"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
