from __future__ import annotations

import doctest
import json
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from chronicle.model import Figure
from chronicle.pages import claim_chart, claim_lines, measures
from chronicle.pages.claim_chart import NARROWEST, SCALE_END, Scale, scale_of, step_of
from tests.world import BuiltWorld, PlannedWorld, build_world, event, plan_world, with_class, words

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
    """An event with figures, its source late enough for all of them."""
    note = event(title, date, fields="figures:\n" + "".join(claims), source=source, body=body)
    return note.replace("published: 1900-06-02", "published: 1902-12-31")


def rows(world: BuiltWorld) -> list[str]:
    return [words(row) for row in with_class(world.page(MEASURE), "claim-row")]


# --- the scale ----------------------------------------------------------------


@pytest.mark.parametrize("module", [claim_chart, claim_lines])
def test_worked_examples_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


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


def test_several_claims_within_one_event_stand_beside_one_another_on_a_scale_of_their_own(
    tmp_path: Path,
) -> None:
    claims = claim("40"), claim("100", claimant="millers", as_of="1900-06-01"), claim("8", scope="valley")
    world = build_world(tmp_path, {"events/1900/1900-06-01-river-rises.md": flood(*claims)})
    (events,) = with_class(world.page(MEASURE), "claim-events")
    assert [words(row) for row in with_class(events, "claim-row")] == [
        "Guild of Millers as of 1 June 1900 Source 100",
        "The Gazette as of 2 June 1900 Source 40",
    ]
    assert len(with_class(events, "disputed")) == 1
    (axis,) = with_class(events, "axis")
    assert words(axis) == "020406080100"


def test_a_lone_claim_of_an_event_that_another_disputes_says_so(tmp_path: Path) -> None:
    """The other stands in another chart: what is disputed is told wherever it stands."""
    claims = claim("40"), claim("90", claimant="millers")
    world = build_world(tmp_path, {"events/1900/1900-06-01-river-rises.md": flood(*claims)})
    assert "Disputed." in words(with_class(world.page(MEASURE), "claim-events")[0])


def test_the_charts_are_a_table_as_well(tmp_path: Path) -> None:
    given = claim("40", scope="valley", period="1900-06", of="millers", note="by boat", qualifier="at-least")
    world = build_world(tmp_path, {"events/1900/1900-06-01-river-rises.md": flood(given, claim("7"))})
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
        *("2 June 1900", "The Gazette", "7", "The river rises", "", "", "", "Source · Event"),
    ]


def test_the_claims_of_a_measure_can_be_taken_away_as_files(tmp_path: Path) -> None:
    boats = "---\nname: Boats lost\nunit: people\nkind: stock\n---\n"
    claims = claim("40", scope="valley"), claim("7"), claim("3", measure="boats-lost")
    world = build_world(
        tmp_path,
        {"events/1900/1900-06-01-river-rises.md": flood(*claims), "measures/boats-lost.md": boats},
    )
    links = {link.get("href", "").removeprefix("../../") for link in world.page(MEASURE).iter("a")}
    assert {"data/figures/people-flooded.csv", "data/figures/people-flooded.json"} <= links
    told = json.loads(world.text("/data/figures/people-flooded.json"))
    assert [(row["value"], row["scope"]) for row in told["figures"]] == [(40, "valley"), (7, None)]
    lines = world.text("/data/figures/people-flooded.csv").splitlines()
    assert (len(lines), lines[0]) == (3, world.text("/data/figures.csv").splitlines()[0])


def test_a_measure_without_claims_says_so(tmp_path: Path) -> None:
    world = plan_world(tmp_path, {})
    assert "people, over a period · no claims so far" in words(world.page(MEASURE))
    assert not any(address.startswith("/data/figures/") for address in world.addresses())


# --- a measure of very many claims --------------------------------------------------


@pytest.fixture(scope="module")
def counted_daily(tmp_path_factory: pytest.TempPathFactory) -> PlannedWorld:
    """More than stand on one page: of the valley, in two years, and of one event."""
    notes = {}
    for year in (1901, 1902):
        for part in range(3):
            claims = (
                claim(
                    str(number + 1), as_of=f"{year}", source=f"s{year}{part}", scope="valley", period="1900"
                )
                for number in range(part * 70, part * 70 + 70)
            )
            notes[f"events/count-{year}-{part}.md"] = flood(
                *claims, source=f"s{year}{part}", title=f"Count {part} of {year}", date=f"{year}"
            )
    only = claim("500", claimant="millers", as_of="1902", source="x", scope="valley", period="1900")
    inside = claim("3", as_of="1902", source="x")
    late = flood(only, inside, source="x", title="Late", date="1901-12-31").replace(
        "1900-06-02", "1902-12-31"
    )
    return plan_world(tmp_path_factory.mktemp("daily"), {**notes, "events/late.md": late})


def test_very_many_claims_have_a_page_for_each_year(counted_daily: PlannedWorld) -> None:
    page = counted_daily.page(MEASURE)
    assert with_class(page, "claim-row") == []
    (years,) = with_class(page, "pages")
    assert [(words(link), link.get("href")) for link in years.iter("a")] == [
        ("1901 211 claims", f"{MEASURE}1901/"),
        ("1902 211 claims", f"{MEASURE}1902/"),
    ]
    assert "422 claims by 2 claimants" in words(page)


def test_a_claim_stands_on_the_page_of_the_year_that_it_counts_for_or_of_its_event(
    counted_daily: PlannedWorld,
) -> None:
    first, second = (counted_daily.data(f"{MEASURE}{year}/") for year in (1901, 1902))
    assert [(it.claims, len(it.table)) for it in (first, second)] == [(211, 211), (211, 211)]
    assert [line.claim.value for year in first.years for event in year.events for line in event.lines] == [
        "3"
    ]
    assert second.years == ()


def test_a_dispute_over_years_is_told_on_the_page_of_each(counted_daily: PlannedWorld) -> None:
    """The millers' number excludes all of the gazette's, of both years."""
    for year, disputed in ((1901, 210), (1902, 211)):
        (chart,) = counted_daily.data(f"{MEASURE}{year}/").charts
        assert [(block.is_disputed, len(block.lines)) for block in chart.blocks] == [(True, disputed)]


def test_a_dispute_of_which_a_year_has_one_claim_says_where_the_others_are(tmp_path: Path) -> None:
    """Reads the sentence on a page made from what such a page is given."""
    world = plan_world(tmp_path, {"events/a.md": flood(claim("40", scope="valley"), claim("9"))})
    (page,) = (page for page in world.checked.pages if page.address == MEASURE)
    measure, _, _, claims, _, cards, *_ = page.inputs
    card = next(card for card in cards if card.id == "measures/people-flooded")
    links = (measures.YearLink(year="1900", address=f"{MEASURE}1900/", claims=2),)
    data = measures.year_view(card, measure.scopes, "1900", claims, ((claims[0],),), cards, links)
    assert [(block.is_disputed, len(block.lines)) for block in data.charts[0].blocks] == [(True, 1)]


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
