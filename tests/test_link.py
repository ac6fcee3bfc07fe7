"""From records to the Chronicle: what is shown, in what order, who uses what, and which links are dead."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from chronicle import build as engine
from chronicle.link import Linked, link
from chronicle.load import load
from chronicle.model import Chronicle, Event, EventCard, PlaceCard
from chronicle.validate import validate
from tests.world import NOTES, SITE, TODAY, beside_evidence, event, write_world


def linked(
    folder: Path, notes: dict[str, str], site: str = SITE, *, drafts: bool = False, today: str = TODAY
) -> Linked:
    loaded = load(write_world(folder, notes, site))
    found = validate(loaded.notes, loaded.site, loaded.files)
    return link(found.entries, found.site, loaded.files, today, drafts, found.site_references)


def chronicle_of(
    folder: Path, notes: dict[str, str], site: str = SITE, *, drafts: bool = False, today: str = TODAY
) -> Chronicle:
    found = linked(folder, notes, site, drafts=drafts, today=today)
    assert found.problems == ()
    assert found.chronicle is not None
    return found.chronicle


def problems(folder: Path, notes: dict[str, str]) -> list[str]:
    """What the whole check says of these notes beside the world's, a line each."""
    checked = engine.check(write_world(folder, notes), TODAY)
    return [str(problem).removeprefix("content/") for problem in beside_evidence(checked.problems)]


def slugs(events: tuple[Event, ...]) -> list[str]:
    return [event.slug for event in events]


def rain(date: str, source: str, importance: int = 2, fields: str = "", body: str = "") -> str:
    text = event("Rain", date, fields=fields, source=source, body=body)
    return text.replace("importance: 2", f"importance: {importance}")


# --- order ------------------------------------------------------------------


def test_events_stand_in_order_of_their_first_day_the_more_exact_before_the_less(tmp_path: Path) -> None:
    dates = {
        "g": "1900-07-01",
        "f": "1900-06",
        "e": "1900-06-01",
        "d": "1900",
        "c": "1900-06-01/1900-08-01",
        "b": "1899-12-31",
    }
    notes = {f"events/{slug}.md": rain(date, f"source-{slug}") for slug, date in dates.items()}
    assert slugs(chronicle_of(tmp_path, notes).events) == ["b", "d", "e", "f", "c", "g"]


def test_of_one_date_the_weightier_event_comes_first_then_the_slug_decides(tmp_path: Path) -> None:
    notes = {
        f"events/{slug}.md": rain("1900-06-01", f"source-{slug}", importance)
        for slug, importance in (("c", 1), ("b", 3), ("a", 1))
    }
    assert slugs(chronicle_of(tmp_path, notes).events) == ["b", "a", "c"]


def test_the_order_of_events_does_not_hang_on_the_names_of_files(tmp_path: Path) -> None:
    """The date in a file's name and its folder are for editors."""
    notes = {
        "events/1999/1999-01-01-early.md": rain("1900-01-01", "a"),
        "events/1800/1800-01-01-late.md": rain("1900-02-01", "b"),
    }
    assert slugs(chronicle_of(tmp_path, notes).events) == ["early", "late"]


def test_periods_stand_in_the_order_that_their_notes_give(tmp_path: Path) -> None:
    notes = {
        f"periods/{slug}.md": f"---\ntitle: P\ndate: 1900/1901\norder: {order}\n---\n"
        for slug, order in (("dry", 2), ("wet", 1), ("cold", 2))
    }
    assert [period.slug for period in chronicle_of(tmp_path, notes).periods] == ["wet", "cold", "dry"]


def test_everything_else_stands_by_its_slug(tmp_path: Path) -> None:
    """Whatever the disk lists first: the same notes give the same bytes."""
    found = chronicle_of(tmp_path, {"events/x.md": rain("1900", "zebra"), "events/y.md": rain("1900", "ant")})
    assert list(found.places) == ["lowton", "upton"]
    assert list(found.actors) == ["gazette", "millers", "weavers"]
    assert list(found.sources) == ["ant", "zebra"]


# --- what is shown ----------------------------------------------------------


@pytest.mark.parametrize("fields", ["status: draft\n", "status: review\n", "embargo: 2026-11-26\n"])
def test_what_is_not_published_is_not_in_the_chronicle(tmp_path: Path, fields: str) -> None:
    """Nor its source in place, its prose, its card, or its name among the users of others."""
    fields += "places:\n  - upton\n"
    notes = {"events/secret.md": rain("1900", "secret-source", fields=fields)}
    found = chronicle_of(tmp_path, notes)
    assert found.events == ()
    ids = {*found.cards, *found.prose, *found.users, *found.sources, *sum(found.users.values(), ())}
    assert [identity for identity in ids if "secret" in identity] == []


