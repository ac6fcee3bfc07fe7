"""python-frontmatter with positions: a handler of ours, one instance a note.

The library strips what it is given and forgets where things stood, so the
handler notes where the body begins, and hands on the front matter with one
line break in place of the first fence: lines then count from the top of the
file. The caller takes the body from its own text, of which nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from chronicle.yaml_tree import Tree, read_tree

FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_SECOND = re.compile(r"\n---[ \t]*$", re.MULTILINE)
"""The same below another line: what begins with a character is found quicker than ``^``."""


class Unclosed(Exception):
    """The second fence is missing. Not a ValueError, which the library would swallow."""


@dataclass(frozen=True)
class Parts:
    """A note, taken apart."""

    tree: Tree
    body: str
    body_line: int
    """From 1."""
    head: str = ""
    """What stands above the body, as it is written."""


def read_parts(text: str, file: str) -> Parts:
    """Front matter and body of a text that begins with a fence. Raises `Unclosed`."""
    handler = _Fences(file)
    frontmatter.parse(text, handler=handler)
    body = text[handler.body_start :]
    head = text[: handler.body_start]
    return Parts(handler.tree, body, head.count("\n") + 1, head)


class _Fences(BaseHandler):
    """Finds the fences itself, and keeps the tree that it reads between them."""

    FM_BOUNDARY = FENCE
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, file: str) -> None:
        super().__init__()
        self.tree = Tree({}, {}, {}, [])
        self.body_start = 0
        self._file = file

    def split(self, text: str) -> tuple[str, str]:
        first = FENCE.match(text)
        second = _SECOND.search(text, first.end()) if first else None
        if first is None or second is None:
            raise Unclosed
        self.body_start = second.end() + 1
        return text[first.end() : second.start() + 1], text[second.end() + 1 :]

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        self.tree = read_tree(fm, self._file)
        if not self.tree.problems:
            self.tree.positions.setdefault((), (1, 1))
        return self.tree.values
