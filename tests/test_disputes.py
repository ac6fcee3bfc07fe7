"""Groups of claims that exclude one another, against their plain definition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from chronicle.disputes import Extent, groups

DAY = date(2017, 11, 3)


def extent(claimant: str, low: int, high: int, first: int = 0, last: int = 0) -> Extent:
    """Days are counted from one day on."""
    return Extent(
        claimant, Decimal(low), Decimal(high), DAY + timedelta(days=first), DAY + timedelta(days=last)
    )


def plain_groups(extents: Sequence[Extent]) -> list[list[int]]:
    """By the definition: every pair looked at, and groups joined until none can be."""
    group_of = {number: {number} for number in range(len(extents))}
    for one in range(len(extents)):
        for other in range(one):
            if extents[one].excludes(extents[other]):
                joined = group_of[one] | group_of[other]
                group_of.update(dict.fromkeys(joined, joined))
    found = {tuple(sorted(group)) for group in group_of.values() if len(group) > 1}
    return sorted(map(list, found))


@st.composite
def extents(draw: st.DrawFn) -> Extent:
    low, first = draw(st.integers(0, 12)), draw(st.integers(0, 12))
    high = draw(st.one_of(st.just(low), st.integers(low, 14)))
    last = draw(st.one_of(st.just(first), st.integers(first, 14)))
    return extent(draw(st.sampled_from("abc")), low, high, first, last)


@given(st.lists(extents(), max_size=25))
def test_groups_are_those_of_the_definition(claims: list[Extent]) -> None:
    assert sorted(groups(claims)) == plain_groups(claims)


def test_groups_come_in_the_order_of_their_first_claim_and_their_claims_in_theirs() -> None:
    claims = [
        extent("a", 5, 5),
        extent("a", 1, 1, 9, 9),
        extent("b", 2, 2, 9, 9),
        extent("b", 7, 7),
    ]
    assert list(groups(claims)) == [[0, 3], [1, 2]]


def test_a_claimant_in_between_does_not_hide_the_others() -> None:
    """The highest number is the asker's own, the next one, too: the third is still found."""
    assert list(groups([extent("a", 9, 9), extent("a", 8, 8), extent("b", 7, 7), extent("a", 1, 1)])) == [
        [0, 1, 2, 3]
    ]


def test_thousands_of_claims_that_all_exclude_one_another_are_one_group() -> None:
    """Ten thousand have fifty million pairs: to look at each would take minutes, to keep them the memory."""
    count = 10_000
    assert list(groups([extent(f"claimant {it}", it, it, it, count) for it in range(count)])) == [
        list(range(count))
    ]


def test_thousands_of_claims_of_days_far_apart_are_in_no_group() -> None:
    assert list(groups([extent(f"claimant {it}", it, it, 2 * it, 2 * it + 1) for it in range(10_000)])) == []
