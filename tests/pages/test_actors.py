"""What readers learn of an actor: what it did, what it held, what it claimed, and what speaks for it."""

from __future__ import annotations

from pathlib import Path

from tests.world import build_world, event, facts, with_class, words

CAPTURE = (
    "places:\n  - upton\nactors:\n  - weavers\ncontrol:\n"
    "  - place: upton\n    holder: weavers\n    status: held\n    taken_from: millers\n"
)
FIGURE = (
    "figures:\n  - measure: people-flooded\n    value: 40\n    qualifier: at-least\n    as_of: 1900-06-01\n"
    "    claimant: gazette\n    source: gazette-1900\n"
)


def test_what_an_actor_held_stands_with_its_days(tmp_path: Path) -> None:
    world = build_world(tmp_path, {"events/1900/1900-06-01-taken.md": event(fields=CAPTURE)})
    assert [words(cell) for cell in world.page("/actors/weavers/").findall(".//tbody/tr/*")] == [
        "Upton",
        "1 June 1900",
        "no end known",
    ]
    assert [words(cell) for cell in world.page("/actors/millers/").findall(".//tbody/tr/*")] == [
        "Upton",
        "not known",
        "1 June 1900",
    ]
    held = world.page("/actors/weavers/").find(".//section[@aria-labelledby='held']")
    assert "it held 1 at most at once, first on 1 June 1900. After the last change known it held 1." in words(
        held
    )


def test_who_lost_a_place_has_the_event_as_well(tmp_path: Path) -> None:
    world = build_world(
        tmp_path, {"events/1900/1900-06-01-taken.md": event("Upton is taken", fields=CAPTURE)}
    )
    assert "Upton is taken" in words(
        world.page("/actors/millers/").find(".//section[@aria-labelledby='events']")
    )


def test_a_figure_stands_at_its_claimant_with_its_day_and_event(tmp_path: Path) -> None:
    world = build_world(tmp_path, {"events/1900/1900-06-01-rise.md": event("The river rises", fields=FIGURE)})
    claim = words(with_class(world.page("/actors/gazette/"), "claim")[0])
    assert claim == "at least 40 people, as of 1 June 1900 People flooded out · The river rises"


def test_sources_that_speak_for_an_actor_or_carry_its_report_lead_to_where_they_stand(tmp_path: Path) -> None:
    note = event().replace("    type: news\n", "    type: news\n    agency: gazette\n    voice: millers\n")
    world = build_world(tmp_path, {"events/1900/1900-06-01-rise.md": note})
    for actor, section in [("millers", "voice"), ("gazette", "agency")]:
        found = world.page(f"/actors/{actor}/").find(f".//section[@aria-labelledby='{section}']//a")
        assert found is not None
        assert found.get("href") == "../../events/rise/#gazette-1900"


def test_an_actor_names_what_it_belongs_to_and_what_belongs_to_it(tmp_path: Path) -> None:
    part = "---\nname: Night millers\nkind: guild\nside: north\nparent: millers\n---\nThey work at night.\n"
    world = build_world(tmp_path, {"actors/night-millers.md": part})
    assert facts(world.page("/actors/night-millers/"))["Belongs to"] == "Guild of Millers"
    assert facts(world.page("/actors/millers/"))["Of it"] == "Night millers"
    assert "They work at night." in words(with_class(world.page("/actors/night-millers/"), "prose")[0])


def test_the_list_is_by_kind_in_the_order_of_the_site(tmp_path: Path) -> None:
    world = build_world(
        tmp_path, {"events/1900/1900-06-01-rise.md": event(fields="actors:\n  - weavers\n" + FIGURE)}
    )
    groups = with_class(world.page("/actors/"), "group")
    assert [words(group) for group in groups] == [
        "Guild Guild of Millers Mill Guild of Weavers Weav 1 event",
        "Newspaper The Gazette 1 figure",
    ]
