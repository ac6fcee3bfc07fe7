"""What each field means, in an editor's words: the tables of the documents."""

from __future__ import annotations

import re
from pathlib import Path

DOCUMENTS = ("content-model.md", "new-chronicle.md")
"""In docs/; the second has those of `site.yaml`."""

SECTIONS = {
    "Every note": "",
    "Events": "events",
    "A `control` entry:": "control",
    "A figure:": "figures",
    "Periods": "periods",
    "Places": "places",
    "Actors": "actors",
    "Operations": "operations",
    "Sources": "sources",
    "Measures": "measures",
    "Pages": "pages",
    "site.yaml": "site",
    "The map": "map",
}
"""A heading, or the line above a table, to the kind of note or the field whose fields stand there."""

_ROW = re.compile(r"\| (?P<names>`[^|]*`) \| (?P<words>.*) \|")
_NAME = re.compile(r"`(\w+)`")


def meanings(text: str) -> dict[str, dict[str, str]]:
    """Fields and their meanings by section; `text` is that of the documents."""
    found: dict[str, dict[str, str]] = {section: {} for section in SECTIONS.values()}
    section = None
    for line in text.split("\n"):
        title = line.lstrip("# ").strip()
        if title in SECTIONS:
            section = SECTIONS[title]
        elif line.startswith("#"):
            section = None
        elif section is not None and (row := _ROW.fullmatch(line)):
            words = _plain(row["words"])
            found[section] |= dict.fromkeys(_NAME.findall(row["names"]), words)
    return found


def meanings_on_disk(docs: Path) -> dict[str, dict[str, str]]:
    """Those of the documents in a folder; nothing where they are not there."""
    files = [docs / name for name in DOCUMENTS if (docs / name).is_file()]
    return meanings("\n".join(file.read_text("utf-8") for file in files))


def _plain(words: str) -> str:
    """Without the marks of Markdown, and with a capital letter."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words).replace("**", "").replace(r"\|", "|")
    return text[:1].upper() + text[1:]
