"""A note as text, in the one form that the chronicle gives its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

Value = str | int | bool | Sequence["Value"] | Mapping[str, "Value"]
Fields = Mapping[str, Value]

_NOT_PLAIN = re.compile(r"^[@*&!%`\"'\[{#|>,]|^[-?:](?: |$)|: | #|:$|^(?:true|false|null|yes|no|~)$")


def note(fields: Fields, body: str = "") -> str:
    """Front matter of the fields that are not empty, then the body, its lines wrapped."""
    lines = "\n".join(_lines(fields, ""))
    return f"---\n{lines}\n---\n{body}\n" if body else f"---\n{lines}\n---\n"


def settings(fields: Fields) -> str:
    """The same fields as a file of their own."""
    return "\n".join(_lines(fields, "")) + "\n"


def wrapped(text: str, width: int = 80) -> str:
    """A paragraph in lines of at most `width` characters, where its words allow it."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def _lines(fields: Fields, indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if isinstance(value, str | int):
            if value != "":
                yield f"{indent}{key}: {_scalar(value)}"
        elif value:
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ") if isinstance(value, Mapping) else _items(value, indent)


def _items(items: Sequence[Value], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping):
            first, *others = _lines(item, indent + "    ")
            yield f"{indent}  - {first.lstrip()}"
            yield from others
        else:
            assert isinstance(item, str | int), "no lists in lists"
            yield f"{indent}  - {_scalar(item)}"


def _scalar(value: str | int) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return "'" + text.replace("'", "''") + "'" if _NOT_PLAIN.search(text) else text
