"""What is said of the addresses: lines for people, JSON for programs, lines to put into notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from chronicle.links.cited import Cited
from chronicle.links.outcome import KINDS, Outcome
from chronicle.links.remembered import Remembered


def lines(cited: Sequence[Cited], outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    """One for each source whose address does not simply answer, as an editor reads places in files."""
    for it in cited:
        outcome = outcomes.get(it.url)
        if outcome is not None and outcome.kind not in ("answers", "leads on"):
            yield f"{_where(it)}: {it.url} {outcome}"


def proposals(cited: Sequence[Cited], remembered: Remembered) -> Iterator[tuple[Cited, str]]:
    """For each source without a copy the address of one, where the archive has told it."""
    for it in cited:
        copy, _ = remembered.copies.get(it.url, ("", ""))
        if copy and not it.has_archive:
            yield it, copy


def proposal_lines(found: Iterable[tuple[Cited, str]]) -> Iterator[str]:
    """Where each goes, then the line itself, as it stands in a note."""
    for it, copy in found:
        yield f"{_where(it)}: {it.source}"
        yield f"    archive_url: {copy}"


def counted(cited: Sequence[Cited], outcomes: Mapping[str, Outcome]) -> str:
    """How many addresses there are, and what became of them."""
    urls = {it.url for it in cited}
    counts = Counter(outcomes[url].kind for url in urls if url in outcomes)
    parts = [
        f"{counts[kind]:,} {one if counts[kind] == 1 else several}"
        for kind, (one, several) in KINDS.items()
        if counts[kind]
    ]
    whole = f"{len(urls):,} {'address' if len(urls) == 1 else 'addresses'} of sources"
    return f"{whole}: {', '.join(parts)}" if parts else whole


def as_json(
    cited: Sequence[Cited], outcomes: Mapping[str, Outcome], found: Sequence[tuple[Cited, str]] | None
) -> str:
    """The same for programs; `found` are copies to propose, None where none were asked for."""
    places: dict[str, list[dict[str, object]]] = {}
    for it in cited:
        places.setdefault(it.url, []).append({"id": it.source, **_place(it)})
    addresses = [
        {"url": url, **msgspec.to_builtins(outcomes[url]), "sources": sources}
        for url, sources in places.items()
        if url in outcomes
    ]
    whole: dict[str, object] = {
        "counts": {kind: sum(it["kind"] == kind for it in addresses) for kind in KINDS},
        "addresses": addresses,
    }
    if found is not None:
        whole["copies"] = [{"id": it.source, **_place(it), "archive_url": copy} for it, copy in found]
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def _place(it: Cited) -> dict[str, object]:
    return {"file": it.where.file, "line": it.where.line, "column": it.where.column}


def _where(it: Cited) -> str:
    return f"{it.where.file}:{it.where.line}:{it.where.column}"
