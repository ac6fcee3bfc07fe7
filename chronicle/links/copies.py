"""Copies in an archive, asked of its interface as the Wayback Machine has it (`/wayback/available`)."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import msgspec

from chronicle.links.asking import Asking, TooMuch

WAYBACK = "https://archive.org/wayback/available"


class _Closest(msgspec.Struct):
    available: bool = False
    url: str = ""
    status: str = ""


class _Snapshots(msgspec.Struct):
    closest: _Closest | None = None


class _Answer(msgspec.Struct):
    archived_snapshots: _Snapshots


def copy_of(url: str, day: str, service: str, asking: Asking) -> str:
    """The address of the copy nearest to a day (``YYYY-MM-DD``, or empty); empty where there is none.

    Raises what `Asking.read` raises, and ValueError where the answer cannot be understood.
    """
    question = f"{service}?url={quote(url, safe='')}" + (f"&timestamp={day.replace('-', '')}" if day else "")
    try:
        answer = msgspec.json.decode(asking.read(question), type=_Answer)
    except (msgspec.DecodeError, TooMuch) as error:
        raise ValueError("the archive's answer cannot be understood") from error
    closest = answer.archived_snapshots.closest
    if closest is None or not closest.available or closest.status not in ("200", ""):
        return ""
    return _checked(closest.url)


def _checked(url: str) -> str:
    """An address that may be proposed, over TLS where it is that of the archive."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > 2000:
        return ""
    if not url.isascii() or not url.isprintable() or any(letter in url for letter in " \"'<>"):
        return ""
    return url.replace("http://", "https://", 1) if parts.hostname.endswith("archive.org") else url
