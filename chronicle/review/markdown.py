"""The page of a review as Markdown, for a pull request: the same words, without the maps, and not endless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

MOST = 60_000
"""Characters: code hosts refuse a comment of 65,536."""

_SKIPPED = frozenset("head svg nav template script style".split())
_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}
_BLOCKS = frozenset("p li dt dd summary".split()) | _HEADINGS.keys()
_INLINE = {"ins": ("<ins>", "</ins>"), "del": ("<del>", "</del>"), "strong": ("**", "**")}
_KEPT = {**_INLINE, "strong": ("<strong>", "</strong>"), "code": ("<code>", "</code>")}
"""In a summary, where Markdown is not read."""


def markdown(html: str, most: int = MOST) -> str:
    """The content of a page of ours as Markdown.

    Where it grows too long, what is folded on the page is left out; where that
    is not enough, it is cut off after a whole block.

    What is marked with `data-page-only` is left out; what is marked with
    `data-cut-note` stands at the end of one that was cut, and nowhere else.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    whole = _joined(reader.blocks)
    return whole if len(whole) <= most else _bounded(list(_folded(reader.blocks)), reader.cut_note, most)


def _folded(blocks: list[str]) -> Iterator[str]:
    """What can be unfolded as the one line that stands for it."""
    depth = 0
    for block in blocks:
        if block.startswith("<details>"):
            if not depth:
                summary = block.removeprefix("<details><summary>").removesuffix("</summary>")
                yield f"- {_SUMMARY_MARKS.sub(_inline, summary)}"
            depth += 1
        elif block == "</details>":
            depth -= 1
        elif not depth:
            yield block


_SUMMARY_MARKS = re.compile(r"</?(?:strong|code)>|[\\`*_\[\]|#~$]")


def _inline(mark: re.Match[str]) -> str:
    return {"<strong>": "**", "</strong>": "**"}.get(mark[0], mark[0] if "<" in mark[0] else "\\" + mark[0])


def _bounded(blocks: list[str], cut_note: str, most: int) -> str:
    """As many blocks as fit, and that these are not all."""
    size, shown = len(cut_note), list[str]()
    for block in blocks:
        size += len(block) + 2
        if size > most:
            break
        shown.append(block)
    return _joined([*shown, cut_note])


def _joined(blocks: list[str]) -> str:
    return _SPACED.sub(r"\1\n", "\n\n".join(blocks)) + "\n"


_SPACED = re.compile(r"(?m)^( *- .*)\n\n(?= *- )")
"""Items of a list stand close together."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.cut_note = ""
        self._text: list[str] = []
        self._skipped: list[str] = []
        self._lists = 0
        self._prefix = ""
        self._in_summary = False
        self._is_cut_note = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if self._skipped or tag in _SKIPPED or "data-page-only" in names:
            if tag not in _VOID:
                self._skipped.append(tag)
            return
        if tag in {"ul", "ol", "dl"}:
            self._flush()
            self._lists += 1
        elif tag == "details":
            self._flush()
            self.blocks.append("<details>")
        elif tag in _BLOCKS:
            self._begin(tag, is_cut_note="data-cut-note" in names)
        elif tag in _KEPT:
            self._text.append(self._marks(tag)[0])

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
        elif tag in {"ul", "ol", "dl"}:
            self._flush()
            self._lists -= 1
        elif tag == "details":
            self._flush()
            self.blocks.append("</details>")
        elif tag in _BLOCKS:
            self._flush()
        elif tag in _KEPT:
            self._text.append(self._marks(tag)[1])

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._text.append(_uncalled(data) if self._in_summary else _escaped(data))

    def _marks(self, tag: str) -> tuple[str, str]:
        return (_KEPT if self._in_summary else {**_KEPT, **_INLINE})[tag]

    def _begin(self, tag: str, *, is_cut_note: bool) -> None:
        if tag == "p" and self._prefix:
            return  # the first paragraph of an item stands in its line
        self._flush()
        self._is_cut_note = is_cut_note
        self._in_summary = tag == "summary"
        indent = "  " * max(self._lists - 1, 0)
        if tag in {"li", "dt"}:
            self._prefix = f"{indent}- "
        elif tag in {"p", "dd"} and self._lists:
            self._prefix = f"{indent}  "
        else:
            self._prefix = _HEADINGS.get(tag, "")

    def _flush(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text = []
        if text and self._in_summary:
            self.blocks[-1] += f"<summary>{text}</summary>"
        elif text and self._is_cut_note:
            self.cut_note = text
        elif text:
            self.blocks.append(self._prefix + _AT_START.sub(r"\\\g<0>", text))
        self._prefix, self._in_summary, self._is_cut_note = "", False, False


_VOID = frozenset("meta link br img hr input".split())
_SPECIAL = re.compile(r"[\\`*_\[\]|#~$]")
_AT_START = re.compile(r"^(?:[-+=](?=\s|$|[-=])|\d+(?=[.)]))")


def _escaped(text: str) -> str:
    r"""Text that Markdown leaves as it is and that calls nobody.

    >>> _escaped("*a* <b> @editor")
    '\\*a\\* &lt;b&gt; @\u2060editor'
    """
    return _SPECIAL.sub(r"\\\g<0>", _uncalled(text))


def _uncalled(text: str) -> str:
    """Text in HTML; an invisible character behind `@`, so that a code host tells nobody of it."""
    return escape(text, quote=False).replace("@", "@\u2060")
