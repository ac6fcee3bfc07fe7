"""Changes of several files as one: all are prepared before the first takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Give these files these contents, each by renaming. When one cannot be prepared, none is touched.

    Raises OSError.
    """
    prepared: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}.new")
            prepared[temporary] = path
            temporary.write_bytes(content)
            if path.exists():
                temporary.chmod(path.stat().st_mode & 0o777)
        for temporary, path in prepared.items():
            temporary.replace(path)
    finally:
        for temporary in prepared:
            temporary.unlink(missing_ok=True)
