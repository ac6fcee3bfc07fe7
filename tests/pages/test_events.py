"""The page of one event: what happened, when, where, who says so, how sure it is, and what it changed."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.world import (
    NOTES,
    SITE,
    PlannedWorld,
    control,
    event,
    facts,
    news,
    plan_world,
    with_class,
    words,
)

RAIN = "events/1900/1900-06-01-rain.md"


def page_of(folder: Path, text: str, **notes: str) -> ElementTree.Element:
    """The page of one event in a world of others."""
    others = {f"events/{slug.replace('_', '-')}.md": note for slug, note in notes.items()}
    return plan_world(folder, {RAIN: text, **others}).page("/events/rain/")


def section(page: ElementTree.Element, anchor: str) -> ElementTree.Element | None:
    return page.find(f".//*[@aria-labelledby='{anchor}']")


def changes(page: ElementTree.Element) -> list[str]:
    """The sentences of what changed on the map."""
    return [words(item) for item in with_class(page, "change") if item.tag == "li"]


# --- the head ---------------------------------------------------------------


def test_the_head_tells_when_what_how_sure_where_and_who(tmp_path: Path) -> None:
    dam = "---\nname: The dam\ndate: 1900\nsources:\n  - id: dam\n    title: Dam\n    type: news\n---\n"
    fields = "places:\n  - upton\n  - lowton\nactors:\n  - millers\n  - weavers\noperation: dam\n"
    world = plan_world(
        tmp_path, {RAIN: event("It rains", "1900-06-01~", fields=fields), "operations/dam.md": dam}
    )
    page = world.page("/events/rain/")
    assert words(page.find(".//article/p")) == "about 1 June 1900"
    assert words(page.find(".//h1")) == "It rains"
    found = facts(page)
    assert found["How sure"].startswith("Claimed")
    assert found["How sure"].endswith("said by one side only")
    assert "Upton" in found["Where"]
    assert "Lowton, France" in found["Where"]
    assert found["Who"] == "Guild of Millers, Guild of Weavers"
    assert (found["Part of"], found["Kind"]) == ("The dam", "Flood")


def test_what_is_named_in_the_head_leads_to_its_page(tmp_path: Path) -> None:
    page = page_of(tmp_path, event(fields="places:\n  - upton\nactors:\n  - millers\n"))
    links = [link.get("href") for row in with_class(page, "facts") for link in row.iter("a")]
    assert links == ["/places/upton/", "/actors/millers/"]


def test_facts_that_a_note_does_not_give_are_left_out(tmp_path: Path) -> None:
    assert set(facts(page_of(tmp_path, event()))) == {"How sure", "Kind"}


@pytest.mark.parametrize(
    ("date", "crumbs"),
    [
        ("1900-06-01", ["Timeline", "1900", "June 1900"]),
        ("1900-06", ["Timeline", "1900", "June 1900"]),
        ("1900", ["Timeline", "1900"]),
        ("1900-21", ["Timeline", "1900"]),
        ("1900-06-30/1900-07-02", ["Timeline", "1900", "June 1900"]),
    ],
)
def test_the_way_down_goes_as_far_as_the_date_is_known(tmp_path: Path, date: str, crumbs: list[str]) -> None:
    page = page_of(tmp_path, event(date=date))
    (trail,) = with_class(page, "crumbs")
    assert [words(item) for item in trail.iter("li")] == crumbs


def test_the_description_is_the_date_and_the_first_sentence(tmp_path: Path) -> None:
    """What search engines and messengers show of the page."""
    page = page_of(tmp_path, event(body="It rained [@gazette-1900]. It stopped."))
    found = {it.get("name") or it.get("property"): it.get("content") for it in page.iter("meta")}
    assert found["description"] == found["og:description"] == "1 June 1900: It rained."


# --- what changed on the map ------------------------------------------------


def test_a_place_of_which_nothing_was_known_before_has_its_new_state_alone(tmp_path: Path) -> None:
    page = page_of(tmp_path, event(fields=control("upton: millers")))
    assert words(page.find(".//*[@id='changes']")) == "What changed on the map"
    assert changes(page) == ["Upton: from 1 June 1900 held by Guild of Millers."]


def test_a_change_says_who_held_the_place_before_and_since_when(tmp_path: Path) -> None:
    before = news("Weavers come", "1899-02", control("upton: weavers"))
    page = page_of(tmp_path, event(fields=control("upton: millers, taken_from weavers")), before=before)
    assert changes(page) == [
        "Upton: held by Guild of Weavers since February 1899; from 1 June 1900 held by Guild of Millers."
    ]
    (change,) = with_class(page, "change")[1:]
    assert [link.get("href") for link in change.iter("a")] == [
        "/places/upton/",
        "/actors/weavers/",
        "/events/before/",
        "/actors/millers/",
    ]


def test_who_is_known_only_by_having_lost_the_place_held_it_since_an_unknown_day(tmp_path: Path) -> None:
    page = page_of(tmp_path, event(fields=control("upton: millers, taken_from weavers")))
    assert changes(page) == [
        "Upton: held by Guild of Weavers, since an unknown day; from 1 June 1900 held by Guild of Millers."
    ]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            "upton: millers, contested, against weavers",
            "contested: held by Guild of Millers, with Guild of Weavers inside.",
        ),
        ("upton: millers, contested", "contested, held by Guild of Millers."),
        (
            "upton: millers, besieged, against weavers",
            "held by Guild of Millers, besieged by Guild of Weavers.",
        ),
        ("upton: millers, besieged", "held by Guild of Millers, besieged."),
    ],
)
def test_a_contested_or_besieged_place_keeps_its_holder_in_words(
    tmp_path: Path, entry: str, sentence: str
) -> None:
    page = page_of(tmp_path, event(fields=control(entry)))
    assert changes(page) == [f"Upton: from 1 June 1900 {sentence}"]


def test_an_entry_with_a_date_of_its_own_is_told_with_it(tmp_path: Path) -> None:
    page = page_of(tmp_path, event(fields=control("upton: millers, date 1900-05-30")))
    assert changes(page) == ["Upton: from 30 May 1900 held by Guild of Millers."]


def test_one_who_hands_over_everything_changes_every_place_that_they_hold(tmp_path: Path) -> None:
    """The note names no place; what it means follows from the events before it."""
    before = news("Weavers come", "1899", control("upton: weavers", "lowton: weavers"))
    page = page_of(tmp_path, event(fields=control("all of weavers: millers")), before=before)
    assert changes(page) == [
        f"{place}: held by Guild of Weavers since 1899; from 1 June 1900 held by Guild of Millers."
        for place in ("Lowton", "Upton")
    ]


def test_what_another_event_tells_of_the_place_is_told_there(tmp_path: Path) -> None:
    after = news("Weavers return", "1901", control("upton: weavers, taken_from millers"))
    notes = {RAIN: event(fields=control("upton: millers, taken_from weavers")), "events/after.md": after}
    world = plan_world(tmp_path, notes)
    assert len(changes(world.page("/events/rain/"))) == len(changes(world.page("/events/after/"))) == 1


def test_an_event_at_a_place_that_changes_nothing_says_so_beside_its_map(tmp_path: Path) -> None:
    page = page_of(tmp_path, event(fields="places:\n  - upton\n"))
    assert words(page.find(".//*[@id='changes']")) == "Where it was"
    assert "This event did not change the map." in words(section(page, "changes"))
    assert changes(page) == []


def test_an_event_without_place_or_control_has_no_map(tmp_path: Path) -> None:
    page = page_of(tmp_path, event())
    assert section(page, "changes") is None
    assert with_class(page, "map") == []


# --- figures ----------------------------------------------------------------

CLAIM = (
    "  - measure: people-flooded\n    {}\n    scope: valley\n    as_of: 1900-06\n"
    "    claimant: {}\n    source: gazette-1900\n"
)


def claims(folder: Path, *items: str, more: str = "") -> list[str]:
    page = page_of(folder, event(fields="figures:\n" + "".join(items) + more))
    return [words(item) for item in with_class(page, "claim")]


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("value: 1200\n    qualifier: exact", "1,200 people"),
        ("value: 40\n    qualifier: about", "about 40 people"),
        ("value: 40\n    qualifier: at-least", "at least 40 people"),
        ("value: 40\n    qualifier: at-most", "at most 40 people"),
        ("low: 40\n    high: 50", "40 to 50 people"),
    ],
)
def test_a_figure_is_a_claim_with_its_claimant_its_day_and_its_source(
    tmp_path: Path, value: str, amount: str
) -> None:
    (found,) = claims(tmp_path, CLAIM.format(value, "gazette"))
    assert found == f"{amount} – The Gazette, as of June 19001 People flooded out · The whole valley."


def test_the_number_behind_a_claim_leads_to_its_source_in_the_list(tmp_path: Path) -> None:
    shared = "---\ntitle: Floods\npublished: 1901\ntype: news\n---\n"
    fields = "figures:\n" + CLAIM.format("value: 4\n    qualifier: exact", "gazette")
    text = event(fields=fields).replace("sources:\n", "sources:\n  - id: floods\n")
    page = plan_world(tmp_path, {RAIN: text, "sources/1901/floods.md": shared}).page("/events/rain/")
    (claim,) = with_class(page, "claim")
    link = claim.find(".//sup/a")
    assert link is not None
    assert (words(link), link.get("href")) == ("2", "#gazette-1900")
    assert page.find(".//li[@id='gazette-1900']") is not None


def test_claims_that_cannot_both_be_true_stand_side_by_side_and_say_so(tmp_path: Path) -> None:
    """Never averaged, none of them preferred: in the order of the note."""
    found = claims(
        tmp_path,
        CLAIM.format("value: 90\n    qualifier: exact", "millers"),
        CLAIM.format("value: 40\n    qualifier: about", "gazette"),
    )
    assert [claim.split(" – ")[0] for claim in found] == ["90 people", "about 40 people"]
    assert all("Disputed." in claim for claim in found)


def test_claims_that_can_both_be_true_are_not_disputed(tmp_path: Path) -> None:
    found = claims(
        tmp_path,
        CLAIM.format("value: 90\n    qualifier: exact", "millers"),
        CLAIM.format("value: 40\n    qualifier: at-least", "gazette"),
    )
    assert not any("Disputed" in claim for claim in found)


def test_a_claim_says_whose_people_when_and_what_else_it_counts(tmp_path: Path) -> None:
    more = "    of: weavers\n    period: 1900-05/1900-06\n    note: Without the mill.\n"
    (found,) = claims(tmp_path, CLAIM.format("value: 4\n    qualifier: exact", "gazette"), more=more)
    assert "Of Guild of Weavers. The whole valley. Counted over" in found
    assert found.endswith("Without the mill.")


def test_an_event_without_figures_has_no_such_part(tmp_path: Path) -> None:
    assert section(page_of(tmp_path, event()), "figures") is None


# --- before and after -------------------------------------------------------


def beside(page: ElementTree.Element) -> list[tuple[str, str, str, str]]:
    """Before or after, the date, the title and the address."""
    (part,) = with_class(page, "beside")
    rows = ((row.find("dt"), row.find(".//*[@class='date']"), row.find(".//a")) for row in part.iter("div"))
    return [
        (words(term), words(date), words(link), link.get("href", ""))
        for term, date, link in rows
        if term is not None and link is not None
    ]


def test_the_events_before_and_after_are_named(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        event(),
        late=news("After it", "1900-06-02"),
        latest=news("Long after", "1901"),
        early=news("Before it", "1900-05-31"),
    )
    found = [
        ("Before", "31 May 1900", "Before it", "/events/early/"),
        ("After", "2 June 1900", "After it", "/events/late/"),
    ]
    assert [row for row in beside(page) if row in found] == found
    assert relations(page) == {"prev": "/events/early/", "next": "/events/late/"}


def relations(page: ElementTree.Element) -> dict[str, str]:
    """What the head of the page says of its neighbours."""
    links = {it.get("rel", ""): it.get("href", "") for it in page.iter("link")}
    return {name: links[name] for name in ("prev", "next") if name in links}


def test_the_first_event_has_none_before_it(tmp_path: Path) -> None:
    page = page_of(tmp_path, event(), late=news("After it", "1901"))
    assert [row[0] for row in beside(page)] == ["After"]
    assert relations(page) == {"next": "/events/late/"}


# --- about the page ---------------------------------------------------------


def test_corrections_are_told_on_the_page(tmp_path: Path) -> None:
    fields = (
        "corrections:\n  - date: 1901-02-01\n    said: At noon.\n    says: At dawn.\n    why: A slip.\n"
        "  - date: 1901-03-01\n    said: Rian.\n    says: Rain.\n    why: A letter.\n    trivial: true\n"
    )
    page = page_of(tmp_path, event(fields=fields))
    found = with_class(page, "correction")
    assert [[words(it) for it in row.iter() if it.tag in ("p", "dd")] for row in found] == [
        ["1 February 1901", "At noon.", "At dawn.", "A slip."],
        ["1 March 1901 trivial", "Rian.", "Rain.", "A letter."],
    ]


def test_a_page_without_corrections_says_so_and_leads_to_its_note(tmp_path: Path) -> None:
    page = page_of(tmp_path, event())
    about = section(page, "about-page")
    assert about is not None
    assert "No corrections so far." in words(about)
    assert [link.get("href") for link in about.iter("a")] == [
        "https://git.example.org/river/edit/main/content/events/1900/1900-06-01-rain.md"
    ]


# --- what was withdrawn -----------------------------------------------------


@pytest.fixture
def withdrawn(tmp_path: Path) -> PlannedWorld:
    fields = (
        "places:\n  - upton\n" + control("upton: millers") + "figures:\n"
        "  - measure: people-flooded\n    value: 4\n    qualifier: exact\n    as_of: 1900-06\n"
        "    claimant: gazette\n    source: gazette-1900\n"
        "withdrawn:\n  date: 1901-01-01\n  why: The dam held.\n"
    )
    notes = {
        RAIN: event("It rains", fields=fields, body="The dam broke [@gazette-1900]."),
        "events/early.md": news("Before", "1900-05", "places:\n  - upton\n"),
        "events/late.md": news("After", "1900-07", "places:\n  - upton\n"),
    }
    return plan_world(tmp_path, notes)


def test_a_withdrawn_event_keeps_its_page_which_says_why(withdrawn: PlannedWorld) -> None:
    """The address was published; what it told is not told again."""
    page = withdrawn.page("/events/rain/")
    assert words(page.find(".//h1")) == "It rains"
    assert words(with_class(page, "prose")[0]) == "Withdrawn on 1 January 1901: The dam held."
    assert "The dam broke" not in withdrawn.text("/events/rain/")
    assert with_class(page, "back") == []


def test_a_withdrawn_event_changes_and_counts_nothing(withdrawn: PlannedWorld) -> None:
    page = withdrawn.page("/events/rain/")
    assert changes(page) == []
    assert with_class(page, "claim") == []


def test_a_withdrawn_event_stands_between_no_others(withdrawn: PlannedWorld) -> None:
    page = withdrawn.page("/events/rain/")
    assert (beside(page), relations(page)) == ([], {})
    assert relations(withdrawn.page("/events/early/")) == {"next": "/events/late/"}


def test_what_is_shown_elsewhere_of_a_withdrawn_page_is_that_it_was_withdrawn(
    withdrawn: PlannedWorld,
) -> None:
    """Search engines and messengers print the description."""
    found = [it.get("content") for it in withdrawn.page("/events/rain/").iter("meta")]
    assert found.count("Withdrawn on 1 January 1901: The dam held.") == 2


# --- without a map ----------------------------------------------------------


def test_in_a_chronicle_without_a_map_what_changed_is_told_all_the_same(tmp_path: Path) -> None:
    fields = "places:\n  - upton\n" + control("upton: millers")
    world = plan_world(tmp_path, {RAIN: event(fields=fields)}, SITE.split("map:\n")[0])
    page = world.page("/events/rain/")
    assert changes(page) == ["Upton: from 1 June 1900 held by Guild of Millers."]
    assert with_class(page, "map") == []


def test_the_words_of_a_note_are_never_markup(tmp_path: Path) -> None:
    name = "Mill & <b>Sons</b>"
    notes = {
        RAIN: event(f"'{name}'", fields="actors:\n  - millers\n" + control("upton: millers")),
        "actors/millers.md": NOTES["actors/millers.md"].replace("Guild of Millers", name),
    }
    page = plan_world(tmp_path, notes).page("/events/rain/")
    assert words(page.find(".//h1")) == name
    assert facts(page)["Who"] == name
    assert changes(page) == [f"Upton: from 1 June 1900 held by {name}."]
