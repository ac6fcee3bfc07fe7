"""What in a note's body is ours to read, or ours to refuse, found before Markdown reads the rest.

Each such thing is replaced by a token that Markdown takes for a word. Where it
comes out again as text, it meant what it says; where it does not, as in code,
it is put back as it was typed. So there is one reader of code spans, tables
and lists, Markdown, and every finding has its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from chronicle.model import Citation, Cited, WikiLink

FOLDERS = ("events", "places", "actors", "operations", "periods", "sources", "measures", "pages")
"""The kinds of note that a link in double brackets can name."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LINE = r"\n(?![ \t>]*\n)"
"""A line break within a paragraph."""
_INSIDE = rf"(?:[^\[\]`\n]|{_LINE})*"
_LABEL = r"[^\[\]\n]*"

_FENCE = re.compile(
    r"""^(?P<indent>[ ]{0,3})(?P<ticks>`{3,}|~{3,})[^`\n]*\n
    (?P<code>.*?)
    (?:^[ ]{0,3}(?P=ticks)[`~]*[ \t]*$|\Z)""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_MARK = re.compile(
    rf"""[\\\[\]!<](?:  # the first character apart, so that the search is quick
    (?<=\\)(?P<escape>[^\n])
    |(?<=\[)(?P<citation>
        @{_INSIDE}\](?!\()
        |@(?!{_LABEL}\]\()
        |(?:-|[^\[\]`\n@]{{1,80}}[ ])@(?=[a-z][a-z0-9-]*[\],;])(?!{_LABEL}\][(\[]))
    |(?<=\[)(?P<wikilink>\[(?:{_INSIDE}\]\](?!\()|(?!{_LABEL}\]\()))
    |(?<=\[)(?P<definition>(?!\^){_LABEL}\]:[ ]*<?(?=\S))
    |(?<=\])(?P<destination>\([ ]*<?)
    |(?<=!)(?P<image>(?=\[(?!\^)))
    |(?<=<)(?P<autolink>(?:[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>`]*|[^\s<>`@:/]+@[^\s<>`@]+)>)
    |(?<=<)(?P<html>/?[A-Za-z][A-Za-z0-9:-]*(?:(?=[\s/])(?:[^<>`\n]|{_LINE})*)?>|!--|[?]|![A-Za-z\[]
        |(?i:script|style)\b)
    )""",
    re.VERBOSE,
)

TYPED, READ, END = "\ue010", "\ue012", "\ue011"
"""Around the number of a mark: as Markdown gets it, and where Markdown took it for text."""
TOKEN = re.compile(f"[{TYPED}{READ}](\\d+){END}")
HOLE_OF = {"citation": "\ue013", "wikilink": "\ue014"}
"""What begins a hole in the finished HTML."""
CITATION = rf"{HOLE_OF['citation']}\d+{END}"
HOLE = f"[{''.join(HOLE_OF.values())}](\\d+){END}"


class Fault(msgspec.Struct, frozen=True):
    """What is wrong at a place in the body."""

    offset: int
    code: str
    message: str
    hint: str = ""


class Mark(msgspec.Struct, frozen=True):
    """One thing found in a body."""

    kind: str
    offset: int
    """Where it begins, in characters of the body."""
    typed: str
    """What stands for it where it is not read."""
    value: Citation | WikiLink | str | None = None
    """What it means: for an address or a block of code, its text."""
    faults: tuple[Fault, ...] = ()
    targets: tuple[tuple[str, int], ...] = ()
    """Ids that it refers to, and where."""


def find_marks(body: str) -> tuple[str, tuple[Mark, ...]]:
    """The body with tokens for what is ours, and what the tokens stand for."""
    marks: list[Mark] = []
    done: list[str] = []
    end = 0
    for match in _matches(body):
        read = _READERS.get(match.lastgroup or "")
        if read is not None:
            before, mark, after = read(match)
            done += (body[end : match.start()], before, f"{TYPED}{len(marks)}{END}", after)
            marks.append(mark)
            end = match.end()
    return "".join((*done, body[end:])), tuple(marks)


def _matches(body: str) -> Iterator[re.Match[str]]:
    start = 0
    if "```" in body or "~~~" in body:
        for fence in _FENCE.finditer(body):
            yield from _MARK.finditer(body, start, fence.start())
            yield fence
            start = fence.end()
    yield from _MARK.finditer(body, start)


Read = tuple[str, Mark, str]
"""The mark, and what of the matched text stays before and after it."""


def _citation(match: re.Match[str]) -> Read:
    start, typed = match.start(), match[0]
    if not typed.startswith("[@") or not typed.endswith("]"):
        return "", _wrong("bad-citation", match, *_why_no_citation(typed)), ""
    works, faults, targets = [], [], []
    offset = start + 1
    for piece in typed[1:-1].split(";"):
        at = offset + len(piece) - len(piece.lstrip())
        work = _work(piece)
        if isinstance(work, Cited):
            works.append(work)
            targets.append((f"sources/{work.source}", at))
        else:
            faults.append(Fault(at, "bad-citation", work, "write [@source-id] or [@one, p. 4; @two]"))
        offset += len(piece) + 1
    kind = "wrong" if faults else "citation"
    return "", Mark(kind, start, typed, Citation(works=tuple(works)), tuple(faults), tuple(targets)), ""


def _work(piece: str) -> Cited | str:
    """One work of a citation, or what is wrong with it."""
    source, comma, locator = (_one_line(part) for part in piece.partition(","))
    if not source.startswith("@"):
        return f'"{source}" names no source: each one begins with @' if source else "no source is named"
    if not _SLUG.fullmatch(source[1:]):
        return f'"{source}" is not @ and the id of a source'
    if comma and not locator:
        return f'nothing follows the comma after "{source}"'
    return Cited(source=source[1:], locator=locator or None)


def _why_no_citation(typed: str) -> tuple[str, str]:
    if typed.startswith("[@"):
        hint = "write [@source-id], or \\[@ for the characters themselves"
        return "a citation begins here and does not end", hint
    hint = "write them outside the brackets, or after the id and a comma"
    return "words stand before the source of a citation", hint


def _wikilink(match: re.Match[str]) -> Read:
    start, typed = match.start(), match[0]
    if not typed.endswith("]]"):
        hint = "write [[slug]], or \\[\\[ for the characters themselves"
        return "", _wrong("bad-wikilink", match, "a link begins here and does not end", hint), ""
    target, bar, words = (_one_line(part.removesuffix("\\")) for part in typed[2:-2].partition("|"))
    folder, slash, slug = target.rpartition("/")
    wrong = _why_no_link(folder or "events", slug, target)
    if bar and not words:
        wrong = wrong or "no words stand after the bar"
    if wrong or (slash and not folder):
        return "", _wrong("bad-wikilink", match, wrong or f'"{target}" is not the slug of a note'), ""
    identity = f"{folder or 'events'}/{slug}"
    value, targets = (
        WikiLink(target=identity, words=words or None),
        ((identity, start + typed.index(target)),),
    )
    return "", Mark("wikilink", start, typed, value, (), targets), ""


def _why_no_link(folder: str, slug: str, target: str) -> str:
    if folder not in FOLDERS:
        return f'"{folder}" is no kind of note: those are {", ".join(FOLDERS)}'
    return "" if _SLUG.fullmatch(slug) else f'"{target}" is not the slug of a note'


def _html(match: re.Match[str]) -> Read:
    lines = match[0].splitlines()
    name = lines[0] + (" …" if len(lines) > 1 else "")
    return "", _wrong("raw-html", match, f"HTML is not read in prose: {name}", _instead(match[0])), ""


_INSTEAD = {
    "a": "write [words](address)",
    "b": "write **bold**",
    "strong": "write **bold**",
    "i": "write *emphasis*",
    "em": "write *emphasis*",
    "br": "end the line with a backslash, or begin a new paragraph",
    "p": "begin a paragraph with a blank line",
    "div": "begin a paragraph with a blank line",
    "code": "write `code`",
    "li": "begin the line with - and a space",
    "ul": "begin each line with - and a space",
    "ol": "begin each line with 1. and a space",
    "blockquote": "begin the line with > and a space",
    "hr": "write --- between blank lines",
    "img": "use the event's `image` field",
}


def _instead(typed: str) -> str:
    if typed.startswith("<!--"):
        return "leave the comment out, or put it into the description of the change"
    name = re.match(r"</?([a-z]+[1-6]?)", typed, re.IGNORECASE)
    tag = name[1].lower() if name else ""
    if re.fullmatch("h[1-6]", tag):
        return "begin the line with ## and a space"
    return _INSTEAD.get(tag, "write Markdown; for the character itself, &lt;")


def _wrong(code: str, match: re.Match[str], message: str, hint: str = "") -> Mark:
    return Mark("wrong", match.start(), match[0], None, (Fault(match.start(), code, message, hint),))


def _image(match: re.Match[str]) -> Read:
    return "", Mark("image", match.start(), "!"), ""


def _destination(match: re.Match[str]) -> Read:
    message = "a link stands here that cannot be read"
    unread = Fault(match.start(), "bad-link", message, "write [words](address)")
    faults = (unread,) if match[0].startswith("]") else ()
    return match[0], Mark("destination", match.end(), "", None, faults), ""


def _autolink(match: re.Match[str]) -> Read:
    return "", Mark("autolink", match.start(), match[0], match[0][1:-1]), ""


def _fence(match: re.Match[str]) -> Read:
    indent = match["indent"]
    code = re.sub(f"^ {{0,{len(indent)}}}", "", match["code"], flags=re.MULTILINE)
    return "\n", Mark("fence", match.start(), match[0], code), "\n"


def _one_line(text: str) -> str:
    """Text that may run over a line's end, or over the mark of a quotation, in one line."""
    return (re.sub(r"[ \t]*\n[ \t>]*", " ", text) if "\n" in text else text).strip()


_READERS: dict[str, Callable[[re.Match[str]], Read]] = {
    "code": _fence,
    "citation": _citation,
    "wikilink": _wikilink,
    "image": _image,
    "destination": _destination,
    "definition": _destination,
    "autolink": _autolink,
    "html": _html,
}