def test_a_preview_shows_drafts_and_what_is_held_back(tmp_path: Path) -> None:
    notes = {
        "events/a.md": rain("1900", "a", fields="status: draft\n"),
        "events/b.md": rain("1901", "b", fields="status: review\n"),
        "events/c.md": rain("1902", "c", fields="embargo: 2999-01-01\n"),
    }
    assert slugs(chronicle_of(tmp_path, notes, drafts=True).events) == ["a", "b", "c"]


@pytest.mark.parametrize(("today", "shown"), [("2026-11-24", []), ("2026-11-25", ["x"])])
def test_what_is_held_back_is_shown_from_its_day_on(tmp_path: Path, today: str, shown: list[str]) -> None:
    notes = {"events/x.md": rain("1900", "a", fields="embargo: 2026-11-25\n")}
    assert slugs(chronicle_of(tmp_path, notes, today=today).events) == shown


def test_a_draft_may_be_held_back_too(tmp_path: Path) -> None:
    notes = {"events/x.md": rain("1900", "a", fields="status: draft\nembargo: 1900-01-01\n")}
    assert chronicle_of(tmp_path, notes).events == ()


def test_a_withdrawn_event_is_among_the_withdrawn_and_uses_nothing(tmp_path: Path) -> None:
    """Its page stays, so that it has its card and prose; it counts nowhere."""
    fields = "places:\n  - upton\nwithdrawn:\n  date: 1901-01-01\n  why: It did not happen.\n"
    found = chronicle_of(tmp_path, {"events/x.md": rain("1900", "a", fields=fields)})
    assert (slugs(found.events), slugs(found.withdrawn)) == ([], ["x"])
    assert cast("EventCard", found.cards["events/x"]).withdrawn
    assert "events/x" in found.prose
    assert "events/x" not in found.users.get("places/upton", ())


# --- links ------------------------------------------------------------------


def test_users_are_events_in_order_of_time_then_the_others_by_name(tmp_path: Path) -> None:
    upton = "places:\n  - upton\n"
    notes = {
        "events/a-late.md": rain("1902", "a", fields=upton),
        "events/b-early.md": rain("1900", "b", fields=upton),
        "operations/dam.md": f"---\nname: Dam\ndate: 1900\n{upton}---\n",
        "places/mill.md": NOTES["places/upton.md"].replace("name: Upton", "name: Mill\nwithin: upton"),
    }
    users = chronicle_of(tmp_path, notes).users
    assert users["places/upton"] == (
        *("events/b-early", "events/a-late"),
        *("measures/people-flooded", "operations/dam", "places/mill"),
    )


def test_a_link_in_the_text_is_a_use(tmp_path: Path) -> None:
    notes = {
        "events/a.md": rain("1900", "a"),
        "events/b.md": rain("1901", "b", body="Rain as in [[a]] and at [[places/lowton]] [@b]."),
    }
    users = chronicle_of(tmp_path, notes).users
    assert users["events/a"] == ("events/b",)
    assert users["places/lowton"] == ("events/b", "measures/people-flooded")


def test_a_source_in_place_is_a_source_and_leads_to_its_event(tmp_path: Path) -> None:
    found = chronicle_of(tmp_path, {"events/x.md": rain("1900", "gazette-1900")})
    assert found.sources["gazette-1900"].home == "events/x"
    assert found.cards["sources/gazette-1900"].address == "/events/x/#gazette-1900"


def test_another_slug_of_a_place_leads_to_the_place(tmp_path: Path) -> None:
    """In lists of places, in control, and in links of the text."""
    notes = {
        "places/upton.md": NOTES["places/upton.md"].replace(
            "kind: town", "kind: town\nother_slugs:\n  - high"
        ),
        "events/x.md": rain(
            "1900",
            "a",
            fields="places:\n  - high\ncontrol:\n  - place: high\n    holder: millers\n    status: held\n",
            body="Rain at [[places/high]] [@a].",
        ),
    }
    found = chronicle_of(tmp_path, notes)
    (only,) = found.events
    assert (only.places, only.control[0].place) == (("upton",), "upton")
    assert found.users["places/upton"] == ("events/x", "measures/people-flooded")
    assert cast("EventCard", found.cards["events/x"]).places[0].name == "Upton"
    assert "places/high" not in found.cards
    assert isinstance(found.cards["places/upton"], PlaceCard)


def other(slug: str, more: str = "") -> str:
    text = "---\nname: Mill\nkind: town\nlatitude: 48\nlongitude: 2\nprecision_km: 1\n"
    return f"{text}coordinate_source: a map\n{more}other_slugs:\n  - {slug}\n---\n"


def test_another_slug_that_is_the_slug_of_a_place_is_wrong(tmp_path: Path) -> None:
    """Else all that names the one would silently tell of the other."""
    assert problems(tmp_path, {"places/mill.md": other("upton")}) == [
        'places/mill.md:9:5: error[duplicate-slug]: the slug "upton" is that of content/places/upton.md; '
        "remove it from one of the two"
    ]


