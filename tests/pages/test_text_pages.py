from __future__ import annotations

from pathlib import Path

from tests.world import SOURCE, build_world, with_class, words


def text(title: str, nav: int | None = None, body: str = "We wrote it.", fields: str = "") -> str:
    order = f"nav: {nav}\n" if nav is not None else ""
    return f"---\ntitle: {title}\n{order}{fields}---\n{body}\n"


def test_a_text_page_stands_at_its_own_name(tmp_path: Path) -> None:
    page = build_world(tmp_path, {"pages/about.md": text("About")}).page("/about/")
    assert words(page.find(".//h1")) == "About"
    assert "We wrote it." in words(page.find(".//main"))


def test_its_citations_are_numbered_and_lead_to_the_list_of_its_sources(tmp_path: Path) -> None:
    note = text("About", body="So it was said [@gazette-1900].", fields=f"sources:\n{SOURCE}")
    page = build_world(tmp_path, {"pages/about.md": note}).page("/about/")
    (cite,) = with_class(page, "cite")
    assert [(link.get("href"), words(link)) for link in cite.iter("a")] == [("#gazette-1900", "1")]
    (sources,) = (it for it in with_class(page, "sources") if it.tag == "ol")
    assert "Water everywhere" in words(sources)


def test_pages_of_the_navigation_follow_one_another_in_its_order(tmp_path: Path) -> None:
    notes = {
        "pages/about.md": text("About", nav=2),
        "pages/methods.md": text("Methods", nav=1),
        "pages/thanks.md": text("Thanks"),
    }
    world = build_world(tmp_path, notes)
    assert [words(link) for link in with_class(world.page("/methods/"), "next")] == ["After About"]
    assert [words(link) for link in with_class(world.page("/about/"), "previous")] == ["Before Methods"]
    assert with_class(world.page("/thanks/"), "neighbours") == []


def test_a_withdrawn_page_says_so_in_place_of_its_text(tmp_path: Path) -> None:
    fields = "withdrawn:\n  date: 1903-01-01\n  why: It was about another river.\n"
    page = build_world(tmp_path, {"pages/about.md": text("About", fields=fields)}).page("/about/")
    assert "Withdrawn on 1 January 1903: It was about another river." in words(page)
    assert "We wrote it." not in words(page.find(".//main"))


def test_its_corrections_stand_at_its_end(tmp_path: Path) -> None:
    fields = "corrections:\n  - date: 1903-01-01\n    said: They\n    says: We\n    why: A slip.\n"
    page = build_world(tmp_path, {"pages/about.md": text("About", fields=fields)}).page("/about/")
    (row,) = with_class(page, "correction")
    assert [words(text) for text in row.iter("dd")] == ["They", "We", "A slip."]
