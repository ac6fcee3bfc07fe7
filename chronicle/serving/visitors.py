"""Which requests are answered: this machine's own browser, on a page of ours, and nobody else's script.

A site elsewhere can make a visitor's browser ask this server. A name of its
own that it lets lead here (DNS rebinding) shows in `Host`; a page elsewhere
shows in `Origin` and in `Sec-Fetch-Site`, which no script can set.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address

NAMES = ("localhost", "127.0.0.1", "[::1]")


def is_this_machine(host: str) -> bool:
    """Whether an address to listen at can be reached from nowhere else."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def refusal(headers: Mapping[str, str], host: str, port: int) -> str | None:
    """Why a request is not answered, in a sentence; None where it is. `headers` by names in lower case."""
    names = {*NAMES, f"[{host}]" if ":" in host else host}
    ours = {f"{name}:{port}" for name in names} | (names if port == 80 else set())
    if headers.get("host", "").lower() not in ours:
        return "This server answers only to the names of this machine."
    if "origin" in headers and headers["origin"] not in {f"http://{name}" for name in ours}:
        return "This server answers only to pages of its own."
    site = headers.get("sec-fetch-site", "none")
    if site in ("cross-site", "same-site") and not _is_a_visit(headers):
        return "This server answers only to pages of its own."
    return None


def _is_a_visit(headers: Mapping[str, str]) -> bool:
    """A link elsewhere that leads here, or an address that somebody typed."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
