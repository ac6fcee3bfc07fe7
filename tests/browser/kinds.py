"""Every kind of page, told by the templates: a new one is tested without an edit."""

from __future__ import annotations

import re

from tests.world import ROOT

LEADING_ON = {"random.html", "redirect.html"}
OF_COMMANDS = {"review.html"}
"""What commands write and no site has."""
TEMPLATES = ROOT / "templates"


def kinds_of_page() -> list[str]:
    """Templates that pages are made from; those that others extend, and macros, are parts of such.

    What leads on at once cannot be looked at and has tests of its own.
    """
    paths = [path for path in sorted(TEMPLATES.glob("*.html")) if path.name not in LEADING_ON | OF_COMMANDS]
    parents = {
        name for path in paths for name in re.findall(r'{%-? extends "([^"]+)"', path.read_text("utf-8"))
    }
    return [path.name for path in paths if path.name not in parents]
