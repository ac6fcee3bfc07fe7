"""What several sections ask of the same Chronicle is made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def once(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """The function, which remembers what it returned last, and of which arguments: the very same, not equals.

    It must follow from its arguments alone, and they must never change.
    """
    last: tuple[tuple[object, ...], Made] | None = None

    @wraps(make)
    def remembering(*arguments: Asked.args, **named: Asked.kwargs) -> Made:
        nonlocal last
        known = last
        asked = (*arguments, *named.values())
        if known is None or len(known[0]) != len(asked) or any(map(_differ, known[0], asked)):
            known = last = (asked, make(*arguments, **named))
        return known[1]

    return remembering


def _differ(one: object, other: object) -> bool:
    return one is not other
