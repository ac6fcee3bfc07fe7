from __future__ import annotations

from pathlib import Path

from tests.world import NOTES, build_world, event, words

OLD = "/events/the-flood/"


def test_an_old_address_leads_to_the_new_one_without_a_click_and_with_one(tmp_path: Path) -> None:
    note = event(fields=f"aliases:\n  - {OLD}\n")
    page = build_world(tmp_path, {"events/1900/1900-06-01-river-rises.md": note}).page(OLD)
    assert [it.get("content") for it in page.iter("meta") if it.get("http-equiv") == "refresh"] == [
        "0; url=../../events/river-rises/"
    ]
    main = page.find(".//main")
    assert words(main) == "The river rises This has moved; it now stands at The river rises."
    assert main is not None
    assert [link.get("href") for link in main.iter("a")] == ["../../events/river-rises/"]


def test_search_engines_are_told_of_the_new_address_only(tmp_path: Path) -> None:
    note = event(fields=f"aliases:\n  - {OLD}\n")
    page = build_world(tmp_path, {"events/1900/1900-06-01-river-rises.md": note}).page(OLD)
    assert [it.get("href") for it in page.iter("link") if it.get("rel") == "canonical"] == [
        "https://river.example.org/events/river-rises/"
    ]
    assert [it.get("content") for it in page.iter("meta") if it.get("name") == "robots"] == ["noindex"]


def test_notes_of_any_kind_may_have_moved_more_than_once(tmp_path: Path) -> None:
    upton = NOTES["places/upton.md"].removesuffix("---\n")
    upton += "aliases:\n  - /places/old-upton/\n  - /towns/upton/\n---\n"
    world = build_world(tmp_path, {"places/upton.md": upton})
    for old in ("/places/old-upton/", "/towns/upton/"):
        assert words(world.page(old).find(".//h1")) == "Upton"
