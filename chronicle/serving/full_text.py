"""The full-text index of what is being written, in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from chronicle.cache import ProseFile
from chronicle.index import index, texts_of
from chronicle.model import Chronicle
from chronicle.pagefind import NoPagefind
from chronicle.wording import language


def full_text(
    chronicle: Chronicle, prose: ProseFile, translations: Path, say: Callable[[str], None]
) -> Mapping[str, bytes]:
    """Address to content of each file of the index; `say` gets a line where it cannot be made."""
    texts = texts_of(chronicle)
    try:
        made = index(texts, chronicle, prose.read, language(texts.language, translations))
    except NoPagefind as reason:
        say(f"{reason}, so the full text cannot be searched: names, titles and dates can")
        return {}
    return {f"/{name}": content for name, content in made.items()}
