"""The full-text index beside the pages: made when what it indexes has changed, else left as it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from chronicle.cache import ProseFile
from chronicle.index import index, texts_of
from chronicle.manifest import Index, as_seen_now
from chronicle.model import Chronicle
from chronicle.stamps import Seen, Stamp, digest, settled, stamp_of
from chronicle.wording import language


@dataclass(frozen=True)
class Indexed:
    key: bytes
    standing: Mapping[str, Seen]
    """Name to file, of an index that need not be made."""
    made: Mapping[str, bytes]
    """Name to content, of one that was."""

    @property
    def names(self) -> Collection[str]:
        return self.standing.keys() | self.made.keys()

    def on_disk(self, output: Path, read_at: int) -> Index:
        """The index as it stands when it has been written."""
        files = {
            name: Seen(settled(stamp_of((output / name).lstat()), read_at), digest(content))
            for name, content in self.made.items()
        }
        return Index(self.key, {**self.standing, **files})


def indexed(
    chronicle: Chronicle,
    prose: Path,
    translations: Path,
    around: Mapping[str, bytes],
    before: Index | None,
    output: Path,
    outputs: Mapping[str, Stamp],
    read_at: int,
) -> Indexed:
    """The index of a chronicle, whose stored prose is in the file `prose`.

    `around` is what it depends on beside the notes, `before` is what the last
    build left of it, `outputs` are the files of the folder `output` as they
    were later than `read_at`.

    Raises `pagefind.NoPagefind`, and `cache.CacheDamaged` where stored prose is not what was stored.
    """
    texts = texts_of(chronicle)
    key = texts.key(around)
    if before is not None and before.key == key:
        standing = {
            name: now
            for name, seen in before.files.items()
            if (now := as_seen_now(seen, name, output, outputs, read_at)) is not None
        }
        if len(standing) == len(before.files):
            return Indexed(key, standing, {})
    words = language(texts.language, translations)
    return Indexed(key, {}, index(texts, chronicle, ProseFile(prose).read, words))
