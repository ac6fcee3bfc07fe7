"""Social cards: what stands on them, and when they are drawn anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chronicle import build as engine
from chronicle.geography.ground import Ground
from chronicle.pages.social_cards import card_view
from chronicle.pictures.shown import HEIGHT, MAP, WIDTH, Spot
from tests.pictures.decoded import Picture, decoded
from tests.world import ROOT, SITE, TODAY, control, event, write_world
from tests.world import parsed as parsed_page

PAPER, INK, SECOND = "#fcfcfa", "#1a1d20", "#454b51"
LAND, WATER, RIVER, BLUE = "#e9e8e3", "#c4d4dc", "#5b8aa5", "#0f72b8"
TEXT_END = WIDTH - MAP
FLOOD = "events/flood.md"


def flood(**fields: str) -> str:
    """An event in a town that the millers take."""
    more = "places:\n  - upton\nactors:\n  - millers\n" + control("upton: millers")
    return event("Upton floods", fields=more).replace(
        "certainty: claimed", fields.get("certainty", "certainty: confirmed")
    )


class World:
    """A folder in which a site with cards is built again and again."""

    def __init__(self, folder: Path, notes: dict[str, str], site: str = SITE) -> None:
        self.folder = folder
        content = write_world(folder, notes, site)
        self.request = engine.Request(content, ROOT / "templates", folder / "site", TODAY, jobs=1, cards=True)
        self.build()

    def build(self, **options: Any) -> engine.Built:
        built = engine.build(replace(self.request, **options))
        assert built.written is not None, "\n".join(map(str, built.problems))
        return built

    def bytes(self, name: str) -> bytes:
        return (self.folder / "site/cards" / name).read_bytes()

    def card(self, name: str = "events/flood.png") -> Picture:
        return decoded(self.bytes(name))

    def edit(self, before: str, after: str, name: str = FLOOD) -> None:
        path = self.folder / "content" / name
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after))

    def is_drawn_anew(self, address: str = "/cards/events/flood.png") -> bool:
        """By the next build."""
        return "was rendered" in str(self.build(explain=address).explanation)

    def images(self, address: str) -> list[str]:
        page = parsed_page((self.folder / "site" / address / "index.html").read_text("utf-8"))
        return [it.get("content", "") for it in page.iter("meta") if it.get("property") == "og:image"]


@pytest.fixture
def world(tmp_path: Path) -> World:
    period = "---\ntitle: The flood\ndate: 1900\norder: 1\n---\nIt began.\n"
    return World(tmp_path, {FLOOD: flood(), "periods/high-water.md": period})


def drawn(title: str = "Upton floods", date: str = "1900-06-01", code: str = "en") -> Picture:
    """A card without a map."""
    return decoded(card_view(title, date, "", "", "A small chronicle", code, (), None))


# --- what it shows --------------------------------------------------------------


def test_a_card_is_as_large_as_networks_ask_and_light(world: World) -> None:
    card = world.card()
    assert (card.width, card.height) == (1200, 630)
    assert len(world.bytes("events/flood.png")) < 60_000


def test_text_stands_at_the_start_and_the_map_at_the_end(world: World) -> None:
    card = world.card()
    assert {PAPER, INK, SECOND} <= card.colours(0, TEXT_END)
    assert {LAND, RIVER, BLUE}.isdisjoint(card.colours(0, TEXT_END))
    assert {LAND, BLUE, INK} <= card.colours(TEXT_END)


def test_colours_of_the_tokens_are_kept(world: World) -> None:
    """A palette made by averaging once turned marks of one holder into those of another."""
    assert BLUE in world.card().colours(TEXT_END)


def test_a_card_without_a_place_has_no_map(tmp_path: Path) -> None:
    card = World(tmp_path, {FLOOD: event()}).card()
    assert {LAND, WATER, RIVER}.isdisjoint(card.colours())
    assert INK in card.colours()


def test_a_period_shows_where_its_major_events_were(tmp_path: Path) -> None:
    period = "---\ntitle: The flood\ndate: 1900\norder: 1\n---\nIt began.\n"
    major = flood().replace("importance: 2", "importance: 3")
    card = World(tmp_path, {FLOOD: major, "periods/high-water.md": period}).card("periods/high-water.png")
    assert {LAND, INK} <= card.colours(TEXT_END)
    assert BLUE not in card.colours()


def test_doubt_stands_beside_the_date(tmp_path: Path) -> None:
    sure = World(tmp_path / "sure", {FLOOD: flood()}).card()
    claimed = World(tmp_path / "claimed", {FLOOD: flood(certainty="certainty: claimed")}).card()
    date = range(60, 125)
    after = [any(claimed.at(x, y) != sure.at(x, y) for y in date) for x in range(TEXT_END)]
    assert any(after)
    assert not any(after[:250]), "the date itself is the same"


def test_a_long_title_gets_smaller_and_has_three_lines_at_most() -> None:
    def lines(title: str) -> int:
        """Blocks of rows with ink between date and foot."""
        inked = drawn(title).rows_with(INK, 60, 1140)
        rows = [y in inked for y in range(125, 500)]
        return sum(now and not before for before, now in zip([False, *rows], rows, strict=False))

    words = "the Guild of Millers takes Upton and the mill above it after a siege of three weeks "
    assert lines("Upton floods") == 1
    assert 2 <= lines(words) <= 3
    assert lines(words * 5) <= 3


def test_a_title_that_is_cut_is_not_the_title_that_just_fits() -> None:
    words = "the Guild of Millers takes Upton and the mill above it after a siege of three weeks "
    assert drawn(words * 5).pixels == drawn(words * 6).pixels
    assert drawn(words).pixels != drawn(words * 5).pixels


def test_an_arabic_card_is_mirrored_and_its_letters_are_there() -> None:
    card = drawn("تحرير مدينة الموصل", code="ar")
    assert INK in card.colours(600, 1140)
    title = card.rows_with(INK, 60, 600) & set(range(130, 300))
    assert title == set(), "it begins at the right"


def test_an_arabic_map_stands_on_the_left_and_is_not_mirrored(tmp_path: Path) -> None:
    ground = ground_of(tmp_path)
    spot = Spot(name="Upton", longitude=2.5, latitude=48.5, mark="held", colour="blue", code="Mill")
    inputs = ("Upton", "1900", "", "", "A chronicle")
    right = decoded(card_view(*inputs, "en", (spot,), ground))
    left = decoded(card_view(*inputs, "ar", (spot,), ground))
    for y in range(0, HEIGHT, 37):
        row = [right.at(TEXT_END + x, y) for x in range(MAP)]
        assert row == [left.at(x, y) for x in range(MAP)]


def test_no_holder_is_shown_without_its_code(tmp_path: Path) -> None:
    """Colour alone tells some readers nothing: the code stands beside the name."""
    ground = ground_of(tmp_path)

    def card(code: str) -> Picture:
        spot = Spot(name="Upton", longitude=2.5, latitude=48.5, mark="held", colour="blue", code=code)
        return decoded(card_view("Upton", "1900", "", "", "A chronicle", "en", (spot,), ground))

    assert card("Mill").pixels != card("Weav").pixels


def ground_of(folder: Path) -> Ground:
    content = write_world(folder, {FLOOD: flood()})
    pages = engine.check(content, TODAY).pages
    return next(it for page in pages for it in page.inputs if isinstance(it, Ground))


# --- when it is drawn -------------------------------------------------------------


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    first = World(tmp_path / "first", {FLOOD: flood()})
    second = World(tmp_path / "second", {FLOOD: flood()})
    assert first.bytes("events/flood.png") == second.bytes("events/flood.png")


def test_any_number_of_processes_draws_the_same(world: World, tmp_path: Path) -> None:
    world.build(output=tmp_path / "other", jobs=3)
    drawn_by_three = tmp_path / "other/cards/events/flood.png"
    assert drawn_by_three.read_bytes() == world.bytes("events/flood.png")


def test_an_edit_of_prose_draws_no_card(world: World) -> None:
    world.edit("The river rose", "The river rose and rose")
    assert not world.is_drawn_anew()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Upton floods", "title: Upton drowns"),
        ("date: 1900-06-01\nkind", "date: 1900-05-31\nkind"),
        ("certainty: confirmed", "certainty: disputed"),
        ("holder: millers", "holder: weavers"),
        ("  - upton\nactors", "  - lowton\nactors"),
    ],
)
def test_an_edit_of_what_it_shows_draws_it_anew(world: World, before: str, after: str) -> None:
    earlier = world.bytes("events/flood.png")
    world.edit(before, after)
    assert world.is_drawn_anew()
    assert world.bytes("events/flood.png") != earlier


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("importance: 2", "importance: 1"),
        ("kind: flood", "kind: meeting"),
        ("  - millers\n", "  - weavers\n"),
    ],
)
def test_an_edit_of_anything_else_does_not(world: World, before: str, after: str) -> None:
    world.edit(before, after)
    assert not world.is_drawn_anew()


def test_the_card_of_a_removed_event_goes_with_it(world: World) -> None:
    (world.folder / "content" / FLOOD).unlink()
    world.build()
    assert not (world.folder / "site/cards/events").exists()


# --- who finds it -----------------------------------------------------------------


def test_pages_with_a_card_name_it_by_its_whole_address(world: World) -> None:
    assert world.images("events/flood") == ["https://river.example.org/cards/events/flood.png"]
    assert world.images("periods/high-water") == ["https://river.example.org/cards/periods/high-water.png"]
    assert world.images("timeline") == []


def test_a_withdrawn_event_has_none(tmp_path: Path) -> None:
    note = flood().replace("sources:", "withdrawn:\n  date: 1901-01-01\n  why: A mistake.\nsources:")
    world = World(tmp_path, {FLOOD: note})
    assert world.images("events/flood") == []
    assert not (tmp_path / "site/cards").exists()


def test_a_site_without_cards_names_none(world: World) -> None:
    world.build(cards=False)
    assert world.images("events/flood") == []
    assert not (world.folder / "site/cards").exists()
    world.build()
    assert world.images("events/flood") != []


def test_cards_stand_in_no_sitemap(world: World) -> None:
    assert "/cards/" not in (world.folder / "site/sitemap.xml").read_text()
