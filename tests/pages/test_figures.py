from __future__ import annotations

import doctest
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from chronicle.model import Figure
from chronicle.pages import claim_chart, measures
from chronicle.pages.claim_chart import NARROWEST, SCALE_END, Scale, scale_of, step_of
from tests.world import BuiltWorld, build_world, event, plan_world, with_class, words

MEASURE = "/figures/people-flooded/"


def figure(
    qualifier: str = "exact", value: str | None = "100", low: str | None = None, high: str | None = None
) -> Figure:
    return Figure(
        measure="people-flooded",
        qualifier=qualifier,
        value=None if low else value,
        low=low,
        high=high,
        as_of="1900-06-01",
        claimant="gazette",
        source="gazette-1900",
    )


def claim(
    value: str,
    claimant: str = "gazette",
    as_of: str = "1900-06-02",
    source: str = "gazette-1900",
    **more: str,
) -> str:
    """One item of `figures` as it stands in a note."""
    fields = {"measure": "people-flooded", "value": value, "qualifier": "exact", "as_of": as_of}
    fields |= {"claimant": claimant, "source": source, **more}
    return "  - " + "\n    ".join(f"{name}: {text}" for name, text in fields.items()) + "\n"


def flood(
    *claims: str,
    source: str = "gazette-1900",
    body: str = "",
    title: str = "The river rises",
    date: str = "1900-06-01",
) -> str:
    return event(title, date, fields="figures:\n" + "".join(claims), source=source, body=body)


def rows(world: BuiltWorld) -> list[str]:
    return [words(row) for row in with_class(world.page(MEASURE), "claim-row")]


# --- the scale ----------------------------------------------------------------


@pytest.mark.parametrize("module", [claim_chart, measures])
def test_worked_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]  # modules


def test_zero_stands_at_the_start_and_the_highest_claim_where_its_arrow_has_room() -> None:
    scale = scale_of([figure(value="50"), figure("at-least", "200")])
    assert (scale.place(Decimal(0)), scale.place(Decimal(200))) == (0, SCALE_END)
    assert NARROWEST * (100 - SCALE_END) / 100 >= 30, "the arrow is 30 px long"


def test_percentages_stand_on_the_scale_of_the_whole() -> None:
    assert scale_of([figure(value="3")], is_percent=True).top == 100


def test_a_mark_near_zero_moves_zero_in_so_that_nothing_leaves_the_plot() -> None:
    scale = scale_of([figure("at-most", "1"), figure(value="1000")])
    assert scale.place(Decimal(1)) * NARROWEST / 100 >= 30


@pytest.mark.parametrize(
    "top", ["1", "3", "9", "10", "99", "101", "6600000", "12000000", "14300000000", "0.4"]
)
def test_the_numbers_of_an_axis_never_touch_on_a_phone(top: str) -> None:
    ticks = Scale(Decimal(top)).ticks(is_whole=False)
    places = [float(tick.x.rstrip("%")) * NARROWEST / 100 for tick in ticks]
    widest = max(len(f"{Decimal(tick.value):,}") for tick in ticks) * 7
    assert all(after - before > widest for before, after in pairwise(places))


def test_people_are_counted_whole() -> None:
    assert [tick.value for tick in Scale(Decimal(2)).ticks(is_whole=True)] == ["0", "1", "2"]


def test_steps_are_round_numbers() -> None:
    for top in range(1, 3000, 7):
        assert step_of(Decimal(top)).normalize().as_tuple().digits in {(1,), (2,), (5,)}


def test_a_scale_of_nothing_but_zeros_is_drawn_all_the_same() -> None:
    assert scale_of([figure(value="0")]).mark(figure(value="0")).x == "0%"


@pytest.mark.parametrize("qualifier", ["exact", "about", "at-least", "at-most"])
@pytest.mark.parametrize("value", ["1", "300000", "500000", "1000000"])
def test_the_number_stands_within_the_plot_beside_its_mark(qualifier: str, value: str) -> None:
    claim = figure(qualifier, value)
    label = scale_of([claim, figure(value="1000000")]).mark(claim).label
    x = float(label.x.rstrip("%")) * NARROWEST / 100 + label.offset
    width = len(f"{int(value):,}") * 7
    assert label.side in {"after", "before"}
    assert (x + width <= NARROWEST) if label.side == "after" else (x - width >= 0)


def test_the_number_of_a_wide_range_stands_over_it() -> None:
    wide = figure(low="100000", high="1000000")
    mark = scale_of([wide]).mark(wide)
    assert (mark.label.side, mark.x, mark.end, mark.width) == ("over", "9%", "90%", "81%")


# --- the page of a measure ------------------------------------------------------


def test_claims_of_one_scope_are_rows_by_the_day_that_they_count_for(tmp_path: Path) -> None:
    later = claim("90", as_of="1900-06-20", scope="valley", period="1900-06-01/1900-06-20")
    earlier = claim("40", as_of="1900-06-03", scope="valley", period="1900-06-01/1900-06-03")
    world = build_world(tmp_path, {"events/1900/1900-06-01-river-rises.md": flood(later, earlier)})
    assert rows(world) == [
        "The Gazette as of 3 June 1900 Counted over 1–3 June 1900. Source · Event 40",
        "The Gazette as of 20 June 1900 Counted over 1–20 June 1900. Source · Event 90",
    ]