def test_another_slug_that_two_places_have_is_wrong(tmp_path: Path) -> None:
    notes = {"places/mill.md": other("ford"), "places/pond.md": other("ford")}
    assert problems(tmp_path, notes) == [
        'places/pond.md:9:5: error[duplicate-slug]: the slug "ford" is that of content/places/mill.md; '
        "remove it from one of the two"
    ]


def test_another_slug_that_is_the_places_own_does_no_harm(tmp_path: Path) -> None:
    assert problems(tmp_path, {"places/mill.md": other("mill")}) == []


def test_a_circle_is_found_whichever_slugs_it_goes_by(tmp_path: Path) -> None:
    notes = {
        "places/mill.md": other("ford", "within: pond\n"),
        "places/pond.md": other("pool", "within: ford\n"),
    }
    assert [line.split(" ")[1] for line in problems(tmp_path, notes)] == ["error[loop]:", "error[loop]:"]


# --- what is wrong ----------------------------------------------------------


def test_a_wrong_note_stops_the_chronicle_and_makes_no_problem_for_those_who_name_it(tmp_path: Path) -> None:
    notes = {
        "events/a.md": rain("1900-13", "a"),
        "events/b.md": rain("1901", "b", body="Rain as in [[a]] [@b]."),
    }
    found = linked(tmp_path, notes)
    assert (found.chronicle, found.problems) == (None, ())


def test_settings_that_are_wrong_stop_the_chronicle(tmp_path: Path) -> None:
    assert linked(tmp_path, {}, SITE.replace("heading: What happened on the river\n", "")).chronicle is None


@pytest.mark.parametrize(
    ("fields", "code"), [("status: draft\n", "link-to-draft"), ("embargo: 2999-01-01\n", "link-to-draft")]
)
def test_a_turning_point_must_be_published(tmp_path: Path, fields: str, code: str) -> None:
    """`site.yaml` is always shown."""
    site = SITE + "turning_points:\n  - event: x\n    words: It rains\n"
    found = linked(tmp_path, {"events/x.md": rain("1900", "a", fields=fields)}, site)
    assert [(it.code, it.location.file) for it in found.problems] == [(code, "content/site.yaml")]


def test_a_turning_point_must_be_there(tmp_path: Path) -> None:
    site = SITE + "turning_points:\n  - event: rainy\n    words: It rains\n"
    found = linked(tmp_path, {"events/rain.md": rain("1900", "a")}, site)
    assert [f"{it.code}: {it.message}; {it.hint}" for it in found.problems] == [
        'unknown-event: no event "rainy"; did you mean "rain"?'
    ]


# --- addresses in the text --------------------------------------------------


def linking(address: str, fields: str = "") -> dict[str, str]:
    return {"events/x.md": rain("1900", "a", fields=fields, body=f"See [this]({address}) [@a].")}


@pytest.mark.parametrize(
    "address",
    ["/places/upton/", "/timeline/", "/1900/", "/events/x/#a", "/data/events.json", "/"],
)
def test_a_link_may_go_to_any_address_of_the_site(tmp_path: Path, address: str) -> None:
    assert problems(tmp_path, linking(address)) == []


def test_a_link_to_an_address_that_is_not_there_is_found_with_the_nearest(tmp_path: Path) -> None:
    assert problems(tmp_path, linking("/places/uptown/")) == [
        'events/x.md:16:12: error[unknown-link]: there is no page at "/places/uptown/"; '
        'did you mean "/places/upton/"?'
    ]


def test_a_link_may_go_to_an_old_address(tmp_path: Path) -> None:
    assert problems(tmp_path, linking("/events/old/", "aliases:\n  - /events/old/\n")) == []


def test_a_draft_may_link_to_the_address_of_a_draft(tmp_path: Path) -> None:
    """As it may by `[[slug]]`: both will be there when they are published."""
    notes = linking("/events/y/", "status: draft\n")
    notes["events/y.md"] = rain("1901", "b", fields="status: draft\n")
    assert problems(tmp_path, notes) == []


def test_what_is_published_may_not_link_to_the_address_of_a_draft(tmp_path: Path) -> None:
    notes = {**linking("/events/y/"), "events/y.md": rain("1901", "b", fields="status: draft\n")}
    assert [line.split(" ")[1] for line in problems(tmp_path, notes)] == ["error[unknown-link]:"]


def test_an_old_address_may_not_be_that_of_a_page_which_the_engine_makes(tmp_path: Path) -> None:
    notes = {"events/x.md": rain("1900", "a", fields="aliases:\n  - /1900/\n")}
    assert problems(tmp_path, notes) == [
        'events/x.md:8:5: error[duplicate-address]: the address "/1900/" belongs to another page of the site'
    ]
