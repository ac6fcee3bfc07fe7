"""Every page has an address of its own and all that it may see: what it does not see cannot change it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from chronicle.exports import EXPORTS
from chronicle.load import load
from chronicle.model import Chronicle, Page
from chronicle.pages import SECTIONS
from tests.fullest import FULL_NOTES, FULL_SITE
from tests.world import PlannedWorld, event, plan_world

TAKEN = "events/1900/1900-06-01-upton-taken.md"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> PlannedWorld:
    return plan_world(tmp_path_factory.mktemp("full"), FULL_NOTES, FULL_SITE)


# --- addresses --------------------------------------------------------------


def test_every_page_has_an_address_of_its_own_and_they_stand_in_order(full: PlannedWorld) -> None:
    addresses = [page.address for page in full.checked.pages]
    assert addresses == sorted(set(addresses))


def test_every_note_has_its_page(full: PlannedWorld) -> None:
    assert {
        "/events/upton-taken/",
        "/events/rumour/",
        "/periods/first/",
        "/places/upton/",
        "/actors/millers/",
        "/operations/great-flood/",
        "/sources/floods/",
        "/figures/people-flooded/",
        "/about/",
    } <= full.addresses()


def test_addresses_do_not_move_with_the_date_or_the_title_of_an_event(tmp_path: Path) -> None:
    """An address once published works for ever."""
    before = plan_world(tmp_path / "a", {"events/1900/1900-06-01-rain.md": event()})
    after = plan_world(tmp_path / "b", {"events/1899/1899-01-rain.md": event("It poured", "1899-01/1900-06")})
    assert "/events/rain/" in before.addresses() & after.addresses()


def test_the_sitemap_sees_the_address_of_every_other_page(full: PlannedWorld) -> None:
    """It is planned last."""
    _, listed = full.planned("/sitemap.xml").inputs
    shown = {address for address in full.addresses() if address.endswith("/")}
    embeds = {address for address in shown if address.startswith("/embed/")}
    assert {address for address, _ in listed} == shown - embeds - {"/events/upton-falls/"}


@pytest.mark.parametrize("section", [*SECTIONS, *EXPORTS], ids=lambda section: section.__module__)
def test_every_section_and_every_export_makes_something(full: PlannedWorld, section: Any) -> None:
    module = section.__module__
    if module == "chronicle.pages.social_cards":
        return  # only where a build asks for them; see its own tests
    assert any(page.view.make.__module__ == module for page in full.checked.pages)


def test_two_claims_to_one_address_are_told_and_nothing_is_built(tmp_path: Path) -> None:
    """Here an old address is that of a month."""
    notes = {"events/rain.md": event(fields="aliases:\n  - /1900/06/\n")}
    with pytest.raises(AssertionError, match=r'events/rain\.md:8:5: error\[duplicate-address\].*"/1900/06/"'):
        plan_world(tmp_path, notes)


# --- inputs -----------------------------------------------------------------

SIMPLE = (str, int, float, bytes, date, Decimal, type(None), msgspec.UnsetType)


def what_can_change(value: Any, where: str = "") -> Iterator[str]:
    """Parts of an input that are neither frozen nor simple; a field of a record may be a mapping."""
    if isinstance(value, tuple):
        parts = [(f"{where}[]", part) for part in value]
    elif isinstance(value, dict):
        yield f"{where}: {type(value)}"
        parts = []
    elif isinstance(value, msgspec.Struct):
        if not value.__struct_config__.frozen:
            yield f"{where}: {type(value)}"
        fields = [(f"{where}.{name}", getattr(value, name)) for name in value.__struct_fields__]
        parts = [(name, tuple(part.values()) if isinstance(part, dict) else part) for name, part in fields]
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        if not type(value).__dataclass_params__.frozen:  # type: ignore[attr-defined]  # dataclasses have it
            yield f"{where}: {type(value)}"
        parts = [(f"{where}.{item.name}", getattr(value, item.name)) for item in dataclasses.fields(value)]
    else:
        parts = []
        if not isinstance(value, SIMPLE):
            yield f"{where}: {type(value)}"
    for name, part in parts:
        yield from what_can_change(part, name)


def test_a_page_sees_frozen_records_and_simple_values_only(full: PlannedWorld) -> None:
    """What can change cannot stand for itself in a digest; least of all the whole Chronicle."""
    found = {
        f"{page.address} {fault}" for page in full.checked.pages for fault in what_can_change(page.inputs)
    }
    assert found == set()


def test_what_can_change_is_found_wherever_it_stands() -> None:
    """Else the test above would say nothing."""
    assert list(what_can_change(({"a": "b"},), "x")) == ["x[]: <class 'dict'>"]
    assert list(what_can_change((("a", ["b"]),), "x")) == ["x[][]: <class 'list'>"]
    chronicle = Chronicle(*[{}] * 14)  # type: ignore[arg-type]  # what it holds is no matter
    assert "x[].places: <class 'dict'>" in what_can_change((chronicle,), "x")


def test_a_view_makes_the_same_of_the_same(full: PlannedWorld) -> None:
    """Without a clock, without a memory, in any order."""
    pages = full.checked.pages
    first = [page.view.make(*page.inputs) for page in pages]
    second = [page.view.make(*page.inputs) for page in reversed(pages)][::-1]
    assert [page.address for page, a, b in zip(pages, first, second, strict=True) if a != b] == []


def test_the_same_notes_are_planned_alike(full: PlannedWorld, tmp_path: Path) -> None:
    again = plan_world(tmp_path, dict(reversed(FULL_NOTES.items())), FULL_SITE)
    assert changed(full, again) == set()


# --- what an edit changes ---------------------------------------------------


def changed(before: PlannedWorld, after: PlannedWorld) -> set[str]:
    """The addresses whose page came, went, or sees other things than before."""
    old, new = (by_address(world) for world in (before, after))
    return {address for address in old | new if old.get(address) != new.get(address)}


def by_address(world: PlannedWorld) -> dict[str, Page]:
    return {page.address: page for page in world.checked.pages}


def edited(folder: Path, note: str, old: str, new: str) -> PlannedWorld:
    assert old in FULL_NOTES[note]
    return plan_world(folder, {**FULL_NOTES, note: FULL_NOTES[note].replace(old, new)}, FULL_SITE)


def test_another_sentence_in_an_event_changes_its_own_page_and_no_other(
    full: PlannedWorld, tmp_path: Path
) -> None:
    after = edited(tmp_path, TAKEN, "All fled.", "Nobody fled.")
    assert changed(full, after) == {"/events/upton-taken/"}


def test_another_first_sentence_changes_what_prints_summaries_too(full: PlannedWorld, tmp_path: Path) -> None:
    after = edited(tmp_path, TAKEN, "Upton was taken from", "Upton was won from")
    assert changed(full, after) == {
        "/events/upton-taken/",
        "/embed/events/upton-taken/",
        "/embed/events/upton-falls/",
        "/data/events.json",
        "/data/events.csv",
        "/calendar.ics",
        "/feed.xml",
        "/feed.json",
    }


CLAIMS = {"/figures/people-flooded/", "/embed/figures/people-flooded/"}
COMPARED = {
    "/compare/",
    "/compare/figures/",
    "/compare/1900-06-01/1900-06-10/",
    "/compare/1900-06-10/1901-03-01/",
}
SOURCES = CLAIMS | COMPARED | {"/map/holders.json"}
"""Pages that see the cards of sources and events and print of them a part."""


@pytest.mark.parametrize(
    ("note", "old", "new", "seen_only"),
    [
        (TAKEN, "title: Upton is taken", "title: Upton falls", CLAIMS | COMPARED),
        ("places/valley.md", "name: Valley", "name: The valley", set()),
        ("operations/great-flood.md", "name: The great flood", "name: The flood", set()),
        (
            "sources/1901/floods.md",
            "title: Floods of the century",
            "title: Floods",
            CLAIMS | COMPARED | {"/map/holders.json"},
        ),
        ("periods/first.md", "title: The first year", "title: How it began", set()),
        ("periods/first.md", "It began.", "It had begun.", set()),
        ("pages/about.md", "What this is:", "Of what this is:", set()),
    ],
)
def test_an_edit_changes_the_pages_that_print_it_and_hardly_any_other(
    full: PlannedWorld, tmp_path: Path, note: str, old: str, new: str, seen_only: set[str]
) -> None:
    """What a page sees and does not print has it made again for nothing."""
    after = edited(tmp_path, note, old, new)
    assert full.addresses() == after.addresses()
    assert changed(full, after) == others(full, after) | seen_only


def test_the_title_of_a_page_in_the_navigation_is_a_part_of_the_site(
    full: PlannedWorld, tmp_path: Path
) -> None:
    """It stands on every page, so that it belongs to what all of them depend on."""
    after = edited(tmp_path, "pages/about.md", "title: About", "title: What this is")
    assert full.checked.site is not None
    assert after.checked.site is not None
    assert [card.title for card in after.checked.site.pages] == ["What this is", "Methods"]
    assert after.checked.site.digest != full.checked.site.digest


@pytest.mark.parametrize(
    ("note", "old", "new"),
    [
        (TAKEN, "certainty: claimed", "certainty: disputed"),
        (TAKEN, "importance: 2", "importance: 3"),
        (TAKEN, "holder: millers\n    status: held", "holder: weavers\n    status: contested"),
        (TAKEN, "value: 40", "value: 15"),
        (TAKEN, "published: 1900-06-02", "published: 1900-06-03"),
    ],
)
def test_what_becomes_of_an_edit_is_seen_by_every_page_on_which_it_shows(
    full: PlannedWorld, tmp_path: Path, note: str, old: str, new: str
) -> None:
    """No page reads what is not among its inputs."""
    after = edited(tmp_path, note, old, new)
    assert others(full, after) <= changed(full, after)
    assert others(full, after)


def others(before: PlannedWorld, after: PlannedWorld) -> set[str]:
    """The addresses at which other bytes stand than before; of the days of the year one stands for all."""
    both = before.addresses() & after.addresses()
    both -= {address for address in both if re.match("/on-this-day/(?!06-01)..-..", address)}
    return {address for address in both if made(before, address) != made(after, address)}


def made(world: PlannedWorld, address: str) -> object:
    """The page as text, the file as bytes."""
    return world.text(address) if world.planned(address).view.template else world.data(address)


def test_a_new_event_changes_the_lists_in_which_it_stands(full: PlannedWorld, tmp_path: Path) -> None:
    late = event("The end", "1950-01-01", source="last").replace("1900-06-02", "1950-01-02")
    after = plan_world(tmp_path, {**FULL_NOTES, "events/1950/end.md": late}, FULL_SITE)
    pages = {address for address in changed(full, after) if address.endswith("/")}
    came = {"/events/end/", "/1950/", "/1950/01/"}
    assert pages >= came | {"/", "/timeline/", "/on-this-day/01-01/", "/events/lowton-handed-over/", "/1901/"}
    assert not pages & {"/events/upton-taken/", "/places/upton/", "/control/", "/1900/06/"}


def test_the_plan_reads_no_file(full: PlannedWorld, tmp_path: Path) -> None:
    """The content folder may be gone when pages are made: all was loaded before."""
    folder = tmp_path / "gone"
    world = plan_world(folder, FULL_NOTES, FULL_SITE)
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert load(folder).notes == ()
    assert made(world, "/map/") == made(full, "/map/")