def test_all_rows_of_a_chart_share_one_scale(tmp_path: Path) -> None:
    claims = (
        claim(value, as_of=f"1900-06-0{day}", scope="valley") for day, value in enumerate(["40", "90"], 2)
    )
    world = build_world(tmp_path, {"events/1900/1900-06-01-river-rises.md": flood(*claims)})
    plots = [row[0] for row in with_class(world.page(MEASURE), "claim-plot")]
    lines = [[line.get("x1") for line in with_class(plot, "year-line")] for plot in plots]
    assert len(lines) == 2
    assert lines[0] == lines[1]
    assert [plot.get("viewBox") for plot in plots] == [None, None]


def test_a_claim_leads_to_its_claimant_its_source_and_its_event(tmp_path: Path) -> None:
    world = build_world(
        tmp_path, {"events/1900/1900-06-01-river-rises.md": flood(claim("40", scope="valley"))}
    )
    (row,) = with_class(world.page(MEASURE), "claim-row")
    links = [link.get("href", "").removeprefix("../../") for link in row.iter("a")]
    assert links == ["actors/gazette/", "events/river-rises/#gazette-1900", "events/river-rises/"]


def test_claims_that_cannot_all_be_true_stand_together_under_a_line_that_says_so(tmp_path: Path) -> None:
    same = {"scope": "valley", "period": "1900-06"}
    claims = (
        claim("40", as_of="1900-06-02", **same),
        claim("60", as_of="1900-06-03", scope="valley", period="1900-05"),
        claim("90", claimant="millers", as_of="1900-06-04", **same),
    )
    world = build_world(tmp_path, {"events/1900/1900-06-01-river-rises.md": flood(*claims)})
    (dispute,) = with_class(world.page(MEASURE), "disputed")
    assert words(dispute).startswith("Disputed. These claims are about the same thing and cannot all be true")
    assert [row.split(" as of")[0] for row in rows(world)] == [
        "The Gazette",
        "Guild of Millers",
        "The Gazette",
    ]
    assert len(with_class(dispute, "claim-row")) == 2


def test_what_was_counted_within_one_event_is_a_list_under_it_and_no_chart(tmp_path: Path) -> None:
    world = build_world(
        tmp_path, {"events/1900/1900-06-01-river-rises.md": flood(claim("40", note="in Upton"))}
    )
    page = world.page(MEASURE)
    assert with_class(page, "claims-chart") == []
    (events,) = with_class(page, "claim-events")
    assert (
        words(events)
        == "1 June 1900 The river rises 40 people – The Gazette, as of 2 June 1900 In Upton. Source"
    )


def test_the_chart_is_a_table_as_well(tmp_path: Path) -> None:
    given = claim("40", scope="valley", period="1900-06", of="millers", note="by boat", qualifier="at-least")
    world = build_world(tmp_path, {"events/1900/1900-06-01-river-rises.md": flood(given)})
    cells = [words(cell) for cell in world.page(MEASURE).iter("td")]
    assert cells == [
        "2 June 1900",
        "The Gazette",
        "at least 40",
        "The whole valley",
        "June 1900",
        "Guild of Millers",
        "By boat.",
        "Source · Event",
    ]


def test_a_measure_without_claims_says_so(tmp_path: Path) -> None:
    assert "people, over a period · no claims so far" in words(build_world(tmp_path, {}).page(MEASURE))


def test_another_word_in_an_events_prose_touches_no_page_of_figures(tmp_path: Path) -> None:
    """They see claims and cards, not events: so such an edit need not make them again."""
    name = "events/1900/1900-06-01-river-rises.md"
    one, other = (
        plan_world(tmp_path / body, {name: flood(claim("40"), body=f"It {body} [@gazette-1900].")})
        for body in ("rose", "swelled")
    )
    inputs = [
        {page.address: page.inputs for page in world.checked.pages if page.address.startswith("/figures/")}
        for world in (one, other)
    ]
    assert inputs[0] == inputs[1]


# --- the index -------------------------------------------------------------------


def test_the_index_counts_claims_claimants_and_years_and_sets_those_with_a_chart_first(
    tmp_path: Path,
) -> None:
    boats = "---\nname: Boats lost\nunit: people\nkind: stock\n---\n"
    claims = (
        claim("40", scope="valley"),
        claim("30", claimant="millers", as_of="1902"),
        claim("3", measure="boats-lost"),
    )
    notes = {"events/1900/1900-06-01-river-rises.md": flood(*claims), "measures/boats-lost.md": boats}
    (series, others) = with_class(build_world(tmp_path, notes).page("/figures/"), "measures")
    assert words(series) == "People flooded out people, over a period · 1900–1902 2 claims by 2 claimants"
    assert words(others) == "Boats lost people, as of one day · 1900 1 claim by 1 claimant"


def test_measures_lead_to_one_another_in_the_order_of_the_index(tmp_path: Path) -> None:
    boats = "---\nname: Boats lost\nunit: people\nkind: stock\n---\n"
    page = build_world(tmp_path, {"measures/boats-lost.md": boats}).page("/figures/boats-lost/")
    (after,) = with_class(page, "next")
    assert words(after) == "After People flooded out"
