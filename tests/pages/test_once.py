"""What is asked again of the very same things is not made again."""

from __future__ import annotations

from chronicle.pages.once import once


def test_the_same_arguments_are_answered_from_memory() -> None:
    made: list[tuple[object, object]] = []

    @once
    def pair(one: object, other: object) -> tuple[object, object]:
        made.append((one, other))
        return one, other

    first, second = [1], [2]
    assert pair(first, second) is pair(first, second)
    assert made == [([1], [2])]


def test_equal_arguments_are_not_the_same() -> None:
    made: list[object] = []

    @once
    def copied(items: list[int]) -> list[int]:
        made.append(items)
        return list(items)

    first, equal = [1], [1]
    assert copied(first) == copied(equal) == copied(first) == [1]
    assert len(made) == 3
