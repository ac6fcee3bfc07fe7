"""Claims beside one another, and which of them cannot both be true."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.figures import Claim, Figures, bounds, cannot_both_be_true, disputed, figures_of
from chronicle.model import Event, Figure, Measure

MEASURES = {
    "killed": Measure(slug="killed", path="", name="Killed", unit="people", kind="flow"),
    "fighters": Measure(slug="fighters", path="", name="Fighters", unit="people", kind="stock"),
}
QUALIFIERS = {"": "exact", "~": "about", "+": "at-least", "<": "at-most"}


def figure(claimant: str, value: str, measure: str = "killed", **fields: str | None) -> Figure:
    """A claim, its number as people write it: ``86``, ``~86``, ``86+``, ``<86``, ``80-90``."""
    number: dict[str, Any] = {
        "value": value.strip("~+<"),
        "qualifier": QUALIFIERS[value.strip("0123456789.-")],
    }
    if "-" in value:
        low, _, high = value.partition("-")
        number = {"low": low, "high": high, "qualifier": "range"}
    return Figure(
        **{"measure": measure, "claimant": claimant, "as_of": "2017-11-02", "source": "", **number, **fields}
    )


def event(slug: str, *figures: Figure) -> Event:
    return Event(
        slug=slug,
        path="",
        title=slug,
        date="2017-11-03",
        kind="battle",
        importance=2,
        certainty="confirmed",
        figures=figures,
    )


def of(*events: Event) -> Figures:
    return figures_of(events, MEASURES)


def claimants(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.figure.claimant for claim in claims]


def disputes(*figures: Figure) -> list[list[str]]:
    return [claimants(group) for group in of(event("event", *figures)).disputes]


# --- series --------------------------------------------------------------------


def test_series_is_ordered_by_the_day_that_claims_count_for_then_by_events() -> None:
    worldwide = {"measure": "fighters", "scope": "worldwide"}
    figures = of(
        event("first", figure("cia", "31500", as_of="2014-09", **worldwide)),
        event(
            "second",
            figure("sohr", "50000", as_of="2014-08-19", **worldwide),
            figure("un", "30000", as_of="2014-09", **worldwide),
            figure("afp", "9", measure="fighters"),
        ),
    )
    assert claimants(figures.series("fighters", "worldwide")) == ["sohr", "cia", "un"]
    assert claimants(figures.series("fighters", None)) == ["afp"]
    assert figures.scopes("fighters") == ("worldwide", None)
    assert figures.series("killed", None) == ()


def test_claim_knows_its_event_its_place_in_the_note_and_what_is_counted() -> None:
    figures = of(event("event", figure("sohr", "86"), figure("cia", "9", measure="fighters")))
    claim = figures.of_event("event")[1]
    assert (claim.id, claim.unit, claim.kind) == (("event", 1), "people", "stock")
    assert figures.claims == figures.of_event("event")
    assert figures.of_event("another") == ()


# --- what a claim says --------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("50", "50", "50"),
        ("~50", "45", "55"),
        ("50+", "50", "Infinity"),
        ("<50", "0", "50"),
        ("40-60", "40", "60"),
        ("96.5", "96.5", "96.5"),
        ("~0.3", "0.27", "0.33"),
    ],
)
def test_claim_lies_between_bounds(value: str, low: str, high: str) -> None:
    assert bounds(figure("sohr", value)) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("86", "86", False),
        ("86", "87", True),
        ("~100", "110", False),
        ("~100", "~122", False),
        ("~100", "~123", True),
        ("86+", "90", False),
        ("86+", "85", True),
        ("86+", "<86", False),
        ("86+", "<85", True),
        ("86+", "100+", False),
        ("80-100", "100-120", False),
        ("80-100", "101-120", True),
        ("0.3", "0.30", False),
    ],
)
def test_two_numbers_exclude_each_other_only_if_no_number_is_both(
    one: str, other: str, excluded: bool
) -> None:
    assert (disputes(figure("sohr", one), figure("sana", other)) != []) == excluded
    assert (disputes(figure("sana", other), figure("sohr", one)) != []) == excluded


# --- what is disputed ---------------------------------------------------------------


def test_one_claimant_does_not_dispute_with_itself() -> None:
    assert disputes(figure("sohr", "50"), figure("sohr", "86")) == []


def test_chain_of_disagreement_is_one_dispute_and_each_claim_knows_its_own_rivals() -> None:
    figures = of(event("event", figure("sohr", "86+"), figure("sana", "~50"), figure("afp", "80-100")))
    sohr, sana, afp = figures.claims
    assert figures.disputes == ((sohr, sana, afp),)
    assert figures.against(sohr) == (sana,)
    assert figures.against(sana) == (sohr, afp)


def test_claim_that_agrees_with_all_is_in_no_dispute() -> None:
    figures = of(event("event", figure("sohr", "86"), figure("sana", "50"), figure("afp", "40+")))
    assert [claimants(group) for group in figures.disputes] == [["sohr", "sana"]]
    assert figures.against(figures.claims[2]) == ()


@pytest.mark.parametrize("field", ["measure", "scope", "period", "of"])
def test_claims_of_different_things_are_not_disputed(field: str) -> None:
    other = {"measure": "fighters", "scope": "iraq", "period": "2017", "of": "is"}[field]
    assert disputes(figure("sohr", "50"), figure("sana", "86", **{field: other})) == []


def test_claims_without_a_scope_are_disputed_within_their_event_only() -> None:
    assert of(event("one", figure("sohr", "50")), event("other", figure("sana", "86"))).disputes == ()


def test_claims_of_one_scope_are_disputed_across_events() -> None:
    figures = of(
        event("one", figure("sohr", "50", scope="iraq")), event("other", figure("sana", "86", scope="iraq"))
    )
    assert [claimants(group) for group in figures.disputes] == [["sohr", "sana"]]


def test_notes_that_differ_do_not_settle_a_dispute() -> None:
    assert disputes(figure("sohr", "50", note="soldiers"), figure("sana", "86", note="everyone")) != []


def test_stock_is_disputed_only_where_two_claims_may_be_of_one_day() -> None:
    cia = figure("cia", "31500", measure="fighters", as_of="2014-09-11")
    assert disputes(cia, figure("un", "50000", measure="fighters", as_of="2014-09-12")) == []
    assert disputes(cia, figure("un", "50000", measure="fighters", as_of="2014-09")) == [["cia", "un"]]
    assert disputes(cia, figure("un", "50000", measure="fighters", as_of="2014/..")) == [["cia", "un"]]


def test_flow_is_disputed_whenever_it_was_said() -> None:
    assert disputes(figure("sohr", "50", as_of="2014"), figure("sana", "86", as_of="2024")) != []


def test_figure_of_an_unknown_measure_is_left_out() -> None:
    figures = of(event("event", figure("sohr", "50", measure="unheard-of"), figure("sohr", "50")))
    assert [claim.id for claim in figures.claims] == [("event", 1)]


def test_some_claims_can_be_asked_about_alone() -> None:
    sohr, sana, afp = of(
        event("event", figure("sohr", "86"), figure("sana", "50"), figure("afp", "50"))
    ).claims
    assert disputed((sana, afp)) == ()
    assert disputed((afp, sohr)) == ((afp, sohr),)
    assert cannot_both_be_true(sohr, sana)
    assert not cannot_both_be_true(sana, afp)


NUMBERS = st.integers(0, 30).map(str)
VALUES = st.one_of(
    NUMBERS,
    NUMBERS.map("~{}".format),
    NUMBERS.map("{}+".format),
    NUMBERS.map("<{}".format),
    st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda ends: f"{ends[0]}-{sum(ends)}"),
)
FIGURES = st.builds(
    figure,
    st.sampled_from(["sohr", "sana", "afp", "un"]),
    VALUES,
    st.sampled_from(["killed", "fighters"]),
    as_of=st.sampled_from(["2014", "2014-09", "2014-09-11", "2014-10", "2014-09/..", "../2014-08"]),
    scope=st.sampled_from([None, "iraq"]),
)


@given(st.lists(st.lists(FIGURES, max_size=5), max_size=4))
def test_rivals_are_exactly_the_claims_of_one_thing_that_cannot_both_be_true(
    told: list[list[Figure]],
) -> None:
    figures = of(*(event(f"event-{number}", *one) for number, one in enumerate(told)))

    def same_thing(one: Claim, other: Claim) -> bool:
        alike = (one.figure.measure, one.figure.scope) == (other.figure.measure, other.figure.scope)
        return alike and (one.figure.scope is not None or one.event_slug == other.event_slug)

    pairs = [
        (one.id, other.id)
        for one, other in permutations(figures.claims, 2)
        if same_thing(one, other) and cannot_both_be_true(one, other)
    ]
    assert sorted(pairs) == sorted(
        (claim.id, rival.id) for claim in figures.claims for rival in figures.against(claim)
    )
    grouped = [claim.id for group in figures.disputes for claim in group]
    assert sorted(grouped) == sorted({one for one, _ in pairs})
